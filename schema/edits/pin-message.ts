/** Pins a message in its channel, or takes the pin down (docs/behaviour.md, ED11). Pure. */
import { channelDocument } from '../documents.ts'
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import type { PinValue } from '../registers/members.ts'
import { isDeleted } from '../registers/messages.ts'
import { excerptOfMessage } from '../projection/excerpt-of.ts'
import type { World } from '../views.ts'
import { findMessageValue, plain, type RegisterWrite } from './register-write.ts'

export interface PinMessageInput {
  readonly channelId: ChannelId
  readonly messageId: MessageId
  readonly isPinned: boolean
  /** Puts a pin that is there already before all others. */
  readonly isNewest?: boolean
}

/** The pin carries an excerpt where the message is at hand. @returns nothing where it is as wanted already */
export function pinMessage(world: World, me: UserId, input: PinMessageInput): RegisterWrite[] {
  const { channelId, messageId, isPinned, isNewest = false } = input
  const doc = channelDocument(channelId)
  const newestAt = isNewest ? newestPin(world, doc, messageId) : 0
  const before = world.registers(doc).get('pins', messageId) as PinValue | undefined
  if ((before !== undefined) === isPinned && (before?.at ?? 0) >= newestAt) return []
  if (!isPinned) return [{ doc, root: 'pins', key: messageId, value: null }]
  const message = findMessageValue(world, channelId, messageId)
  if (message && isDeleted(message)) return []
  const excerpt = message ? excerptOfMessage(message) || undefined : undefined
  return [{ doc, root: 'pins', key: messageId, value: plain({ by: me, at: Math.max(world.nowMs, newestAt), excerpt }) }]
}

/** The time that stands after every other pin, whatever the clocks that set them. */
function newestPin(world: World, doc: string, messageId: MessageId): number {
  let newest = 0
  for (const [key, value] of world.registers(doc).entries('pins')) {
    if (key !== messageId) newest = Math.max(newest, (value as unknown as PinValue).at + 1)
  }
  return newest
}
