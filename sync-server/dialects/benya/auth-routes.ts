/** `/api/v1/auth` (seed 001, section 5). */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { AccountDeps } from '../../accounts/deps.ts'
import { routesOf } from './route.ts'
import { authUserResponse } from './schemas/auth.ts'
import { isoTime } from './schemas/common.ts'

export interface AuthDeps {
  readonly account: AccountDeps
}

const route = routesOf<AuthDeps>()

export const authRoutes = [
  route(
    { method: 'get', path: '/auth/me', summary: 'Who am I', auth: true, answers: { 200: authUserResponse } },
    ({ account }, { session }) => {
      const found = account.accounts.find(session.userId)
      if (!found) throw new CairnError(ErrorCode.Auth, 'Not signed in')
      return {
        id: found.userId,
        email: found.email,
        name: found.username,
        username: found.username,
        bio: null,
        avatar_url: null,
        email_verified: false,
        twofa_enabled: false,
        created_at: isoTime(found.createdAtMs),
        updated_at: isoTime(found.createdAtMs),
      }
    },
  ),
]
