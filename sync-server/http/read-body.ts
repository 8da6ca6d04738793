/** Reads a body up to a limit. Over it `too_large` (413); whatever else cannot be read is a FieldError, never a 5xx. */
import { bodyParser } from '@koa/bodyparser'
import type Koa from 'koa'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { FieldError } from './field-error.ts'
import type { CairnContext } from './state.ts'

/** Room for a text of 10,000 characters, each written as a six-byte escape. */
export const BODY_BYTES = 128 * 1024

/** @returns the fields of a form as text, `{}` where a request has no body. Of a field sent twice the parser makes an array */
export async function readForm(ctx: CairnContext, limitBytes: number): Promise<unknown> {
  if (ctx.request.length !== 0 && ctx.is('urlencoded') === false)
    throw new FieldError([{ loc: ['body'], msg: 'must be a form (application/x-www-form-urlencoded)' }])
  return parsed(
    ctx,
    bodyParser({ enableTypes: ['form'], parsedMethods: [ctx.method], formLimit: limitBytes }),
    limitBytes,
  )
}

/** @returns the parsed JSON, or `{}` where a request has no body */
export async function readBody(ctx: CairnContext, limitBytes: number): Promise<unknown> {
  // `is` is null without a body, false with one of another type; of no bytes too, as programs send it where they have none.
  if (ctx.request.length !== 0 && ctx.is('json') === false)
    throw new FieldError([{ loc: ['body'], msg: 'must be JSON (Content-Type: application/json)' }])
  return parsed(
    ctx,
    bodyParser({ enableTypes: ['json'], parsedMethods: [ctx.method], jsonLimit: limitBytes }),
    limitBytes,
  )
}

async function parsed(ctx: CairnContext, parse: Koa.Middleware, limitBytes: number): Promise<unknown> {
  try {
    await parse(ctx, async () => undefined)
  } catch (cause) {
    if ((cause as { status?: unknown }).status === 413) {
      throw new CairnError(ErrorCode.TooLarge, `The body is larger than ${limitBytes} bytes.`, { cause })
    }
    // The parser's own message quotes the body, and a broken gzip stream has no status at all.
    throw new FieldError([{ loc: ['body'], msg: 'could not be read' }])
  }
  return ctx.request.body ?? {}
}
