/** Sends a message on into another channel, with its words, files and links (docs/behaviour.md, ED19). Pure. */
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import { excerptOfMessage } from '../projection/excerpt-of.ts'
import { isDeleted } from '../registers/messages.ts'
import type { World } from '../views.ts'
import { postMessage } from './post-message.ts'
import { findMessageValue, type RegisterWrite } from './register-write.ts'

export interface ForwardMessageInput {
  readonly from: ChannelId
  readonly original: MessageId
  readonly to: ChannelId
  /** Of the new message. */
  readonly messageId: MessageId
}

/** @returns nothing where there is no such message, it is deleted, or it is encrypted for the readers of its own channel */
export function forwardMessage(world: World, me: UserId, input: ForwardMessageInput): RegisterWrite[] {
  const { from, original, to, messageId } = input
  const value = findMessageValue(world, from, original)
  if (!value || isDeleted(value) || value.sealed !== undefined) return []
  const { by, text, type, files, links } = value
  const forwardedFrom = { id: original, channel: from, by, excerpt: excerptOfMessage(value) || undefined }
  const content = { text, type, files, links, forwardedFrom }
  return postMessage(world, me, { ...content, channelId: to, messageId, keepsDraft: true })
}
