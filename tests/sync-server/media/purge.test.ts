import { Readable } from 'node:stream'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { keepUpload } from '../../../sync-server/media/keep-upload.ts'
import { purgeMedia } from '../../../sync-server/media/purge-media.ts'
import { requestUpload } from '../../../sync-server/media/request-upload.ts'
import { avatarOf, removeAvatar, setAvatar } from '../../../sync-server/media/avatar.ts'
import { ada, aMedia, ridge, type AMedia } from '../support/a-media.ts'
import { removeFolders } from '../support/a-server.ts'
import { picture } from '../support/hostile-pictures.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
let media: AMedia
beforeEach(() => (media = aMedia()))
afterAll(removeFolders)

const keep = async (more: object = {}) =>
  keepUpload(media, ada, {
    ...{ name: 'x', type: 'image/png', stream: Readable.from([await picture().png().toBuffer()]) },
    ...more,
  })

describe('what is let go of', () => {
  it('[UP25] an upload that was not finished within a day', async () => {
    const { file } = await requestUpload(media, ada, { name: 'x', type: 'image/png', bytes: 10 })
    media.clock.advance(DAY)
    await purgeMedia(media)
    expect(media.files.find(file.id)).not.toBeNull()
    media.clock.advance(1)
    await purgeMedia(media)
    expect(media.files.find(file.id)).toBeNull()
  })

  it('[UP25] a file that no message names a week after it came, with its thumbnail', async () => {
    const file = await keep()
    media.clock.advance(7 * DAY)
    await purgeMedia(media)
    expect(media.filesOnDisk().sort()).toEqual([file.id, `${file.id}.thumb`])
    media.clock.advance(1)
    await purgeMedia(media)
    expect([media.filesOnDisk(), media.files.find(file.id)]).toEqual([[], null])
  })

  it('[UP25] what a message names stays, and so does what members of a channel were given', async () => {
    const [named, given] = [await keep(), await keep({ opaque: true, channel: ridge })]
    media.nameInMessage(named.id, ridge)
    media.clock.advance(365 * DAY)
    await purgeMedia(media)
    expect([media.files.find(named.id)?.state, media.files.find(given.id)?.state]).toEqual(['ready', 'ready'])
  })

  it('[UP25] a purge that was interrupted is finished by the next one; until then nobody finds the file', async () => {
    const file = await keep()
    media.clock.advance(8 * DAY)
    const failing = { ...media, store: { ...media.store, remove: () => Promise.reject(new Error('disk')) } }
    await expect(purgeMedia(failing)).rejects.toThrow('disk')
    expect(media.files.find(file.id)).toBeNull()
    await purgeMedia(media)
    expect(media.filesOnDisk()).toEqual([])
  })

  it('[UP26] an avatar a week after it was replaced or removed', async () => {
    const source = await picture().png().toBuffer()
    const set = () => setAvatar(media, { user: ada }, { source, type: 'image/png' })
    const [first, second] = [await set(), await set()]
    expect(media.filesOnDisk()).toHaveLength(4)
    media.clock.advance(7 * DAY + 1)
    await purgeMedia(media)
    expect(media.filesOnDisk()).toHaveLength(2)
    expect(media.avatars.find(first.replace('/avatars/', ''))).toBeNull()
    expect(`/avatars/${avatarOf(media, { user: ada })?.name}`).toBe(second)
    removeAvatar(media, { user: ada })
    expect(avatarOf(media, { user: ada })).toBeNull()
    media.clock.advance(7 * DAY + 1)
    await purgeMedia(media)
    expect(media.filesOnDisk()).toEqual([])
  })
})
