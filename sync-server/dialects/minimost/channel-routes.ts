/** Public channels and chats of two in minimost (seed 000, Channels and Direct Messages). */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { mentionablePeople } from '../../../schema/rules/mentions.ts'
import { findNamedChannel } from '../../access/find-named-channel.ts'
import { closeChat } from '../../commands/close-chat.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { routesOf } from '../../http/route.ts'
import type { ChatFacts, ChatView } from '../../queries/chat-view.ts'
import { listChats } from '../../queries/list-chats.ts'
import { listPeople } from '../../queries/list-people.ts'
import { listPublicChannels } from '../../queries/public-channels.ts'
import { readChats } from '../../queries/read-chats.ts'
import { channelName, findChannel, parseChannelName, usernameOf } from './channel-name.ts'
import type { MinimostDeps } from './deps.ts'
import { orForbidden } from './refusals.ts'
import { conversation, countByName, names } from './schemas.ts'

const route = routesOf<MinimostDeps>()

export const channelRoutes = [
  route(
    { method: 'get', path: '/channels', summary: 'Public channels', auth: true, answers: { 200: names, 302: null } },
    ({ domain }) => listPublicChannels(domain).map(({ title }) => title),
  ),
  route(
    {
      method: 'get',
      path: '/channel_unreads',
      summary: 'How much is unread in each public channel',
      auth: true,
      answers: { 200: countByName, 302: null },
    },
    ({ domain }, { session }) => {
      const chats = readChats(domain, session.userId)
      return Object.fromEntries(
        listPublicChannels(domain).map(({ id, title }) => [title, chats.facts(id)?.unread ?? 0] as const),
      )
    },
  ),
  route(
    {
      method: 'get',
      path: '/channel_members/{channel}',
      summary: 'Who can be mentioned in a channel, oneself left out',
      auth: true,
      params: z.object({ channel: z.string() }),
      answers: { 200: names, 302: null },
    },
    ({ domain }, { session: { userId }, params }) => {
      const channel = orForbidden(() => findChannel(domain, userId, params.channel))
      const people = mentionablePeople(domain.world(), channel).filter(([person]) => person !== userId)
      return people.map(([, username]) => username).sort()
    },
  ),
]

export const directRoutes = [
  route(
    {
      method: 'get',
      path: '/dms',
      summary: 'Chats of two that are not closed, newest activity first',
      auth: true,
      answers: { 200: z.array(conversation), 302: null },
    },
    ({ domain }, { session: { userId } }) => {
      const world = domain.world()
      return directChats(domain, userId).map(({ channelId, counterpart, unread }) => ({
        channel: channelName(domain, world, channelId) ?? '',
        users: counterpart ? [usernameOf(world, counterpart.userId)] : [],
        unread,
      }))
    },
  ),
  route(
    {
      method: 'post',
      path: '/dms/close',
      summary: 'Close a chat of two until something new arrives',
      auth: true,
      body: z.object({ channel: z.string() }),
      answers: { 204: null, 302: null },
    },
    async ({ domain }, { session: { userId }, body }) => {
      const named = parseChannelName(body.channel)
      if (named?.kind !== 'direct') throw new CairnError(ErrorCode.Invalid, 'channel: must be dm:name:name')
      const { id } = orForbidden(() => findNamedChannel(domain.world(), domain, userId, named))
      await closeChat(domain, userId, id)
    },
  ),
  route(
    {
      method: 'get',
      path: '/unread_count',
      summary: 'How many direct messages are unread',
      auth: true,
      answers: { 200: z.object({ count: z.number() }), 302: null },
    },
    ({ domain }, { session: { userId } }) => ({
      count: directChats(domain, userId).reduce((sum, { unread }) => sum + unread, 0),
    }),
  ),
]

export const peopleRoutes = [
  route(
    {
      method: 'get',
      path: '/users',
      summary: 'Everyone else who has an account',
      auth: true,
      answers: { 200: names, 302: null },
    },
    ({ domain }, { session }) =>
      listPeople(domain)
        .filter(({ userId }) => userId !== session.userId)
        .map(({ username }) => username),
  ),
  route(
    {
      method: 'get',
      path: '/user_colors',
      summary: 'The colours of those who chose one',
      auth: true,
      answers: { 200: z.record(z.string(), z.string()), 302: null },
    },
    ({ domain }) =>
      Object.fromEntries(listPeople(domain).flatMap(({ username, color }) => (color ? [[username, color]] : []))),
  ),
]

function directChats(deps: CommandDeps, userId: UserId): ChatView[] {
  const isWanted = ({ kind }: ChatFacts) => kind === 'direct'
  const chats = listChats(deps, userId, { limit: Infinity, isArchived: null, isWanted })
  return [...chats].sort((a, b) => b.activityAt - a.activityAt || b.num - a.num)
}
