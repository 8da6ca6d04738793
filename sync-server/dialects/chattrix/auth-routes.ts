/** Signing up, in and out with JSON (seed 002, "Authentication Endpoints"), at the root and under `/api` (DIALECTS.md, 3). */
import type { UserId } from '../../../schema/ids.ts'
import type { AccountDeps } from '../../accounts/deps.ts'
import { signIn } from '../../accounts/sign-in.ts'
import { signOut } from '../../accounts/sign-out.ts'
import { register } from '../../accounts/sign-up.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { bearerOf } from '../../http/bearer.ts'
import { callerOf } from '../../http/caller.ts'
import type { RememberCookie } from '../../http/remember-cookie.ts'
import { routesOf } from '../../http/route.ts'
import { isoTime } from '../../http/schemas.ts'
import type { SessionCookie } from '../../http/session-cookie.ts'
import { viewPerson } from '../../queries/person-view.ts'
import { signInError, signUpError } from './auth-refusals.ts'
import { peopleFor } from './present-user.ts'
import { loggedIn, loginRequest, registered, registerRequest } from './schemas/auth.ts'
import { done } from './schemas/common.ts'

export interface AuthDeps {
  /** Its limits for sign-ins and sign-ups are counted by this dialect, once a request (count-requests.ts). */
  readonly account: AccountDeps
  readonly domain: CommandDeps
  readonly cookie: SessionCookie
  readonly rememberCookie: RememberCookie
}

const route = routesOf<AuthDeps>()
const BYTES = 16 * 1024

export function authRoutes(prefix: '' | '/api') {
  return [
    route(
      {
        ...{ method: 'post', path: `${prefix}/register`, summary: 'Make an account; it does not sign in', auth: false },
        ...{ body: registerRequest, bodyBytes: BYTES, answers: { 201: registered } },
      },
      async ({ account, domain }, { ctx, body }) => {
        const { username, email, password, display_name: name } = body
        const input = { username, email, password, name: name ?? undefined, caller: callerOf(ctx) }
        const made = await register(account, { ...input, passwordRule: 'length' })
        if (!made.ok) throw signUpError(made, username)
        return {
          success: true as const,
          message: 'User registered successfully',
          user: { ...person(domain, made.userId), email, created_at: createdAt(domain, made.userId) },
        }
      },
    ),
    route(
      {
        ...{ method: 'post', path: `${prefix}/login`, summary: 'Sign in; sets the cookie session', auth: false },
        ...{ body: loginRequest, bodyBytes: BYTES, answers: { 200: loggedIn } },
      },
      async ({ account, domain, cookie, rememberCookie }, { ctx, session, body }) => {
        const { username: login, password, otp_code: otpCode } = body
        const result = await signIn(account, { login, password, otpCode, caller: callerOf(ctx), failureMs: 0 })
        if (!result.ok) throw signInError(result)
        // The cookie names one session; the one that it named before would stay open with nobody to end it.
        if (session && bearerOf(ctx.get('authorization')) === null) signOut(account, session)
        cookie.write(ctx.cookies, result.token)
        if (body.remember_me) rememberCookie.write(ctx.cookies, account.remember.issue(result.sessionId))
        else rememberCookie.clear(ctx.cookies)
        return {
          success: true as const,
          message: 'Login successful',
          user: person(domain, result.userId),
          redirect_url: '/chat' as const,
        }
      },
    ),
    route(
      {
        ...{ method: 'post', path: `${prefix}/logout`, summary: 'End this session', auth: true },
        answers: { 200: done },
      },
      ({ account, cookie, rememberCookie }, { ctx, session }) => {
        signOut(account, session)
        cookie.clear(ctx.cookies)
        rememberCookie.clear(ctx.cookies)
        return { success: true as const, message: 'Logged out successfully' }
      },
    ),
  ]
}

function person(domain: CommandDeps, userId: UserId) {
  return peopleFor(domain, userId)(userId)
}

function createdAt(domain: CommandDeps, userId: UserId): string {
  return isoTime(viewPerson(domain, userId, userId)?.createdAt ?? domain.now())
}
