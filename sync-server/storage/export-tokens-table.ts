/** Rows of export tokens (docs/behaviour.md, EX12). Of a token only its SHA-256 is kept. No chat content. */
import type { UserId } from '../../schema/ids.ts'
import type { Database } from './database.ts'

export const exportTokensTable = `
CREATE TABLE export_tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash TEXT NOT NULL UNIQUE,
  user_id INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  channels TEXT,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  last_used_at INTEGER
) STRICT;
CREATE INDEX export_tokens_by_user ON export_tokens (user_id);
`

export interface ExportTokenRow {
  readonly id: number
  readonly userId: UserId
  readonly name: string
  /** Channel ids; null = all that the person may read. */
  readonly channels: readonly string[] | null
  /** Times are milliseconds since 1970. */
  readonly createdAtMs: number
  readonly expiresAtMs: number
  readonly lastUsedAtMs: number | null
}

interface Row {
  id: number
  user_id: number
  name: string
  channels: string | null
  created_at: number
  expires_at: number
  last_used_at: number | null
}

const LIVE = `SELECT t.* FROM export_tokens t JOIN accounts a ON a.id = t.user_id
  WHERE a.deleted_at IS NULL AND t.expires_at >`

export class ExportTokensTable {
  private readonly sql

  constructor(db: Database) {
    this.sql = {
      add: db.prepare(
        `INSERT INTO export_tokens (hash, user_id, name, channels, created_at, expires_at)
         VALUES (@hash, @userId, @name, @channels, @createdAtMs, @expiresAtMs)`,
      ),
      byHash: db.prepare<[number, string], Row>(`${LIVE} ? AND t.hash = ?`),
      byId: db.prepare<[number, number], Row>(`${LIVE} ? AND t.id = ?`),
      byUser: db.prepare<[number, number], Row>(`${LIVE} ? AND t.user_id = ? ORDER BY t.id DESC`),
      use: db.prepare<[number, number]>('UPDATE export_tokens SET last_used_at = ? WHERE id = ?'),
      remove: db.prepare<[number, number]>('DELETE FROM export_tokens WHERE user_id = ? AND id = ?'),
      removeAll: db.prepare<[number]>('DELETE FROM export_tokens WHERE user_id = ?'),
      purge: db.prepare<[number]>('DELETE FROM export_tokens WHERE expires_at <= ?'),
    }
  }

  /** @returns the new id */
  add(row: Omit<ExportTokenRow, 'id' | 'lastUsedAtMs'> & { readonly hash: string }): number {
    const channels = row.channels === null ? null : JSON.stringify(row.channels)
    return Number(this.sql.add.run({ ...row, channels }).lastInsertRowid)
  }

  /** Live ones only, as of all of these: not over, and its account is there. */
  findByHash(hash: string, nowMs: number): ExportTokenRow | null {
    return toToken(this.sql.byHash.get(nowMs, hash))
  }

  find(id: number, nowMs: number): ExportTokenRow | null {
    return toToken(this.sql.byId.get(nowMs, id))
  }

  /** Newest first. */
  list(userId: UserId, nowMs: number): ExportTokenRow[] {
    return this.sql.byUser.all(nowMs, userId).map((row) => toToken(row) as ExportTokenRow)
  }

  markUsed(id: number, nowMs: number): void {
    this.sql.use.run(nowMs, id)
  }

  /** @returns false: that person has no such token */
  remove(userId: UserId, id: number): boolean {
    return this.sql.remove.run(userId, id).changes > 0
  }

  removeAll(userId: UserId): void {
    this.sql.removeAll.run(userId)
  }

  /** Forgets those that are over. */
  purge(nowMs: number): void {
    this.sql.purge.run(nowMs)
  }
}

function toToken(row: Row | undefined): ExportTokenRow | null {
  if (!row) return null
  return {
    id: row.id,
    userId: row.user_id as UserId,
    name: row.name,
    channels: row.channels === null ? null : (JSON.parse(row.channels) as string[]),
    createdAtMs: row.created_at,
    expiresAtMs: row.expires_at,
    lastUsedAtMs: row.last_used_at,
  }
}
