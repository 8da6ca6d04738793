/** The baseline of durable writes: bare SQLite, one row and one flush a commit, on the same disk as the server's data. */
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { median } from './stats.ts'
import { benchFolder } from './workspace.ts'

/** What a message and its stamp take in the server's log. */
const ROW = Buffer.alloc(200, 'm')

export interface Commits {
  readonly perSecond: number
  readonly medianMs: number
}

export function measureCommits(forMs: number): Commits {
  const { folder, remove } = benchFolder()
  const db = new SqliteDatabase(join(folder, 'bare.sqlite'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE rows (n INTEGER PRIMARY KEY, bytes BLOB)')
  const insert = db.prepare('INSERT INTO rows (bytes) VALUES (?)')
  const times: number[] = []
  const startMs = performance.now()
  let nowMs = startMs
  while (nowMs - startMs < forMs) {
    insert.run(ROW)
    const doneMs = performance.now()
    times.push(doneMs - nowMs)
    nowMs = doneMs
  }
  db.close()
  remove()
  return { perSecond: (times.length * 1_000) / (nowMs - startMs), medianMs: median(times) }
}
