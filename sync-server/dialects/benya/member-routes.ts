/** `/api/v1/chats/{chat_id}/members` (seed 001, section 7). */
import { z } from 'zod'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { findOwnChannel } from '../../access/find-channel.ts'
import { addMember } from '../../commands/add-member.ts'
import { changeRole } from '../../commands/change-role.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { removeMember } from '../../commands/remove-member.ts'
import { listMembers } from '../../queries/list-members.ts'
import type { ChatDeps } from './chat-routes.ts'
import { presentMember } from './present-chat.ts'
import { routesOf } from '../../http/route.ts'
import { chatMemberRead, memberRole } from './schemas/chats.ts'
import { id, idParam } from '../../http/schemas.ts'

const route = routesOf<ChatDeps>()
const params = z.object({ chat_id: idParam })
const memberParams = params.extend({ user_id: idParam })

export const memberRoutes = [
  route(
    {
      method: 'get',
      path: '/chats/{chat_id}/members',
      summary: 'Everyone in a chat: owners first, then admins, then members',
      auth: true,
      params,
      answers: { 200: z.array(chatMemberRead) },
    },
    ({ domain }, { session, params }) =>
      listMembers(domain, own(domain, session.userId, params.chat_id)).map(presentMember),
  ),
  route(
    {
      method: 'post',
      path: '/chats/{chat_id}/members',
      summary: 'Add somebody to a group or channel',
      auth: true,
      params,
      body: z.object({ user_id: id }),
      answers: { 201: chatMemberRead },
    },
    async ({ domain }, { session: { userId }, params, body }) => {
      const channelId = own(domain, userId, params.chat_id)
      return presentMember(await addMember(domain, userId, { channelId, memberId: body.user_id }))
    },
  ),
  route(
    {
      method: 'patch',
      path: '/chats/{chat_id}/members/{user_id}/role',
      summary: 'Give a member another role',
      auth: true,
      params: memberParams,
      body: z.object({ role: memberRole }),
      answers: { 200: chatMemberRead },
    },
    async ({ domain }, { session: { userId }, params, body }) => {
      const about = { channelId: own(domain, userId, params.chat_id), memberId: params.user_id }
      return presentMember(await changeRole(domain, userId, { ...about, role: body.role }))
    },
  ),
  route(
    {
      method: 'delete',
      path: '/chats/{chat_id}/members/{user_id}',
      summary: 'Remove a member',
      auth: true,
      params: memberParams,
      answers: { 204: null },
    },
    ({ domain }, { session: { userId }, params }) => {
      const channelId = own(domain, userId, params.chat_id)
      return removeMember(domain, userId, { channelId, memberId: params.user_id })
    },
  ),
]

function own(domain: CommandDeps, userId: UserId, num: number): ChannelId {
  return findOwnChannel(domain.world(), domain.channels, userId, num).id
}
