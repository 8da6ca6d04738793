/** Bodies of messages and files (seed 002, "Messages", "File Upload"). */
import { z } from 'zod'
import { MAX_TEXT_CHARS, MAX_URL_CHARS } from '../../../../schema/limits.ts'
import { idQuery, time } from '../../../http/schemas.ts'
import { done, personBrief } from './common.ts'

const content = z.string().max(MAX_TEXT_CHARS)
export const messageType = z.enum(['text', 'file'])

export const fileRead = z.object({ url: z.string(), name: z.string(), size: z.int().nullable(), type: z.string() })

export const messageRead = z.object({
  id: z.int(),
  conversation_id: z.int(),
  sender_id: z.int(),
  sender: personBrief,
  content: z.string(),
  type: messageType,
  timestamp: time,
  edited: z.boolean(),
  edited_at: time.nullable(),
  /** Of the first file. */
  file_url: z.string().nullable(),
  file_name: z.string().nullable(),
  file_size: z.int().nullable(),
  /** All of them; other doors put several to a message. */
  files: z.array(fileRead),
})
export type MessageRead = z.input<typeof messageRead>

/** The reference names the maximum, so more is refused here, where other doors give what they can. */
const limit = z
  .string()
  .regex(/^([1-9]\d?|100)$/, 'must be a whole number from 1 to 100')
  .transform(Number)
  .default(50)

export const messagesQuery = z.object({ limit, before: idQuery.optional(), after: idQuery.optional() })
export const messageList = z.object({
  messages: z.array(messageRead),
  has_more: z.boolean(),
  conversation_id: z.int(),
})

/** `file_name` and `file_size` are what the upload has, whatever is said of it here. */
export const messageCreate = z.object({
  content: content.nullish(),
  type: messageType.default('text'),
  file_url: z.string().max(MAX_URL_CHARS).nullish(),
  client_message_id: z.string().min(1).max(128).nullish(),
})
export type MessageCreate = z.output<typeof messageCreate>

export const messageForm = z.object({
  content: z.string().optional(),
  type: messageType.optional(),
  file: z.string().meta({ format: 'binary' }),
})

export const messageEdit = z.object({ content })
export const messageSent = done.extend({ message_data: messageRead })

export const uploadForm = z.object({
  file: z.string().meta({ format: 'binary' }),
  conversation_id: z.string().optional(),
})
export const uploaded = done.extend({ file: fileRead })
