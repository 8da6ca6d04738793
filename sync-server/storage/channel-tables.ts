/** The projection's tables as the sync core writes and asks them; all in the open transaction (docs/behaviour.md, PT1-PT4). */
import type { Database } from 'better-sqlite3'
import type { FoundMessage } from '../../schema/views.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'

export interface ChannelCounts {
  readonly num: number
  readonly last_seq: number
  readonly last_volume: number
  readonly last_mod: number
}

export class ChannelTables {
  private readonly sql

  constructor(db: Database) {
    this.sql = {
      channel: db.prepare<[string], ChannelCounts>(
        'SELECT num, last_seq, last_volume, last_mod FROM channels WHERE channel = ?',
      ),
      addChannel: db.prepare('INSERT OR IGNORE INTO channels VALUES (?, ?, 0, 0, 0)'),
      counts: db.prepare(
        'UPDATE channels SET last_seq = max(last_seq, ?), last_volume = max(last_volume, ?), last_mod = max(last_mod, ?) WHERE channel = ?',
      ),
      byActivity: db.prepare<[], { channel: string }>('SELECT channel FROM channels ORDER BY last_mod DESC'),
      find: db.prepare<[string, string], { volume: number; by_user: number; seq: number; deleted_at: number | null }>(
        'SELECT volume, by_user, seq, deleted_at FROM messages WHERE channel = ? AND message_id = ?',
      ),
      last: db.prepare<[string], { seq: number; message_id: string }>(
        'SELECT seq, message_id FROM messages WHERE channel = ? ORDER BY seq DESC LIMIT 1',
      ),
      put: db.prepare(
        `INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (channel, message_id) DO UPDATE SET text = excluded.text, edited_at = excluded.edited_at, type = excluded.type,
         reply_to = excluded.reply_to, deleted_at = excluded.deleted_at, mod = excluded.mod, rmod = excluded.rmod, mentions = excluded.mentions`,
      ),
      rmod: db.prepare('UPDATE messages SET rmod = ? WHERE channel = ? AND message_id = ?'),
      react: db.prepare('INSERT OR IGNORE INTO reactions VALUES (?, ?, ?, ?)'),
      unreact: db.prepare('DELETE FROM reactions WHERE channel = ? AND message_id = ? AND name = ? AND user_id = ?'),
      read: db.prepare('INSERT INTO reads VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq'),
      unread: db.prepare('DELETE FROM reads WHERE channel = ? AND user_id = ?'),
      reads: db.prepare<[string], { user_id: number; seq: number }>('SELECT user_id, seq FROM reads WHERE channel = ?'),
      deliver: db.prepare(
        'INSERT INTO delivered VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq)',
      ),
      delivered: db.prepare<[string], { user_id: number; seq: number }>(
        'SELECT user_id, seq FROM delivered WHERE channel = ?',
      ),
      grant: db.prepare('INSERT INTO grants VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET position = excluded.position'),
      grants: db.prepare<[number, number], { channel: string }>(
        'SELECT channel FROM grants WHERE user_id = ? AND position > ?',
      ),
      due: db.prepare('INSERT OR IGNORE INTO due_stamps VALUES (?, ?)'),
      dues: db.prepare<[], { doc: string; message_id: string }>('SELECT doc, message_id FROM due_stamps'),
      undue: db.prepare('DELETE FROM due_stamps WHERE doc = ? AND message_id = ?'),
    }
  }

  channel(id: string): ChannelCounts | undefined {
    return this.sql.channel.get(id)
  }

  addChannel(id: string, num: number): void {
    this.sql.addChannel.run(id, num)
  }

  raiseCounts(id: string, seq: number, volume: number, mod: number): void {
    this.sql.counts.run(seq, volume, mod, id)
  }

  channelsByActivity(): string[] {
    return this.sql.byActivity.all().map((row) => row.channel)
  }

  findMessage(channel: string, messageId: string): FoundMessage | null {
    const row = this.sql.find.get(channel, messageId)
    return row ? { volume: row.volume, by: row.by_user, seq: row.seq, deleted: row.deleted_at !== null } : null
  }

  lastMessage(channel: string): { seq: number; message_id: string } | undefined {
    return this.sql.last.get(channel)
  }

  putMessage(channel: string, messageId: string, volume: number, message: MessageValue, stamp: StampValue): void {
    this.sql.put.run(
      channel,
      messageId,
      volume,
      stamp.seq,
      stamp.id,
      message.by,
      message.type ?? 'text',
      message.text ?? null,
      message.replyTo?.id ?? null,
      stamp.at,
      message.editedAt ?? null,
      message.deletedAt ?? null,
      stamp.mod ?? null,
      stamp.rmod ?? null,
      stamp.mentions ? JSON.stringify(stamp.mentions) : null,
    )
  }

  putReactionTime(channel: string, messageId: string, rmod: number): void {
    this.sql.rmod.run(rmod, channel, messageId)
  }

  putReaction(channel: string, messageId: string, name: string, userId: number, present: boolean): void {
    if (present) this.sql.react.run(channel, messageId, name, userId)
    else this.sql.unreact.run(channel, messageId, name, userId)
  }

  putRead(channel: string, userId: number, seq: number | null): void {
    if (seq === null) this.sql.unread.run(channel, userId)
    else this.sql.read.run(channel, userId, seq)
  }

  putDelivered(channel: string, userId: number, seq: number): void {
    this.sql.deliver.run(channel, userId, seq)
  }

  reads(channel: string): { user_id: number; seq: number }[] {
    return this.sql.reads.all(channel)
  }

  delivered(channel: string): { user_id: number; seq: number }[] {
    return this.sql.delivered.all(channel)
  }

  putGrant(userId: number, channel: string, position: number): void {
    this.sql.grant.run(userId, channel, position)
  }

  /** Channels to which the user was let in after `position`. */
  grantsSince(userId: number, position: number): Set<string> {
    return new Set(this.sql.grants.all(userId, position).map((row) => row.channel))
  }

  putDue(doc: string, messageId: string): void {
    this.sql.due.run(doc, messageId)
  }

  dueStamps(): { doc: string; message_id: string }[] {
    return this.sql.dues.all()
  }

  clearDue(doc: string, messageId: string): void {
    this.sql.undue.run(doc, messageId)
  }
}
