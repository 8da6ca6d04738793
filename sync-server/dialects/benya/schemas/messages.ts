/** Bodies of `/api/v1/messages` (seed 001, 3.4 and 8). */
import { z } from 'zod'
import { MAX_TEXT_CHARS } from '../../../../schema/limits.ts'
import { id, time } from '../../../http/schemas.ts'

const MAX_FORWARDS = 100

/** What people send; the server's own messages are not shown here. */
export const messageType = z.enum(['text', 'image', 'video', 'audio', 'voice', 'file', 'circle_video'])

const text = z.string().max(MAX_TEXT_CHARS)

export const messageRead = z.object({
  id: z.int(),
  chat_id: z.int(),
  sender_id: z.int(),
  reply_to_message_id: z.int().nullable(),
  forwarded_from_message_id: z.int().nullable(),
  type: messageType,
  text: z.string().nullable(),
  delivery_status: z.enum(['sent', 'delivered', 'read']),
  attachment_waveform: z.array(z.int()).nullable(),
  created_at: time,
  updated_at: time,
})

export const messageCreate = z.object({
  chat_id: id,
  type: messageType.default('text'),
  text: text.nullish(),
  client_message_id: z.string().min(1).max(128).nullish(),
  reply_to_message_id: id.nullish(),
})

export const messageEdit = z.object({ text })

export const messageForward = z.object({ target_chat_id: id })
export const messageForwardBulk = z.object({ target_chat_ids: z.array(id).min(1).max(MAX_FORWARDS) })

export const messageStatusUpdate = z.object({
  chat_id: id,
  message_id: id,
  status: z.enum(['message_delivered', 'message_read']),
})

export const messagePositions = z.object({
  last_delivered_message_id: z.int().nullable(),
  last_read_message_id: z.int().nullable(),
})

export const messageReactionToggle = z.object({ emoji: z.string().min(1).max(64) })

export const messageReactionRead = z.object({ emoji: z.string(), count: z.int(), reacted: z.boolean() })
