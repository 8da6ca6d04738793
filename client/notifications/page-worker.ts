/** A page's way to the service worker, and what the worker tells it. Without a worker nobody is told. */
import type { FromWorker, ToWorker } from './notice.ts'

export interface PageWorker {
  tell(message: ToWorker): void
  /** @returns ends it */
  listen(heard: (message: FromWorker, answer: (reply: ToWorker) => void) => void): () => void
}

export function pageWorker(container: ServiceWorkerContainer | undefined = navigator.serviceWorker): PageWorker {
  return {
    tell(message) {
      // The one that is there: a page that was loaded past it is not controlled, and still has one.
      void container?.ready.then(({ active }) => active?.postMessage(message))
    },
    listen(heard) {
      const hear = ({ data, source }: MessageEvent) => {
        const answer = (reply: ToWorker) => (source as ServiceWorker | null)?.postMessage(reply)
        if (typeof data === 'object' && data !== null && 'type' in data) heard(data as FromWorker, answer)
      }
      container?.addEventListener('message', hear)
      container?.startMessages()
      return () => container?.removeEventListener('message', hear)
    },
  }
}
