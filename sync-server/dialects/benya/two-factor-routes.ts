/** `/api/v1/auth/2fa` (seed 001, section 5). */
import { disableTwoFactor, enableTwoFactor, prepareTwoFactor } from '../../accounts/two-factor.ts'
import { orBadRequest } from './auth-refusals.ts'
import type { AuthDeps } from './auth-routes.ts'
import { routesOf } from '../../http/route.ts'
import { codeRequest, twoFactorEnabled, twoFactorSetup } from './schemas/auth.ts'
import { messageResponse } from './schemas/common.ts'

const route = routesOf<AuthDeps>()

export const twoFactorRoutes = [
  route(
    {
      ...{ method: 'post', path: '/auth/2fa/setup', summary: 'A secret for an authenticator', auth: true },
      answers: { 200: twoFactorSetup },
    },
    ({ account }, { session }) => {
      const { secret, otpauthUrl } = prepareTwoFactor(account, session)
      return { secret, otpauth_url: otpauthUrl }
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/2fa/enable', summary: 'Switch two-step sign-in on', auth: true },
      ...{ body: codeRequest, answers: { 200: twoFactorEnabled } },
    },
    async ({ account }, { session, body }) => ({
      message: 'Two-step sign-in is on. Keep the recovery codes: they are not shown again.',
      recovery_codes: await orBadRequest('code', enableTwoFactor(account, session, body.code)),
    }),
  ),
  route(
    {
      ...{ method: 'post', path: '/auth/2fa/disable', summary: 'Switch two-step sign-in off', auth: true },
      ...{ body: codeRequest, answers: { 200: messageResponse } },
    },
    async ({ account }, { session, body }) => {
      await orBadRequest('code', disableTwoFactor(account, session, body.code))
      return { message: 'Two-step sign-in is off.' }
    },
  ),
]
