/** Backups: a consistent copy of the database beside settings, keys and uploads, taken while the server runs (docs/behaviour.md, BK1-BK6). */
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { DATABASE_FILE, DatabaseError } from './database.ts'

/** What goes with the database; a file that is not there is left out. */
const BESIDE = ['settings.json', 'secrets.json']
const MANIFEST = 'backup.json'
const UPLOADS = 'files'

interface Manifest {
  /** When the copy was complete, milliseconds since 1970. */
  readonly atMs: number
}

/** @throws DatabaseError when there is nothing to copy, or something stands in the way */
export async function writeBackup(dataFolder: string, target: string, nowMs: number): Promise<void> {
  const source = join(dataFolder, DATABASE_FILE)
  if (!existsSync(source)) throw new DatabaseError(`There is no database in ${dataFolder}.`)
  if (existsSync(join(target, DATABASE_FILE))) throw new DatabaseError(`${target} holds a backup already.`)
  mkdirSync(target, { recursive: true, mode: 0o700 })
  const db = new SqliteDatabase(source, { readonly: true, timeout: 5_000 })
  try {
    const partial = join(target, `${DATABASE_FILE}.partial`)
    await db.backup(partial)
    for (const name of BESIDE) {
      if (!existsSync(join(dataFolder, name))) continue
      copyFileSync(join(dataFolder, name), join(target, name))
      chmodSync(join(target, name), 0o600)
    }
    // After the database: a file never changes, and of one that came meanwhile there is just no row.
    copyUploads(dataFolder, target)
    writeFileSync(join(target, MANIFEST), JSON.stringify({ atMs: nowMs } satisfies Manifest), { mode: 0o600 })
    // The name tells that the copy is whole.
    renameSync(partial, join(target, DATABASE_FILE))
  } finally {
    db.close()
  }
}

/**
 * Puts a backup in place of a data folder's database; what was there is kept beside it.
 *
 * @returns when the backup was taken
 */
export function placeBackup(backup: string, dataFolder: string, nowMs: number): number {
  const source = join(backup, DATABASE_FILE)
  if (!existsSync(source)) throw new DatabaseError(`There is no backup in ${backup}.`)
  const manifest = JSON.parse(readFileSync(join(backup, MANIFEST), 'utf8')) as Manifest
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  const database = join(dataFolder, DATABASE_FILE)
  const aside = join(dataFolder, `before-restore-${nowMs}`)
  if (existsSync(database)) {
    mkdirSync(aside, { mode: 0o700 })
    for (const suffix of ['', '-wal', '-shm']) {
      if (existsSync(database + suffix)) renameSync(database + suffix, join(aside, DATABASE_FILE + suffix))
    }
  }
  for (const suffix of ['-wal', '-shm']) rmSync(database + suffix, { force: true })
  copyFileSync(source, database)
  for (const name of BESIDE) {
    if (existsSync(join(backup, name))) copyFileSync(join(backup, name), join(dataFolder, name))
  }
  copyUploads(backup, dataFolder)
  return manifest.atMs
}

/** Adds what is missing there. With a bucket there is nothing to copy. */
function copyUploads(from: string, to: string): void {
  const source = join(from, UPLOADS)
  if (existsSync(source)) cpSync(source, join(to, UPLOADS), { recursive: true, force: false })
}
