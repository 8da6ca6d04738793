/** Reads a JSON body up to a limit. Over it `too_large` (413); whatever else cannot be read is 422, never a 5xx. */
import { bodyParser } from '@koa/bodyparser'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { CairnContext } from '../../http/state.ts'
import { FieldError } from './errors.ts'

/** Room for a text of 10,000 characters, each written as a six-byte escape. */
export const BODY_BYTES = 128 * 1024

/** @returns the parsed JSON, or `{}` where a request has no body */
export async function readBody(ctx: CairnContext, limitBytes: number): Promise<unknown> {
  // `is` is null without a body, false with one of another type; of no bytes too, as programs send it where they have none.
  if (ctx.request.length !== 0 && ctx.is('json') === false)
    throw new FieldError([{ loc: ['body'], msg: 'must be JSON (Content-Type: application/json)' }])
  const parse = bodyParser({ enableTypes: ['json'], parsedMethods: [ctx.method], jsonLimit: limitBytes })
  try {
    await parse(ctx, async () => undefined)
  } catch (cause) {
    if ((cause as { status?: unknown }).status === 413) {
      throw new CairnError(ErrorCode.TooLarge, `The body is larger than ${limitBytes} bytes.`, { cause })
    }
    // The parser's own message quotes the body, and a broken gzip stream has no status at all.
    throw new FieldError([{ loc: ['body'], msg: 'is not readable JSON' }])
  }
  return ctx.request.body ?? {}
}
