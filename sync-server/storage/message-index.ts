/** What REST asks of the projected messages (docs/behaviour.md, PT3). Reads only; rows are as the documents say. */
import type { Database } from 'better-sqlite3'
import type { MessageId, UserId } from '../../schema/ids.ts'
import { toMessage, type MessageRow, type StoredMessage, type StoredReaction } from './stored-message.ts'

/** Arrival of the last edit, deletion or reaction; as the index `messages_by_change` has it. */
const CHANGED_SINCE = '(mod IS NOT NULL OR rmod IS NOT NULL) AND max(coalesce(mod, 0), coalesce(rmod, 0)) >= ?'

const VISIBLE = `deleted_at IS NULL AND type != 'system'`

export class MessageIndex {
  private readonly sql

  constructor(db: Database) {
    const all = (where: string) => db.prepare<unknown[], MessageRow>(`SELECT * FROM messages WHERE ${where}`)
    this.sql = {
      byId: all('id = ?'),
      find: all('channel = ? AND message_id = ?'),
      newest: all('channel = ? AND seq < ? AND seq > ? ORDER BY seq DESC'),
      visible: all(
        `channel = ? AND seq > ? AND ${VISIBLE} AND message_id NOT IN (SELECT value FROM json_each(?)) ORDER BY seq DESC LIMIT ? OFFSET ?`,
      ),
      newestOf: all('channel = ? ORDER BY seq DESC LIMIT ?'),
      oldest: all('channel = ? AND seq > ? ORDER BY seq'),
      page: all('channel = ? AND seq > ? AND seq <= ? ORDER BY seq LIMIT ?'),
      // The + keeps the query off the primary key, which would read every message up to there.
      changedSince: all(`channel = ? AND ${CHANGED_SINCE} AND +seq <= ?`),
      arrivedAt: db.prepare<[string, number], number>('SELECT at FROM messages WHERE channel = ? AND seq = ?').pluck(),
      replies: all('channel = ? AND reply_to = ? AND seq > ? ORDER BY seq'),
      withFiles: all('channel = ? AND files IS NOT NULL AND seq < ? ORDER BY seq DESC'),
      idOf: db.prepare<[string, string], { id: number }>(
        'SELECT id FROM messages WHERE channel = ? AND message_id = ?',
      ),
      idAt: db.prepare<[string, number], { id: number }>('SELECT id FROM messages WHERE channel = ? AND seq = ?'),
      last: db.prepare<[string], { seq: number; id: number; at: number }>(
        'SELECT seq, id, at FROM messages WHERE channel = ? ORDER BY seq DESC LIMIT 1',
      ),
      reactions: db.prepare<[string, string], { name: string; user_id: number }>(
        'SELECT name, user_id FROM reactions WHERE channel = ? AND message_id = ? ORDER BY name, user_id',
      ),
      unread: db.prepare<[string, number, number, number], { n: number }>(
        `SELECT count(*) AS n FROM messages WHERE channel = ? AND seq > ? AND by_user != ? AND at >= ? AND ${VISIBLE}`,
      ),
      unreadIds: db.prepare<[string, number, number, number], { message_id: string }>(
        `SELECT message_id FROM messages WHERE channel = ? AND seq > ? AND by_user != ? AND at >= ? AND ${VISIBLE}`,
      ),
      mentioning: db.prepare<[number, string, number, string, number], { seq: number }>(
        'SELECT seq FROM mentions WHERE user_id = ? AND channel = ? AND seq > ? UNION SELECT seq FROM mentions WHERE user_id = 0 AND channel = ? AND seq > ?',
      ),
      mentionsBefore: db.prepare<[number, string, number, number, number], { seq: number }>(
        'SELECT seq FROM mentions WHERE user_id = ? AND channel = ? AND seq < ? AND seq > ? ORDER BY seq DESC LIMIT ?',
      ),
      at: all('channel = ? AND seq = ?'),
    }
  }

  byId(id: number): StoredMessage | null {
    return found(this.sql.byId.get(id))
  }

  find(channelId: string, messageId: string): StoredMessage | null {
    return found(this.sql.find.get(channelId, messageId))
  }

  atSeq(channelId: string, seq: number): StoredMessage | null {
    return found(this.sql.at.get(channelId, seq))
  }

  /** Newest first, those with `afterSeq < seq < beforeSeq`; lazily, so that who filters reads no more than it needs. */
  newest(channelId: string, beforeSeq = Number.MAX_SAFE_INTEGER, afterSeq = 0): Iterable<StoredMessage> {
    return toMessages(this.sql.newest.iterate(channelId, beforeSeq, afterSeq))
  }

  /** Newest first from the `skip`th on, counting only what is neither deleted nor the server's nor one of `except`. */
  visible(
    channelId: string,
    range: { afterSeq: number; except: readonly MessageId[]; skip: number; limit: number },
  ): StoredMessage[] {
    const { afterSeq, except, skip, limit } = range
    return this.sql.visible.all(channelId, afterSeq, JSON.stringify(except), limit, skip).map((row) => toMessage(row))
  }

  /** The newest ones at once, newest first: cheaper than one by one. */
  newestOf(channelId: string, limit: number): StoredMessage[] {
    return this.sql.newestOf.all(channelId, limit).map(toMessage)
  }

  /** Oldest first, from after `afterSeq`. */
  oldest(channelId: string, afterSeq = 0): Iterable<StoredMessage> {
    return toMessages(this.sql.oldest.iterate(channelId, afterSeq))
  }

  /** At most `limit` with `afterSeq < seq <= uptoSeq`, oldest first, read whole: to go on with after other work. */
  page(channelId: string, range: { afterSeq: number; uptoSeq: number; limit: number }): StoredMessage[] {
    return this.sql.page.all(channelId, range.afterSeq, range.uptoSeq, range.limit).map((row) => toMessage(row))
  }

  /** Those up to `uptoSeq` that were edited, deleted or reacted to at `sinceMs` or later, in no order. */
  changedSince(channelId: string, sinceMs: number, uptoSeq: number): StoredMessage[] {
    return this.sql.changedSince.all(channelId, sinceMs, uptoSeq).map((row) => toMessage(row))
  }

  /** `seq` of a channel's first message that arrived at `ms` or later; one above the last when there is none. */
  seqSince(channelId: string, ms: number): number {
    const last = this.last(channelId)
    if (!last || last.at < ms) return (last?.seq ?? 0) + 1
    // No message arrives before another one of a smaller `seq` (SM1).
    return firstSeq(last.seq, (seq) => (this.sql.arrivedAt.get(channelId, seq) ?? 0) >= ms)
  }

  /** How many messages of its channel arrived before it in the same millisecond. */
  rankAt({ channelId, seq, arrivedAt }: StoredMessage): number {
    if (this.sql.arrivedAt.get(channelId, seq - 1) !== arrivedAt) return 0
    return Math.max(0, seq - this.seqSince(channelId, arrivedAt))
  }

  /** Direct replies, oldest first; deleted ones answer nothing any more. */
  replies(channelId: string, messageId: string, afterSeq = 0): Iterable<StoredMessage> {
    return toMessages(this.sql.replies.iterate(channelId, messageId, afterSeq))
  }

  /** The integer id of a message; null when the projection does not have it. */
  idOf(channelId: string, messageId: string): number | null {
    return this.sql.idOf.get(channelId, messageId)?.id ?? null
  }

  idAt(channelId: string, seq: number): number | null {
    return this.sql.idAt.get(channelId, seq)?.id ?? null
  }

  /** The newest of a channel, whatever it is. */
  last(channelId: string): { readonly seq: number; readonly id: number; readonly at: number } | null {
    return this.sql.last.get(channelId) ?? null
  }

  /** `seq` of a channel's first message whose integer id is `id` or larger; one above the last when there is none. */
  seqFrom(channelId: string, id: number): number {
    const last = this.last(channelId)
    if (!last || last.id < id) return (last?.seq ?? 0) + 1
    // Ids rise with `seq`.
    return firstSeq(last.seq, (seq) => (this.idAt(channelId, seq) ?? 0) >= id)
  }

  /** Newest first. */
  withFiles(channelId: string, beforeSeq = Number.MAX_SAFE_INTEGER): Iterable<StoredMessage> {
    return toMessages(this.sql.withFiles.iterate(channelId, beforeSeq))
  }

  /** Ordered by name, then user. */
  reactions(channelId: string, messageId: string): StoredReaction[] {
    const rows = this.sql.reactions.all(channelId, messageId)
    return rows.map(({ name, user_id }) => ({ messageId: messageId as MessageId, name, userId: user_id as UserId }))
  }

  /** Messages of others above `seq` that arrived at `sinceMs` or later, neither deleted nor the server's. */
  countUnread(channelId: string, seq: number, userId: number, sinceMs: number): number {
    return this.sql.unread.get(channelId, seq, userId, sinceMs)?.n ?? 0
  }

  unreadIds(channelId: string, seq: number, userId: number, sinceMs: number): MessageId[] {
    return this.sql.unreadIds.all(channelId, seq, userId, sinceMs).map((row) => row.message_id as MessageId)
  }

  /** `seq` of messages above `seq` that mention the person by name or with everyone. */
  mentionsSince(channelId: string, seq: number, userId: number): number[] {
    return this.sql.mentioning.all(userId, channelId, seq, channelId, seq).map((row) => row.seq)
  }

  /** `seq` of messages between two others that name the person, newest first; what names everyone does not count. */
  directMentions(channelId: string, userId: number, range: { before: number; after: number; limit: number }): number[] {
    const { before, after, limit } = range
    return this.sql.mentionsBefore.all(userId, channelId, before, after, limit).map((row) => row.seq)
  }
}

/** The smallest `seq` that is reached: `seq` is dense in a channel, the last one is reached, and so is all after the first. */
function firstSeq(last: number, isReached: (seq: number) => boolean): number {
  let [low, high] = [1, last]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (isReached(middle)) high = middle
    else low = middle + 1
  }
  return low
}

function* toMessages(rows: Iterable<MessageRow>): Iterable<StoredMessage> {
  for (const row of rows) yield toMessage(row)
}

function found(row: MessageRow | undefined): StoredMessage | null {
  return row ? toMessage(row) : null
}
