import { beforeEach, describe, expect, it } from 'vitest'
import 'fake-indexeddb/auto'
import { accountDocument, volumeDocument } from '../../../schema/documents.ts'
import type { UserId } from '../../../schema/ids.ts'
import { memoryDisk } from '../../../client/fixtures/media-states.ts'
import { aRidge, NIGHT, NOW, PUMP, type Ridge } from '../../../client/fixtures/ridge.ts'
import { openMediaDisk } from '../../../client/persistence/media-disk-idb.ts'
import type { MediaDisk } from '../../../client/persistence/media-disk.ts'
import { LIMITS_BYTES } from '../../../client/stores/keep-rules.ts'
import { deleteMedia, MediaKeeper } from '../../../client/stores/media-keeper.ts'
import type { FileView } from '../../../client/stores/message-view.ts'
import { aBox } from '../stores/support.ts'

const picture = (id: string, bytes = 1_000): FileView => ({ id, name: `${id}.jpg`, type: 'image/jpeg', bytes })
/** A name ends in how large it is, where that is not 1,000 bytes. */
const sizeOf = (path: string) => Number(/-(\d+)$/.exec(path)?.[1] ?? 1_000)
const PLACE = { chat: PUMP, message: '' }

describe('media on this device', () => {
  let ridge: Ridge
  let disk: MediaDisk
  /** What was asked of the server. */
  let asked: string[]
  let answer: (path: string, init: RequestInit) => Promise<Response>
  let box = aBox()

  beforeEach(() => {
    ridge = aRidge()
    disk = memoryDisk()
    box = aBox()
    asked = []
    answer = (path) => Promise.resolve(new Response(new Uint8Array(path.endsWith('thumb') ? 10 : sizeOf(path))))
  })

  const keeper = (more: { estimate?: { usage: number; quota: number } } = {}) =>
    new MediaKeeper(ridge.device, {
      ...{ disk, box },
      fetch(path, init) {
        asked.push(path)
        return answer(path, init)
      },
      estimate: () => Promise.resolve(more.estimate ?? {}),
      savesData: () => false,
    })

  /** Shown until it stands as asked. */
  async function shown(media: MediaKeeper, file: FileView, part: 'thumb' | 'whole', states: readonly string[]) {
    const item = media.item(file, part, PLACE)
    const stop = item.subscribe(() => undefined)
    await expect.poll(() => item.view.state).toSatisfy((state: string) => states.includes(state))
    return { item, stop }
  }

  const goOffline = () => ridge.device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
  const goLive = () => ridge.device.setSync({ state: 'live', sinceMs: NOW }, NOW)

  it('[MV2] come by themselves, once, and are read from here afterwards', async () => {
    const first = await shown(keeper(), picture('a'), 'whole', ['here'])
    first.stop()
    await shown(keeper(), picture('a'), 'whole', ['here'])
    expect(asked).toEqual(['/files/a'])
  })

  it('[MV3] that are not here wait for a connection, and come when there is one', async () => {
    goOffline()
    const media = keeper()
    const { item } = await shown(media, picture('a'), 'thumb', ['absent'])
    expect(asked).toEqual([])
    goLive()
    await expect.poll(() => item.view.state).toBe('here')
  })

  it('[MV3] that this device does not keep come when they are asked for', async () => {
    const { item } = await shown(keeper(), picture('a-6000000', 6_000_000), 'whole', ['absent'])
    expect((await item.fetch()).state).toBe('here')
  })

  it('[MV3] that were asked for without a connection come when there is one, while they are looked at', async () => {
    const media = keeper()
    const { item } = await shown(media, picture('a-6000000', 6_000_000), 'whole', ['absent'])
    const { item: left, stop } = await shown(media, picture('b-6000000', 6_000_000), 'whole', ['absent'])
    goOffline()
    await Promise.all([item.fetch(), left.fetch()])
    expect([item.view.state, asked]).toEqual(['absent', []])
    stop()
    goLive()
    await expect.poll(() => item.view.state).toBe('here')
    await left.opened
    expect(asked).toEqual(['/files/a-6000000'])
  })

  it('[MV3] that are asked for while the disk is read are brought after that', async () => {
    const media = keeper()
    const { item } = await shown(media, picture('a-6000000', 6_000_000), 'whole', ['absent'])
    media.useQueue({ blob: () => Promise.resolve(null), holds: () => false })
    expect((await item.fetch()).state).toBe('here')
  })

  it('[MV90] say that they need a connection as soon as there is none, and no longer when there is one', async () => {
    const media = keeper()
    const { item } = await shown(media, picture('film-12000000', 12_000_000), 'whole', ['absent'])
    const told: boolean[] = []
    media.online.subscribe(() => told.push(media.online.view))
    expect(media.online.view).toBe(true)
    goOffline()
    goOffline()
    goLive()
    goOffline()
    expect(told).toEqual([false, true, false])
    expect((await item.fetch()).state).toBe('absent')
    expect(asked).toEqual([])
  })

  it("[MV91] are not the page of a hotel's network, nor anything of another size", async () => {
    const page = () =>
      new Response('<h1>Room number?</h1>', { headers: { 'Content-Type': 'text/html; charset=utf-8' } })
    answer = () => Promise.resolve(page())
    const media = keeper()
    for (const part of ['whole', 'thumb'] as const) await shown(media, picture('a', 21), part, ['failed'])
    answer = () => Promise.resolve(new Response(new Uint8Array(999)))
    await shown(media, picture('b'), 'whole', ['failed'])
    expect(await disk.list()).toEqual([])
    answer = () => Promise.resolve(page())
    await shown(media, { ...picture('c', 21), name: 'c.html', type: 'text/html' }, 'whole', ['here'])
  })

  it('[MV4] go on where they broke off', async () => {
    const bytes = new Uint8Array([1, 2, 3, 4])
    answer = () => {
      let sent = false
      const body = new ReadableStream<Uint8Array>({
        pull(to) {
          if (sent) return to.error(new Error('cut off'))
          sent = true
          to.enqueue(bytes.slice(0, 3))
        },
      })
      return Promise.resolve(new Response(body, { headers: { ETag: '"a"' } }))
    }
    const { item } = await shown(keeper(), picture('a', 4), 'whole', ['failed'])
    answer = (_path, { headers }) => {
      expect(headers).toEqual({ Range: 'bytes=3-', 'If-Range': '"a"' })
      return Promise.resolve(new Response(bytes.slice(3), { status: 206, headers: { ETag: '"a"' } }))
    }
    const view = await item.fetch()
    expect(view.state === 'here' && new Uint8Array(await view.blob.arrayBuffer())).toEqual(bytes)
  })

  it('[MV4] that the server no longer gives say so', async () => {
    answer = () => Promise.resolve(new Response(null, { status: 404 }))
    await shown(keeper(), picture('a'), 'whole', ['gone'])
  })

  it('[MV5] that are being sent are shown from here, and asked for nowhere else', async () => {
    const media = keeper()
    media.useQueue({
      blob: (file) => Promise.resolve(file === 'mine' ? new Blob(['bytes']) : null),
      holds: (file) => file === 'mine',
    })
    await shown(media, picture('mine'), 'thumb', ['here'])
    expect(asked).toEqual([])
  })

  it('[MV5] are found in the queue also when that is read later', async () => {
    answer = () => Promise.resolve(new Response(null, { status: 404 }))
    const media = keeper()
    const { item } = await shown(media, picture('mine'), 'thumb', ['gone'])
    media.useQueue({ blob: () => Promise.resolve(new Blob(['bytes'])), holds: () => true })
    await expect.poll(() => item.view.state).toBe('here')
  })

  it('[MV5] are found in the queue also when that is read while the server is asked', async () => {
    let tell = (_answer: Response): void => undefined
    answer = () => new Promise((resolve) => (tell = resolve))
    const media = keeper()
    const { item } = await shown(media, picture('mine'), 'thumb', ['fetching'])
    await expect.poll(() => asked).toEqual(['/files/mine/thumb'])
    media.useQueue({ blob: () => Promise.resolve(new Blob(['bytes'])), holds: () => true })
    tell(new Response(null, { status: 404 }))
    await expect.poll(() => item.view.state).toBe('here')
  })

  it('[MV10] are shown, and not kept, when the browser is nearly full', async () => {
    await shown(keeper({ estimate: { usage: 90, quota: 100 } }), picture('a'), 'whole', ['here'])
    expect(await disk.list()).toEqual([])
  })

  it('[MV9] are counted, freed and cleared', async () => {
    const media = keeper()
    await shown(media, picture('a'), 'thumb', ['here'])
    await shown(media, picture('a'), 'whole', ['here'])
    await expect.poll(() => media.usage.view).toEqual({ bytes: 1_010, files: 1, thumbnailBytes: 10 })
    expect(await media.free(1)).toBe(1_000)
    expect(await media.clear()).toBe(10)
    expect(media.usage.view?.bytes).toBe(0)
  })

  it('[MV12] of a chat that may not be read any more leave', async () => {
    const media = keeper()
    await media.adopt(NIGHT, picture('secret'), new Blob(['x']))
    await media.adopt(PUMP, picture('other'), new Blob(['y']))
    ridge.device.put(`channel/${NIGHT}`, 'members', '1', { role: 'none', by: 5 })
    ridge.device.put(accountDocument(ridge.device.userId), 'memberships', NIGHT, null)
    await expect.poll(async () => (await disk.list()).map(({ file }) => file)).toEqual(['other'])
  })

  it('[MV12] of a deleted message leave', async () => {
    const media = keeper()
    const message = ridge.ids.get(PUMP)![3]!
    await media.adopt(PUMP, picture('a'), new Blob(['x']), message)
    ridge.device.put(volumeDocument(PUMP, 0), 'messages', message, { by: 4, deletedAt: NOW })
    await media.tidy()
    expect(await disk.list()).toEqual([])
  })

  /** The first messages of a chat carry these, one each. */
  function carry(...files: readonly FileView[]): void {
    const ids = ridge.ids.get(PUMP)!
    for (const [n, file] of files.entries())
      ridge.device.put(volumeDocument(PUMP, 0), 'messages', ids[n]!, { by: 2, files: [file] })
  }

  it('[OS34] are prepared as far as there is room for them, and those that there is none for are counted', async () => {
    const [small, large] = [picture('small'), picture('large-30000000', 30_000_000)]
    carry(small, large, picture('other'))
    const media = keeper()
    await media.choose({ keep: 'all', limitBytes: 20_000_000 })
    answer = (path) => Promise.resolve(new Response(new Uint8Array(path.endsWith('thumb') ? 10 : sizeOf(path))))
    expect(await media.prepare([PUMP])).toMatchObject({ files: 3, noRoom: 1, missing: 0 })
    expect(asked).toContain('/files/small')
    expect(asked).not.toContain('/files/large-30000000')
  })

  it('[OS34] are asked for once, however many messages name them', async () => {
    carry(picture('p0'), picture('p0'), picture('p0'))
    expect(await keeper().prepare([PUMP])).toMatchObject({ files: 1, missing: 0, noRoom: 0, gone: 0 })
    expect(asked).toEqual(['/files/p0/thumb', '/files/p0'])
  })

  it('[OS34] find no room beside what the browser gives to others', async () => {
    carry(picture('p0'), picture('p1'))
    const media = keeper({ estimate: { usage: 85, quota: 100 } })
    expect(await media.prepare([PUMP])).toEqual({ files: 0, bytes: 0, missing: 0, noRoom: 2, gone: 0 })
    expect(asked).toEqual([])
  })

  it('[OS34] that came to a disk that takes nothing are not said to be here', async () => {
    carry(picture('p0'))
    disk.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
    expect(await keeper().prepare([PUMP])).toEqual({ files: 0, bytes: 0, missing: 0, noRoom: 1, gone: 0 })
  })

  it('[OS35] that the server no longer has are told apart; one without a small picture is not gone', async () => {
    carry(picture('p0'), picture('p1'), picture('p2'))
    answer = (path) =>
      Promise.resolve(
        path === '/files/p1/thumb' || path.startsWith('/files/p2')
          ? new Response(null, { status: 404 })
          : new Response(new Uint8Array(path.endsWith('thumb') ? 10 : 1_000)),
      )
    const media = keeper()
    const result = { files: 2, missing: 0, noRoom: 0, gone: 1 }
    expect(await media.prepare([PUMP])).toMatchObject(result)
    expect(await media.prepare([PUMP])).toMatchObject(result)
  })

  it('[OS42] that are to be kept and are not here are counted, without asking for one of them', async () => {
    carry(picture('p0'), picture('p1'), picture('large-30000000', 30_000_000))
    ridge.device.put(volumeDocument(PUMP, 0), 'messages', ridge.ids.get(PUMP)![3]!, {
      by: 2,
      files: [{ id: 'doc', name: 'doc.pdf', type: 'application/pdf', bytes: 30_000_000 }],
    })
    const media = keeper()
    expect(await media.missingOf([PUMP])).toBe(3)
    expect(asked).toEqual([])
    await media.choose({ keep: 'all' })
    expect(await media.missingOf([PUMP])).toBe(4)
    answer = (path) =>
      Promise.resolve(
        path === '/files/p1/thumb' || path === '/files/doc'
          ? new Response(null, { status: 404 })
          : new Response(new Uint8Array(path.endsWith('thumb') ? 10 : sizeOf(path))),
      )
    await media.prepare([PUMP])
    expect(await media.missingOf([PUMP])).toBe(0)
    // Another start: one picture has no small one, and what the server had no more is not here.
    expect(await keeper().missingOf([PUMP])).toBe(1)
  })

  it('[MV13] that this device is about to send are not asked for', async () => {
    carry(picture('mine'))
    const media = keeper()
    media.useQueue({ blob: () => Promise.resolve(null), holds: (file) => file === 'mine' })
    expect(await media.prepare([PUMP])).toMatchObject({ missing: 0, gone: 0 })
    expect(asked).toEqual([])
  })

  it('[MV92] have the room that was chosen, remembered; a smaller one frees at once', async () => {
    const media = keeper()
    expect(media.settings.view.limitBytes).toBe(1_000_000_000)
    await media.choose({ keep: 'all', limitBytes: LIMITS_BYTES.at(-1)! })
    for (const [n, id] of ['a', 'b'].entries()) {
      const key = `${id}/whole`
      const bytes = 200_000_000
      await disk.put({ key, file: id, part: 'whole', chat: PUMP, message: '', bytes, seenAt: NOW + n }, new Blob(['x']))
    }
    await media.choose({ limitBytes: LIMITS_BYTES[0]! })
    expect((await disk.list()).map(({ file }) => file)).toEqual(['b'])
    expect(keeper().settings.view).toEqual({ keep: 'all', limitBytes: LIMITS_BYTES[0] })
  })

  it('[MV13] are prepared newest first, with how far it is, up to the limit', async () => {
    carry(picture('p0'), picture('p1'), picture('p2'))
    const media = keeper()
    const told: number[][] = []
    const result = await media.prepare([PUMP], { progress: ({ done, total }) => told.push([done, total]) })
    expect(result).toEqual({ files: 3, bytes: 3_030, missing: 0, noRoom: 0, gone: 0 })
    expect(asked.slice(0, 3)).toEqual(['/files/p2/thumb', '/files/p2', '/files/p1/thumb'])
    expect(told.at(-1)).toEqual([6, 6])
    answer = () => Promise.reject(new TypeError('cut off'))
    expect(await media.prepare([PUMP])).toMatchObject({ files: 3, missing: 0 })
  })

  it('[MV14] are gone from the disk with the account', async () => {
    const id = 77 as UserId
    const lasting = openMediaDisk(id)
    await lasting.put(
      { key: 'a/whole', file: 'a', part: 'whole', chat: PUMP, message: '', bytes: 2, seenAt: NOW },
      new Blob(['ab']),
    )
    expect((await lasting.read('a/whole'))?.size).toBe(2)
    await lasting.touch('a/whole', NOW + 1)
    expect((await lasting.list()).map(({ seenAt }) => seenAt)).toEqual([NOW + 1])
    await deleteMedia(id)
    expect(await openMediaDisk(id).list()).toEqual([])
  })
})
