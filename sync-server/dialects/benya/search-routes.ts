/** `/api/v1/search` and `/api/v1/notifications` (seed 001, sections 10 and 11). */
import { z } from 'zod'
import type { UserId } from '../../../schema/ids.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import type { ChatView } from '../../queries/chat-view.ts'
import { listChats } from '../../queries/list-chats.ts'
import { listNotifications, type NotificationView } from '../../queries/list-notifications.ts'
import { searchMessages } from '../../queries/search-messages.ts'
import { searchUsers } from '../../queries/search-users.ts'
import type { ChatDeps } from './chat-routes.ts'
import { matchChat, presentChat } from './present-chat.ts'
import { presentMessages } from './present-message.ts'
import { presentFoundUser } from './present-user.ts'
import { routesOf } from '../../http/route.ts'
import { isoTime, limitQuery } from '../../http/schemas.ts'
import { globalSearchRead, notificationRead } from './schemas/search.ts'

const route = routesOf<ChatDeps>()

const EVENT_TYPES = {
  message: 'message_created',
  mention: 'user_mentioned',
  invitation: 'chat_invited',
} as const satisfies Record<NotificationView['kind'], string>

export const searchRoutes = [
  route(
    {
      method: 'get',
      path: '/search',
      summary: 'People, one’s chats and messages',
      auth: true,
      query: z.object({
        query: z.string(),
        users_limit: limitQuery(10),
        chats_limit: limitQuery(10),
        messages_limit: limitQuery(10),
      }),
      answers: { 200: globalSearchRead },
    },
    ({ domain, publicUrl }, { session: { userId }, query: asked }) => {
      const { query } = asked
      const users = searchUsers(domain, userId, query, asked.users_limit)
      const chats = searchChats(domain, userId, query, asked.chats_limit)
      const messages = searchMessages(domain, userId, { query, limit: asked.messages_limit })
      return {
        users: users.map((user) => presentFoundUser(user, publicUrl)),
        chats: chats.map((chat) => presentChat(chat, publicUrl)),
        messages: presentMessages(domain, userId, messages),
      }
    },
  ),
]

export const notificationRoutes = [
  route(
    {
      method: 'get',
      path: '/notifications',
      summary: 'Messages of others, mentions and invitations, newest first',
      auth: true,
      query: z.object({ limit: limitQuery(50) }),
      answers: { 200: z.array(notificationRead) },
    },
    ({ domain }, { session: { userId }, query }) =>
      listNotifications(domain, userId, query.limit).map((one) => presentNotification(one, userId)),
  ),
]

/** Archived ones come last. */
function searchChats(domain: CommandDeps, userId: UserId, query: string, limit: number): ChatView[] {
  if (query.trim() === '') return []
  const isWanted = matchChat(query)
  const inList = listChats(domain, userId, { limit, isWanted })
  return [...inList, ...listChats(domain, userId, { limit, isWanted, isArchived: true })].slice(0, limit)
}

function presentNotification(one: NotificationView, userId: UserId): z.input<typeof notificationRead> {
  const { id, kind, channelNum, messageId, by, at } = one
  const about = messageId === null ? { user_id: by } : { message_id: messageId }
  const payload = JSON.stringify({ chat_id: channelNum, ...about })
  return { id, user_id: userId, event_type: EVENT_TYPES[kind], payload, created_at: isoTime(at) }
}
