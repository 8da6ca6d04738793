/** What the store on IndexedDB does beyond the contract of all device stores (device-store.test.ts). */
import 'fake-indexeddb/auto'
import { forceCloseDatabase } from 'fake-indexeddb'
import { deleteDB, openDB } from 'idb'
import { describe, expect, it, vi } from 'vitest'
import type { DeviceStore } from '../../../client/persistence/device-store.ts'
import { openDeviceStore } from '../../../client/persistence/device-store-idb.ts'
import { createOutbox } from '../../../client/sync/outbox.ts'
import { enqueue } from '../../../client/sync/queue.ts'
import type { UserId } from '../../../schema/ids.ts'

let users = 0
/** @returns a function that opens the same disk again, as another tab or a restart does */
const idb = () => {
  const userId = ++users as UserId
  return async (): Promise<DeviceStore> => openDeviceStore(userId)
}

const record = { doc: 'channel/general', generation: 'g1', position: 4, chain: 'c4', digest: 'd' }
const draft = (key: string, value: string) => ({ doc: 'account/1', root: 'drafts', key, value, base: null })

describe('the IndexedDB store', () => {
  /** Every `nth` put throws, so many times. */
  function failPut(nth: number, times: number) {
    const { put } = IDBObjectStore.prototype
    let [asked, failed] = [0, 0]
    return vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...given) {
      if (++asked % nth === 0 && failed++ < times) throw new DOMException('out of order', 'UnknownError')
      return put.apply(this, given)
    })
  }

  it('[DS9] opens again when opening failed', async () => {
    const store = await idb()()
    const open = vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('out of order', 'UnknownError')
    })
    await expect(store.load()).rejects.toMatchObject({ code: 'storage_failed' })
    await store.saveProgress({ device: 'd' })
    expect(await store.load()).toMatchObject({ device: 'd' })
    open.mockRestore()
  })

  it('[DS9] opens again when the browser ended the connection', async () => {
    const store = await idb()()
    const open = vi.spyOn(indexedDB, 'open')
    await store.saveProgress({ device: 'd' })
    const request = open.mock.results[0]?.value as IDBOpenDBRequest
    open.mockRestore()
    forceCloseDatabase(request.result as never)
    expect(await store.load()).toMatchObject({ device: 'd' })
  })

  it('[DS13] a write whose request fails for once is done again, and a person need not know', async () => {
    const store = await idb()()
    const put = failPut(2, 1)
    await store.changeQueue((queue) => enqueue(queue, [draft('general', 'a')], 1))
    await store.saveProgress({ device: 'd' })
    expect(put).toHaveBeenCalledTimes(5)
    put.mockRestore()
    expect((await store.loadQueue()).intents).toHaveLength(1)
  })

  it('[DS13] of a write that fails twice nothing is left', async () => {
    const store = await idb()()
    const put = failPut(2, 2)
    const second = { ...record, doc: 'channel/general/0' }
    await expect(store.saveProgress({ documents: [record, second] })).rejects.toMatchObject({ code: 'storage_failed' })
    put.mockRestore()
    expect((await store.load()).documents).toEqual([])
  })

  it('[DS9] stays closed once it was', async () => {
    const store = await idb()()
    await store.load()
    store.close()
    await expect(store.load()).rejects.toMatchObject({ code: 'storage_failed' })
  })

  it('[DS7] a load adds no row, and the next change makes one of all that were there', async () => {
    const open = idb()
    const replica = await (await open()).openReplica('directory', 'g')
    for (let i = 0; i < 4; i++) {
      replica.doc.getMap('users').set('1', i)
      await replica.flushed()
    }
    await replica.close()
    const store = await open()
    const rows = (await store.readReplica('directory', 'g')).length
    await (await store.openReplica('directory', 'g')).close()
    expect(await store.readReplica('directory', 'g')).toHaveLength(rows)
    const again = await store.openReplica('directory', 'g')
    again.doc.getMap('users').set('1', 4)
    await again.flushed()
    await again.close()
    expect(await store.readReplica('directory', 'g')).toHaveLength(1)
    expect((await store.openReplica('directory', 'g')).doc.getMap('users').get('1')).toBe(4)
  })

  it('[DS7] many rows are joined at a load', async () => {
    const open = idb()
    const replica = await (await open()).openReplica('directory', 'g')
    for (let i = 0; i < 60; i++) {
      replica.doc.getMap('users').set(String(i), i)
      await replica.flushed()
    }
    await replica.close()
    const store = await open()
    const joined = await store.openReplica('directory', 'g')
    await joined.flushed()
    await joined.close()
    expect(await store.readReplica('directory', 'g')).toHaveLength(1)
    expect((await store.openReplica('directory', 'g')).doc.getMap('users').size).toBe(60)
  })

  it('[DS7] writes the whole state when a row of the replica went missing', async () => {
    const open = idb()
    const replica = await (await open()).openReplica('directory', 'g')
    replica.doc.getMap('users').set('1', 'ada')
    await replica.flushed()
    const rows = await openDB(`cairn-${users}-directory-g`)
    await rows.clear('updates')
    rows.close()
    await replica.flushed()
    await replica.close()
    const again = await (await open()).openReplica('directory', 'g')
    expect(again.doc.getMap('users').get('1')).toBe('ada')
  })
})

describe('a database that is deleted under an open tab', () => {
  const unsent = (store: DeviceStore) => store.changeQueue((queue) => enqueue(queue, [draft('general', 'a')], 1))

  it('[DS14] goes at once when somebody signs out in another tab, and is not made again by this one', async () => {
    const userId = ++users as UserId
    let isSignedIn = true
    const ended = vi.fn()
    const store = openDeviceStore(userId, () => isSignedIn)
    store.onEnded(ended)
    await unsent(store)
    isSignedIn = false
    const blocked = vi.fn()
    await deleteDB(`cairn-${userId}`, { blocked })
    expect([blocked, ended].map(({ mock }) => mock.calls.length)).toEqual([0, 0])
    await expect(unsent(store)).rejects.toMatchObject({ code: 'storage_failed' })
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(`cairn-${userId}`)
  })

  it('[DS14] is made again where its person stays, with what was unsent', async () => {
    const store = openDeviceStore(++users as UserId)
    const outbox = createOutbox(
      store,
      () => undefined,
      (cause) => expect.unreachable(String(cause)),
    )
    await outbox.change((queue) => enqueue(queue, [draft('general', 'a')], 1))
    await deleteDB(`cairn-${users}`)
    await vi.waitUntil(async () => (await store.loadQueue()).intents.length === 1)
    store.close()
  })
})

it('[OS19] a replica that cannot be written to is read, and whoever waits for the disk is refused', async () => {
  const store = openDeviceStore(++users as UserId)
  const adds = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  // y-indexeddb leaves its own failure to nobody.
  const unheard = (reason: unknown) => expect(reason).toMatchObject({ name: 'QuotaExceededError' })
  process.on('unhandledRejection', unheard)
  const full = await store.openReplica('channel/general/0', 'g1')
  await full.flushed()
  full.doc.getMap('messages').set('a', 1)
  await expect(full.flushed()).rejects.toMatchObject({ code: 'storage_failed' })
  await full.close()
  adds.mockRestore()
  const replica = await store.openReplica('channel/general/0', 'g1')
  replica.doc.getMap('messages').set('a', 1)
  await replica.flushed()
  await replica.close()
  process.off('unhandledRejection', unheard)
})
