/** One server for each data folder: two would each hold documents in memory and give the same positions twice. */
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { DatabaseError } from './database.ts'

/**
 * Holds the folder until the returned function is called or the process ends in any way, `kill -9` included: the lock is
 * the operating system's, taken through an empty SQLite file of its own, so that backups may read the real one.
 *
 * @throws {@link DatabaseError} when another process holds it
 */
export function lockFolder(folder: string): () => void {
  const lock = new SqliteDatabase(join(folder, 'server.lock'), { timeout: 0 })
  try {
    // No journal file: nothing is ever written under this lock.
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw new DatabaseError(`Another Cairn is running on ${folder}: stop it, or give this one another CAIRN_DATA.`, {
      cause,
    })
  }
  return () => lock.close()
}
