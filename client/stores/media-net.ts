/**
 * Fetches a file's bytes from the server, a few at a time, and goes on where the network broke off. What is not the file, as
 * the page of a hotel that answers everything, is not taken (docs/behaviour.md, MV91).
 */
import type { MediaPart } from '../persistence/media-disk.ts'
import type { FileView } from './message-view.ts'

/** What is asked for at the same time: a thin link is not shared by more. */
const AT_ONCE = 3

export type FetchedMedia =
  | { readonly outcome: 'here'; readonly blob: Blob }
  /** Nobody may have it any more, or not this person. */
  | { readonly outcome: 'gone' }
  /** No answer, or one that says nothing of the file. */
  | { readonly outcome: 'failed' }

/** `total` 0 = not told. */
export type FetchProgress = (done: number, total: number) => void

export type FetchFunction = (path: string, init: RequestInit) => Promise<Response>

/** What is asked for. */
export interface WantedMedia {
  readonly file: Pick<FileView, 'type' | 'bytes'>
  readonly part: MediaPart
}

/** What came before the link broke. */
interface Begun {
  readonly chunks: Uint8Array<ArrayBuffer>[]
  readonly etag: string
  done: number
}

/** Where the server has a file, for who is signed in. */
export function filePath(file: string, part: MediaPart = 'whole'): string {
  return `/files/${encodeURIComponent(file)}${part === 'thumb' ? '/thumb' : ''}`
}

export class MediaNet {
  #running = 0
  #waiting: (() => void)[] = []
  #begun = new Map<string, Begun>()

  constructor(private readonly fetch: FetchFunction) {}

  async get(path: string, wanted: WantedMedia, told: FetchProgress, signal?: AbortSignal): Promise<FetchedMedia> {
    if (this.#running >= AT_ONCE) await new Promise<void>((go) => this.#waiting.push(go))
    this.#running++
    try {
      return await this.#get(path, wanted, told, signal)
    } catch {
      return { outcome: 'failed' }
    } finally {
      this.#running--
      this.#waiting.shift()?.()
    }
  }

  async #get(path: string, wanted: WantedMedia, told: FetchProgress, signal?: AbortSignal): Promise<FetchedMedia> {
    const before = this.#begun.get(path)
    const headers: Record<string, string> = before ? { Range: `bytes=${before.done}-`, 'If-Range': before.etag } : {}
    const answer = await this.fetch(path, {
      credentials: 'same-origin',
      // What is kept is kept by us, once.
      cache: 'no-store',
      redirect: 'error',
      headers,
      ...(signal ? { signal } : {}),
    })
    if (answer.status === 403 || answer.status === 404 || answer.status === 410) return { outcome: 'gone' }
    const type = answer.headers.get('Content-Type') ?? ''
    if (!answer.ok || !answer.body || isForeignPage(type, wanted)) {
      this.#begun.delete(path)
      void answer.body?.cancel().catch(() => undefined)
      return { outcome: 'failed' }
    }
    const etag = answer.headers.get('ETag') ?? ''
    const begun: Begun = before && answer.status === 206 ? before : { chunks: [], etag, done: 0 }
    if (etag) this.#begun.set(path, begun)
    const length = Number(answer.headers.get('Content-Length') ?? 0)
    const total = length > 0 ? begun.done + length : 0
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read()
      if (done) break
      begun.chunks.push(value)
      begun.done += value.byteLength
      told(begun.done, total)
    }
    this.#begun.delete(path)
    // A message says how large its file is: as the server told its sender.
    if (wanted.part === 'whole' && begun.done !== wanted.file.bytes) return { outcome: 'failed' }
    return { outcome: 'here', blob: new Blob(begun.chunks, { type }) }
  }
}

/** Nothing of ours is a page but what somebody sent as one. */
function isForeignPage(type: string, { file, part }: WantedMedia): boolean {
  return type.startsWith('text/html') && !(part === 'whole' && file.type.startsWith('text/html'))
}
