/** Errors in seed 004's statuses: `{"error": text, "code": code}`; text is for people, the code for programs. */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { Log } from '../../log.ts'
import { FieldError } from '../../http/field-error.ts'
import type { CairnContext } from '../../http/state.ts'

/** 503 is none of the seed's: what is away for a while is a server error here, too. */
const STATUS = {
  [ErrorCode.Forbidden]: 403,
  [ErrorCode.NotFound]: 404,
  [ErrorCode.Gone]: 404,
  [ErrorCode.Privacy]: 403,
  [ErrorCode.TooLarge]: 413,
  [ErrorCode.Type]: 400,
  [ErrorCode.Invalid]: 400,
  [ErrorCode.Conflict]: 409,
  [ErrorCode.Stale]: 409,
  [ErrorCode.Auth]: 401,
  [ErrorCode.Rate]: 429,
  [ErrorCode.Clock]: 400,
  [ErrorCode.Sealed]: 409,
  [ErrorCode.Known]: 409,
  [ErrorCode.StorageFailed]: 500,
  [ErrorCode.Unavailable]: 500,
  [ErrorCode.Internal]: 500,
} satisfies Record<ErrorCode, number>

export const errorBody = z.object({ error: z.string(), code: z.enum(ErrorCode) })
export type ErrorBody = z.infer<typeof errorBody>

export interface Failure {
  readonly status: number
  readonly body: ErrorBody
  /** Of 429. */
  readonly retryAfterSeconds?: number
}

/** Words any error, of a request as of a frame. */
export function describeError(error: unknown): Failure {
  if (error instanceof FieldError) return failure(400, ErrorCode.Invalid, error.message)
  if (error instanceof CairnError) return describeRefusal(error)
  const status = (error as { status?: unknown } | null)?.status
  // The text of what Koa and its router throw may quote the request.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return failure(status, ErrorCode.Invalid, 'The request could not be read.')
  }
  return failure(500, ErrorCode.Internal, 'A defect of ours, it is logged.')
}

/** Answers what a route of this dialect threw. */
export function answerError(log: Log): (ctx: CairnContext, error: unknown) => void {
  return (ctx, error) => {
    const { status, body, retryAfterSeconds } = describeError(error)
    if (status >= 500) log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed')
    if (retryAfterSeconds !== undefined) ctx.set('Retry-After', String(retryAfterSeconds))
    if (status === 401) ctx.set('WWW-Authenticate', 'Bearer')
    ctx.set('Cache-Control', 'no-store')
    ctx.status = status
    ctx.body = body
  }
}

function failure(status: number, code: ErrorCode, error: string): Failure {
  return { status, body: { error, code } }
}

function describeRefusal(error: CairnError): Failure {
  const { code, field } = error
  const status = STATUS[code]
  if (code === ErrorCode.Rate) {
    const retryAfterSeconds = error.retryAfterSeconds ?? 1
    return { ...failure(status, code, `Too many. Try again in ${retryAfterSeconds} seconds.`), retryAfterSeconds }
  }
  if (code === ErrorCode.Internal) return failure(status, code, 'A defect of ours, it is logged.')
  if (code === ErrorCode.StorageFailed) return failure(status, code, 'Storage is unavailable. Try again.')
  // Rules put their number before the reason: "MS6: ...".
  const text = error.message.replace(/^[A-Z]{2}\d+: /, '')
  // The only field that other doors name otherwise.
  return failure(status, code, field === undefined ? text : `${field === 'avatar_url' ? 'avatar' : field}: ${text}`)
}
