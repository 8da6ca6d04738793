/** The messages of a channel by pages, counted from the newest (docs/behaviour.md, CQ8). */
import { accountDocument } from '../../schema/documents.ts'
import type { MessageId, UserId } from '../../schema/ids.ts'
import type { ChannelPrefs } from '../../schema/registers/account.ts'
import type { Channel } from '../../schema/rules/channel.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'
import { listMessages } from './list-messages.ts'

export interface ListMessagePageInput {
  readonly channel: Channel
  /** From 1: the newest `limit`. */
  readonly page: number
  readonly limit: number
}

/** @returns newest first, without what `listMessages` leaves out; nothing of that counts for a page */
export function listMessagePage(deps: QueryDeps, userId: UserId, input: ListMessagePageInput): StoredMessage[] {
  const { channel, page, limit } = input
  if (page === 1) return listMessages(deps, userId, { channel, limit })
  const account = deps.world().registers(accountDocument(userId))
  const afterSeq = (account.get('channels', channel.id) as ChannelPrefs | undefined)?.clearedSeq ?? 0
  const except = [...account.entries('hidden')].map(([messageId]) => messageId as MessageId)
  return deps.messages.visible(channel.id, { afterSeq, except, skip: (page - 1) * limit, limit })
}
