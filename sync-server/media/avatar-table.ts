/** The rows of avatars. Whose it is and where it lies; that it counts is for the documents to say. */
import type { Database } from '../storage/database.ts'

export interface AvatarRow {
  /** Unguessable, with the ending of its type. */
  readonly name: string
  readonly type: string
  readonly bytes: number
}

/** A picture, and the small square made of it. */
export type AvatarPair = readonly [AvatarRow, AvatarRow]

export class AvatarTable {
  /** The owner's new avatar, or null for none; the one before is kept for a while, since devices still show it. */
  readonly replace: (owner: string, avatar: AvatarPair | null, nowMs: number) => void
  private readonly sql

  constructor(db: Database) {
    this.sql = {
      retire: db.prepare('UPDATE avatars SET replaced_at = ? WHERE owner = ? AND replaced_at IS NULL'),
      add: db.prepare('INSERT INTO avatars (name, owner, small, type, bytes, created_at) VALUES (?, ?, ?, ?, ?, ?)'),
      find: db.prepare<[string], AvatarRow>('SELECT name, type, bytes FROM avatars WHERE name = ?'),
      current: db.prepare<[string], AvatarRow>(
        'SELECT name, type, bytes FROM avatars WHERE owner = ? AND small = 0 AND replaced_at IS NULL',
      ),
      retireDeleted: db.prepare(
        `UPDATE avatars SET replaced_at = ? WHERE replaced_at IS NULL
         AND owner IN (SELECT 'user ' || id FROM accounts WHERE deleted_at IS NOT NULL)`,
      ),
      old: db.prepare<[number], { name: string }>('SELECT name FROM avatars WHERE replaced_at < ?'),
      forget: db.prepare('DELETE FROM avatars WHERE name = ?'),
    }
    this.replace = db.transaction((owner: string, avatar: AvatarPair | null, nowMs: number) => {
      this.sql.retire.run(nowMs, owner)
      avatar?.forEach(({ name, type, bytes }, small) => this.sql.add.run(name, owner, small, type, bytes, nowMs))
    })
  }

  find(name: string): AvatarRow | null {
    return this.sql.find.get(name) ?? null
  }

  currentOf(owner: string): AvatarRow | null {
    return this.sql.current.get(owner) ?? null
  }

  /** Those of accounts that are deleted count no more. */
  retireDeleted(nowMs: number): void {
    this.sql.retireDeleted.run(nowMs)
  }

  replacedBefore(ms: number): string[] {
    return this.sql.old.all(ms).map((row) => row.name)
  }

  forget(name: string): void {
    this.sql.forget.run(name)
  }
}
