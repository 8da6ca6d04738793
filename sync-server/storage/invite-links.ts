/**
 * Links by which people join a channel (docs/behaviour.md, CH24, CH25). Of the token only its SHA-256 is kept. No chat
 * content: left alone when a projection is made again.
 */
import type { Database } from 'better-sqlite3'
import type { ChannelId, UserId } from '../../schema/ids.ts'

export const inviteLinkTable = `
CREATE TABLE invite_links (
  hash TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  maker INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  max_uses INTEGER,
  uses INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX invite_links_by_expiry ON invite_links (expires_at);
`

export interface InviteLink {
  readonly hash: string
  readonly channelId: ChannelId
  /** In whose name it adds people. */
  readonly maker: UserId
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  /** null = any number. */
  readonly maxUses: number | null
  readonly uses: number
}

interface Row {
  hash: string
  channel: string
  maker: number
  expires_at: number
  max_uses: number | null
  uses: number
}

export class InviteLinks {
  private readonly sql

  constructor(db: Database) {
    this.sql = {
      find: db.prepare<[string], Row>('SELECT * FROM invite_links WHERE hash = ?'),
      put: db.prepare<[string, string, number, number, number | null]>(
        'INSERT INTO invite_links (hash, channel, maker, expires_at, max_uses) VALUES (?, ?, ?, ?, ?)',
      ),
      of: db.prepare<[string, number], Row>(
        'SELECT * FROM invite_links WHERE channel = ? AND expires_at > ? ORDER BY expires_at DESC, hash',
      ),
      remove: db.prepare<[string]>('DELETE FROM invite_links WHERE hash = ?'),
      use: db.prepare<[string]>('UPDATE invite_links SET uses = uses + 1 WHERE hash = ?'),
      purge: db.prepare<[number]>('DELETE FROM invite_links WHERE expires_at <= ?'),
    }
  }

  find(hash: string): InviteLink | null {
    const row = this.sql.find.get(hash)
    return row ? linkOf(row) : null
  }

  /** Of a channel, those that are not over; the one that lasts longest first. */
  of(channelId: ChannelId, nowMs: number): InviteLink[] {
    return this.sql.of.all(channelId, nowMs).map(linkOf)
  }

  /** Nobody joins by it any more. */
  remove(hash: string): void {
    this.sql.remove.run(hash)
  }

  /** Keeps a new link, and forgets those that are over. In a commit, as all of these. */
  put(link: Omit<InviteLink, 'uses'>, nowMs: number): void {
    this.sql.purge.run(nowMs)
    this.sql.put.run(link.hash, link.channelId, link.maker, link.expiresAt, link.maxUses)
  }

  /** Somebody joined by it. */
  use(hash: string): void {
    this.sql.use.run(hash)
  }
}

function linkOf({ hash, channel, maker, expires_at: expiresAt, max_uses: maxUses, uses }: Row): InviteLink {
  return { hash, channelId: channel as ChannelId, maker: maker as UserId, expiresAt, maxUses, uses }
}
