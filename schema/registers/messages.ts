/** `messages` of a volume: messageId -> message. Deleting replaces the value by `{by, deletedAt}`. */
import * as z from 'zod/mini'
import {
  MAX_EXCERPT_CHARS,
  MAX_FILE_NAME_CHARS,
  MAX_FILES_PER_MESSAGE,
  MAX_METADATA_CHARS,
  MAX_NAME_CHARS,
  MAX_SEALED_CHARS,
  MAX_TEXT_CHARS,
  MAX_URL_CHARS,
} from '../limits.ts'
import { channelIdForm, isUlid, parseMessageId, type MessageId } from '../ids.ts'
import { always, anyText, someText, timeMs, userIdValue, wholeNumber, type RegisterRoot } from './register.ts'

export const MESSAGE_TYPES = ['text', 'image', 'video', 'audio', 'voice', 'file', 'circle_video', 'system'] as const
export type MessageType = (typeof MESSAGE_TYPES)[number]

const messageId = z.string().check(z.refine(isUlid))
const excerpt = z.optional(anyText(MAX_EXCERPT_CHARS))

const file = z.strictObject({
  id: someText(128),
  name: someText(MAX_FILE_NAME_CHARS),
  type: someText(128),
  bytes: wholeNumber,
  width: z.optional(wholeNumber),
  height: z.optional(wholeNumber),
  durationMs: z.optional(wholeNumber),
  placeholder: z.optional(anyText(128)),
  alt: z.optional(anyText(1_000)),
  waveform: z.optional(z.array(wholeNumber).check(z.maxLength(200))),
})
export type FileValue = z.infer<typeof file>

/** What a system message tells; people read `text`, programs read this. */
const systemEvent = z.strictObject({
  kind: z.enum(['founded', 'added', 'joined', 'left', 'removed', 'renamed', 'role', 'key']),
  actor: z.optional(userIdValue),
  user: z.optional(userIdValue),
  value: z.optional(anyText(MAX_NAME_CHARS)),
})
export type SystemEvent = z.infer<typeof systemEvent>

/** Encrypted by its sender: kept and passed on as it came. `envelopes` is JSON text, so that nothing in it is ever read. */
const sealed = z.strictObject({
  payload: anyText(MAX_SEALED_CHARS),
  envelopes: z.optional(anyText(MAX_SEALED_CHARS)),
})
export type SealedValue = z.infer<typeof sealed>

/** What lies elsewhere and is never fetched; its size and type are its sender's word. */
const link = z.strictObject({
  url: z.string().check(z.maxLength(MAX_URL_CHARS), z.regex(/^https?:\/\/[^\s]+$/i)),
  type: someText(128),
  bytes: wholeNumber,
})
export type LinkValue = z.infer<typeof link>

const message = z.strictObject({
  by: userIdValue,
  text: z.optional(anyText(MAX_TEXT_CHARS)),
  type: z.optional(z.enum(MESSAGE_TYPES)),
  replyTo: z.optional(z.strictObject({ id: messageId, excerpt })),
  forwardedFrom: z.optional(
    z.strictObject({
      id: messageId,
      channel: z.optional(z.string().check(z.refine((id) => channelIdForm(id) !== null))),
      by: z.optional(userIdValue),
      excerpt,
    }),
  ),
  files: z.optional(z.array(file).check(z.maxLength(MAX_FILES_PER_MESSAGE))),
  links: z.optional(z.array(link).check(z.maxLength(MAX_FILES_PER_MESSAGE))),
  /** In place of `text`. */
  sealed: z.optional(sealed),
  /** JSON text that a program keeps with its message, and no other reads. */
  metadata: z.optional(anyText(MAX_METADATA_CHARS)),
  event: z.optional(systemEvent),
  editedAt: z.optional(timeMs),
  deletedAt: z.optional(timeMs),
})
export type MessageValue = z.infer<typeof message>

export const messages: RegisterRoot<MessageId> = {
  root: 'messages',
  parseKey: parseMessageId,
  valueSchema: always(message),
  writtenBy: 'client',
  removable: false,
}

/** Whether `value` is a deletion: nothing of the content may be left beside it. */
export function isDeleted(value: MessageValue): boolean {
  return value.deletedAt !== undefined
}
