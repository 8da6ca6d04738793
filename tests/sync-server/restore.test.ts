import { execFile } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { writeBackup } from '../../sync-server/storage/backup.ts'
import { DATABASE_FILE, openDatabase } from '../../sync-server/storage/database.ts'
import { lockFolder } from '../../sync-server/storage/folder-lock.ts'
import { MIGRATIONS } from '../../sync-server/storage/migrations.ts'
import { History } from '../support/history.ts'
import { newFolder, removeFolders } from './support/a-server.ts'

afterAll(removeFolders)

const CLI = fileURLToPath(new URL('../../sync-server/restore-cli.ts', import.meta.url))

function restore(backup: string, folder: string): Promise<{ code: number; said: string }> {
  const env = { ...process.env, CAIRN_DATA: folder, LOG_LEVEL: 'silent' }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', CLI, backup], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr })
    })
  })
}

async function aWorkspace(texts: readonly string[]): Promise<string> {
  const folder = newFolder()
  const history = await new History(folder).people([{ username: 'ada', name: 'Ada' }])
  const crew = history.channel({ kind: 'group', title: 'Crew' }, [1])
  history.say(
    crew,
    texts.map((text, n) => ({ by: 1, ago: texts.length - n, text })),
  )
  history.end()
  return folder
}

const textsIn = (file: string) => {
  const db = new SqliteDatabase(file, { readonly: true })
  const texts = db.prepare<[], { text: string }>('SELECT text FROM messages ORDER BY id').all()
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  db.close()
  return texts.map(({ text }) => text)
}

describe('backup and restore', () => {
  it('[BK1] a backup is whole and consistent while the database is open and written to', async () => {
    const folder = await aWorkspace(['first', 'second'])
    const db = openDatabase(folder, MIGRATIONS)
    const target = join(newFolder(), 'backup')
    const writing = writeBackup(folder, target, Date.now())
    // In one transaction: a backup has all of it or nothing.
    db.transaction(() => db.exec(`UPDATE messages SET text = text || '!'`))()
    await writing
    expect([
      ['first', 'second'],
      ['first!', 'second!'],
    ]).toContainEqual(textsIn(join(target, DATABASE_FILE)))
    expect(readdirSync(target)).not.toContain(`${DATABASE_FILE}.partial`)
    expect(statSync(join(target, 'backup.json')).mode & 0o077).toBe(0)
    await expect(writeBackup(folder, target, Date.now())).rejects.toThrow('holds a backup already')
    db.close()
  })

  it('[BK2] a restore keeps what was there before, beside it, and is refused while the server runs', async () => {
    const [old, now] = [await aWorkspace(['yesterday']), await aWorkspace(['today', 'tonight'])]
    const backup = join(newFolder(), 'backup')
    await writeBackup(old, backup, Date.now())
    const unlock = lockFolder(now)
    expect(await restore(backup, now)).toMatchObject({
      ...{ code: 1, said: expect.stringContaining('Another Cairn') as string },
    })
    expect(textsIn(join(now, DATABASE_FILE))).toEqual(['today', 'tonight'])
    unlock()
    expect(await restore(backup, now)).toMatchObject({ code: 0 })
    expect(textsIn(join(now, DATABASE_FILE))).toEqual(['yesterday'])
    const aside = readdirSync(now).find((name) => name.startsWith('before-restore-')) ?? ''
    expect(textsIn(join(now, aside, DATABASE_FILE))).toEqual(['today', 'tonight'])
    expect(await restore(join(backup, 'nothing'), now)).toMatchObject({ code: 1 })
  })
})
