/** `/auth` (seed 004): registration, sign-in, tokens; the list of devices is in session-routes.ts. */
import type { z } from 'zod'
import type { AccountDeps, SignedIn } from '../../accounts/deps.ts'
import { signIn } from '../../accounts/sign-in.ts'
import { signOut } from '../../accounts/sign-out.ts'
import { signUp } from '../../accounts/sign-up.ts'
import { issueTokens, refreshTokens, type TokenPair } from '../../accounts/token-pair.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { callerOf } from '../../http/caller.ts'
import { routesOf } from '../../http/route.ts'
import type { SessionCookie } from '../../http/session-cookie.ts'
import { signInError, signUpError } from './auth-refusals.ts'
import { parseKeys } from './parse-keys.ts'
import { presentOwnUser } from './present-user.ts'
import { loginRequest, refreshed, refreshRequest, registerRequest, signedIn } from './schemas/auth.ts'

export interface AuthDeps {
  readonly account: AccountDeps
  readonly domain: CommandDeps
  readonly cookie: SessionCookie
}

const route = routesOf<AuthDeps>()
const BYTES = 16 * 1024
/** Room for all key fields, each character written as an escape. */
export const KEY_BODY_BYTES = 640 * 1024

export const authRoutes = [
  route(
    {
      ...{ method: 'post', path: '/auth/register', summary: 'Make an account with its keys, and sign in', auth: false },
      ...{ body: registerRequest, bodyBytes: KEY_BODY_BYTES, answers: { 201: signedIn } },
    },
    async (deps, { ctx, body }) => {
      const { login, username, password, nickname } = body
      const made = await signUp(deps.account, {
        ...{ login, username, password, passwordRule: 'length', email: null, caller: callerOf(ctx) },
        name: nickname ?? '',
        keys: parseKeys(body),
      })
      if (!made.ok) throw signUpError(made)
      return presentSignedIn(deps, made, 'Registered')
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/login', summary: 'Sign in; remember_me makes it last longer', auth: false },
      ...{ body: loginRequest, bodyBytes: BYTES, answers: { 200: signedIn } },
    },
    async (deps, { ctx, body }) => {
      const result = await signIn(deps.account, {
        ...{ login: body.login, password: body.password, otpCode: body.otp_code, failureMs: 0, caller: callerOf(ctx) },
        isRemembered: body.remember_me ?? false,
      })
      if (!result.ok) throw signInError(result)
      return presentSignedIn(deps, result, 'Signed in')
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/refresh', summary: 'The next pair of tokens', auth: false },
      ...{ body: refreshRequest, bodyBytes: BYTES, answers: { 200: refreshed } },
    },
    async ({ account }, { ctx, body }) => {
      const pair = await refreshTokens(account, { refreshToken: body.refresh_token, caller: callerOf(ctx) })
      return presentTokens(pair, pair.session.sessionId)
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/logout', summary: 'End this session', auth: true, answers: { 204: null } },
    },
    ({ account, cookie }, { ctx, session }) => {
      signOut(account, session)
      cookie.clear(ctx.cookies)
    },
  ),
]

async function presentSignedIn(
  { account, domain }: AuthDeps,
  who: SignedIn,
  message: string,
): Promise<z.input<typeof signedIn>> {
  const pair = await issueTokens(account, who)
  return { message, user: presentOwnUser(account, domain, who.userId), ...presentTokens(pair, who.sessionId) }
}

function presentTokens({ accessToken, refreshToken }: TokenPair, sessionId: string): z.input<typeof refreshed> {
  return { token: accessToken, access_token: accessToken, refresh_token: refreshToken, session_id: sessionId }
}
