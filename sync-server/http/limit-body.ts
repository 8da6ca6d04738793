/** Body parsers with their limits; a route without one reads no body at all. Over the limit is 413, malformed is 400. */
import { bodyParser } from '@koa/bodyparser'
import type Koa from 'koa'

export const FORM_BYTES = 16 * 1024

/** `application/x-www-form-urlencoded` only, other types are 415. The limit holds while reading, whatever is declared. */
export function formBody(): Koa.Middleware {
  const parse = bodyParser({ enableTypes: ['form'], formLimit: FORM_BYTES })
  return async (ctx, next) => {
    if (!ctx.is('urlencoded')) ctx.throw(415, 'a form is expected')
    await parse(ctx, next)
  }
}

/** `application/json` only, other types are 415. */
export function jsonBody(limitBytes: number): Koa.Middleware {
  const parse = bodyParser({ enableTypes: ['json'], jsonLimit: limitBytes })
  return async (ctx, next) => {
    if (!ctx.is('json')) ctx.throw(415, 'JSON is expected')
    await parse(ctx, next)
  }
}
