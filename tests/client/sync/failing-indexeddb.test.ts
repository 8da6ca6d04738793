/** The browser's databases fail, are full, or go away under the app: what was shown as saved is there, and arrives once. */
import 'fake-indexeddb/auto'
import { forceCloseDatabase, IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openDeviceStore } from '../../../client/persistence/device-store-idb.ts'
import { createDevice, type SyncedDevice } from '../../../client/sync/create-device.ts'
import { ADA, Bench, BO, GENERAL, message, NEWEST } from '../../support/client-bench.ts'

const M1 = '01HF7YAT00AAAAAAAAAAAAAAAA'
const REQUESTS = ['add', 'put', 'get', 'getAll', 'getAllKeys', 'count', 'delete', 'clear', 'openCursor'] as const
const WRITES = ['add', 'put'] as const
const MANY = 400

let bench: Bench
/** Of each database that was opened, the newest connection. */
let connections: Map<string, IDBOpenDBRequest>
// y-indexeddb leaves its own failures to nobody; what they mean is told by a count of rows.
const unheard = (): void => undefined

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  connections = new Map()
  const { open } = IDBFactory.prototype
  vi.spyOn(indexedDB, 'open').mockImplementation((name, version) => {
    const request = open.call(indexedDB, name, version)
    connections.set(name, request)
    return request
  })
  process.on('unhandledRejection', unheard)
  bench = new Bench()
  bench.server.post(GENERAL, M1, { by: BO, text: 'hello' })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  process.off('unhandledRejection', unheard)
})

async function open(): Promise<{ device: SyncedDevice; kill: () => void }> {
  const { env, kill } = bench.world.tab(bench.disk, bench.cable)
  const device = await createDevice({ ...env, store: openDeviceStore(ADA) }, { userId: ADA, url: 'ws://test/sync' })
  return { device, kill }
}

/** IndexedDB answers in its own time, and what failed is tried again after some. */
async function until(isDone: () => boolean): Promise<void> {
  for (let turns = 0; !isDone(); turns++) {
    if (turns > MANY) throw new Error('never came')
    await bench.world.advance(turns % 10 === 9 ? 1_000 : 0)
  }
}

/** @returns whether it was saved, and so would be shown as that */
async function say(device: SyncedDevice, text: string): Promise<boolean> {
  try {
    await device.write([message(device.newId(), text)])
    return true
  } catch {
    return false
  }
}

function textsOf(device: SyncedDevice): string[] {
  return [...device.view(NEWEST).entries('messages')].map(([, value]) => (value as { text: string }).text)
}

/** Every n-th call of these, on any database, fails. */
function failEvery(n: number, names: readonly (typeof REQUESTS)[number][], error: () => DOMException): void {
  let calls = 0
  for (const name of names) {
    const real = IDBObjectStore.prototype[name] as (...args: unknown[]) => unknown
    vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...args: unknown[]) {
      if (++calls % n === 0) throw error()
      return real.apply(this, args) as never
    })
  }
}

function works(): void {
  for (const name of REQUESTS) vi.mocked(IDBObjectStore.prototype[name]).mockRestore?.()
}

async function allArriveOnce(device: SyncedDevice, saved: readonly string[]): Promise<void> {
  bench.cable.isCut = false
  device.tryNow()
  await until(() => device.status().sync.state === 'live' && device.outbox().length === 0)
  const arrived = bench.texts().filter((text) => text !== 'hello')
  expect(arrived).toEqual(saved)
}

it.each([5, 7, 11])('[DS10] every %ith request fails: what was shown as saved is kept, and arrives once', async (n) => {
  failEvery(n, REQUESTS, () => new DOMException('out of order', 'UnknownError'))
  const saved: string[] = []
  for (const [round, isCut] of [false, true, true, false].entries()) {
    bench.cable.isCut = isCut
    const { device, kill } = await open()
    for (let i = 0; i < 5; i++) {
      const text = `${round}.${i}`
      if (await say(device, text)) saved.push(text)
      await bench.world.settle()
    }
    kill()
    bench.cable.cut()
  }
  works()
  bench.cable.isCut = true
  const { device } = await open()
  await until(() => textsOf(device).length >= saved.length)
  expect(textsOf(device)).toEqual(expect.arrayContaining(saved))
  expect(saved.length).toBeGreaterThan(4)
  await allArriveOnce(device, saved)
  await device.stop()
})

it('[OS17] where nothing more can be stored, what is not saved is not said to be; what was saved stays', async () => {
  const { device } = await open()
  await until(() => device.status().sync.state === 'live')
  bench.cable.cut()
  expect(await say(device, 'saved')).toBe(true)
  failEvery(1, WRITES, () => new DOMException('no room', 'QuotaExceededError'))
  expect(await say(device, 'refused')).toBe(false)
  // Who makes room and tells of it heard of it.
  expect(bench.world.reports).toContainEqual(expect.stringMatching(/^write/))
  expect(device.outbox().map(({ value }) => (value as { text: string }).text)).toEqual(['saved'])
  works()
  expect(await say(device, 'there is room')).toBe(true)
  await allArriveOnce(device, ['saved', 'there is room'])
  await device.stop()
})

it('[DS11] databases that are emptied under the app are made again: what was unsent is there after a restart', async () => {
  const { device, kill } = await open()
  await until(() => device.status().sync.state === 'live')
  bench.cable.cut()
  expect(await say(device, 'first')).toBe(true)
  await bench.world.settle()
  await emptyAll()
  await until(() => connections.get('cairn-1')?.readyState === 'done')
  expect(await say(device, 'second')).toBe(true)
  expect(device.outbox()).toHaveLength(2)
  kill()
  const { device: again } = await open()
  expect(again.outbox().map(({ value }) => (value as { text: string }).text)).toEqual(['first', 'second'])
  await allArriveOnce(again, ['first', 'second'])
  await until(() => textsOf(again).includes('hello'))
  await again.stop()
})

it('[DS11] so it is when nothing more is written before the page ends', async () => {
  const { device, kill } = await open()
  bench.cable.cut()
  expect(await say(device, 'first')).toBe(true)
  await emptyAll()
  const kept = async () => {
    const db = await openDB('cairn-1')
    const { length } = db.objectStoreNames.contains('outbox') ? await db.getAll('outbox') : []
    db.close()
    return length
  }
  await vi.waitUntil(async () => (await kept()) === 1)
  kill()
  const { device: again } = await open()
  await allArriveOnce(again, ['first'])
  await again.stop()
})

/** As a browser does whose data somebody clears: everything goes, and the connections end. */
async function emptyAll(): Promise<void> {
  const open = [...connections.values()].map(({ result }) => result)
  for (const { name } of await indexedDB.databases()) {
    const db = await openDB(name!)
    for (const store of db.objectStoreNames) await db.clear(store)
    db.close()
  }
  for (const db of open) forceCloseDatabase(db as never)
}
