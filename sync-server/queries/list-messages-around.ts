/** A message and what was said before and after it, for jumping to it (docs/behaviour.md, CQ8). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import type { Channel } from '../../schema/rules/channel.ts'
import { findMessage } from '../access/find-message.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'
import { listMessages, listMessagesAfter } from './list-messages.ts'

export interface ListMessagesAroundInput {
  readonly channel: Channel
  /** Integer id of a message of the channel. */
  readonly id: number
  readonly limit: number
}

/**
 * @returns oldest first: up to half of `limit` before the message, then itself and what follows, `limit` in all
 * @throws CairnError not_found: no message of this channel that the person may see
 */
export function listMessagesAround(deps: QueryDeps, userId: UserId, input: ListMessagesAroundInput): StoredMessage[] {
  const { channel, id, limit } = input
  const { message } = findMessage(deps.world(), deps.messages, userId, id)
  if (message.channelId !== channel.id || message.type === 'system')
    throw new CairnError(ErrorCode.NotFound, 'CA3: no such message')
  const { seq } = message
  const before = listMessages(deps, userId, { channel, limit: Math.floor(limit / 2), beforeSeq: seq }).reverse()
  const after = listMessagesAfter(deps, userId, { channel, limit: limit - before.length, afterSeq: seq - 1 })
  return [...before, ...after]
}
