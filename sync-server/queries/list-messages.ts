/** The messages of one channel as one person sees them (docs/behaviour.md, CQ1, CQ5, CQ7). */
import type { UserId } from '../../schema/ids.ts'
import type { Channel } from '../../schema/rules/channel.ts'
import { isPutAway } from '../access/find-message.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'
import { KEPT_MESSAGES } from './kept-messages.ts'

export interface ListMessagesInput {
  readonly channel: Channel
  readonly limit: number
  /** Only those that arrived before the message with this seq. */
  readonly beforeSeq?: number
}

export interface ListMessagesAfterInput extends ListMessagesInput {
  /** Only those that arrived after the message with this seq; 0 = from the beginning. */
  readonly afterSeq: number
}

/** @returns the newest ones, newest first, without deleted, hidden, cleared and system messages */
export function listMessages(deps: QueryDeps, userId: UserId, input: ListMessagesInput): StoredMessage[] {
  return seen(deps, userId, newest(input, deps), input.limit)
}

/** @returns the first ones after `afterSeq`, oldest first, without what `listMessages` leaves out */
export function listMessagesAfter(deps: QueryDeps, userId: UserId, input: ListMessagesAfterInput): StoredMessage[] {
  return seen(deps, userId, oldest(input, deps), input.limit)
}

function seen(deps: QueryDeps, userId: UserId, messages: Iterable<StoredMessage>, limit: number): StoredMessage[] {
  const world = deps.world()
  const found: StoredMessage[] = []
  for (const message of messages) {
    if (found.length >= limit) break
    if (message.deletedAt !== null || message.type === 'system' || isPutAway(world, userId, message)) continue
    found.push(message)
  }
  return found
}

function* newest({ channel, beforeSeq }: ListMessagesInput, deps: QueryDeps): Iterable<StoredMessage> {
  let before = beforeSeq
  if (before === undefined) {
    const kept = deps.keptMessages.newest(deps, channel.id)
    yield* kept
    if (kept.length < KEPT_MESSAGES) return
    before = kept.at(-1)?.seq
  }
  yield* deps.messages.newest(channel.id, before)
}

function* oldest(input: ListMessagesAfterInput, deps: QueryDeps): Iterable<StoredMessage> {
  const { channel, afterSeq, beforeSeq = Infinity } = input
  for (const message of deps.messages.oldest(channel.id, afterSeq)) {
    if (message.seq >= beforeSeq) return
    yield message
  }
}
