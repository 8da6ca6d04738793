/** Opens what a signed-in person's device needs, after the shell has painted: documents, outbox, socket. */
import type { Identity } from '../stores/session-answers.ts'
import { storesOf, type Stores } from '../stores/stores.ts'
import { browserEnvironment, syncUrl } from '../sync/browser-environment.ts'
import { createDevice, type SyncedDevice } from '../sync/create-device.ts'

export async function openDevice(identity: Identity): Promise<Stores> {
  const { userId } = identity
  const device = await createDevice(browserEnvironment(userId), { userId, url: syncUrl() })
  listenToTheWindow(device)
  return storesOf(device)
}

/** Moments at which waiting any longer makes no sense. Stop undoes it. */
function listenToTheWindow(device: SyncedDevice): void {
  const ends = new AbortController()
  const { signal } = ends
  const hidden = () => document.visibilityState === 'hidden'
  window.addEventListener('online', () => device.tryNow(), { signal })
  window.addEventListener('focus', () => device.tryNow(), { signal })
  window.addEventListener('pagehide', () => device.flush(), { signal })
  document.addEventListener('visibilitychange', () => (hidden() ? device.flush() : device.tryNow()), { signal })
  const stop = device.stop.bind(device)
  device.stop = () => {
    ends.abort()
    return stop()
  }
}
