/** How far people have read a channel, and how far it has reached their devices (docs/behaviour.md, PT1-PT4). */
import type { Database } from 'better-sqlite3'

export class PositionTables {
  private readonly sql

  constructor(db: Database) {
    this.sql = {
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
    }
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
}
