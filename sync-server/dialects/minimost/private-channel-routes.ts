/** Groups, private channels and broadcasts as minimost's private channels (seed 000, Private Channels; MM21, MM22). */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { isName, type UserId } from '../../../schema/ids.ts'
import { MAX_NAME_CHARS } from '../../../schema/limits.ts'
import { findNamedChannel, findEntered } from '../../access/find-named-channel.ts'
import { addMember } from '../../commands/add-member.ts'
import { changeChannel } from '../../commands/change-channel.ts'
import { createChannel } from '../../commands/create-channel.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { leaveChannel } from '../../commands/leave-channel.ts'
import { routesOf } from '../../http/route.ts'
import type { ChatFacts } from '../../queries/chat-view.ts'
import { listMembers } from '../../queries/list-members.ts'
import { readChats } from '../../queries/read-chats.ts'
import { parsePrivateId, usernameOf } from './channel-name.ts'
import type { MinimostDeps } from './deps.ts'
import { newPrivateChannel, privateChannel } from './schemas.ts'

const route = routesOf<MinimostDeps>()

const channelId = z
  .string()
  .refine((text) => parsePrivateId(text) !== null)
  .transform((text) => parsePrivateId(text) ?? 0)
const params = z.object({ channel_id: channelId })
const name = z.string().trim().min(1).max(MAX_NAME_CHARS)
/** Of a list of channels. */
const MAX_LISTED = 100

export const privateChannelRoutes = [
  route(
    {
      method: 'post',
      path: '/private_channels/create',
      summary: 'Found a private channel',
      auth: true,
      body: z.object({ name, members: z.array(z.string()).default([]) }),
      answers: { 200: newPrivateChannel, 302: null },
    },
    async ({ domain }, { session: { userId }, body }) => {
      const memberIds = body.members.map((member) => findPerson(domain, member))
      const { num, displayTitle } = await createChannel(domain, userId, {
        kind: 'private',
        title: body.name,
        memberIds,
      })
      return { id: num, channel: `private:${num}`, name: displayTitle }
    },
  ),
  route(
    {
      method: 'get',
      path: '/private_channels',
      summary: 'One’s private channels',
      auth: true,
      answers: { 200: z.array(privateChannel), 302: null },
    },
    ({ domain }, { session: { userId } }) => {
      const chats = readChats(domain, userId)
      const entered = chats.channels().flatMap((id) => chats.facts(id) ?? [])
      return entered
        .filter(isEntered)
        .sort((a, b) => a.num - b.num)
        .map((chat) => ({
          ...{ id: chat.num, channel: `private:${chat.num}`, name: chat.displayTitle, unread: chat.unread },
          members: memberNames(domain, chat.channelId, MAX_LISTED),
        }))
    },
  ),
  route(
    {
      method: 'post',
      path: '/private_channels/{channel_id}/rename',
      summary: 'Give a private channel another name',
      auth: true,
      params,
      body: z.object({ name }),
      answers: { 204: null, 302: null },
    },
    async ({ domain, media }, { session: { userId }, params: { channel_id: num }, body }) => {
      const channel = findNamedChannel(domain.world(), domain, userId, { kind: 'numbered', num })
      await changeChannel(domain, media, userId, { channelId: channel.id, title: body.name })
    },
  ),
  route(
    {
      method: 'post',
      path: '/private_channels/{channel_id}/add_member',
      summary: 'Add somebody to a private channel',
      auth: true,
      params,
      body: z.object({ username: z.string() }),
      answers: { 204: null, 302: null },
    },
    async ({ domain }, { session: { userId }, params, body }) => {
      const channel = findEntered(domain.world(), domain.channels, userId, params.channel_id)
      await addMember(domain, userId, { channelId: channel.id, memberId: findPerson(domain, body.username) })
    },
  ),
  route(
    {
      method: 'get',
      path: '/private_channels/{channel_id}/members',
      summary: 'Who is in a private channel',
      auth: true,
      params,
      answers: { 200: z.array(z.object({ username: z.string() })), 302: null },
    },
    ({ domain }, { session: { userId }, params: { channel_id: num } }) => {
      const channel = findNamedChannel(domain.world(), domain, userId, { kind: 'numbered', num })
      return memberNames(domain, channel.id).map((username) => ({ username }))
    },
  ),
  route(
    {
      method: 'post',
      path: '/private_channels/{channel_id}/leave',
      summary: 'Leave a private channel',
      auth: true,
      params,
      answers: { 204: null, 302: null },
    },
    async ({ domain }, { session: { userId }, params }) => {
      const channel = findEntered(domain.world(), domain.channels, userId, params.channel_id)
      await leaveChannel(domain, userId, channel.id)
    },
  ),
]

function isEntered({ kind, role }: ChatFacts): boolean {
  return role !== 'none' && (kind === 'group' || kind === 'private' || kind === 'broadcast')
}

/** @throws CairnError not_found */
function findPerson(deps: CommandDeps, username: string): UserId {
  // What has an @ would be looked up as an e-mail.
  const found = isName(username) ? deps.accounts.findByLogin(username) : null
  if (!found) throw new CairnError(ErrorCode.NotFound, 'no such account')
  return found.userId
}

function memberNames(deps: CommandDeps, id: ChatFacts['channelId'], limit?: number): string[] {
  const world = deps.world()
  return listMembers(deps, id, limit).map(({ userId }) => usernameOf(world, userId))
}
