/** `/v1/rooms/{id}/messages`, `/v1/messages/search` (seed 003). */
import { z } from 'zod'
import { ErrorCode } from '../../../schema/errors.ts'
import { savedChannelId } from '../../../schema/ids.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { markPosition } from '../../commands/mark-position.ts'
import { routesOf } from '../../http/route.ts'
import { idParam, limitQuery } from '../../http/schemas.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { listMessagePage } from '../../queries/list-message-page.ts'
import { listMessagesAround } from '../../queries/list-messages-around.ts'
import { searchMessages } from '../../queries/search-messages.ts'
import { BadRequest, orBadRequest } from './errors.ts'
import { ownRoom } from './own-room.ts'
import { presentMessages, presentOne } from './present-message.ts'
import { idText, messageCreate, messageRead } from './schemas.ts'
import { sendInRoom } from './send-in-room.ts'

export interface MessageDeps {
  readonly domain: CommandDeps
  readonly media: MediaDeps
}

const route = routesOf<MessageDeps>()
const params = z.object({ room_id: idParam })
const page = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, 'must be a whole number from 1')
  .transform(Number)
  .default(1)
const messages = z.object({ messages: z.array(messageRead) })

const markRoute = (reached: 'delivered' | 'read', path: `/${string}`, summary: string) =>
  route(
    {
      ...{ method: 'post', path, summary, auth: true },
      // Here the seed has no 404: what is malformed, unknown or not one's own is all the same.
      ...{ params: z.object({ room_id: z.string(), message_id: z.string() }), answers: { 204: null } },
    },
    ({ domain }, { session: { userId }, params }) =>
      orBadRequest([ErrorCode.NotFound, ErrorCode.Forbidden], async () => {
        const ids = z.object({ room_id: idText, message_id: idText }).safeParse(params)
        if (!ids.success) throw new BadRequest('There is no such message.')
        const channel = ownRoom(domain, userId, ids.data.room_id)
        await markPosition(domain, userId, { channel, id: ids.data.message_id, reached })
      }),
  )

export const messageRoutes = [
  route(
    {
      ...{ method: 'post', path: '/rooms/{room_id}/messages', summary: 'Send a message', auth: true },
      ...{ params, body: messageCreate, answers: { 201: messageRead } },
    },
    async (deps, { session: { userId }, params, body }) =>
      presentOne(deps, userId, await sendInRoom(deps, userId, ownRoom(deps.domain, userId, params.room_id), body)),
  ),
  route(
    {
      ...{
        method: 'get',
        path: '/rooms/{room_id}/messages',
        summary: 'A page of a room, or a window around a message',
      },
      ...{ auth: true, params, answers: { 200: messages } },
      query: z.object({ page, limit: limitQuery(50), around_message_id: idText.optional() }),
    },
    async (deps, { session: { userId }, params, query: { page, limit, around_message_id: around } }) => {
      const { domain } = deps
      const channel = ownRoom(domain, userId, params.room_id)
      const found =
        around === undefined
          ? [...listMessagePage(domain, userId, { channel, page, limit })].reverse()
          : await orBadRequest([ErrorCode.NotFound], () =>
              listMessagesAround(domain, userId, { channel, id: around, limit }),
            )
      return { messages: await presentMessages(deps, userId, found) }
    },
  ),
  markRoute('delivered', '/rooms/{room_id}/messages/{message_id}/deliver', 'A message has reached me'),
  markRoute('read', '/rooms/{room_id}/messages/{message_id}/read', 'I have read up to a message'),
  route(
    {
      ...{ method: 'get', path: '/messages/search', summary: 'Messages that hold a text, newest first', auth: true },
      query: z.object({
        q: z.string().trim().min(1, 'is required').max(1_024),
        room_id: idText.optional(),
        limit: limitQuery(50),
      }),
      answers: { 200: messages },
    },
    async (deps, { session: { userId }, query: { q, room_id: roomId, limit } }) => {
      const { domain } = deps
      const channel = roomId === undefined ? undefined : ownRoom(domain, userId, roomId)
      const found = searchMessages(domain, userId, {
        query: q,
        isPhrase: true,
        without: savedChannelId(userId),
        limit,
        channel,
      })
      return { messages: await presentMessages(deps, userId, found) }
    },
  ),
]
