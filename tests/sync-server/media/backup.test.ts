import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, it } from 'vitest'
import { keepUpload } from '../../../sync-server/media/keep-upload.ts'
import { placeBackup, writeBackup } from '../../../sync-server/storage/backup.ts'
import { ada, aMedia } from '../support/a-media.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'

afterAll(removeFolders)

it('[BK6] uploads are in a backup, and a restore puts back those that are missing', async () => {
  const media = aMedia()
  const keep = () =>
    keepUpload(media, ada, { name: 'x', type: 'text/plain', stream: Readable.from([Buffer.from('rope')]) })
  const [one, two] = [await keep(), await keep()]
  const backup = join(newFolder(), 'backup')
  await writeBackup(media.folder, backup, media.now())
  const later = await keep()
  rmSync(join(media.folder, 'files', one.id.slice(0, 2), one.id.slice(2, 4), one.id))
  media.db.close()
  placeBackup(backup, media.folder, media.now())
  expect(media.filesOnDisk().sort()).toEqual([one.id, two.id, later.id].sort())
})
