/** Finds who sends a request, by access token or session cookie, and turns away who is not signed in (AU15, AU24, AU42). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { AccessTokens } from '../accounts/access-tokens.ts'
import type { Session, SessionStore } from '../accounts/session-store.ts'
import { bearerOf } from './bearer.ts'
import type { SessionCookie } from './session-cookie.ts'
import type { CairnContext, CairnMiddleware } from './state.ts'

/** A token that is not good is not made up for by a cookie: the program would not notice that it has to refresh. */
export function authenticate(deps: {
  sessions: SessionStore
  access: AccessTokens
  cookie: SessionCookie
}): CairnMiddleware {
  const { sessions, access, cookie } = deps
  return async (ctx, next) => {
    const bearer = bearerOf(ctx.get('authorization'))
    const token = bearer === null ? cookie.read(ctx.cookies) : null
    if (bearer !== null) ctx.state.session = (await access.find(bearer))?.session ?? null
    else ctx.state.session = token === null ? null : sessions.findByToken(token)
    const isMoved = ctx.state.session !== null && sessions.touch(ctx.state.session) !== null
    if (isMoved && token !== null) cookie.write(ctx.cookies, token)
    await next()
  }
}

/** For routes that answer 401; throws `auth`. */
export function requireSession(ctx: CairnContext): Session {
  if (ctx.state.session) return ctx.state.session
  throw new CairnError(ErrorCode.Auth, 'not signed in')
}
