/** Pins a message in its channel, or takes the pin down (docs/behaviour.md, ED11). Pure. */
import { channelDocument } from '../documents.ts'
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import { isDeleted } from '../registers/messages.ts'
import { excerptOfMessage } from '../projection/excerpt-of.ts'
import type { World } from '../views.ts'
import { findMessageValue, plain, type RegisterWrite } from './register-write.ts'

export interface PinMessageInput {
  readonly channelId: ChannelId
  readonly messageId: MessageId
  readonly isPinned: boolean
}

/** The pin carries an excerpt where the message is at hand. @returns nothing where it is as wanted already */
export function pinMessage(world: World, me: UserId, input: PinMessageInput): RegisterWrite[] {
  const { channelId, messageId, isPinned } = input
  const doc = channelDocument(channelId)
  if ((world.registers(doc).get('pins', messageId) !== undefined) === isPinned) return []
  if (!isPinned) return [{ doc, root: 'pins', key: messageId, value: null }]
  const message = findMessageValue(world, channelId, messageId)
  if (message && isDeleted(message)) return []
  const excerpt = message ? excerptOfMessage(message) || undefined : undefined
  return [{ doc, root: 'pins', key: messageId, value: plain({ by: me, at: world.nowMs, excerpt }) }]
}
