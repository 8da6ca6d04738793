/** `/chats/{id}`: reading messages, and telling how far they came (seed 004). They are sent over the socket. */
import { z } from 'zod'
import type { UserId } from '../../../schema/ids.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { markPosition, type PositionsView } from '../../commands/mark-position.ts'
import { routesOf } from '../../http/route.ts'
import { idParam } from '../../http/schemas.ts'
import { listMessages, listMessagesAfter } from '../../queries/list-messages.ts'
import type { StoredMessage } from '../../queries/message-view.ts'
import type { ChatDeps } from './chat-routes.ts'
import { ownChat } from './own-chat.ts'
import { presentMessages } from './present-message.ts'
import { deliveredPosition, messageQuery, messageRead, position, readPosition } from './schemas/messages.ts'

const route = routesOf<ChatDeps>()
const params = z.object({ id: idParam })

export const messageRoutes = [
  route(
    {
      ...{ method: 'get', path: '/chats/{chat_id}/messages', summary: 'Messages of a chat, oldest first', auth: true },
      ...{ params: z.object({ chat_id: idParam }), query: messageQuery, answers: { 200: z.array(messageRead) } },
      isKept: true,
    },
    ({ domain }, { session: { userId }, params, query }) =>
      presentMessages(domain, userId, read(domain, userId, params.chat_id, query)),
  ),
  route(
    {
      ...{ method: 'post', path: '/chats/{id}/read', summary: 'I have read up to a message, or all', auth: true },
      ...{ params, body: position, answers: { 200: readPosition } },
    },
    async ({ domain }, { session: { userId }, params, body }) => {
      const { readId } = await mark(domain, userId, 'read', params.id, body.message_id)
      return { last_read_message_id: readId }
    },
  ),
  route(
    {
      ...{ method: 'post', path: '/chats/{id}/delivered', summary: 'I have got up to a message, or all', auth: true },
      ...{ params, body: position, answers: { 200: deliveredPosition } },
    },
    async ({ domain }, { session: { userId }, params, body }) => {
      const { deliveredId } = await mark(domain, userId, 'delivered', params.id, body.message_id)
      return { last_delivered_message_id: deliveredId }
    },
  ),
]

/** The newest ones, before or without a message; after one, the next ones. */
function read(
  domain: CommandDeps,
  userId: UserId,
  chatId: number,
  { limit, before_id: beforeId, after_id: afterId }: z.output<typeof messageQuery>,
): StoredMessage[] {
  const channel = ownChat(domain, userId, chatId)
  const seqFrom = (id: number) => domain.messages.seqFrom(channel.id, id)
  const beforeSeq = beforeId === undefined ? undefined : seqFrom(beforeId)
  if (afterId === undefined) return listMessages(domain, userId, { channel, limit, beforeSeq }).reverse()
  return listMessagesAfter(domain, userId, { channel, limit, beforeSeq, afterSeq: seqFrom(afterId + 1) - 1 })
}

async function mark(
  domain: CommandDeps,
  userId: UserId,
  reached: 'read' | 'delivered',
  chatId: number,
  messageId: number | null | undefined,
): Promise<PositionsView> {
  const channel = ownChat(domain, userId, chatId)
  const id = messageId ?? domain.messages.last(channel.id)?.id
  if (id === undefined) return { readId: null, deliveredId: null }
  return markPosition(domain, userId, { channel, id, reached })
}
