/** The projection's tables as the sync core writes and asks them; all in the open transaction (docs/behaviour.md, PT1-PT4). */
import type { Database } from 'better-sqlite3'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { FoundMessage, UploadedFile } from '../../schema/views.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import { WordIndex } from './word-index.ts'

/** Of a message, in one column. */
export type MessageExtra = Pick<MessageValue, 'sealed' | 'links' | 'metadata'>

export interface ChannelCounts {
  readonly num: number
  readonly last_seq: number
  readonly last_volume: number
  readonly last_mod: number
}

export interface Invitation {
  readonly id: number
  readonly channelId: ChannelId
  readonly by: UserId
  /** Milliseconds since 1970. */
  readonly at: number
}

export class ChannelTables {
  private readonly sql
  private readonly words: WordIndex

  constructor(db: Database) {
    this.words = new WordIndex(db)
    this.sql = {
      channel: db.prepare<[string], ChannelCounts>(
        'SELECT num, last_seq, last_volume, last_mod FROM channels WHERE channel = ?',
      ),
      byNum: db.prepare<[number], { channel: string }>('SELECT channel FROM channels WHERE num = ?'),
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
        `INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (channel, seq) DO UPDATE SET text = excluded.text, edited_at = excluded.edited_at, type = excluded.type,
         reply_to = excluded.reply_to, forwarded = excluded.forwarded, files = excluded.files, deleted_at = excluded.deleted_at,
         mod = excluded.mod, rmod = excluded.rmod, mentions = excluded.mentions, extra = excluded.extra`,
      ),
      old: db.prepare<[string, number], { text: string | null; mentions: string | null; files: string | null }>(
        'SELECT text, mentions, files FROM messages WHERE channel = ? AND seq = ?',
      ),
      mention: db.prepare('INSERT OR IGNORE INTO mentions VALUES (?, ?, ?)'),
      unmention: db.prepare('DELETE FROM mentions WHERE user_id = ? AND channel = ? AND seq = ?'),
      use: db.prepare('INSERT OR IGNORE INTO file_uses VALUES (?, ?, ?)'),
      unuse: db.prepare('DELETE FROM file_uses WHERE file = ? AND channel = ? AND message_id = ?'),
      ownsFile: db.prepare<[string, number, string, number]>(
        `SELECT 1 FROM files WHERE id = ? AND owner = ? AND type = ? AND bytes = ? AND state = 'ready'`,
      ),
      rmod: db.prepare('UPDATE messages SET rmod = ? WHERE channel = ? AND message_id = ?'),
      react: db.prepare('INSERT OR IGNORE INTO reactions VALUES (?, ?, ?, ?)'),
      unreact: db.prepare('DELETE FROM reactions WHERE channel = ? AND message_id = ? AND name = ? AND user_id = ?'),
      read: db.prepare('INSERT INTO reads VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET seq = excluded.seq'),
      unread: db.prepare('DELETE FROM reads WHERE channel = ? AND user_id = ?'),
      reads: db.prepare<[string], { user_id: number; seq: number }>('SELECT user_id, seq FROM reads WHERE channel = ?'),
      deliver: db.prepare(
        `INSERT INTO delivered (channel, user_id, seq, read_seq) VALUES (@channel, @userId, @seq, @readSeq)
         ON CONFLICT DO UPDATE SET seq = max(seq, excluded.seq), read_seq = max(read_seq, excluded.read_seq)`,
      ),
      delivered: db.prepare<[string], { user_id: number; seq: number; read_seq: number }>(
        'SELECT user_id, seq, read_seq FROM delivered WHERE channel = ?',
      ),
      deliveredOf: db.prepare<[string, number], { seq: number }>(
        'SELECT seq FROM delivered WHERE channel = ? AND user_id = ?',
      ),
      grant: db.prepare('INSERT INTO grants VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET position = excluded.position'),
      grants: db.prepare<[number, number], { channel: string }>(
        'SELECT channel FROM grants WHERE user_id = ? AND position > ?',
      ),
      invite: db.prepare('INSERT OR IGNORE INTO invitations VALUES (?, ?, ?, ?, ?)'),
      invitations: db.prepare<[number, number], { id: number; channel: string; by_user: number; at: number }>(
        'SELECT id, channel, by_user, at FROM invitations WHERE user_id = ? ORDER BY id DESC LIMIT ?',
      ),
      due: db.prepare('INSERT OR IGNORE INTO due_stamps VALUES (?, ?)'),
      dues: db.prepare<[], { doc: string; message_id: string }>('SELECT doc, message_id FROM due_stamps'),
      undue: db.prepare('DELETE FROM due_stamps WHERE doc = ? AND message_id = ?'),
    }
  }

  channel(id: string): ChannelCounts | undefined {
    return this.sql.channel.get(id)
  }

  /** The channel with this integer id. */
  channelByNum(num: number): ChannelId | null {
    return (this.sql.byNum.get(num)?.channel as ChannelId | undefined) ?? null
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
    // Whatever was said before has a later time of change.
    const old = stamp.mod === undefined ? undefined : this.sql.old.get(channel, stamp.seq)
    const text = message.text ?? null
    const mentions = stamp.mentions ? JSON.stringify(stamp.mentions) : null
    const files = message.files?.length ? JSON.stringify(message.files) : null
    this.sql.put.run(
      channel,
      stamp.seq,
      messageId,
      volume,
      stamp.id,
      message.by,
      message.type ?? 'text',
      text,
      message.replyTo?.id ?? null,
      message.forwardedFrom ? JSON.stringify(message.forwardedFrom) : null,
      files,
      stamp.at,
      message.editedAt ?? null,
      message.deletedAt ?? null,
      stamp.mod ?? null,
      stamp.rmod ?? null,
      mentions,
      extraOf(message),
    )
    if (mentions !== (old?.mentions ?? null)) this.putMentions(channel, stamp.seq, old?.mentions ?? null, mentions)
    if (files !== (old?.files ?? null)) this.putFiles(channel, messageId, old?.files ?? null, files)
    if (old && text !== old.text && message.type !== 'system') this.words.replace(stamp.id, old.text, text)
  }

  private putMentions(channel: string, seq: number, before: string | null, after: string | null): void {
    for (const user of mentioned(before)) this.sql.unmention.run(user, channel, seq)
    for (const user of mentioned(after)) this.sql.mention.run(user, channel, seq)
  }

  private putFiles(channel: string, messageId: string, before: string | null, after: string | null): void {
    for (const file of fileIds(before)) this.sql.unuse.run(file, channel, messageId)
    for (const file of fileIds(after)) this.sql.use.run(file, channel, messageId)
  }

  /** Whether the upload is this person's, its bytes are there, and it is what it is told to be. */
  ownsFile(userId: number, file: UploadedFile): boolean {
    return this.sql.ownsFile.get(file.id, userId, file.type, file.bytes) !== undefined
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
    // What is read has arrived, and stays so when the mark goes back.
    if (seq) this.sql.deliver.run({ channel, userId, seq, readSeq: seq })
  }

  putDelivered(channel: string, userId: number, seq: number): void {
    this.sql.deliver.run({ channel, userId, seq, readSeq: 0 })
  }

  reads(channel: string): { user_id: number; seq: number }[] {
    return this.sql.reads.all(channel)
  }

  /** `read_seq`: how far the person had ever read it. */
  delivered(channel: string): { user_id: number; seq: number; read_seq: number }[] {
    return this.sql.delivered.all(channel)
  }

  /** How far a channel has reached a person's devices; 0 = nothing is known. */
  deliveredSeq(channel: string, userId: number): number {
    return this.sql.deliveredOf.get(channel, userId)?.seq ?? 0
  }

  putGrant(userId: number, channel: string, position: number): void {
    this.sql.grant.run(userId, channel, position)
  }

  /** Channels to which the user was let in after `position`. */
  grantsSince(userId: number, position: number): Set<string> {
    return new Set(this.sql.grants.all(userId, position).map((row) => row.channel))
  }

  /** Somebody added the person to a channel. `id`: of that membership. */
  putInvitation(userId: number, invitation: Invitation): void {
    this.sql.invite.run(userId, invitation.id, invitation.channelId, invitation.by, invitation.at)
  }

  /** Newest first. */
  invitations(userId: number, limit: number): Invitation[] {
    const rows = this.sql.invitations.all(userId, limit)
    return rows.map(({ id, channel, by_user, at }) => ({
      ...{ id, at, channelId: channel as ChannelId, by: by_user as UserId },
    }))
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

/** Of a stored list; 0 = everyone. */
function mentioned(stored: string | null): number[] {
  const list = stored === null ? [] : (JSON.parse(stored) as (number | 'everyone')[])
  return list.map((user) => (user === 'everyone' ? 0 : user))
}

/** Of a message's stored list. */
function fileIds(stored: string | null): string[] {
  return stored === null ? [] : (JSON.parse(stored) as { id: string }[]).map((file) => file.id)
}

/** What only some dialects show; null of nearly every message. */
function extraOf({ sealed, links, metadata }: MessageValue): string | null {
  return sealed || links || metadata ? JSON.stringify({ sealed, links, metadata } satisfies MessageExtra) : null
}
