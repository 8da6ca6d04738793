/** `/api/v1/chats`: finding, founding and changing chats (seed 001, section 7). */
import { z } from 'zod'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { findKnownChannel, findOwnChannel } from '../../access/find-channel.ts'
import { changeChannel } from '../../commands/change-channel.ts'
import { clearChat } from '../../commands/clear-chat.ts'
import { createChannel } from '../../commands/create-channel.ts'
import { deleteChannel } from '../../commands/delete-channel.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { joinChannel } from '../../commands/join-channel.ts'
import { leaveChannel } from '../../commands/leave-channel.ts'
import { openDirect } from '../../commands/open-direct.ts'
import { openSaved } from '../../commands/open-saved.ts'
import { setPinnedMessage } from '../../commands/set-pinned-message.ts'
import type { MediaDeps } from '../../media/deps.ts'
import type { ChatView } from '../../queries/chat-view.ts'
import { discoverChats } from '../../queries/discover-chats.ts'
import { listChats } from '../../queries/list-chats.ts'
import { listMembers } from '../../queries/list-members.ts'
import { viewChat } from '../../queries/view-chat.ts'
import { matchChat, presentChat, presentChats, presentMember } from './present-chat.ts'
import { FieldError } from '../../http/field-error.ts'
import { routesOf } from '../../http/route.ts'
import {
  chatCreate,
  chatDetailRead,
  chatDiscoverRead,
  chatProfile,
  chatRead,
  chatTitle,
  type ChatCreate,
} from './schemas/chats.ts'
import { flagQuery, id, idParam, idQuery, limitQuery } from '../../http/schemas.ts'

export interface ChatDeps {
  readonly domain: CommandDeps
  readonly media: MediaDeps
  /** The origin that people use. */
  readonly publicUrl: string
}

const route = routesOf<ChatDeps>()
const params = z.object({ chat_id: idParam })
/** Lists of participants inside a chat hold at most these; the list by itself holds all. */
const MAX_LISTED_MEMBERS = 100

export const chatRoutes = [
  route(
    {
      method: 'get',
      path: '/chats',
      summary: 'One’s chats: pinned first, then by newest activity',
      auth: true,
      query: z.object({
        limit: limitQuery(50),
        before_id: idQuery.optional(),
        query: z.string().optional(),
        archived: flagQuery,
      }),
      answers: { 200: z.array(chatRead) },
    },
    ({ domain, publicUrl }, { session, query }) => {
      const { limit, before_id: beforeId, archived: isArchived, query: words } = query
      const isWanted = words?.trim() ? matchChat(words) : undefined
      return presentChats(listChats(domain, session.userId, { limit, beforeId, isArchived, isWanted }), publicUrl)
    },
  ),
  route(
    {
      method: 'post',
      path: '/chats',
      summary: 'Found a chat; the private one of two people is one and the same, and returned when it is there',
      auth: true,
      body: chatCreate,
      answers: { 200: chatRead },
    },
    async ({ domain, publicUrl }, { session, body }) =>
      presentChat(await create(domain, session.userId, body), publicUrl),
  ),
  route(
    {
      method: 'get',
      path: '/chats/saved',
      summary: 'One’s saved messages, founded at the first request',
      auth: true,
      answers: { 200: chatRead },
    },
    async ({ domain, publicUrl }, { session }) => presentChat(await openSaved(domain, session.userId), publicUrl),
  ),
  route(
    {
      method: 'get',
      path: '/chats/discover',
      summary: 'Groups and channels that anyone may find',
      auth: true,
      query: z.object({ query: z.string().default(''), limit: limitQuery(30) }),
      answers: { 200: z.array(chatDiscoverRead) },
    },
    ({ domain, publicUrl }, { session, query }) =>
      discoverChats(domain, session.userId, query).map((chat) => {
        return { ...presentChat(chat, publicUrl), is_member: chat.role !== 'none' }
      }),
  ),
  route(
    {
      method: 'get',
      path: '/chats/{chat_id}',
      summary: 'One chat, with its first members',
      auth: true,
      params,
      answers: { 200: chatDetailRead },
    },
    ({ domain, publicUrl }, { session, params }) => {
      const channelId = own(domain, session.userId, params.chat_id)
      const members = listMembers(domain, channelId, MAX_LISTED_MEMBERS).map(presentMember)
      return { ...presentChat(viewChat(domain, session.userId, channelId), publicUrl), members }
    },
  ),
  route(
    {
      method: 'post',
      path: '/chats/{chat_id}/join',
      summary: 'Join a public group or channel',
      auth: true,
      params,
      answers: { 200: chatRead },
    },
    async ({ domain, publicUrl }, { session: { userId }, params }) => {
      const channel = findKnownChannel(domain.world(), domain.channels, userId, params.chat_id)
      return presentChat(await joinChannel(domain, userId, channel.id), publicUrl)
    },
  ),
  route(
    {
      method: 'patch',
      path: '/chats/{chat_id}/title',
      summary: 'Rename a group or channel',
      auth: true,
      params,
      body: z.object({ title: chatTitle }),
      answers: { 200: chatRead },
    },
    async ({ domain, media, publicUrl }, { session: { userId }, params, body }) => {
      const channelId = own(domain, userId, params.chat_id)
      return presentChat(await changeChannel(domain, media, userId, { channelId, title: body.title }), publicUrl)
    },
  ),
  route(
    {
      method: 'patch',
      path: '/chats/{chat_id}/profile',
      summary: 'Change title, description and picture of a group or channel',
      auth: true,
      params,
      body: chatProfile,
      answers: { 200: chatRead },
    },
    async ({ domain, media, publicUrl }, { session: { userId }, params, body }) => {
      const { title, description, avatar_url: avatarUrl } = body
      const change = {
        channelId: own(domain, userId, params.chat_id),
        title,
        topic: description === null ? '' : description,
        avatarUrl,
      }
      return presentChat(await changeChannel(domain, media, userId, change), publicUrl)
    },
  ),
  route(
    {
      method: 'post',
      path: '/chats/{chat_id}/leave',
      summary: 'Leave a group or channel',
      auth: true,
      params,
      answers: { 204: null },
    },
    ({ domain }, { session: { userId }, params }) => leaveChannel(domain, userId, own(domain, userId, params.chat_id)),
  ),
  route(
    {
      method: 'delete',
      path: '/chats/{chat_id}',
      summary: 'Close and clear a chat for oneself, or, as its owner, delete it for everyone',
      auth: true,
      params,
      query: z.object({ for_all: flagQuery }),
      answers: { 204: null },
    },
    ({ domain }, { session: { userId }, params, query }) => {
      const channelId = own(domain, userId, params.chat_id)
      return query.for_all
        ? deleteChannel(domain, userId, channelId)
        : clearChat(domain, userId, { channelId, closes: true })
    },
  ),
  route(
    {
      method: 'post',
      path: '/chats/{chat_id}/clear',
      summary: 'Clear what was said so far, for oneself',
      auth: true,
      params,
      answers: { 204: null },
    },
    ({ domain }, { session: { userId }, params }) =>
      clearChat(domain, userId, { channelId: own(domain, userId, params.chat_id) }),
  ),
  route(
    {
      method: 'post',
      path: '/chats/{chat_id}/pin',
      summary: 'Pin a message for everyone, or with null take the pins down',
      auth: true,
      params,
      body: z.object({ message_id: id.nullable() }),
      answers: { 200: chatRead },
    },
    async ({ domain, publicUrl }, { session: { userId }, params, body }) => {
      const pin = { channelId: own(domain, userId, params.chat_id), id: body.message_id }
      return presentChat(await setPinnedMessage(domain, userId, pin), publicUrl)
    },
  ),
]

function own(domain: CommandDeps, userId: UserId, num: number): ChannelId {
  return findOwnChannel(domain.world(), domain.channels, userId, num).id
}

/** @throws FieldError for a private chat with nobody, or with several */
function create(domain: CommandDeps, userId: UserId, chat: ChatCreate): Promise<ChatView> {
  const { type, title, handle, description, is_public: isPublic, member_ids: memberIds } = chat
  if (type === 'private') {
    const [other, ...more] = new Set(memberIds.filter((member) => member !== userId))
    if (other !== undefined && more.length === 0) return openDirect(domain, userId, other)
    throw new FieldError([{ loc: ['body', 'member_ids'], msg: 'a private chat has exactly one other person' }])
  }
  const kind = type === 'channel' ? 'broadcast' : isPublic ? 'group' : 'private'
  return createChannel(domain, userId, {
    ...{ kind, memberIds },
    title: title ?? '',
    topic: description ?? '',
    // With a handle a channel would be found by anyone.
    handle: isPublic ? (handle ?? '') : '',
  })
}
