/** What minimost's routes refuse → a status and `{"error": text}`; who is not signed in goes to the sign-in page (MM1, MM24). */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { Session } from '../../accounts/session-store.ts'
import { FieldError } from '../../http/field-error.ts'
import type { RouteStyle } from '../../http/route.ts'
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

class NotSignedIn extends Error {}

export function minimostStyle(log: Log): RouteStyle {
  return { requireSession, answerError: (ctx, error) => answerError(log, ctx, error) }
}

function requireSession(ctx: CairnContext): Session {
  if (ctx.state.session) return ctx.state.session
  throw new NotSignedIn()
}

/**
 * What is done, where something that is not there is to be answered as something that is not allowed.
 *
 * @throws CairnError forbidden in place of not_found and gone
 */
export function orForbidden<T>(work: () => T): T {
  return instead(work, [ErrorCode.NotFound, ErrorCode.Gone], ErrorCode.Forbidden)
}

/** @throws CairnError `other` in place of these codes */
export function instead<T>(work: () => T, codes: readonly ErrorCode[], other: ErrorCode): T {
  const refuse = (error: unknown): never => {
    if (!(error instanceof CairnError) || !codes.includes(error.code)) throw error
    throw new CairnError(other, error.message, { cause: error })
  }
  try {
    const done = work()
    return done instanceof Promise ? (done.catch(refuse) as T) : done
  } catch (error) {
    return refuse(error)
  }
}

function answerError(log: Log, ctx: CairnContext, error: unknown): void {
  ctx.set('Cache-Control', 'no-store')
  if (error instanceof NotSignedIn) return ctx.redirect('/login')
  const { status, text } = describe(error)
  if (status >= 500) log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed')
  if (error instanceof CairnError && error.code === ErrorCode.Rate)
    ctx.set('Retry-After', String(error.retryAfterSeconds ?? 1))
  ctx.status = status
  ctx.body = { error: text }
}

function describe(error: unknown): { status: number; text: string } {
  if (error instanceof FieldError) return { status: 400, text: error.message }
  if (error instanceof CairnError) {
    const status = STATUS[error.code]
    // Rules put their number before the reason; what went wrong inside is nobody's business.
    return { status, text: status >= 500 ? 'Try again later.' : error.message.replace(/^[A-Z]{2}\d+: /, '') }
  }
  const status = (error as { status?: unknown } | null)?.status
  if (typeof status === 'number' && status >= 400 && status < 500) return { status, text: 'could not be read' }
  return { status: 500, text: 'A defect of ours, it is logged.' }
}
