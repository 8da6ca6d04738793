/** `/api/v1/messages`: reading, sending and changing messages (seed 001, section 8). */
import { z } from 'zod'
import { findOwnChannel } from '../../access/find-channel.ts'
import { deleteMessage } from '../../commands/delete-message.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { editMessage } from '../../commands/edit-message.ts'
import { markPosition } from '../../commands/mark-position.ts'
import { postMessage } from '../../commands/post-message.ts'
import { listMessages } from '../../queries/list-messages.ts'
import { listThread } from '../../queries/list-thread.ts'
import { searchMessages } from '../../queries/search-messages.ts'
import { presentMessages, presentOne } from './present-message.ts'
import { routesOf } from '../../http/route.ts'
import { flagQuery, idParam, idQuery, limitQuery } from '../../http/schemas.ts'
import { messageCreate, messageEdit, messagePositions, messageRead, messageStatusUpdate } from './schemas/messages.ts'

export interface MessageDeps {
  readonly domain: CommandDeps
}

const route = routesOf<MessageDeps>()
const params = z.object({ message_id: idParam })

export const messageRoutes = [
  route(
    {
      method: 'post',
      path: '/messages',
      summary: 'Send a message; sent again with the same client_message_id it is the one message',
      auth: true,
      body: messageCreate,
      answers: { 201: messageRead },
    },
    async ({ domain }, { session: { userId }, body }) => {
      const channel = findOwnChannel(domain.world(), domain.channels, userId, body.chat_id)
      const message = await postMessage(domain, userId, {
        channelId: channel.id,
        type: body.type,
        text: body.text ?? undefined,
        clientMessageId: body.client_message_id ?? undefined,
        replyToId: body.reply_to_message_id ?? undefined,
        coolsDown: true,
      })
      return presentOne(domain, userId, message)
    },
  ),
  route(
    {
      method: 'get',
      path: '/messages/search',
      summary: 'Messages by parts of words, newest first',
      auth: true,
      query: z.object({
        query: z.string(),
        chat_id: idQuery.optional(),
        limit: limitQuery(50),
        before_id: idQuery.optional(),
      }),
      answers: { 200: z.array(messageRead) },
    },
    ({ domain }, { session: { userId }, query: { query, chat_id: num, limit, before_id: beforeId } }) => {
      const channel = num === undefined ? undefined : findOwnChannel(domain.world(), domain.channels, userId, num)
      return presentMessages(domain, userId, searchMessages(domain, userId, { query, limit, channel, beforeId }))
    },
  ),
  route(
    {
      method: 'post',
      path: '/messages/status',
      summary: 'Tell how far a chat was delivered or read',
      auth: true,
      body: messageStatusUpdate,
      answers: { 200: messagePositions },
    },
    async ({ domain }, { session: { userId }, body }) => {
      const channel = findOwnChannel(domain.world(), domain.channels, userId, body.chat_id)
      const reached = body.status === 'message_read' ? 'read' : 'delivered'
      const { deliveredId, readId } = await markPosition(domain, userId, { channel, id: body.message_id, reached })
      return { last_delivered_message_id: deliveredId, last_read_message_id: readId }
    },
  ),
  route(
    {
      method: 'get',
      path: '/messages/{chat_id}',
      summary: 'The newest messages of a chat, in descending order of id',
      auth: true,
      isKept: true,
      params: z.object({ chat_id: idParam }),
      query: z.object({ limit: limitQuery(50), before_id: idQuery.optional() }),
      answers: { 200: z.array(messageRead) },
    },
    ({ domain }, { session: { userId }, params, query: { limit, before_id: beforeId } }) => {
      const channel = findOwnChannel(domain.world(), domain.channels, userId, params.chat_id)
      const beforeSeq = beforeId === undefined ? undefined : domain.messages.seqFrom(channel.id, beforeId)
      return presentMessages(domain, userId, listMessages(domain, userId, { channel, limit, beforeSeq }))
    },
  ),
  route(
    {
      method: 'get',
      path: '/messages/{message_id}/thread',
      summary: 'A message and all that answers it, level by level',
      auth: true,
      params,
      query: z.object({ limit: limitQuery(100) }),
      answers: { 200: z.array(messageRead) },
    },
    ({ domain }, { session: { userId }, params, query }) =>
      presentMessages(domain, userId, listThread(domain, userId, { id: params.message_id, limit: query.limit })),
  ),
  route(
    {
      method: 'put',
      path: '/messages/{message_id}',
      summary: 'Edit one’s message',
      auth: true,
      params,
      body: messageEdit,
      answers: { 200: messageRead },
    },
    async ({ domain }, { session: { userId }, params, body }) =>
      presentOne(domain, userId, await editMessage(domain, userId, { id: params.message_id, text: body.text })),
  ),
  route(
    {
      method: 'delete',
      path: '/messages/{message_id}',
      summary: 'Hide a message for oneself, or delete it for everyone',
      auth: true,
      params,
      query: z.object({ for_all: flagQuery }),
      answers: { 204: null },
    },
    ({ domain }, { session: { userId }, params, query }) =>
      deleteMessage(domain, userId, { id: params.message_id, forAll: query.for_all }),
  ),
]
