/** Opens the one SQLite database and brings it to this version's tables (docs/behaviour.md, AU31). */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'

export type Database = SqliteDatabase.Database

export const DATABASE_FILE = 'cairn.sqlite'

/** A sentence for the operator. */
export class DatabaseError extends Error {}

/**
 * @param folder      made with mode 0700 when it is not there: it holds everyone's messages
 * @param migrations  SQL scripts; `PRAGMA user_version` counts those applied
 * @throws {@link DatabaseError} when a newer version wrote the database
 */
export function openDatabase(folder: string, migrations: readonly string[]): Database {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const db = new SqliteDatabase(join(folder, DATABASE_FILE))
  try {
    db.pragma('busy_timeout = 5000')
    db.pragma('journal_mode = WAL')
    // A stamp means durable (DESIGN.md, promise 2): in WAL mode only FULL flushes at every commit.
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    migrate(db, migrations)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Each migration and its version number are one transaction: a crash leaves either all of it or nothing. */
function migrate(db: Database, migrations: readonly string[]): void {
  const applied = db.pragma('user_version', { simple: true }) as number
  if (applied > migrations.length) {
    throw new DatabaseError(
      `The data folder was written by a newer Cairn (database version ${applied}; this one knows up to ` +
        `${migrations.length}): start that version again, or restore a backup.`,
    )
  }
  migrations.slice(applied).forEach((script, index) => {
    db.transaction(() => {
      db.exec(script)
      db.pragma(`user_version = ${applied + index + 1}`)
    }).immediate()
  })
}
