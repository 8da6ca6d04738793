import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { lockFolder } from '../../sync-server/storage/folder-lock.ts'
import { openDatabase } from '../../sync-server/storage/database.ts'
import { MIGRATIONS } from '../../sync-server/storage/migrations.ts'
import { History } from '../support/history.ts'
import { newFolder, removeFolders } from './support/a-server.ts'

afterAll(removeFolders)

const CLI = fileURLToPath(new URL('../../sync-server/reproject-cli.ts', import.meta.url))

/** The command on a data folder, as an operator runs it. */
function reproject(folder: string): Promise<{ code: number; said: string }> {
  const env = { ...process.env, CAIRN_DATA: folder, LOG_LEVEL: 'silent' }
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', CLI], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, said: stdout + stderr })
    })
  })
}

async function aWorkspace(): Promise<string> {
  const folder = newFolder()
  const history = await new History(folder).people([{ username: 'ada', name: 'Ada' }])
  const crew = history.channel({ kind: 'group', title: 'Crew' }, [1])
  history.say(crew, [
    { by: 1, ago: 3, text: 'first' },
    { by: 1, ago: 2, text: 'second', edited: 'second thoughts' },
  ])
  history.end()
  return folder
}

describe('npm run reproject', () => {
  it('[PT4] makes the projection of a stopped server again, as often as one likes', async () => {
    const folder = await aWorkspace()
    const db = openDatabase(folder, MIGRATIONS)
    const read = () => db.prepare('SELECT * FROM messages ORDER BY channel, seq').all()
    const kept = read()
    db.exec('DELETE FROM messages')
    for (let n = 0; n < 2; n++) {
      const { code, said } = await reproject(folder)
      expect([code, said]).toEqual([
        0,
        expect.stringMatching(/^2 messages of \d+ documents projected in [\d.]+ s\.\n$/),
      ])
      expect(read()).toEqual(kept)
    }
    db.close()
  })

  it('[PT4] is refused while a server has the folder, and where there is nothing', async () => {
    const folder = await aWorkspace()
    const unlock = lockFolder(folder)
    expect(await reproject(folder)).toMatchObject({ code: 1, said: expect.stringContaining('Another Cairn') as string })
    unlock()
    const empty = newFolder()
    expect(await reproject(empty)).toMatchObject({ code: 1, said: expect.stringContaining('no data') as string })
  })

  it('[PT4] tells of a damaged database in a sentence', async () => {
    const folder = newFolder()
    writeFileSync(`${folder}/cairn.sqlite`, 'no database at all, but long enough to be read as one'.repeat(100))
    const { code, said } = await reproject(folder)
    expect([code, said.trim().split('\n')]).toEqual([1, ['file is not a database']])
  })
})
