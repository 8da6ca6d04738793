/** Has the service worker, which outlives every page, take one account's notifications off the screen and forget it (OS60). */
import type { ToWorker } from '../notifications/notice.ts'
import type { UserId } from '../../schema/ids.ts'

/** Resolves when it has; at once where there is no worker, which has shown nothing then. */
export async function forgetNotices(user: UserId): Promise<void> {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer }
  const active = (await serviceWorker?.getRegistration())?.active
  if (!active) return
  const { port1, port2 } = new MessageChannel()
  const done = new Promise<void>((resolve) => (port1.onmessage = () => resolve()))
  const message: ToWorker = { type: 'forget', user, keepsAnswers: false }
  active.postMessage(message, [port2])
  await done
  port1.close()
}
