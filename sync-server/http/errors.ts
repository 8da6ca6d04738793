/** Errors that no route answered itself → JSON {code, message}. An unknown one is logged with its cause and told as `internal`. */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { Log } from '../log.ts'
import type { CairnMiddleware } from './state.ts'

/** The status of each code where a dialect has no word of its own. */
export const STATUS_OF = {
  [ErrorCode.Forbidden]: 403,
  [ErrorCode.NotFound]: 404,
  [ErrorCode.Gone]: 410,
  [ErrorCode.Privacy]: 403,
  [ErrorCode.TooLarge]: 413,
  [ErrorCode.Type]: 415,
  [ErrorCode.Invalid]: 400,
  [ErrorCode.Conflict]: 409,
  [ErrorCode.Stale]: 409,
  [ErrorCode.Auth]: 401,
  [ErrorCode.Rate]: 429,
  [ErrorCode.Clock]: 400,
  [ErrorCode.Sealed]: 409,
  [ErrorCode.Known]: 409,
  [ErrorCode.StorageFailed]: 503,
  [ErrorCode.Unavailable]: 503,
  [ErrorCode.Internal]: 500,
} satisfies Record<ErrorCode, number>

/** Codes for what Koa and the body parsers throw. */
const CODE_OF: ReadonlyMap<number, ErrorCode> = new Map([
  [401, ErrorCode.Auth],
  [403, ErrorCode.Forbidden],
  [413, ErrorCode.TooLarge],
  [415, ErrorCode.Type],
])

export function answerErrors(log: Log): CairnMiddleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const { status, code, message } = describe(error)
      if (status >= 500) log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed')
      // A reply that has begun cannot become another one: it is cut, so that nobody takes it for whole.
      if (ctx.headerSent) return void ctx.res.destroy()
      ctx.status = status
      ctx.body = { code, message }
    }
  }
}

interface ErrorReply {
  readonly status: number
  readonly code: ErrorCode
  readonly message: string
}

function describe(error: unknown): ErrorReply {
  if (error instanceof CairnError) return { status: STATUS_OF[error.code], code: error.code, message: error.message }
  const status = (error as { status?: unknown } | null)?.status
  if (typeof status === 'number' && status >= 400 && status < 500) {
    // The parser's own message may quote the body.
    return { status, code: CODE_OF.get(status) ?? ErrorCode.Invalid, message: 'the request could not be read' }
  }
  return { status: 500, code: ErrorCode.Internal, message: 'a defect of ours, it is logged' }
}
