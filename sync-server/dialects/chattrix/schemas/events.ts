/** What is said over Socket.IO (seed 002, "WebSocket Events"). */
import { z } from 'zod'
import type { SocketSpec } from '../../../http/route-spec.ts'
import { looseId, personBrief } from './common.ts'
import { conversationRead } from './conversations.ts'
import { messageCreate, messageRead } from './messages.ts'

export const conversationEvent = z.object({ conversation_id: looseId })
export const sendEvent = messageCreate.extend({ conversation_id: looseId })
export const readEvent = z.object({ conversation_id: looseId, message_id: looseId })

const typing = z.object({ user: personBrief, conversation_id: z.int() })
const presence = z.object({ user: personBrief })

export const chattrixSocket: SocketSpec = {
  tag: 'chattrix: Socket.IO',
  path: '/socket.io/',
  summary:
    'Socket.IO 4, by polling or WebSocket; the session cookie opens it. Every event may ask for an acknowledgement',
  events: [
    { name: 'join_conversation', from: 'client', summary: 'hear its messages and who types', data: conversationEvent },
    { name: 'leave_conversation', from: 'client', summary: 'hear them no longer', data: conversationEvent },
    { name: 'send_message', from: 'client', summary: 'as the request does', data: sendEvent },
    { name: 'typing_start', from: 'client', summary: 'holds for 6 s', data: conversationEvent },
    { name: 'typing_stop', from: 'client', summary: 'ends it', data: conversationEvent },
    { name: 'mark_as_read', from: 'client', summary: 'up to a message', data: readEvent },
    { name: 'new_message', from: 'server', summary: 'in a joined conversation, one’s own too', data: messageRead },
    { name: 'message_edited', from: 'server', summary: 'as it is now', data: messageRead },
    {
      name: 'message_deleted',
      from: 'server',
      summary: 'for everyone',
      data: z.object({ message_id: z.int(), conversation_id: z.int() }),
    },
    { name: 'user_typing', from: 'server', summary: 'somebody else, in a joined conversation', data: typing },
    { name: 'user_stopped_typing', from: 'server', summary: 'the same', data: typing },
    { name: 'user_online', from: 'server', summary: 'somebody else who may be known to be there', data: presence },
    { name: 'user_offline', from: 'server', summary: 'their last socket closed', data: presence },
    {
      name: 'conversation_updated',
      from: 'server',
      summary: 'members, title or avatar; `removed` where one is in it no longer',
      data: conversationRead.partial().extend({ conversation_id: z.int(), removed: z.boolean().optional() }),
    },
    {
      name: 'error',
      from: 'server',
      summary: 'an event was refused',
      data: z.object({ message: z.string(), code: z.string(), event: z.string() }),
    },
  ],
}
