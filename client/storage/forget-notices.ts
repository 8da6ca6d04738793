/** Has the service worker, which outlives every page, take one account's notifications off the screen and forget it (OS60). */
import type { ToWorker } from '../notifications/notice.ts'
import type { UserId } from '../../schema/ids.ts'

/** Resolves when it has. */
export async function forgetNotices(worker: ServiceWorker, user: UserId): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  const done = new Promise<void>((resolve) => (port1.onmessage = () => resolve()))
  const message: ToWorker = { type: 'forget', user, keepsAnswers: false }
  worker.postMessage(message, [port2])
  await done
  port1.close()
}
