/** Finds who sends a request by its session cookie, and turns away who is not signed in (AU15, AU24). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { Session, SessionStore } from '../accounts/session-store.ts'
import type { SessionCookie } from './session-cookie.ts'
import type { CairnContext, CairnMiddleware } from './state.ts'

export function authenticate(deps: { sessions: SessionStore; cookie: SessionCookie }): CairnMiddleware {
  return async (ctx, next) => {
    const token = deps.cookie.read(ctx.cookies)
    ctx.state.session = token === null ? null : deps.sessions.findByToken(token)
    if (token !== null && ctx.state.session && deps.sessions.touch(ctx.state.session)) {
      deps.cookie.write(ctx.cookies, token)
    }
    await next()
  }
}

/** For routes that answer 401; throws `auth`. */
export function requireSession(ctx: CairnContext): Session {
  if (ctx.state.session) return ctx.state.session
  throw new CairnError(ErrorCode.Auth, 'not signed in')
}
