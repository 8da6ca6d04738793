/**
 * The worker that owns the index. Its own chunk is the worker's script, so that it shares Yjs with the app: the page takes
 * its address from here (`search-client.ts`), and only in a worker does it begin.
 */
import type { IndexNews, Question } from './index-question.ts'
import { readVolumesOf } from './read-volume.ts'
import { SearchIndex } from './search-index.ts'
import { openTableStore } from './table-store.ts'

export const WORKER_URL = import.meta.url

export type ToWorker =
  | { readonly t: 'open'; readonly userId: number }
  | { readonly t: 'news'; readonly news: IndexNews }
  | { readonly t: 'ask'; readonly n: number; readonly question: Question }

export type FromWorker =
  | { readonly t: 'answer'; readonly n: number; readonly answer: unknown }
  | { readonly t: 'failed'; readonly n: number }
  | { readonly t: 'want'; readonly doc: string }
  | { readonly t: 'changed' }

function begin(): void {
  let index: SearchIndex | null = null
  const post = (message: FromWorker) => postMessage(message)
  addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
    if (data.t === 'open') {
      index = new SearchIndex({
        store: openTableStore(data.userId),
        readVolume: readVolumesOf(data.userId),
        schedule(ms, run) {
          const timer = setTimeout(run, ms)
          return () => clearTimeout(timer)
        },
        want: (doc) => post({ t: 'want', doc }),
        changed: () => post({ t: 'changed' }),
        report: (what, cause) => console.warn(`cairn: ${what}`, cause),
      })
    } else if (data.t === 'news') index?.tell(data.news)
    else {
      const { n, question } = data
      index?.ask(question.name, question.ask).then(
        (answer) => post({ t: 'answer', n, answer }),
        () => post({ t: 'failed', n }),
      )
    }
  })
}

if (typeof document === 'undefined' && typeof postMessage === 'function') begin()
