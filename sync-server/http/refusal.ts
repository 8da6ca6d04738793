/**
 * What every dialect's refusals share: the status of each code (DIALECTS.md, 10), words that may be shown, and the headers. The
 * form of the body is each dialect's own.
 */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { Log } from '../log.ts'
import { FieldError } from './field-error.ts'
import type { CairnContext } from './state.ts'

/** Where a reference names no other. */
export const STATUS = {
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

export interface Refusal {
  readonly status: number
  readonly code: ErrorCode
  /** For people; nothing of what was sent, and nothing of what went wrong inside. */
  readonly text: string
  /** The field at fault, as the commands call it. */
  readonly field?: string
  /** Of 429. */
  readonly retryAfterSeconds?: number
}

/** Words any error, of a request as of a frame. */
export function describeError(error: unknown, statusOf: Readonly<Record<ErrorCode, number>> = STATUS): Refusal {
  if (error instanceof FieldError)
    return refusal(statusOf[ErrorCode.Invalid], ErrorCode.Invalid, error.message, fieldOf(error))
  if (error instanceof CairnError) return describeRefusal(error, statusOf[error.code])
  const status = (error as { status?: unknown } | null)?.status
  // The text of what Koa and its router throw may quote the request.
  if (typeof status === 'number' && status >= 400 && status < 500)
    return refusal(status, ErrorCode.Invalid, 'The request could not be read.')
  return refusal(500, ErrorCode.Internal, 'A defect of ours, it is logged.')
}

/** Sends a refusal in the dialect's own body. */
export function sendRefusal(
  ctx: CairnContext,
  log: Log,
  error: unknown,
  { status, retryAfterSeconds }: Refusal,
  body: object,
): void {
  if (status >= 500) log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed')
  if (retryAfterSeconds !== undefined) ctx.set('Retry-After', String(retryAfterSeconds))
  ctx.set('Cache-Control', 'no-store')
  ctx.status = status
  ctx.body = body
}

/** Rules put their number before the reason: "MS6: ...". */
export function wordsOf({ message }: CairnError): string {
  return message.replace(/^[A-Z]{2}\d+: /, '')
}

function describeRefusal(error: CairnError, status: number): Refusal {
  const { code, field } = error
  if (code === ErrorCode.Internal) return refusal(status, code, 'A defect of ours, it is logged.')
  if (code === ErrorCode.StorageFailed) return refusal(status, code, 'Storage is unavailable. Try again.')
  if (code !== ErrorCode.Rate) return refusal(status, code, wordsOf(error), field)
  const retryAfterSeconds = error.retryAfterSeconds ?? 1
  return { ...refusal(status, code, `Too many. Try again in ${retryAfterSeconds} seconds.`), retryAfterSeconds }
}

function refusal(status: number, code: ErrorCode, text: string, field?: string): Refusal {
  return { status, code, text, ...(field === undefined ? {} : { field }) }
}

function fieldOf({ faults }: FieldError): string | undefined {
  const last = faults[0]?.loc.at(-1)
  return last === undefined ? undefined : String(last)
}
