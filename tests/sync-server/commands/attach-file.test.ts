import { Readable } from 'node:stream'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { channelOf, type Channel } from '../../../schema/rules/channel.ts'
import { attachFile } from '../../../sync-server/commands/attach-file.ts'
import { deleteMessage } from '../../../sync-server/commands/delete-message.ts'
import type { CommandDeps } from '../../../sync-server/commands/deps.ts'
import { postMessage } from '../../../sync-server/commands/post-message.ts'
import { createLog } from '../../../sync-server/log.ts'
import type { MediaDeps } from '../../../sync-server/media/deps.ts'
import { findFile } from '../../../sync-server/media/find-file.ts'
import { keepUpload } from '../../../sync-server/media/keep-upload.ts'
import { openMedia } from '../../../sync-server/media/open-media.ts'
import { purgeMedia } from '../../../sync-server/media/purge-media.ts'
import { requestUpload } from '../../../sync-server/media/request-upload.ts'
import { toFileValue } from '../../../sync-server/media/to-file-value.ts'
import { rebuildProjection } from '../../../sync-server/projections/rebuild.ts'
import { listAttachments } from '../../../sync-server/queries/list-attachments.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness, type CoreHarness } from '../../support/core-harness.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'
import { picture } from '../support/hostile-pictures.ts'

const [ada, bo] = [1 as UserId, 2 as UserId]
const general = 'general' as ChannelId

let h: CoreHarness
let deps: CommandDeps
let media: MediaDeps
beforeEach(() => {
  h = coreHarness()
  h.addUser(ada, 'ada')
  h.addUser(bo, 'bo')
  deps = commandDeps(h)
  media = openMedia({
    ...{ db: h.db, dataFolder: newFolder(), s3: null, linkKeys: ['a key of the test, long enough'] },
    ...{ publicUrl: 'https://chat.example.org', maxUploadBytes: 1_000_000, log: createLog('silent') },
    ...{ world: () => h.core.deps.world(), now: () => h.clock.nowMs },
  })
})
afterAll(removeFolders)

const upload = async (owner: UserId = ada) => {
  const stream = Readable.from([await picture(64, 32).png().toBuffer()])
  return keepUpload(media, owner, { name: 'ridge.png', type: 'image/png', stream })
}
const urlOf = ({ id }: { id: string }) => `https://chat.example.org/files/${id}`
const post = (by: UserId = ada, text = 'the ridge') => postMessage(deps, by, { channelId: general, text })
const attach = (messageId: number, fileUrl: string, by: UserId = ada) =>
  attachFile(deps, media, by, { messageId, fileUrl, waveform: [4, 7, 10] })
const list = (more: { limit?: number; beforeId?: number } = {}) => {
  const channel = channelOf(deps.world(), general) as Channel
  return listAttachments(deps, bo, { channel, limit: 100, ...more })
}

describe('putting a file to a message', () => {
  it('[CM11] the message names the file as the server has it, and is not edited by that', async () => {
    const [message, file] = [await post(), await upload()]
    const attached = await attach(message.id, urlOf(file))
    expect(attached.file).toEqual({
      ...{ id: file.id, name: 'ridge.png', type: 'image/png', bytes: file.bytes, width: 64, height: 32 },
      ...{ placeholder: file.picture?.placeholder, waveform: [4, 7, 10] },
    })
    expect(attached.message).toMatchObject({ id: message.id, text: 'the ridge', editedAt: null })
  })

  it('[CM11] the same file again is told anew, another one comes behind it', async () => {
    const [message, one, two] = [await post(), await upload(), await upload()]
    const first = await attach(message.id, urlOf(one))
    const second = await attach(message.id, urlOf(two))
    expect((await attach(message.id, urlOf(one))).id).toBe(first.id)
    expect(second.id).toBe(first.id + 1)
    expect(deps.messages.byId(message.id)?.files.map(({ id }) => id)).toEqual([one.id, two.id])
  })

  it('[CM11] only to one’s own message, and only an upload of one’s own that has come', async () => {
    const [message, others, file] = [await post(), await upload(bo), await upload()]
    await expect(attach(message.id, urlOf(file), bo)).rejects.toMatchObject({ code: ErrorCode.Forbidden })
    await expect(attach(99, urlOf(file))).rejects.toMatchObject({ code: ErrorCode.NotFound })
    const awaited = await requestUpload(media, ada, { name: 'x', type: 'image/png', bytes: 5 })
    for (const url of [urlOf(others), urlOf(awaited.file), `https://evil.example/files/${file.id}`, 'x']) {
      await expect(attach(message.id, url), url).rejects.toMatchObject({ code: ErrorCode.Invalid })
    }
    expect(deps.messages.byId(message.id)?.files).toEqual([])
  })

  it('[MS4] a message that tells another type or size than the upload has is refused', async () => {
    const file = toFileValue(await upload())
    const send = (by: UserId, other: object) =>
      postMessage(deps, by, { channelId: general, files: [{ ...file, ...other }] })
    for (const lie of [{ type: 'text/html' }, { bytes: file.bytes + 1 }, { id: crypto.randomUUID() }]) {
      await expect(send(ada, lie)).rejects.toMatchObject({ code: ErrorCode.Forbidden })
    }
    await expect(send(bo, {})).rejects.toMatchObject({ code: ErrorCode.Forbidden })
    expect((await send(ada, {})).files).toEqual([file])
  })
})

describe('a file that a message names', () => {
  it('[UP15] is there for whoever reads the message, and gone with it', async () => {
    const [message, file] = [await post(), await upload()]
    expect(() => findFile(media, bo, file.id)).toThrow('UP15')
    await attach(message.id, urlOf(file))
    expect(findFile(media, bo, file.id).id).toBe(file.id)
    await deleteMessage(deps, ada, { id: message.id, forAll: true })
    expect(() => findFile(media, bo, file.id)).toThrow('UP15')
  })

  it('[UP25] stays as long as the message, also after the projection was made again', async () => {
    const [message, file] = [await post(), await upload()]
    await attach(message.id, urlOf(file))
    const before = h.db.prepare('SELECT * FROM file_uses').all()
    expect(before).toHaveLength(1)
    rebuildProjection(h.db)
    expect(h.db.prepare('SELECT * FROM file_uses').all()).toEqual(before)
    h.clock.nowMs += 30 * 24 * 3_600_000
    await purgeMedia(media)
    expect(findFile(media, bo, file.id).id).toBe(file.id)
    await deleteMessage(deps, ada, { id: message.id, forAll: true })
    await purgeMedia(media)
    expect(media.files.find(file.id)).toBeNull()
  })
})

describe('the files of a channel', () => {
  it('[CQ11] newest first, in pages, without those of deleted messages', async () => {
    const ids: number[] = []
    for (let n = 0; n < 3; n++) {
      const message = await post()
      for (let k = 0; k < 2; k++) ids.push((await attach(message.id, urlOf(await upload()))).id)
      await post()
    }
    ids.reverse()
    expect(list().map(({ id }) => id)).toEqual(ids)
    const paged: number[] = []
    for (let page = list({ limit: 4 }); page.length > 0; page = list({ limit: 4, beforeId: paged.at(-1) }))
      paged.push(...page.map(({ id }) => id))
    expect(paged).toEqual(ids)
    await deleteMessage(deps, ada, { id: list()[0]?.message.id ?? 0, forAll: true })
    expect(list().map(({ id }) => id)).toEqual(ids.slice(2))
  })
})
