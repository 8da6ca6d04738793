/** What clients send over `/ws` (seed 004), by the frame's `type`, and what the server sends. */
import { z } from 'zod'
import { MAX_SEALED_CHARS } from '../../../../schema/limits.ts'
import { id } from '../../../http/schemas.ts'
import { messageType } from './messages.ts'

const MAX_CONTACTS = 5_000

const chat = z.object({ chat_id: id })
/** What a message says. With `envelopes`, or of the type `encrypted`, `message` is opaque. */
const content = {
  message: z.string().max(MAX_SEALED_CHARS).nullish(),
  message_type: messageType.exclude(['system']).nullish(),
  /** Any JSON; given back as it came, as `metadata` is. */
  envelopes: z.unknown().optional(),
  metadata: z.unknown().optional(),
}

export const init = z.object({ contacts: z.array(id).max(MAX_CONTACTS).default([]) })
export const joinChat = chat
export const sendMessage = chat.extend({
  ...content,
  reply_to_message_id: id.nullish(),
  client_message_id: z.string().min(1).max(128).nullish(),
})
export type SentContent = Pick<z.output<typeof sendMessage>, 'message' | 'message_type' | 'envelopes' | 'metadata'>

export const editMessage = chat.extend({
  message_id: id,
  message: z.string().max(MAX_SEALED_CHARS),
  envelopes: content.envelopes,
  metadata: content.metadata,
})
export const deleteMessage = chat.extend({ message_id: id })
export const forwardMessage = z.object({ from_chat_id: id, message_id: id, to_chat_id: id, ...content })
export const typing = chat.extend({ is_typing: z.boolean() })

/** A frame is flat and tagged `type`, or carries its fields in `data` and is tagged `event`. */
export const tagged = z.union([
  z.looseObject({ type: z.string() }),
  z.object({ event: z.string(), data: z.record(z.string(), z.unknown()).nullish() }),
])
