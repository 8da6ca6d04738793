/** Errors of the export's door: `{"error": text}`, and `field` where one is at fault (docs/api/export.md). */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { FieldError } from '../../http/field-error.ts'
import type { CairnContext } from '../../http/state.ts'
import type { Log } from '../../log.ts'

export const PREFIX = '/export'

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

export function answerError(log: Log): (ctx: CairnContext, error: unknown) => void {
  return (ctx, error) => {
    const { status, text, field } = describe(error)
    if (status >= 500) log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed')
    if (status === 401) ctx.set('WWW-Authenticate', 'Bearer')
    if (error instanceof CairnError && error.retryAfterSeconds !== undefined) {
      ctx.set('Retry-After', String(error.retryAfterSeconds))
    }
    ctx.remove('ETag')
    ctx.set('Cache-Control', 'no-store')
    ctx.body = { error: text, ...(field === undefined ? {} : { field }) }
    ctx.status = status
  }
}

function describe(error: unknown): { status: number; text: string; field?: string | undefined } {
  if (error instanceof FieldError) {
    const field = error.faults[0]?.loc.at(-1)
    return { status: 400, text: error.message, field: field === undefined ? field : String(field) }
  }
  if (error instanceof CairnError) {
    const status = STATUS[error.code]
    // Rules put their number before the reason: "EX5: ...".
    const text = status >= 500 ? 'a defect of ours, it is logged' : error.message.replace(/^[A-Z]{2}\d+: /, '')
    return { status, text, field: error.field }
  }
  const status = (error as { status?: unknown } | null)?.status
  // The text of what Koa and its router throw may quote the request.
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return { status, text: 'the request could not be read' }
  }
  return { status: 500, text: 'a defect of ours, it is logged' }
}
