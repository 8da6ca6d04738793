/** Opens what a signed-in person's device needs: documents, outbox, socket. */
import type { ChannelId } from '../../schema/ids.ts'
import type { Identity } from '../stores/session-answers.ts'
import { rememberedUser } from '../stores/session-store.ts'
import { storesOf, type Stores } from '../stores/stores.ts'
import { browserEnvironment, syncUrl } from '../sync/browser-environment.ts'
import { createDevice } from '../sync/create-device.ts'
import { listenToWindow } from './listen-to-window.ts'
import { readFirst } from './read-first.ts'
import { parseRoute } from './routes.ts'
import { updateWhenTooOld } from './update-when-too-old.ts'

/** Resolves when what the first screen shows is read, or is waited for no longer. */
export async function openDevice(identity: Identity): Promise<Stores> {
  const { userId } = identity
  const environment = browserEnvironment(userId, () => rememberedUser() === userId)
  const device = await createDevice(environment, { userId, url: syncUrl() })
  const stores = storesOf(device)
  listenToWindow(device, stores)
  updateWhenTooOld(device, () => void import('./update.ts').then(({ lookForUpdate }) => lookForUpdate()))
  void import('./kept-app.ts').then(({ keptApp }) =>
    keptApp.follow(
      () => device.status().sync.state === 'live',
      (listener) => device.onStatus(listener),
    ),
  )
  const route = parseRoute(location.hash)
  await readFirst(device, route.page === 'chat' ? (route.chat as ChannelId) : null)
  return stores
}
