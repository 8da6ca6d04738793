import { afterAll, describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { replaceAvatar } from '../../../sync-server/commands/replace-avatar.ts'
import { createLog } from '../../../sync-server/log.ts'
import { avatarOf } from '../../../sync-server/media/avatar.ts'
import { openMedia } from '../../../sync-server/media/open-media.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness } from '../../support/core-harness.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'
import { HTML, picture } from '../support/hostile-pictures.ts'
import { somePeople } from '../support/some-people.ts'

afterAll(removeFolders)

async function aScene() {
  const h = coreHarness()
  const deps = commandDeps(h)
  const [ada] = (await somePeople(deps, 'ada')) as [UserId]
  const media = openMedia({
    ...{ db: h.db, dataFolder: newFolder(), s3: null, linkKeys: ['a key of the test, long enough'] },
    ...{ publicUrl: 'https://chat.example.org', maxUploadBytes: 1_000_000, world: () => h.core.deps.world() },
    ...{ now: () => h.clock.nowMs, log: createLog('silent') },
  })
  const shown = () => h.core.deps.world().registers('directory').get('profiles', String(ada))
  return { deps, media, ada, shown }
}

describe('an avatar that comes with a form', () => {
  it('[US22] counts with the commit that names it, everywhere', async () => {
    const { deps, media, ada, shown } = await aScene()
    const path = await replaceAvatar(deps, media, ada, {
      source: await picture(9, 9).png().toBuffer(),
      type: 'image/png',
    })
    expect(path).toMatch(/^\/avatars\/[0-9a-f]{32}\.png$/)
    expect([deps.people.avatar(ada), `/avatars/${avatarOf(media, { user: ada })?.name}`]).toEqual([path, path])
    expect(shown()).toMatchObject({ avatar: path })
  })

  it('[US22] that is refused, or whose commit fails, leaves the one before', async () => {
    const { deps, media, ada } = await aScene()
    const png = { source: await picture(9, 9).png().toBuffer(), type: 'image/png' }
    const before = await replaceAvatar(deps, media, ada, png)
    const broken = replaceAvatar(deps, media, ada, { source: HTML, type: 'image/png' })
    await expect(broken).rejects.toMatchObject({ code: ErrorCode.Type })
    const failing = { ...deps, runInCommit: () => Promise.reject(new Error('the disk is full')) }
    await expect(replaceAvatar(failing, media, ada, png)).rejects.toThrow('the disk is full')
    expect([deps.people.avatar(ada), `/avatars/${avatarOf(media, { user: ada })?.name}`]).toEqual([before, before])
  })
})
