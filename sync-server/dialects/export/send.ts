/** Sends an export as it is read: no faster than its reader takes it, compressed where they can, cut when a right ends. */
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { CairnError } from '../../../schema/errors.ts'
import { RightEnded } from '../../export/walk-channel.ts'
import type { CairnContext } from '../../http/state.ts'
import type { ExportRouteDeps } from './deps.ts'
import type { Reader } from './reader.ts'

/** Fast: text shrinks to a fifth already. */
const GZIP_LEVEL = 4

interface Sent {
  readonly type: string
  readonly isAllowed: () => boolean
  readonly text: () => Iterable<string> | AsyncIterable<string>
}

/** Answers with a whole export. @throws CairnError rate */
export function sendExport(deps: ExportRouteDeps, ctx: CairnContext, { userId }: Reader, sent: Sent): void {
  ctx.set('Content-Type', sent.type)
  ctx.vary('Accept-Encoding')
  const isZipped = ctx.acceptsEncodings('gzip', 'identity') === 'gzip'
  if (isZipped) ctx.set('Content-Encoding', 'gzip')
  if (ctx.method === 'HEAD') return answerWith(ctx, Readable.from([]))
  // Cut, not ended: nobody may take it for whole.
  const cut = () => void ctx.res.destroy()
  const done = deps.running.add({ userId, kind: 'whole', isAllowed: sent.isAllowed, end: cut })
  ctx.res.once('close', done)
  const text = Readable.from(untilRightEnds(sent.text(), cut), { objectMode: false })
  // A failure reaches Koa through the stream that it sends.
  answerWith(ctx, isZipped ? pipeline(text, createGzip({ level: GZIP_LEVEL }), () => undefined) : text)
}

/** Answers with server-sent events until their reader goes or their right ends. @throws CairnError rate */
export function sendEvents(
  deps: ExportRouteDeps,
  ctx: CairnContext,
  { userId }: Reader,
  sent: Omit<Sent, 'type'> & { readonly ended: () => void },
): void {
  ctx.set('Content-Type', 'text/event-stream; charset=utf-8')
  ctx.set('Cache-Control', 'no-store')
  // For proxies that would gather it.
  ctx.set('X-Accel-Buffering', 'no')
  if (ctx.method === 'HEAD') return answerWith(ctx, Readable.from([]))
  const end = () => void ctx.res.end()
  const done = deps.running.add({ userId, kind: 'follow', isAllowed: sent.isAllowed, end })
  ctx.res.once('close', () => {
    done()
    sent.ended()
  })
  answerWith(ctx, Readable.from(untilRightEnds(sent.text(), end), { objectMode: false }))
}

function answerWith(ctx: CairnContext, body: NodeJS.ReadableStream): void {
  ctx.body = body
  ctx.status = 200
}

/** What was begun ends without a word when its right does; a defect breaks it off, and is logged. */
async function* untilRightEnds(
  text: Iterable<string> | AsyncIterable<string>,
  end: () => void,
): AsyncGenerator<string> {
  try {
    yield* text
  } catch (error) {
    if (!(error instanceof RightEnded) && !(error instanceof CairnError)) throw error
    end()
  }
}
