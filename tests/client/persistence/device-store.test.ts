/** One contract for every device store: IndexedDB and memory. */
import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { DeviceStore, DocumentRecord } from '../../../client/persistence/device-store.ts'
import { openDeviceStore } from '../../../client/persistence/device-store-idb.ts'
import { enqueue } from '../../../client/sync/queue.ts'
import type { UserId } from '../../../schema/ids.ts'
import { MemoryDisk, memoryDeviceStore } from '../../support/client-memory-store.ts'

let users = 0
/** @returns a function that opens the same disk again, as another tab or a restart does */
const idb = () => {
  const userId = ++users as UserId
  return async (): Promise<DeviceStore> => openDeviceStore(userId)
}
const memory = () => {
  const disk = new MemoryDisk()
  return async (): Promise<DeviceStore> => memoryDeviceStore(disk)
}

const record: DocumentRecord = { doc: 'channel/general', generation: 'g1', position: 4, chain: 'c4', digest: 'd' }
const draft = (key: string, value: string) => ({ doc: 'account/1', root: 'drafts', key, value, base: null })

describe.each([
  ['IndexedDB', idb],
  ['memory', memory],
])('a device store on %s', (_name, newDisk) => {
  it('[DS1] is a new device at first', async () => {
    const store = await newDisk()()
    expect(await store.load()).toMatchObject({ device: '', connection: 0, place: { position: 0, chain: '' } })
    expect(await store.loadQueue()).toEqual({ intents: [], nextN: 1, revision: 0 })
  })

  it('[DS2] keeps progress over a restart, and leaves alone what a change does not name', async () => {
    const open = newDisk()
    const store = await open()
    await store.saveProgress({ device: 'device-1', connection: 3, documents: [record] })
    await store.saveProgress({ place: { position: 9, chain: 'c9' } })
    const again = await (await open()).load()
    expect(again).toMatchObject({ device: 'device-1', connection: 3, place: { position: 9, chain: 'c9' } })
    expect(again.documents).toEqual([record])
  })

  it('[DS2] forgets the documents that a change names', async () => {
    const open = newDisk()
    const store = await open()
    const other = { ...record, doc: 'channel/general/0' }
    await store.saveProgress({ documents: [record, other] })
    await store.saveProgress({ forgotten: [other.doc, 'channel/unknown'] })
    expect((await (await open()).load()).documents).toEqual([record])
  })

  it('[DS3] numbers intents over all tabs, and raises the revision with every change', async () => {
    const open = newDisk()
    const [one, two] = [await open(), await open()]
    await Promise.all([
      one.changeQueue((queue) => enqueue(queue, [draft('general', 'a')], 1)),
      two.changeQueue((queue) => enqueue(queue, [draft('random', 'b')], 2)),
    ])
    const queue = await one.loadQueue()
    expect(queue.intents.map((intent) => intent.n)).toEqual([1, 2])
    expect(queue).toMatchObject({ nextN: 3, revision: 2 })
    const emptied = await two.changeQueue((now) => ({ ...now, intents: [] }))
    expect(emptied).toEqual({ intents: [], nextN: 3, revision: 3 })
    expect(await (await open()).loadQueue()).toEqual(emptied)
  })

  it('[DS3] keeps nothing of a step that throws', async () => {
    const store = await newDisk()()
    const failure = async () =>
      store.changeQueue(() => {
        throw new Error('defect')
      })
    await expect(failure()).rejects.toThrow()
    expect(await store.loadQueue()).toEqual({ intents: [], nextN: 1, revision: 0 })
  })

  it('[DS4] keeps a flushed replica over a restart, each generation apart', async () => {
    const open = newDisk()
    const replica = await (await open()).openReplica('channel/general/0', 'g1')
    replica.doc.getMap('messages').set('a', 1)
    await replica.flushed()
    await replica.close()
    const store = await open()
    const again = await store.openReplica('channel/general/0', 'g1')
    expect(again.doc.getMap('messages').get('a')).toBe(1)
    expect((await store.openReplica('channel/general/0', 'g2')).doc.getMap('messages').size).toBe(0)
    expect((await store.readReplica('channel/general/0', 'g1')).length).toBeGreaterThan(0)
  })

  it('[DS4] opens a replica fresh, and deletes one', async () => {
    const store = await newDisk()()
    const replica = await store.openReplica('directory', 'g')
    replica.doc.getMap('users').set('1', 'ada')
    await replica.flushed()
    await replica.close()
    const fresh = await store.openReplica('directory', 'g', { fresh: true })
    expect(fresh.doc.getMap('users').size).toBe(0)
    fresh.doc.getMap('users').set('2', 'bo')
    await fresh.flushed()
    await fresh.close()
    await store.deleteReplica('directory', 'g')
    expect((await store.openReplica('directory', 'g')).doc.getMap('users').size).toBe(0)
  })

  it('[DS5] keeps registers aside once each', async () => {
    const store = await newDisk()()
    const aside = { doc: 'channel/general/0', root: 'messages', key: 'm', value: { by: 2, text: 'hello' } }
    await store.keepAside([aside])
    await store.keepAside([aside])
    expect(await store.loadAside()).toEqual([aside])
  })
})

describe('the memory store', () => {
  it('[DS6] loses relaxed rows in a power cut, never strict writes', async () => {
    const disk = new MemoryDisk()
    const store = memoryDeviceStore(disk)
    const replica = await store.openReplica('directory', 'g')
    replica.doc.getMap('users').set('1', 'ada')
    disk.sync()
    replica.doc.getMap('users').set('2', 'bo')
    await replica.flushed()
    await store.saveProgress({ documents: [record] })
    disk.crash()
    const again = memoryDeviceStore(disk)
    const users = (await again.openReplica('directory', 'g')).doc.getMap('users')
    expect([...users.keys()]).toEqual(['1'])
    expect((await again.load()).documents).toEqual([record])
  })

  it('[DS6] fails on demand with storage_failed', async () => {
    const disk = new MemoryDisk()
    disk.failEvery = 2
    const store = memoryDeviceStore(disk)
    await store.load()
    await expect(store.load()).rejects.toMatchObject({ code: 'storage_failed' })
  })
})
