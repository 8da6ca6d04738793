/** The messages of one channel as one person sees them (docs/behaviour.md, CQ1, CQ5). */
import type { UserId } from '../../schema/ids.ts'
import type { Channel } from '../../schema/rules/channel.ts'
import { isPutAway } from '../access/find-message.ts'
import type { StoredMessage } from '../storage/message-index.ts'
import type { QueryDeps } from './deps.ts'
import { KEPT_MESSAGES } from './kept-messages.ts'

export interface ListMessagesInput {
  readonly channel: Channel
  readonly limit: number
  /** Only those that arrived before the message with this seq. */
  readonly beforeSeq?: number
}

/** @returns the newest ones, newest first, without deleted, hidden, cleared and system messages */
export function listMessages(deps: QueryDeps, userId: UserId, input: ListMessagesInput): StoredMessage[] {
  const { limit } = input
  const world = deps.world()
  const found: StoredMessage[] = []
  for (const message of newest(input, deps)) {
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
