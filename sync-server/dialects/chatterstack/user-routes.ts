/** `/v1/users` (seed 003): people by id and by e-mail, and one's own status. */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { routesOf } from '../../http/route.ts'
import { idParam } from '../../http/schemas.ts'
import type { RestPresence } from '../../presence/rest-presence.ts'
import { presentPerson } from './present.ts'
import { userRead, userStatus } from './schemas.ts'

export interface UserDeps {
  readonly domain: CommandDeps
  readonly presence: RestPresence
}

const route = routesOf<UserDeps>()
const params = z.object({ user_id: idParam })

export const userRoutes = [
  route(
    {
      ...{ method: 'get', path: '/users', summary: 'Who has an e-mail address', auth: true },
      ...{ query: z.object({ email: z.string().min(1).max(320) }), answers: { 200: userRead } },
    },
    ({ domain }, { session: { userId }, query: { email } }) => {
      const account = email.includes('@') ? domain.accounts.findByLogin(email) : null
      if (!account) throw new CairnError(ErrorCode.NotFound, 'There is no such user.')
      return presentPerson(domain, userId, account.userId)
    },
  ),
  route(
    {
      ...{ method: 'get', path: '/users/{user_id}', summary: 'One person', auth: true },
      ...{ params, answers: { 200: userRead } },
    },
    ({ domain }, { session: { userId }, params }) => presentPerson(domain, userId, params.user_id as UserId),
  ),
  route(
    {
      ...{ method: 'patch', path: '/users/{user_id}/status', summary: 'Say whether one is there', auth: true },
      ...{ params, body: z.object({ status: userStatus }), answers: { 204: null } },
    },
    ({ domain, presence }, { session: { userId }, params, body }) => {
      if (params.user_id !== userId) {
        presentPerson(domain, userId, params.user_id as UserId)
        throw new CairnError(ErrorCode.Forbidden, 'Only your own status can be changed.')
      }
      presence.setState(userId, body.status === 'ONLINE' ? 'active' : 'offline')
    },
  ),
]
