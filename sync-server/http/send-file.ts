/** Sends a kept file: ranges, revalidation, and headers that let no file act (docs/behaviour.md, UP14). */
import parseRange from 'range-parser'
import type { ByteRange, FileStore } from '../media/file-store.ts'
import { contentTypeOf, dispositionOf } from '../media/served-type.ts'
import type { CairnContext } from './state.ts'

export interface SentFile {
  readonly key: string
  readonly type: string
  readonly bytes: number
  /** As a person saves it. */
  readonly name: string
  /** Cache-Control: who may keep it, and how long. */
  readonly cache: string
}

/** A page made of a file has no origin, and may load and run nothing. */
const SANDBOX = "default-src 'none'; sandbox"

/** Answers 200, 206, 304 or 416. @throws storage_failed */
export async function sendFile(ctx: CairnContext, store: FileStore, file: SentFile): Promise<void> {
  // Nothing under a key ever changes.
  ctx.etag = file.key
  ctx.set('Cache-Control', file.cache)
  ctx.set('Content-Security-Policy', SANDBOX)
  ctx.set('X-Content-Type-Options', 'nosniff')
  ctx.set('Accept-Ranges', 'bytes')
  ctx.attachment(file.name, { type: dispositionOf(file.type) })
  ctx.set('Content-Type', contentTypeOf(file.type))
  ctx.status = 200
  if (ctx.fresh) return void (ctx.status = 304)

  const range = rangeOf(ctx, file.bytes)
  if (range === 'outside') {
    ctx.set('Content-Range', `bytes */${file.bytes}`)
    return void (ctx.status = 416)
  }
  if (range) {
    ctx.status = 206
    ctx.set('Content-Range', `bytes ${range.start}-${range.end}/${file.bytes}`)
  }
  const length = range ? range.end - range.start + 1 : file.bytes
  if (ctx.method !== 'HEAD') {
    const stream = await store.open(file.key, range)
    // The head is out: a reply that ends early must be seen to.
    stream.on('error', () => ctx.res.destroy())
    ctx.body = stream
  }
  ctx.length = length
}

/** One range is sent as such; of several, and of what is no range, the whole file is. */
function rangeOf(ctx: CairnContext, bytes: number): ByteRange | 'outside' | null {
  const asked = ctx.get('Range')
  const since = ctx.get('If-Range')
  if (asked === '' || (since !== '' && since !== ctx.response.get('ETag'))) return null
  const ranges = parseRange(bytes, asked)
  if (ranges === -1) return 'outside'
  if (ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return null
  return ranges[0] ?? null
}
