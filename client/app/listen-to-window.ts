/**
 * Moments of the window that a device hears of (docs/behaviour.md, UI82, UI190): those at which waiting any longer makes no
 * sense, or at which a link that looks alive may be dead, a mute over, or what is not kept yet be lost.
 */
import type { Stores } from '../stores/stores.ts'
import type { SyncedDevice } from '../sync/create-device.ts'

type Told = Pick<SyncedDevice, 'tryNow' | 'networkLost' | 'flush' | 'stop'>

/** Stop undoes it. */
export function listenToWindow(
  device: Told,
  { chats, mutes }: { readonly chats: Pick<Stores['chats'], 'flush'>; readonly mutes: Pick<Stores['mutes'], 'look'> },
  page: Pick<Window, 'addEventListener'> = window,
  shown: Pick<Document, 'addEventListener' | 'visibilityState'> = document,
): void {
  const ends = new AbortController()
  const { signal } = ends
  const tryNow = () => device.tryNow()
  const flush = () => {
    chats.flush()
    device.flush()
  }
  for (const moment of ['online', 'focus']) page.addEventListener(moment, tryNow, { signal })
  // Without a network the link is asked, and ends; a browser that is wrong about it loses nothing.
  page.addEventListener('offline', () => device.networkLost(), { signal })
  page.addEventListener('pagehide', flush, { signal })
  const turned = () => {
    if (shown.visibilityState === 'hidden') return flush()
    mutes.look()
    tryNow()
  }
  shown.addEventListener('visibilitychange', turned, { signal })
  const stop = device.stop.bind(device)
  device.stop = () => {
    ends.abort()
    return stop()
  }
}
