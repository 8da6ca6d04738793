/** Messages as seed 004 gives them, and what a client sends as one. */
import { z } from 'zod'
import { MESSAGE_TYPES } from '../../../../schema/registers/messages.ts'
import { id, idQuery, limitQuery, time } from '../../../http/schemas.ts'

/** `encrypted`: a text that its sender encrypted without envelopes. */
export const messageType = z.enum([...MESSAGE_TYPES, 'encrypted'])

export const messageRead = z.object({
  id: z.int(),
  chat_id: z.int(),
  sender_id: z.int(),
  /** A text, or what its sender encrypted, as it came; '' for none. */
  message: z.string(),
  message_type: messageType,
  created_at: time,
  edited_at: time.nullable(),
  reply_to_message_id: z.int().nullable(),
  forwarded_from_message_id: z.int().nullable(),
  forwarded_from_chat_id: z.int().nullable(),
  forwarded_from_sender_id: z.int().nullable(),
  deleted_at: time.nullable(),
  is_read: z.boolean(),
  is_delivered: z.boolean(),
  has_files: z.boolean(),
  /** As it came; else `{files: [{file_id, filename, mimetype, size, url}]}` where there are files. */
  metadata: z.unknown(),
  /** As they came. */
  envelopes: z.unknown(),
  status: z.enum(['sent', 'delivered', 'read']),
})
export type MessageRead = z.input<typeof messageRead>

export const messageQuery = z.object({
  limit: limitQuery(50, 200),
  before_id: idQuery.optional(),
  after_id: idQuery.optional(),
})

export const position = z.object({ message_id: id.nullish() })
export const readPosition = z.object({ last_read_message_id: z.int().nullable() })
export const deliveredPosition = z.object({ last_delivered_message_id: z.int().nullable() })
