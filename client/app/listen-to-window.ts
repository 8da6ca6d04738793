/**
 * Moments of the window that a device hears of (docs/behaviour.md, UI82): those at which waiting any longer makes no sense, or
 * at which a link that looks alive may be dead, those at which what is not kept yet may be lost, and those at which nobody
 * waited for what could not be kept.
 */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { Stores } from '../stores/stores.ts'
import type { SyncedDevice } from '../sync/create-device.ts'

type Told = Pick<SyncedDevice, 'tryNow' | 'flush' | 'stop'>

/**
 * Stop undoes it.
 *
 * @param notKept  tells a person that something they did could not be kept on this device
 */
export function listenToWindow(
  device: Told,
  { chats }: { readonly chats: Pick<Stores['chats'], 'flush'> },
  notKept: () => void,
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
  // Without a network the link is asked, and ends; a browser that is wrong about it loses nothing.
  for (const moment of ['online', 'offline', 'focus']) page.addEventListener(moment, tryNow, { signal })
  page.addEventListener('pagehide', flush, { signal })
  const turned = () => (shown.visibilityState === 'hidden' ? flush() : tryNow())
  shown.addEventListener('visibilitychange', turned, { signal })
  const uncaught = (event: PromiseRejectionEvent) => {
    const { reason } = event as { readonly reason: unknown }
    if (!(reason instanceof CairnError) || reason.code !== ErrorCode.StorageFailed) return
    event.preventDefault()
    notKept()
  }
  page.addEventListener('unhandledrejection', uncaught, { signal })
  const stop = device.stop.bind(device)
  device.stop = () => {
    ends.abort()
    return stop()
  }
}
