/**
 * What others may see of a person beside the documents: the picture, and when they were last there (docs/behaviour.md,
 * US2, US3, US6). The avatar's truth is here, since a document is read by everyone who may open it; `directory` has a copy
 * only while everyone may see it.
 */
import type { Database } from 'better-sqlite3'
import type { UserId } from '../../schema/ids.ts'

/** `last_seen`: when a person's last socket closed. Times are milliseconds since 1970. */
export const personTables = `
ALTER TABLE accounts ADD COLUMN avatar TEXT;
CREATE TABLE last_seen (user_id INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
`

export class PersonTables {
  private readonly sql

  constructor(db: Database) {
    this.sql = {
      avatar: db.prepare<[number], { avatar: string | null }>('SELECT avatar FROM accounts WHERE id = ?'),
      pictured: db.prepare<[], number>(`SELECT id FROM accounts WHERE avatar LIKE '/avatars/%' ORDER BY id`).pluck(),
      putAvatar: db.prepare<[string | null, number]>('UPDATE accounts SET avatar = ? WHERE id = ?'),
      changed: db.prepare<[number, number]>('UPDATE accounts SET updated_at = max(updated_at, ?) WHERE id = ?'),
      left: db.prepare<[number, number]>(
        'INSERT INTO last_seen VALUES (?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)',
      ),
      lastSeen: db.prepare<{ user: number }, { at: number | null }>(
        `SELECT max(at) AS at FROM (SELECT max(last_seen_at) AS at FROM sessions WHERE user_id = @user
         UNION ALL SELECT at FROM last_seen WHERE user_id = @user)`,
      ),
      seenSince: db
        .prepare<{ at: number }, number>(
          'SELECT user_id FROM sessions WHERE last_seen_at >= @at UNION SELECT user_id FROM last_seen WHERE at >= @at',
        )
        .pluck(),
      forget: db.prepare<[number]>('DELETE FROM last_seen WHERE user_id = ?'),
    }
  }

  /** A path under `/avatars/`, or the address of a picture elsewhere; null = none. */
  avatar(userId: UserId): string | null {
    return this.sql.avatar.get(userId)?.avatar ?? null
  }

  /** Everyone with a picture that is kept here, ascending; whether somebody may see it, `mayKnow` says. */
  pictured(): UserId[] {
    return this.sql.pictured.all() as UserId[]
  }

  putAvatar(userId: UserId, avatar: string | null): void {
    this.sql.putAvatar.run(avatar, userId)
  }

  /** The profile changed, by whatever door. */
  noteChange(userId: UserId, atMs: number): void {
    this.sql.changed.run(atMs, userId)
  }

  /** The person's last socket closed. */
  noteLeft(userId: UserId, atMs: number): void {
    this.sql.left.run(userId, atMs)
  }

  /** The latest request of a session and end of a socket that is known; null = none is. */
  lastSeenAt(userId: UserId): number | null {
    return this.sql.lastSeen.get({ user: userId })?.at ?? null
  }

  /** Everyone of whom a session's request or the end of a socket is known at that time or later. */
  seenSince(ms: number): UserId[] {
    return this.sql.seenSince.all({ at: ms }) as UserId[]
  }

  /** Of a deleted account. */
  forget(userId: UserId): void {
    this.putAvatar(userId, null)
    this.sql.forget.run(userId)
  }
}
