/** Errors in seed 002's words: `{success: false, message, errors?, code}` (docs/behaviour.md, CX2), for routes and for events. */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { Log } from '../../log.ts'
import { FieldError } from '../../http/field-error.ts'
import type { CairnContext } from '../../http/state.ts'

const CODES = [
  'VALIDATION_ERROR',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'PAYLOAD_TOO_LARGE',
  'RATE_LIMITED',
  'CONFLICT',
  'INTERNAL',
] as const
export type ChattrixCode = (typeof CODES)[number]

export const errorBody = z.object({
  success: z.literal(false),
  message: z.string(),
  errors: z.record(z.string(), z.array(z.string())).optional(),
  code: z.enum(CODES),
})

/** Status and code of each of ours. */
const REPLIES = {
  [ErrorCode.Forbidden]: [403, 'FORBIDDEN'],
  [ErrorCode.NotFound]: [404, 'NOT_FOUND'],
  [ErrorCode.Gone]: [404, 'NOT_FOUND'],
  [ErrorCode.Privacy]: [403, 'FORBIDDEN'],
  [ErrorCode.TooLarge]: [413, 'PAYLOAD_TOO_LARGE'],
  [ErrorCode.Type]: [400, 'VALIDATION_ERROR'],
  [ErrorCode.Invalid]: [400, 'VALIDATION_ERROR'],
  [ErrorCode.Conflict]: [409, 'CONFLICT'],
  [ErrorCode.Stale]: [409, 'CONFLICT'],
  [ErrorCode.Auth]: [401, 'UNAUTHENTICATED'],
  [ErrorCode.Rate]: [429, 'RATE_LIMITED'],
  [ErrorCode.Clock]: [400, 'VALIDATION_ERROR'],
  [ErrorCode.Sealed]: [409, 'CONFLICT'],
  [ErrorCode.Known]: [409, 'CONFLICT'],
  [ErrorCode.StorageFailed]: [503, 'INTERNAL'],
  [ErrorCode.Unavailable]: [503, 'INTERNAL'],
  [ErrorCode.Internal]: [500, 'INTERNAL'],
} as const satisfies Record<ErrorCode, readonly [number, ChattrixCode]>

export type FieldTexts = Readonly<Record<string, readonly string[]>>

/** For answers whose words or status the seed gives: a taken name is 400 with the field, a large file says how large. */
export class ChattrixError extends Error {
  constructor(
    readonly status: 400 | 413,
    readonly code: ChattrixCode,
    message: string,
    readonly fields?: FieldTexts,
  ) {
    super(message)
  }
}

export interface Failure {
  readonly status: number
  readonly code: ChattrixCode
  readonly message: string
  readonly errors?: FieldTexts
  /** Of 429. */
  readonly retryAfterSeconds?: number
}

/** Words any error, of a request as of an event. */
export function describeError(error: unknown): Failure {
  if (error instanceof FieldError) return describeFields(error)
  if (error instanceof ChattrixError) {
    const { status, code, message, fields } = error
    return { status, code, message, ...(fields ? { errors: fields } : {}) }
  }
  if (error instanceof CairnError) return describeRefusal(error)
  const status = (error as { status?: unknown } | null)?.status
  // The text of what Koa and its router throw may quote the request.
  if (typeof status === 'number' && status >= 400 && status < 500)
    return { status, code: 'VALIDATION_ERROR', message: 'The request could not be read' }
  return { status: 500, code: 'INTERNAL', message: 'Internal server error' }
}

/** Answers what a route of this dialect threw. */
export function answerError(log: Log): (ctx: CairnContext, error: unknown) => void {
  return (ctx, error) => {
    const { status, code, message, errors, retryAfterSeconds } = describeError(error)
    if (status >= 500) log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed')
    if (retryAfterSeconds !== undefined) ctx.set('Retry-After', String(retryAfterSeconds))
    ctx.set('Cache-Control', 'no-store')
    ctx.status = status
    ctx.body = { success: false, message, ...(errors ? { errors } : {}), code }
  }
}

function describeFields({ faults, message }: FieldError): Failure {
  const errors: Record<string, string[]> = {}
  for (const { loc, msg } of faults) {
    const field = loc.slice(1).join('.')
    // What is wrong with a body as a whole has no field.
    if (field !== '') (errors[field] ??= []).push(msg)
  }
  const named = Object.keys(errors).length > 0 ? { errors } : {}
  return { status: 400, code: 'VALIDATION_ERROR', message: `Invalid input: ${message}`, ...named }
}

/** What other doors call otherwise. */
const FIELDS: Readonly<Record<string, string>> = {
  avatar_url: 'file',
  title: 'name',
  text: 'content',
  name: 'display_name',
}

function describeRefusal(error: CairnError): Failure {
  const [status, code] = REPLIES[error.code]
  if (error.code === ErrorCode.Rate) {
    const retryAfterSeconds = error.retryAfterSeconds ?? 1
    const message = `Rate limit exceeded. Try again in ${retryAfterSeconds} seconds.`
    return { status, code, message, retryAfterSeconds }
  }
  if (error.code === ErrorCode.Internal) return { status, code, message: 'Internal server error' }
  if (error.code === ErrorCode.StorageFailed) return { status, code, message: 'Storage is unavailable. Try again.' }
  // Rules put their number before the reason: "MS6: ...".
  const message = error.message.replace(/^[A-Z]{2}\d+: /, '')
  if (error.field === undefined) return { status, code, message }
  const field = FIELDS[error.field] ?? error.field
  return { status, code, message: `${field}: ${message}`, errors: { [field]: [message] } }
}
