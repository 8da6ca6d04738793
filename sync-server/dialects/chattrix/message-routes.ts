/** Messages of a conversation, and one's own (seed 002, "Messages"). */
import { z } from 'zod'
import { findOwnChannel } from '../../access/find-channel.ts'
import { deleteMessage } from '../../commands/delete-message.ts'
import { editMessage } from '../../commands/edit-message.ts'
import { parseInput, routesOf } from '../../http/route.ts'
import { BODY_BYTES, readBody } from '../../http/read-body.ts'
import { idParam } from '../../http/schemas.ts'
import { keepReceived } from '../../media/keep-upload.ts'
import { listMessages, listMessagesAfter } from '../../queries/list-messages.ts'
import { presentMessages, presentOne } from './present-message.ts'
import { withFileForm } from './receive-file.ts'
import { done } from './schemas/common.ts'
import { messageCreate, messageEdit, messageForm, messageList, messageSent, messagesQuery } from './schemas/messages.ts'
import { findPostable, sendMessage, type SendDeps } from './send-message.ts'

const route = routesOf<SendDeps>()
const params = z.object({ conversation_id: idParam })
const messageParams = z.object({ message_id: idParam })

export const messageRoutes = [
  route(
    {
      method: 'get',
      path: '/api/conversations/{conversation_id}/messages',
      summary: 'Messages, oldest first: the newest, or those before or after one',
      auth: true,
      params,
      query: messagesQuery,
      answers: { 200: messageList },
    },
    ({ domain }, { session: { userId }, params: { conversation_id: num }, query: { limit, before, after } }) => {
      const channel = findOwnChannel(domain.world(), domain.channels, userId, num)
      const beforeSeq = before === undefined ? undefined : domain.messages.seqFrom(channel.id, before)
      // One more than is told says whether there are more.
      const input = { channel, limit: limit + 1, beforeSeq }
      const found =
        after === undefined
          ? listMessages(domain, userId, input)
          : listMessagesAfter(domain, userId, {
              ...input,
              afterSeq: domain.messages.seqFrom(channel.id, after + 1) - 1,
            })
      const page = found.slice(0, limit)
      const messages = presentMessages(domain, userId, after === undefined ? page.reverse() : page)
      return { messages, has_more: found.length > limit, conversation_id: num }
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/conversations/{conversation_id}/messages',
      summary: 'Send a message: JSON, with the file_url of an upload or without, or a form with a file',
      auth: true,
      params,
      multipart: messageForm,
      answers: { 201: messageSent },
    },
    async (deps, { ctx, session: { userId }, params: { conversation_id: num } }) => {
      const { domain, media } = deps
      const channel = findPostable(deps, userId, num)
      const message = ctx.is('multipart')
        ? await withFileForm(ctx, media, async ({ fields, file }) => {
            const input = parseInput('body', messageCreate, Object.fromEntries(fields))
            const upload = file ? await keepReceived(media, userId, file) : undefined
            return sendMessage(deps, userId, channel, input, upload)
          })
        : await sendMessage(deps, userId, channel, parseInput('body', messageCreate, await readBody(ctx, BODY_BYTES)))
      const message_data = presentOne(domain, userId, message)
      return { success: true as const, message: 'Message sent successfully', message_data }
    },
  ),
  route(
    {
      method: 'put',
      path: '/api/messages/{message_id}',
      summary: 'Edit one’s message',
      auth: true,
      params: messageParams,
      body: messageEdit,
      answers: { 200: messageSent },
    },
    async ({ domain }, { session: { userId }, params: { message_id: id }, body: { content: text } }) => {
      const message_data = presentOne(domain, userId, await editMessage(domain, userId, { id, text }))
      return { success: true as const, message: 'Message updated successfully', message_data }
    },
  ),
  route(
    {
      method: 'delete',
      path: '/api/messages/{message_id}',
      summary: 'Delete one’s message for everyone',
      auth: true,
      params: messageParams,
      answers: { 200: done },
    },
    async ({ domain }, { session: { userId }, params: { message_id: id } }) => {
      await deleteMessage(domain, userId, { id, forAll: true })
      return { success: true as const, message: 'Message deleted successfully' }
    },
  ),
]
