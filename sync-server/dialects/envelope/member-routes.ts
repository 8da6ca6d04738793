/** `/chats/{id}/members` (seed 004). */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { requireManager } from '../../access/manage-channel.ts'
import { addMember } from '../../commands/add-member.ts'
import { changeRole } from '../../commands/change-role.ts'
import { removeMember } from '../../commands/remove-member.ts'
import { routesOf } from '../../http/route.ts'
import { idParam } from '../../http/schemas.ts'
import type { ChatDeps } from './chat-routes.ts'
import { ownChat } from './own-chat.ts'
import { presentMembers } from './present-chat.ts'
import { memberAdd, memberRead, roleChange } from './schemas/chats.ts'

const route = routesOf<ChatDeps>()
const params = z.object({ id: idParam })
const memberParams = params.extend({ user_id: idParam })

export const memberRoutes = [
  route(
    {
      ...{ method: 'get', path: '/chats/{id}/members', summary: 'Everyone in a chat, owners first', auth: true },
      ...{ params, answers: { 200: z.array(memberRead) } },
    },
    ({ domain }, { session: { userId }, params }) =>
      presentMembers(domain, userId, ownChat(domain, userId, params.id).id),
  ),
  route(
    {
      ...{ method: 'post', path: '/chats/{id}/members', summary: 'Add somebody to a group or channel', auth: true },
      ...{ params, body: memberAdd, answers: { 204: null } },
    },
    async ({ domain }, { session: { userId }, params, body }) => {
      const { id: channelId } = ownChat(domain, userId, params.id)
      await addMember(domain, userId, { channelId, memberId: body.user_id, role: body.role ?? undefined })
    },
  ),
  route(
    {
      ...{ method: 'patch', path: '/chats/{id}/members/{user_id}', summary: 'Give a member another role', auth: true },
      ...{ params: memberParams, body: roleChange, answers: { 204: null } },
    },
    async ({ domain }, { session: { userId }, params, body }) => {
      const { id: channelId } = ownChat(domain, userId, params.id)
      await changeRole(domain, userId, { channelId, memberId: params.user_id, role: body.role })
    },
  ),
  route(
    {
      ...{ method: 'delete', path: '/chats/{id}/members/{user_id}', summary: 'Remove a member, or leave', auth: true },
      ...{ params: memberParams, answers: { 204: null } },
    },
    async ({ domain }, { session: { userId }, params }) => {
      const channel = ownChat(domain, userId, params.id)
      const memberId = params.user_id as UserId
      if (channel.role(memberId) === 'owner' && !channel.isFixed && channel.kind !== 'public') {
        if (memberId !== userId) requireManager(domain.world(), userId, channel.id)
        throw new CairnError(ErrorCode.Invalid, 'The owner of a chat cannot be removed.')
      }
      await removeMember(domain, userId, { channelId: channel.id, memberId })
    },
  ),
]
