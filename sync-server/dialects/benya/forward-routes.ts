/** `/api/v1/messages/{message_id}`: sending a message on, and reactions to it (seed 001, section 8). */
import { z } from 'zod'
import type { UserId } from '../../../schema/ids.ts'
import { findOwnChannel } from '../../access/find-channel.ts'
import { findMessage } from '../../access/find-message.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { forwardMessage } from '../../commands/forward-message.ts'
import { toggleReaction } from '../../commands/toggle-reaction.ts'
import { listReactions } from '../../queries/list-reactions.ts'
import type { StoredMessage } from '../../queries/message-view.ts'
import type { MessageDeps } from './message-routes.ts'
import { presentMessages, presentOne, presentReactions } from './present-message.ts'
import { routesOf } from '../../http/route.ts'
import { idParam } from '../../http/schemas.ts'
import {
  messageForward,
  messageForwardBulk,
  messageReactionRead,
  messageReactionToggle,
  messageRead,
} from './schemas/messages.ts'

const route = routesOf<MessageDeps>()
const params = z.object({ message_id: idParam })

export const forwardRoutes = [
  route(
    {
      method: 'post',
      path: '/messages/{message_id}/forward',
      summary: 'Send a message on into another chat',
      auth: true,
      params,
      body: messageForward,
      answers: { 201: messageRead },
    },
    async ({ domain }, { session: { userId }, params, body }) => {
      const [message] = await forward(domain, userId, params.message_id, [body.target_chat_id])
      return presentOne(domain, userId, message as StoredMessage)
    },
  ),
  route(
    {
      method: 'post',
      path: '/messages/{message_id}/forward-bulk',
      summary: 'Send a message on into several chats, all of them or none',
      auth: true,
      params,
      body: messageForwardBulk,
      answers: { 201: z.array(messageRead) },
    },
    async ({ domain }, { session: { userId }, params, body }) =>
      presentMessages(domain, userId, await forward(domain, userId, params.message_id, body.target_chat_ids)),
  ),
  route(
    {
      method: 'get',
      path: '/messages/{message_id}/reactions',
      summary: 'The reactions of a message',
      auth: true,
      params,
      answers: { 200: z.array(messageReactionRead) },
    },
    ({ domain }, { session: { userId }, params }) => {
      const { message } = findMessage(domain.world(), domain.messages, userId, params.message_id)
      return presentReactions(listReactions(domain, userId, message))
    },
  ),
  route(
    {
      method: 'post',
      path: '/messages/{message_id}/reactions/toggle',
      summary: 'Add a reaction, or take it back',
      auth: true,
      params,
      body: messageReactionToggle,
      answers: { 200: z.array(messageReactionRead) },
    },
    async ({ domain }, { session: { userId }, params, body }) =>
      presentReactions(await toggleReaction(domain, userId, { id: params.message_id, reaction: body.emoji })),
  ),
]

function forward(domain: CommandDeps, userId: UserId, id: number, chats: readonly number[]): Promise<StoredMessage[]> {
  const world = domain.world()
  // The message first: of what one may not see, no chat is told to be missing.
  findMessage(world, domain.messages, userId, id)
  const targets = chats.map((num) => findOwnChannel(world, domain.channels, userId, num).id)
  return forwardMessage(domain, userId, { id, targets })
}
