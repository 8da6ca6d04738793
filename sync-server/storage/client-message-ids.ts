/**
 * Which message a client's own id stands for, so that a request whose answer was lost can be sent again
 * (docs/behaviour.md, CM2-CM3). No chat content: forgotten after 30 days, and left alone when a projection is made again.
 */
import type { Database } from 'better-sqlite3'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'

export const clientMessageIdTable = `
CREATE TABLE client_message_ids (
  user_id INTEGER NOT NULL,
  client_id TEXT NOT NULL,
  channel TEXT NOT NULL,
  message_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (user_id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_message_ids_by_time ON client_message_ids (at);
`

const KEPT_MS = 30 * 24 * 60 * 60_000

export interface PlacedMessage {
  readonly channelId: ChannelId
  readonly messageId: MessageId
}

export class ClientMessageIds {
  private readonly sql

  constructor(db: Database) {
    this.sql = {
      find: db.prepare<[number, string], { channel: string; message_id: string }>(
        'SELECT channel, message_id FROM client_message_ids WHERE user_id = ? AND client_id = ?',
      ),
      put: db.prepare<[number, string, string, string, number]>(
        'INSERT INTO client_message_ids VALUES (?, ?, ?, ?, ?)',
      ),
      purge: db.prepare<[number]>('DELETE FROM client_message_ids WHERE at < ?'),
    }
  }

  find(userId: UserId, clientId: string): PlacedMessage | null {
    const row = this.sql.find.get(userId, clientId)
    return row ? { channelId: row.channel as ChannelId, messageId: row.message_id as MessageId } : null
  }

  /** To be called in the commit that writes the message: both are stored or neither. */
  put(userId: UserId, clientId: string, { channelId, messageId }: PlacedMessage, nowMs: number): void {
    this.sql.put.run(userId, clientId, channelId, messageId, nowMs)
  }

  purge(nowMs: number): void {
    this.sql.purge.run(nowMs - KEPT_MS)
  }
}
