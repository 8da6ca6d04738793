/** Messages, mentions, reactions and uses of files in the projection, as the sync core writes and asks them (docs/behaviour.md, PT1-PT4). */
import type { Database } from 'better-sqlite3'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import type { FoundMessage, UploadedFile } from '../../schema/views.ts'
import { WordIndex } from './word-index.ts'

/** Of a message, in one column. */
export type MessageExtra = Pick<MessageValue, 'sealed' | 'links' | 'metadata'>

/** Finds the encrypted messages of a channel; nearly all channels have none. */
export const sealedIndex = `
CREATE INDEX messages_sealed ON messages (channel) WHERE json_extract(extra, '$.sealed') IS NOT NULL;
`

export class MessageTables {
  private readonly sql
  private readonly words: WordIndex

  constructor(db: Database) {
    this.words = new WordIndex(db)
    this.sql = {
      find: db.prepare<[string, string], { volume: number; by_user: number; seq: number; deleted_at: number | null }>(
        'SELECT volume, by_user, seq, deleted_at FROM messages WHERE channel = ? AND message_id = ?',
      ),
      last: db.prepare<[string], { seq: number; message_id: string }>(
        'SELECT seq, message_id FROM messages WHERE channel = ? ORDER BY seq DESC LIMIT 1',
      ),
      sealed: db.prepare<[string]>(
        `SELECT 1 FROM messages INDEXED BY messages_sealed
         WHERE channel = ? AND json_extract(extra, '$.sealed') IS NOT NULL LIMIT 1`,
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
    }
  }

  find(channel: string, messageId: string): FoundMessage | null {
    const row = this.sql.find.get(channel, messageId)
    return row ? { volume: row.volume, by: row.by_user, seq: row.seq, deleted: row.deleted_at !== null } : null
  }

  last(channel: string): { seq: number; message_id: string } | undefined {
    return this.sql.last.get(channel)
  }

  /** Whether some message of the channel, not deleted, was encrypted by its sender. */
  hasSealed(channel: string): boolean {
    return this.sql.sealed.get(channel) !== undefined
  }

  put(channel: string, messageId: string, volume: number, message: MessageValue, stamp: StampValue): void {
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
