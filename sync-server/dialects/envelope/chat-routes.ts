/** `/chats` (seed 004): finding, founding and changing chats. */
import { z } from 'zod'
import type { UserId } from '../../../schema/ids.ts'
import { requireManager } from '../../access/manage-channel.ts'
import { changeChannel } from '../../commands/change-channel.ts'
import { clearChat } from '../../commands/clear-chat.ts'
import { createChannel } from '../../commands/create-channel.ts'
import { deleteChannel } from '../../commands/delete-channel.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { openDirect } from '../../commands/open-direct.ts'
import { setChatPreference } from '../../commands/set-chat-preference.ts'
import { FieldError } from '../../http/field-error.ts'
import { Reply, routesOf } from '../../http/route.ts'
import { flagQuery, idParam } from '../../http/schemas.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { hasDirect } from '../../queries/find-direct.ts'
import { listChats } from '../../queries/list-chats.ts'
import { avatarAddress } from './avatar-form.ts'
import { ownChat } from './own-chat.ts'
import { isShown, presentChats, presentOneChat } from './present-chat.ts'
import { chatChange, chatCreate, chatRead, type ChatCreate } from './schemas/chats.ts'
import { avatarForm } from './schemas/users.ts'

export interface ChatDeps {
  readonly domain: CommandDeps
  readonly media: MediaDeps
}

const route = routesOf<ChatDeps>()
const params = z.object({ id: idParam })

const favoriteRoute = (method: 'post' | 'delete', summary: string) =>
  route(
    { method, path: '/chats/{id}/favorite', summary, auth: true, params, answers: { 204: null } },
    async ({ domain }, { session: { userId }, params }) => {
      const { id: channelId } = ownChat(domain, userId, params.id)
      await setChatPreference(domain, userId, { channelId, change: { favorite: method === 'post' } })
    },
  )

const avatarRoute = (method: 'patch' | 'post') =>
  route(
    {
      ...{ method, path: '/chats/{id}/avatar', summary: 'Change or remove the picture of a chat', auth: true },
      ...{ params, multipart: avatarForm, answers: { 204: null } },
    },
    async ({ domain, media }, { ctx, session: { userId }, params }) => {
      const { id: channelId } = ownChat(domain, userId, params.id)
      // Before anything is received.
      requireManager(domain.world(), userId, channelId)
      await avatarAddress(ctx, media, userId, (avatarUrl) =>
        changeChannel(domain, media, userId, { channelId, avatarUrl }),
      )
    },
  )

export const chatRoutes = [
  route(
    {
      ...{ method: 'post', path: '/chats', summary: 'Found a chat; 200 for a private one that is there', auth: true },
      ...{ body: chatCreate, answers: { 201: chatRead, 200: chatRead } },
    },
    async ({ domain }, { session: { userId }, body }) => {
      if (body.kind !== 'private')
        return new Reply(201, presentOneChat(domain, userId, await found(domain, userId, body)))
      const other = otherOf(body, userId)
      const isThere = hasDirect(domain, userId, other)
      const chat = presentOneChat(domain, userId, await openDirect(domain, userId, other))
      return new Reply(isThere ? 200 : 201, chat)
    },
  ),
  route(
    {
      ...{ method: 'get', path: '/chats', summary: 'My chats: pinned first, then by newest activity', auth: true },
      ...{ answers: { 200: z.array(chatRead) }, isKept: true },
    },
    ({ domain }, { session: { userId } }) => {
      const chats = listChats(domain, userId, { limit: Infinity, isArchived: null })
      return presentChats(domain, userId, chats.filter(isShown))
    },
  ),
  route(
    {
      ...{ method: 'patch', path: '/chats/{id}', summary: 'Change title and picture of a group or channel' },
      ...{ auth: true, params, body: chatChange, answers: { 204: null } },
    },
    async ({ domain, media }, { session: { userId }, params, body: { title, avatar } }) => {
      const { id: channelId } = ownChat(domain, userId, params.id)
      await changeChannel(domain, media, userId, { channelId, title, avatarUrl: avatar })
    },
  ),
  route(
    {
      ...{ method: 'delete', path: '/chats/{id}', summary: 'Hide and clear a chat for me, or delete it for all' },
      ...{ auth: true, params, query: z.object({ for_all: flagQuery }), answers: { 204: null } },
    },
    ({ domain }, { session: { userId }, params, query }) => {
      const { id: channelId } = ownChat(domain, userId, params.id)
      return query.for_all
        ? deleteChannel(domain, userId, channelId)
        : clearChat(domain, userId, { channelId, closes: true })
    },
  ),
  avatarRoute('patch'),
  avatarRoute('post'),
  favoriteRoute('post', 'Make a chat a favourite of mine'),
  favoriteRoute('delete', 'It is a favourite no more'),
]

function found(domain: CommandDeps, userId: UserId, { kind, title, user_ids: memberIds }: ChatCreate) {
  return createChannel(domain, userId, {
    ...{ kind: kind === 'channel' ? 'broadcast' : 'private', title: title ?? '', memberIds },
  })
}

/** @throws FieldError for a private chat with nobody, or with several */
function otherOf({ user_ids: userIds }: ChatCreate, userId: UserId): number {
  const [other, ...more] = new Set(userIds.filter((member) => member !== userId))
  if (other !== undefined && more.length === 0) return other
  throw new FieldError([{ loc: ['body', 'user_ids'], msg: 'a private chat has exactly one other person' }])
}
