/** Bodies of `/api/v1/search` and `/api/v1/notifications` (seed 001, 3.6). */
import { z } from 'zod'
import { chatRead } from './chats.ts'
import { time } from '../../../http/schemas.ts'
import { messageRead } from './messages.ts'
import { userSearchRead } from './users.ts'

export const globalSearchRead = z.object({
  users: z.array(userSearchRead),
  chats: z.array(chatRead),
  messages: z.array(messageRead),
})

export const notificationRead = z.object({
  id: z.int(),
  user_id: z.int(),
  event_type: z.enum(['message_created', 'user_mentioned', 'chat_invited']),
  /** JSON text: `chat_id`, and `message_id` or, of an invitation, the `user_id` of who invited. */
  payload: z.string(),
  created_at: time,
})
