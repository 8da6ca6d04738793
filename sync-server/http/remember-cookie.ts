/** The cookie `remember_token` (docs/behaviour.md, CX3-CX5): whoever comes with it and without a session gets a new one. */
import { REMEMBER_MS, type RememberTokens } from '../accounts/remember-tokens.ts'
import { bearerOf } from './bearer.ts'
import { callerOf } from './caller.ts'
import type { SessionCookie } from './session-cookie.ts'
import type { CairnMiddleware, RequestCookies } from './state.ts'

const NAME = 'remember_token'

export interface RememberCookie {
  read(cookies: RequestCookies): string | null
  write(cookies: RequestCookies, token: string): void
  /** Only where there is one: most answers need not speak of it. */
  clear(cookies: RequestCookies): void
}

/** @param publicUrl  the address people use; https makes the cookie Secure */
export function rememberCookie(publicUrl: string): RememberCookie {
  const secure = publicUrl.startsWith('https:')
  // 256 random bits: there is nothing that a signature would add.
  const options = { httpOnly: true, sameSite: 'lax', secure, signed: false, overwrite: true, path: '/' } as const
  const set = (cookies: RequestCookies, token: string | null, maxAge: number) => {
    cookies.secure = secure
    cookies.set(NAME, token, { ...options, maxAge })
  }
  const read = (cookies: RequestCookies) => cookies.get(NAME, { signed: false }) || null
  return {
    read,
    write: (cookies, token) => set(cookies, token, REMEMBER_MS),
    clear: (cookies) => {
      if (read(cookies) !== null) set(cookies, null, 0)
    },
  }
}

/** Comes right after `authenticate`. A program that names a token of its own is not somebody else by a cookie. */
export function recallSession(deps: {
  remember: RememberTokens
  rememberCookie: RememberCookie
  cookie: SessionCookie
}): CairnMiddleware {
  const { remember, rememberCookie: kept, cookie } = deps
  return async (ctx, next) => {
    const isProgram = bearerOf(ctx.get('authorization')) !== null
    const token = ctx.state.session || isProgram ? null : kept.read(ctx.cookies)
    const found = token === null ? null : remember.redeem(token, callerOf(ctx))
    if (found) {
      ctx.state.session = found.session
      cookie.write(ctx.cookies, found.sessionToken)
      kept.write(ctx.cookies, found.rememberToken)
    } else if (token !== null) kept.clear(ctx.cookies)
    await next()
  }
}
