/** From a message's integer id to the message, for those who read its channel (docs/behaviour.md, CA3). */
import { accountDocument } from '../../schema/documents.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import type { ChannelPrefs } from '../../schema/registers/account.ts'
import { channelOf, type Channel } from '../../schema/rules/channel.ts'
import type { World } from '../../schema/views.ts'
import type { MessageIndex } from '../storage/message-index.ts'
import type { StoredMessage } from '../storage/stored-message.ts'

interface FoundMessage {
  readonly message: StoredMessage
  readonly channel: Channel
}

/** @throws CairnError not_found: unknown, of a channel the person is not in, deleted, or hidden or cleared by them */
export function findMessage(world: World, messages: MessageIndex, userId: UserId, id: number): FoundMessage {
  const found = findEvenDeleted(world, messages, userId, id)
  if (found.message.deletedAt !== null) throw new CairnError(ErrorCode.NotFound, 'CA3: no such message')
  return found
}

/** The same of one that may be deleted, for doors that tell of deletions. @throws CairnError not_found */
export function findEvenDeleted(world: World, messages: MessageIndex, userId: UserId, id: number): FoundMessage {
  const message = messages.byId(id)
  const channel = message && channelOf(world, message.channelId)
  if (!message || !channel || channel.role(userId) === 'none' || isPutAway(world, userId, message))
    throw new CairnError(ErrorCode.NotFound, 'CA3: no such message')
  return { message, channel }
}

/** Hidden or cleared by this person alone. */
export function isPutAway(world: World, userId: UserId, message: StoredMessage): boolean {
  const account = world.registers(accountDocument(userId))
  if (account.get('hidden', message.messageId) !== undefined) return true
  const prefs = account.get('channels', message.channelId) as ChannelPrefs | undefined
  return message.seq <= (prefs?.clearedSeq ?? 0)
}
