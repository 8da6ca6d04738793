import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import { openDeviceStore } from '../../../client/persistence/device-store-idb.ts'
import { finishLeaving, isOfAccount, leaveDevice } from '../../../client/storage/leave-device.ts'

const [ADA, BO] = [7 as UserId, 8 as UserId]

/** localStorage of a browser. */
function aStorage(): Storage {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  }
}

async function names(): Promise<string[]> {
  return (await indexedDB.databases()).map(({ name }) => name ?? '').sort()
}

async function fill(userId: UserId): Promise<void> {
  const store = openDeviceStore(userId)
  await store.saveProgress({ connection: 1 })
  const replica = await store.openReplica('channel/dm-7-8/0', 'g1')
  await replica.close()
  store.close()
  ;(await openDB(`cairn-media-${userId}`, 1)).close()
  ;(await openDB(`cairn-search-${userId}`, 1)).close()
  for (const key of ['draft', 'ended', 'account', 'keep', 'media']) localStorage.setItem(`cairn.${key}.${userId}`, 'x')
  localStorage.setItem(`cairn.draft.${userId}.dm-7-8/t/m`, 'half a sentence')
}

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('localStorage', aStorage())
  localStorage.setItem('cairn.look', '{}')
})
afterEach(() => void vi.unstubAllGlobals())

describe('leaving a device', () => {
  it('[OS24] takes everything of the account, and nothing of another one', async () => {
    await fill(ADA)
    await fill(BO)
    await leaveDevice(ADA)
    expect((await names()).filter((name) => isOfAccount(name, ADA))).toEqual([])
    expect(await names()).toEqual(['cairn-8', 'cairn-8-channel/dm-7-8/0-g1', 'cairn-media-8', 'cairn-search-8'])
    const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '').sort()
    expect(keys.filter((key) => key.includes('7') && !key.includes('.8.'))).toEqual([])
    expect(keys).toContain('cairn.look')
    expect(keys).toContain('cairn.draft.8.dm-7-8/t/m')
    await leaveDevice(BO)
    expect(await names()).toEqual([])
  })

  it('[OS60] has the service worker forget the account, too, and is not done before it has', async () => {
    const told: unknown[] = []
    let answer = () => {}
    const active = {
      postMessage(message: unknown, [port]: readonly MessagePort[]) {
        told.push(message)
        answer = () => port!.postMessage('forgotten')
      },
    }
    vi.stubGlobal('navigator', { serviceWorker: { getRegistration: async () => ({ active }) } })
    const done = leaveDevice(ADA)
    await vi.waitFor(() => expect(told).toEqual([{ type: 'forget', user: ADA, keepsAnswers: false }]))
    expect(localStorage.getItem('cairn.leaving')).toBe('[7]')
    answer()
    await done
    expect(localStorage.getItem('cairn.leaving')).toBeNull()
  })

  it('[OS23] what was not finished is finished at the next start', async () => {
    await fill(ADA)
    localStorage.setItem('cairn.leaving', '[7]')
    await finishLeaving(null)
    expect(await names()).toEqual([])
    expect(localStorage.getItem('cairn.leaving')).toBeNull()
  })

  it('[OS23] not of somebody who has signed in again', async () => {
    await fill(ADA)
    localStorage.setItem('cairn.leaving', '[7]')
    await finishLeaving(ADA)
    expect(await names()).toHaveLength(4)
    expect(localStorage.getItem('cairn.leaving')).toBeNull()
    await leaveDevice(ADA)
  })

  it.each([
    ['cairn-7', true],
    ['cairn-7-channel/8/0-g', true],
    ['cairn-media-7', true],
    ['cairn.keep.7', true],
    ['cairn.draft.7.general/t/x', true],
    ['cairn-77', false],
    ['cairn-8-account/7-g', false],
    ['cairn-media-8', false],
    ['cairn.draft.8.dm-7-8', false],
    ['cairn.look', false],
    ['other-7', false],
  ])('[OS24] %s is of account 7: %s', (name, isOf) => {
    expect(isOfAccount(name, ADA)).toBe(isOf)
  })
})
