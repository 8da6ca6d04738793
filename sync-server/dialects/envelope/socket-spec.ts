/** What is said on `/ws` without `room_id`, for the API's description. */
import { z } from 'zod'
import type { SocketEventSpec, SocketSpec } from '../../http/route-spec.ts'
import { time } from '../../http/schemas.ts'
import { errorBody } from './errors.ts'
import { chatRead, memberRole } from './schemas/chats.ts'
import * as frames from './schemas/frames.ts'
import { messageRead } from './schemas/messages.ts'
import { foundUser } from './schemas/users.ts'

const chat = z.object({ chat_id: z.int() })
const member = chat.extend({ user_id: z.int() })
const role = member.extend({ role: memberRole })
const said = chat.extend({ message: messageRead })
const position = member.extend({ message_id: z.int() })
const event = z.string().nullable()

const CLIENT: Readonly<Record<string, readonly [summary: string, data: z.ZodType]>> = {
  init: ['Whose presence to tell', frames.init],
  join_chat: ['Whether a chat is one’s own; its events come anyway', frames.joinChat],
  leave_chat: ['Nothing changes', frames.joinChat],
  send_message: ['Say something; encrypted with envelopes or as the type encrypted', frames.sendMessage],
  voice_message: ['The same, of the type voice', frames.sendMessage],
  video_message: ['The same, of the type video', frames.sendMessage],
  edit_message: ['Other words for one’s message', frames.editMessage],
  delete_message: ['Delete one’s message for everyone', frames.deleteMessage],
  forward_message: ['Send a message on, or other words in its place', frames.forwardMessage],
  typing: ['One types; holds for 6 s', frames.typing],
}

const SERVER: Readonly<Record<string, readonly [summary: string, data: z.ZodType]>> = {
  ok: ['What was said is done', z.looseObject({ event, client_message_id: z.string().optional() })],
  error: ['It is refused', errorBody.extend({ event, retry_after: z.int().optional() })],
  message_new: ['A message, one’s own too', said],
  message_updated: ['It was changed', said],
  message_deleted: ['It is gone', chat.extend({ message_id: z.int(), deleted_at: time, deleted_by: z.int() })],
  typing: ['Somebody else types, or no longer', member.extend({ is_typing: z.boolean() })],
  presence: ['Of those named in init', z.object({ user_id: z.int(), status: z.enum(['online', 'offline']) })],
  member_added: ['Somebody came in', role],
  member_removed: ['Somebody is out', member],
  member_role_changed: ['Somebody has another role', role],
  chat_created: ['One is in a chat more', chat.extend({ chat: chatRead })],
  chat_updated: ['Title, picture, or how one keeps it', chat.extend({ chat: chatRead })],
  chat_deleted: ['It is gone for all', chat],
  message_read: ['Somebody has read up to it', position],
  message_delivered: ['Somebody has got up to it', position],
  profile_updated: ['Name or picture of somebody', foundUser.omit({ id: true }).extend({ user_id: z.int() })],
}

export const envelopeSocket: SocketSpec = {
  tag: 'envelope: socket',
  path: '/ws',
  summary: 'Without room_id: flat frames with `type`, or {"event", "data"} from clients',
  query: z.object({ token: z.string().optional() }),
  events: [...eventsOf('client', CLIENT), ...eventsOf('server', SERVER)],
}

function eventsOf(from: SocketEventSpec['from'], events: typeof CLIENT): SocketEventSpec[] {
  return Object.entries(events).map(([name, [summary, data]]) => ({ name, from, summary, data }))
}
