/** Who has read which message of a channel (docs/behaviour.md, CQ21). */
import type { UserId } from '../../schema/ids.ts'
import { membersOf, type Channel } from '../../schema/rules/channel.ts'
import { mayKnow } from '../../schema/rules/privacy.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'
import { listChanges } from './list-changes.ts'

export interface Receipts {
  readonly message: StoredMessage
  /** Ascending; never its author. */
  readonly readers: readonly UserId[]
}

/**
 * Receipts of messages that are not deleted and not the server's, as far as this person may know them (DL3).
 *
 * @returns pieces in the order of arrival, each read when it is asked for
 */
export function* listReceipts(deps: QueryDeps, viewer: UserId, channel: Channel): Generator<Receipts[]> {
  const marks = marksOf(deps, viewer, channel)
  for (const messages of listChanges(deps, viewer, { channel, sinceMs: null })) {
    const live = messages.filter(({ deletedAt, type }) => deletedAt === null && type !== 'system')
    yield live.map((message) => ({
      message,
      readers: marks
        .filter(({ userId, seq }) => seq >= message.seq && userId !== message.by)
        .map(({ userId }) => userId),
    }))
  }
}

interface Mark {
  readonly userId: UserId
  readonly seq: number
}

/** How far each member has ever read, of those who have read anything. */
function marksOf(deps: QueryDeps, viewer: UserId, channel: Channel): Mark[] {
  const world = deps.world()
  const members = new Set(membersOf(world, channel))
  return deps.channels.positions
    .delivered(channel.id)
    .map((row): Mark => ({ userId: row.user_id as UserId, seq: row.read_seq }))
    .filter(({ userId, seq }) => seq > 0 && members.has(userId) && mayKnow(world, viewer, userId, 'lastSeen'))
    .sort((a, b) => a.userId - b.userId)
}
