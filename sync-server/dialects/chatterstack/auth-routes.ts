/** `/v1/auth` (seed 003): registration, sign-in, tokens. */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { AccountDeps } from '../../accounts/deps.ts'
import { signIn, type SignInRefusal } from '../../accounts/sign-in.ts'
import { signOut } from '../../accounts/sign-out.ts'
import { register, type SignUpRefusal } from '../../accounts/sign-up.ts'
import { issueTokens, refreshTokens, type TokenPair } from '../../accounts/token-pair.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { callerOf } from '../../http/caller.ts'
import { routesOf } from '../../http/route.ts'
import type { SessionCookie } from '../../http/session-cookie.ts'
import { presentPerson } from './present.ts'
import { loginRequest, logoutRequest, refreshRequest, registerRequest, tokenPair, userRead } from './schemas.ts'

export interface AuthDeps {
  readonly account: AccountDeps
  readonly domain: CommandDeps
  readonly cookie: SessionCookie
}

const route = routesOf<AuthDeps>()
const BYTES = 16 * 1024

export const authRoutes = [
  route(
    {
      ...{ method: 'post', path: '/auth/register', summary: 'Make an account', auth: false },
      ...{ body: registerRequest, bodyBytes: BYTES, answers: { 201: userRead } },
    },
    async ({ account, domain }, { ctx, body }) => {
      const made = await register(account, { ...body, passwordRule: 'length', caller: callerOf(ctx) })
      if (!made.ok) throw signUpError(made)
      return presentPerson(domain, made.userId, made.userId)
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/login', summary: 'Sign in', auth: false },
      ...{ body: loginRequest, bodyBytes: BYTES, answers: { 200: tokenPair } },
    },
    async ({ account }, { ctx, body }) => {
      const input = { login: body.email, password: body.password, otpCode: body.otp_code, failureMs: 0 }
      const result = await signIn(account, { ...input, caller: callerOf(ctx) })
      if (!result.ok) throw signInError(result)
      return presentTokens(await issueTokens(account, result))
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/refresh', summary: 'The next pair of tokens', auth: false },
      ...{ body: refreshRequest, bodyBytes: BYTES, answers: { 200: tokenPair } },
    },
    async ({ account }, { ctx, body }) =>
      presentTokens(await refreshTokens(account, { refreshToken: body.refresh_token, caller: callerOf(ctx) })),
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/logout', summary: 'End this session', auth: true },
      ...{ body: logoutRequest, bodyBytes: BYTES, answers: { 204: null } },
    },
    ({ account, cookie }, { ctx, session, body }) => {
      if (body.user_id !== String(session.userId))
        throw new CairnError(ErrorCode.Forbidden, 'Only your own session can be ended.')
      signOut(account, session)
      cookie.clear(ctx.cookies)
    },
  ),
]

function presentTokens({ accessToken, refreshToken }: TokenPair) {
  return { access_token: accessToken, refresh_token: refreshToken }
}

const SIGN_IN = {
  credentials: 'Wrong e-mail or password.',
  code: 'A two-step code is needed: send a valid otp_code, or a recovery code in its place.',
  unverified: 'Confirm your e-mail address first.',
  disabled: 'This account is switched off. Ask the administrator.',
} as const satisfies Record<Exclude<SignInRefusal['reason'], 'rate'>, string>

const SIGN_UP = {
  username_invalid: 'username: has 1 to 32 letters, digits, hyphens or underscores',
  username_reserved: 'username: is reserved',
  password_short: 'password: needs 8 characters or more',
  password_weak: 'password: is too simple',
  email_invalid: 'email: is no e-mail address',
  name_long: 'name: is too long',
  taken: 'username: is taken',
  email_taken: 'email: is already in use',
  closed: 'Sign-up is closed here.',
} as const satisfies Record<Exclude<SignUpRefusal['reason'], 'rate'>, string>

function signInError(refusal: SignInRefusal): CairnError {
  if (refusal.reason !== 'rate') return new CairnError(refusal.code, SIGN_IN[refusal.reason])
  return new CairnError(ErrorCode.Rate, 'too many sign-ins', { retryAfterSeconds: refusal.retryAfterSeconds })
}

function signUpError(refusal: SignUpRefusal): CairnError {
  if (refusal.reason !== 'rate') return new CairnError(refusal.code, SIGN_UP[refusal.reason])
  return new CairnError(ErrorCode.Rate, 'too many sign-ups', { retryAfterSeconds: refusal.retryAfterSeconds })
}
