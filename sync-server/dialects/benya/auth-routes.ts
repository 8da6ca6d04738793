/** `/api/v1/auth` (seed 001, section 5): registration, sign-in, tokens, sessions, mails; two-step codes are beside. */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { deleteAccount } from '../../accounts/delete-account.ts'
import { changePassword, checkPassword } from '../../accounts/change-password.ts'
import type { AccountDeps } from '../../accounts/deps.ts'
import { endSession } from '../../accounts/end-session.ts'
import { requestPasswordReset, resetPassword } from '../../accounts/reset-password.ts'
import { signIn } from '../../accounts/sign-in.ts'
import { signOut } from '../../accounts/sign-out.ts'
import { register } from '../../accounts/sign-up.ts'
import { issueTokens, refreshTokens, type TokenPair } from '../../accounts/token-pair.ts'
import { changeEmail, resendVerification, verifyEmail } from '../../accounts/verify-email.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { bearerOf } from '../../http/bearer.ts'
import { callerOf } from '../../http/caller.ts'
import type { SessionCookie } from '../../http/session-cookie.ts'
import { viewPerson } from '../../queries/person-view.ts'
import { orBadRequest, signInError, signUpError } from './auth-refusals.ts'
import { presentAvatar } from './present-user.ts'
import { routesOf } from '../../http/route.ts'
import {
  authUserResponse,
  changeEmailRequest,
  changePasswordRequest,
  emailRequest,
  loginRequest,
  passwordRequest,
  refreshRequest,
  registerRequest,
  resetPasswordRequest,
  sessionRead,
  tokenRequest,
  tokenResponse,
} from './schemas/auth.ts'
import { isoTime } from '../../http/schemas.ts'
import { messageResponse } from './schemas/common.ts'

export interface AuthDeps {
  readonly account: AccountDeps
  readonly domain: CommandDeps
  readonly cookie: SessionCookie
  /** The origin that people use. */
  readonly publicUrl: string
}

const route = routesOf<AuthDeps>()
const BYTES = 16 * 1024

export const authRoutes = [
  route(
    {
      ...{ method: 'post', path: '/auth/register', summary: 'Make an account', auth: false },
      ...{ body: registerRequest, bodyBytes: BYTES, answers: { 201: messageResponse } },
    },
    async ({ account }, { ctx, body }) => {
      const made = await register(account, { ...body, passwordRule: 'length', caller: callerOf(ctx) })
      if (!made.ok) throw signUpError(made)
      return { message: 'Registered. A mail asks you to confirm your address.' }
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/login', summary: 'Sign in; sets the cookie session too', auth: false },
      ...{ body: loginRequest, bodyBytes: BYTES, answers: { 200: tokenResponse } },
    },
    async ({ account, cookie }, { ctx, session, body }) => {
      const input = { login: body.email, password: body.password, otpCode: body.otp_code, failureMs: 0 }
      const result = await signIn(account, { ...input, caller: callerOf(ctx) })
      if (!result.ok) throw signInError(result)
      // A browser's cookie would leave its session open with nobody to end it. A program, which sends no Origin, may keep
      // cookies without knowing, and goes on with the tokens of the session before.
      const isPage = ctx.get('origin') !== '' && bearerOf(ctx.get('authorization')) === null
      if (isPage && session) signOut(account, session)
      cookie.write(ctx.cookies, result.token)
      return presentTokens(await issueTokens(account, result))
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/refresh', summary: 'The next pair of tokens', auth: false },
      ...{ body: refreshRequest, bodyBytes: BYTES, answers: { 200: tokenResponse } },
    },
    async ({ account }, { ctx, body }) =>
      presentTokens(await refreshTokens(account, { refreshToken: body.refresh_token, caller: callerOf(ctx) })),
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
  route(
    {
      ...{ method: 'post', path: '/auth/verify-email', summary: 'Confirm an address', auth: false },
      ...{ body: tokenRequest, bodyBytes: BYTES, answers: { 200: messageResponse } },
    },
    async ({ account }, { body }) => {
      await orBadRequest('token', verifyEmail(account, body.token))
      return { message: 'Your e-mail address is confirmed.' }
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/resend-verification', summary: 'Ask for the mail again', auth: false },
      ...{ body: emailRequest, bodyBytes: BYTES, answers: { 200: messageResponse } },
    },
    async ({ account }, { ctx, body }) => {
      await resendVerification(account, { ...body, caller: callerOf(ctx) })
      return { message: 'If the address waits to be confirmed, a mail is on its way.' }
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/request-password-reset', summary: 'Forgot the password', auth: false },
      ...{ body: emailRequest, bodyBytes: BYTES, answers: { 200: messageResponse } },
    },
    async ({ account }, { ctx, body }) => {
      await requestPasswordReset(account, { ...body, caller: callerOf(ctx) })
      return { message: 'If the address has an account, a mail is on its way.' }
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/reset-password', summary: 'Choose a new password', auth: false },
      ...{ body: resetPasswordRequest, bodyBytes: BYTES, answers: { 200: messageResponse } },
    },
    async ({ account }, { body }) => {
      const input = { token: body.token, newPassword: body.new_password }
      await orBadRequest('token', resetPassword(account, input))
      return { message: 'Your password is changed. Sign in with the new one.' }
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/change-password', summary: 'Change the password', auth: true },
      ...{ body: changePasswordRequest, bodyBytes: BYTES, answers: { 200: messageResponse } },
    },
    async ({ account }, { session, body }) => {
      const input = { currentPassword: body.current_password, newPassword: body.new_password }
      await changePassword(account, session, input)
      return { message: 'Your password is changed. Your other devices are signed out.' }
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/change-email', summary: 'Add or change the e-mail', auth: true },
      ...{ body: changeEmailRequest, bodyBytes: BYTES, answers: { 200: messageResponse } },
    },
    async ({ account }, { ctx, session, body }) => {
      await changeEmail(account, session, { ...body, caller: callerOf(ctx) })
      return { message: 'If the address can be used, a mail to it asks you to confirm it.' }
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/delete-account', summary: 'Delete the account', auth: true },
      ...{ body: passwordRequest, bodyBytes: BYTES, answers: { 204: null } },
    },
    async ({ account, cookie }, { ctx, session, body }) => {
      await checkPassword(account, session, body.password, 'password')
      await deleteAccount(account, session)
      cookie.clear(ctx.cookies)
    },
  ),
  route(
    { method: 'get', path: '/auth/me', summary: 'Who am I', auth: true, answers: { 200: authUserResponse } },
    ({ domain, publicUrl }, { session }) => {
      const me = viewPerson(domain, session.userId, session.userId)
      if (!me) throw new CairnError(ErrorCode.Auth, 'not signed in')
      return {
        id: me.userId,
        email: me.email,
        name: me.name,
        username: me.username,
        bio: me.bio,
        avatar_url: presentAvatar(me.avatar, publicUrl),
        email_verified: me.emailVerified,
        twofa_enabled: me.hasSecondFactor,
        created_at: isoTime(me.createdAt),
        updated_at: isoTime(me.updatedAt),
      }
    },
  ),
  route(
    {
      ...{ method: 'get', path: '/auth/sessions', summary: 'Where I am signed in, last used first', auth: true },
      answers: { 200: z.array(sessionRead) },
    },
    ({ account }, { session }) =>
      account.sessions.list(session.userId).map((one) => ({
        jti: one.sessionId,
        device_name: one.device,
        ip_address: one.address,
        created_at: isoTime(one.createdAtMs),
        last_seen_at: isoTime(one.lastSeenAtMs),
        is_current: one.sessionId === session.sessionId,
      })),
  ),
  route(
    {
      ...{ method: 'delete', path: '/auth/sessions', summary: 'End all other sessions', auth: true },
      answers: { 204: null },
    },
    ({ account }, { session }) => account.sessions.endAll(session.userId, session.sessionId),
  ),
  route(
    {
      ...{ method: 'delete', path: '/auth/sessions/{jti}', summary: 'End one session', auth: true },
      ...{ params: z.object({ jti: z.string() }), answers: { 204: null } },
    },
    ({ account }, { session, params }) => {
      // Somebody else's is not there.
      if (account.sessions.find(params.jti)?.userId !== session.userId) {
        throw new CairnError(ErrorCode.NotFound, 'There is no such session.')
      }
      endSession(account, params.jti)
    },
  ),
]

function presentTokens({ accessToken, refreshToken, expiresInSeconds }: TokenPair) {
  return {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'bearer' as const,
    expires_in: expiresInSeconds,
  }
}
