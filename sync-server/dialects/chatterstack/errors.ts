/** Errors as seed 003 words them: `{"error": text}`, over HTTP and over the socket. */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { FieldError } from '../../http/field-error.ts'
import type { CairnContext } from '../../http/state.ts'
import type { Log } from '../../log.ts'

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
  [ErrorCode.StorageFailed]: 503,
  [ErrorCode.Unavailable]: 503,
  [ErrorCode.Internal]: 500,
} satisfies Record<ErrorCode, number>

/** For answers that the seed makes a 400 where the code has another status. */
export class BadRequest extends Error {}

export const errorBody = z.object({ error: z.string() })

export interface Failure {
  readonly status: number
  readonly error: string
  /** Of 429. */
  readonly retryAfterSeconds?: number
}

/** Words any error, of a request as of a frame. */
export function describeError(error: unknown): Failure {
  if (error instanceof BadRequest || error instanceof FieldError) return { status: 400, error: error.message }
  if (error instanceof CairnError) return describeRefusal(error)
  const status = (error as { status?: unknown } | null)?.status
  // The text of what Koa and its router throw may quote the request.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status, error: 'The request could not be read.' }
  }
  return { status: 500, error: 'A defect of ours, it is logged.' }
}

/** Answers what a route of this dialect threw. */
export function answerError(log: Log): (ctx: CairnContext, error: unknown) => void {
  return (ctx, thrown) => {
    const { status, error, retryAfterSeconds } = describeError(thrown)
    if (status >= 500) log.error({ err: thrown, method: ctx.method, path: ctx.path }, 'request failed')
    if (retryAfterSeconds !== undefined) ctx.set('Retry-After', String(retryAfterSeconds))
    if (status === 401) ctx.set('WWW-Authenticate', 'Bearer')
    ctx.set('Cache-Control', 'no-store')
    ctx.status = status
    ctx.body = { error }
  }
}

/** What the seed answers with 400, whatever else it would be: an unknown member, a message of another room. */
export async function orBadRequest<T>(codes: readonly ErrorCode[], work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CairnError && codes.includes(error.code)) throw new BadRequest(wordsOf(error))
    throw error
  }
}

function describeRefusal(error: CairnError): Failure {
  const status = STATUS[error.code]
  if (error.code === ErrorCode.Rate) {
    const retryAfterSeconds = error.retryAfterSeconds ?? 1
    return { status, error: `Too many. Try again in ${retryAfterSeconds} seconds.`, retryAfterSeconds }
  }
  if (error.code === ErrorCode.Internal) return { status, error: 'A defect of ours, it is logged.' }
  if (error.code === ErrorCode.StorageFailed) return { status, error: 'Storage is unavailable. Try again.' }
  return { status, error: wordsOf(error) }
}

/** Rules put their number before the reason: "MS6: ...". */
function wordsOf({ message, field }: CairnError): string {
  const text = message.replace(/^[A-Z]{2}\d+: /, '')
  return field === undefined ? text : `${field}: ${text}`
}
