/** What minimost's routes refuse → a status and `{"error": text}`; who is not signed in goes to the sign-in page (MM1, MM24). */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { Session } from '../../accounts/session-store.ts'
import { describeError, sendRefusal } from '../../http/refusal.ts'
import type { RouteStyle } from '../../http/route.ts'
import type { CairnContext } from '../../http/state.ts'
import type { Log } from '../../log.ts'

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
  const refusal = describeError(error)
  sendRefusal(ctx, log, error, refusal, { error: refusal.text })
}
