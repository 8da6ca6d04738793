/** Errors as seed 001 words them: `{"detail": text}`; a refused field is named in the text and, beside it, in `errors`. */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { Log } from '../../log.ts'
import { FieldError, type FieldFault } from '../../http/field-error.ts'
import type { CairnMiddleware } from '../../http/state.ts'

export const PREFIX = '/api/v1'

/** The status of each code, and the text where the error's own must not be shown. */
export const STATUS = {
  [ErrorCode.Forbidden]: 403,
  [ErrorCode.NotFound]: 404,
  [ErrorCode.Gone]: 404,
  [ErrorCode.Privacy]: 403,
  [ErrorCode.TooLarge]: 413,
  [ErrorCode.Type]: 422,
  [ErrorCode.Invalid]: 422,
  [ErrorCode.Conflict]: 409,
  [ErrorCode.Stale]: 409,
  [ErrorCode.Auth]: 401,
  [ErrorCode.Rate]: 429,
  [ErrorCode.Clock]: 422,
  [ErrorCode.Sealed]: 409,
  [ErrorCode.Known]: 409,
  [ErrorCode.StorageFailed]: 503,
  [ErrorCode.Unavailable]: 503,
  [ErrorCode.Internal]: 500,
} satisfies Record<ErrorCode, number>

/** For answers whose status the seed gives where the code has another one: `throw new BenyaError(400, 'wrong code')`. */
export class BenyaError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

export interface ErrorBody {
  readonly detail: string
  /** Of 422 and 409, when a field is at fault. */
  readonly errors?: readonly FieldFault[]
}

/** Answers every error of a request under `/api/v1`, also those thrown before a route was found. */
export function answerBenyaErrors(log: Log): CairnMiddleware {
  return async (ctx, next) => {
    if (!ctx.path.startsWith(`${PREFIX}/`)) return void (await next())
    try {
      await next()
    } catch (error) {
      const { status, body, retryAfterSeconds } = describe(error)
      if (status >= 500) log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed')
      if (ctx.headerSent) return void ctx.res.destroy()
      if (retryAfterSeconds !== undefined) ctx.set('Retry-After', String(retryAfterSeconds))
      if (status === 401) ctx.set('WWW-Authenticate', 'Bearer')
      ctx.set('Cache-Control', 'no-store')
      ctx.status = status
      ctx.body = body
    }
  }
}

interface Reply {
  readonly status: number
  readonly body: ErrorBody
  readonly retryAfterSeconds?: number
}

function describe(error: unknown): Reply {
  if (error instanceof FieldError) return { status: 422, body: { detail: error.message, errors: error.faults } }
  if (error instanceof BenyaError) return { status: error.status, body: { detail: error.message } }
  if (error instanceof CairnError) return describeRefusal(error)
  const status = (error as { status?: unknown } | null)?.status
  // The text of what Koa and its router throw may quote the request.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status, body: { detail: 'The request could not be read.' } }
  }
  return { status: 500, body: { detail: 'A defect of ours, it is logged.' } }
}

function describeRefusal(error: CairnError): Reply {
  const status = STATUS[error.code]
  if (error.code === ErrorCode.Rate) {
    const seconds = error.retryAfterSeconds ?? 1
    return { status, body: { detail: `Rate limit exceeded. Retry in ${seconds} seconds.` }, retryAfterSeconds: seconds }
  }
  if (error.code === ErrorCode.Internal) return { status, body: { detail: 'A defect of ours, it is logged.' } }
  if (error.code === ErrorCode.StorageFailed) return { status, body: { detail: 'Storage is unavailable. Try again.' } }
  // Rules put their number before the reason: "RX1: ...".
  const text = error.message.replace(/^[A-Z]{2}\d+: /, '')
  if (error.field === undefined) return { status, body: { detail: text } }
  return { status, body: { detail: `${error.field}: ${text}`, errors: [{ loc: ['body', error.field], msg: text }] } }
}
