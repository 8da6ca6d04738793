/** History that comes and goes on a whole device, before a small server and over a disk in memory. */
import { describe, expect, it } from 'vitest'
import { volumeDocument } from '../../../schema/documents.ts'
import { fetchVolume } from '../../../client/storage/fetch-volume.ts'
import { heldDocuments } from '../../../client/storage/held-volumes.ts'
import {
  BEGIN_AFTER_MS,
  BETWEEN_MS,
  dropHistory,
  fillHistory,
  keepHistory,
} from '../../../client/storage/keep-history.ts'
import { USUAL, type KeepSettings } from '../../../client/storage/keep-settings.ts'
import { Bench, BO, GENERAL, ROOT } from '../../support/client-bench.ts'

const DAY = 24 * 60 * 60_000
const ids = ['01HF7YAT00AAAAAAAAAAAAAAAA', '01HF7YAT00BBBBBBBBBBBBBBBB', '01HF7YAT00CCCCCCCCCCCCCCCC']
const doc = (volume: number) => volumeDocument(GENERAL, volume)

/** Three volumes of one message each, a hundred days apart; the last is of today. */
async function aBench() {
  const bench = new Bench()
  for (const [n, id] of ids.entries()) {
    if (n > 0) {
      bench.world.nowMs += 100 * DAY
      bench.server.openVolume(GENERAL)
    }
    bench.server.post(GENERAL, id, { by: BO, text: `of volume ${n}` })
  }
  const { device } = await bench.open()
  const ends = new AbortController()
  let settings: KeepSettings = USUAL
  const deps = {
    ...{ core: device.core, device, signal: ends.signal },
    settings: () => settings,
    chats: () => [GENERAL],
    mayFetch: () => Promise.resolve(true),
  }
  /** Runs what waits for timers, too. */
  async function run<T>(work: Promise<T>): Promise<T> {
    let isDone = false
    const watched = work.finally(() => (isDone = true))
    watched.catch(() => undefined)
    for (let turns = 0; !isDone && turns < 200; turns++) await bench.world.advance(100)
    return watched
  }
  const held = () => [...bench.disk.documents.keys()].filter((name) => name.startsWith(`${ROOT}/`)).sort()
  return {
    bench,
    device,
    deps,
    held,
    run,
    ends,
    choose: (part: Partial<KeepSettings>) => (settings = { ...settings, ...part }),
  }
}

describe('history comes', () => {
  it('[OS1] after all else, one volume after the other, and is let go of again', async () => {
    const { bench, device, deps, held } = await aBench()
    expect(held()).toEqual([doc(2)])
    keepHistory(deps)
    await bench.world.advance(BEGIN_AFTER_MS - 1)
    expect(held()).toEqual([doc(2)])
    await bench.world.advance(BETWEEN_MS * 4)
    expect(held()).toEqual([doc(0), doc(1), doc(2)])
    expect(device.core.screen.volumes.size).toBe(0)
    await bench.offline()
    expect(device.view(doc(0)).get('messages', ids[0]!)).toEqual({ by: BO, text: 'of volume 0' })
  })

  it('[OS10] no further than the limit', async () => {
    const { deps, held, run, choose } = await aBench()
    choose({ history: '90d' })
    expect(await run(fillHistory(deps))).toBe(1)
    expect(held()).toEqual([doc(1), doc(2)])
  })

  it('[OS14] not with the data saver on, nor without room', async () => {
    const { deps, held, run, choose } = await aBench()
    choose({ isSaving: true })
    expect(await run(fillHistory(deps))).toBe(0)
    choose({ isSaving: false })
    expect(await run(fillHistory({ ...deps, mayFetch: () => Promise.resolve(false) }))).toBe(0)
    expect(held()).toEqual([doc(2)])
  })

  it('[OS5] without a connection nothing comes, and nothing hangs', async () => {
    const { bench, device, deps, run } = await aBench()
    await bench.offline()
    expect(await run(fetchVolume(device.core, device, GENERAL, 0))).toBe(false)
    expect(await run(fillHistory(deps))).toBe(0)
    expect(device.core.screen.volumes.size).toBe(0)
  })
})

describe('history goes', () => {
  async function full() {
    const all = await aBench()
    await all.run(fillHistory(all.deps))
    await all.bench.world.settle()
    return all
  }

  it('[OS10] what is older than the limit leaves the disk and the memory', async () => {
    const { bench, device, deps, held, run, choose } = await full()
    choose({ history: '30d' })
    expect(await run(dropHistory(deps))).toBe(2)
    expect(held()).toEqual([doc(2)])
    expect([...bench.disk.replicas.keys()].some((key) => key.startsWith(`${doc(0)}\n`))).toBe(false)
    expect(device.view(doc(0)).state).toBe('absent')
    expect(bench.world.reports).toEqual([])
  })

  it('[OS13] what left comes again when it is asked for', async () => {
    const { device, deps, run, choose, bench } = await full()
    choose({ history: '30d' })
    await run(dropHistory(deps))
    const close = device.openVolume(GENERAL, 0)
    await bench.world.settle()
    expect(device.view(doc(0)).get('messages', ids[0]!)).toEqual({ by: BO, text: 'of volume 0' })
    close()
  })

  it('[OS12] what is on a screen stays until it is left', async () => {
    const { device, deps, held, run, choose, bench } = await full()
    choose({ history: '30d' })
    const close = device.openVolume(GENERAL, 0)
    await bench.world.settle()
    expect(await run(dropHistory(deps))).toBe(1)
    expect(held()).toEqual([doc(0), doc(2)])
    close()
    await bench.world.settle()
    expect(await run(dropHistory(deps))).toBe(1)
  })

  it('[OS12] what another tab shows stays, and a tab that shows it not is told', async () => {
    const { device, deps, run, choose, bench, held } = await full()
    const { device: other } = await bench.open()
    choose({ history: '30d' })
    const close = other.openVolume(GENERAL, 1)
    expect(other.view(doc(0)).state).not.toBe('absent')
    await bench.world.settle()
    expect(await run(dropHistory(deps))).toBe(1)
    await bench.world.settle()
    expect(held()).toEqual([doc(1), doc(2)])
    expect(other.view(doc(0)).state).toBe('absent')
    expect(other.view(doc(1)).state).toBe('ready')
    expect(device.view(doc(1)).state).not.toBe('absent')
    close()
  })

  it('[OS12] what is pinned stays, also when nobody has looked at it since the start', async () => {
    const { deps, held, run, choose, bench } = await full()
    bench.server.write(ROOT, [{ root: 'pins', key: ids[0]!, value: { by: 2, at: 5 } }])
    await bench.world.settle()
    choose({ history: '30d' })
    expect(await run(dropHistory(deps))).toBe(1)
    expect(held()).toEqual([doc(0), doc(2)])
  })

  it('[OS12] what somebody wrote in it offline stays until it is sent', async () => {
    const { device, deps, held, run, choose, bench } = await full()
    await bench.offline()
    await bench.write(device, { doc: ROOT, root: 'reactions', key: `${ids[0]}/heart/1`, value: 1 })
    choose({ history: '30d' })
    expect(await run(dropHistory(deps))).toBe(1)
    expect(held()).toEqual([doc(0), doc(2)])
    await bench.online(device)
    await bench.world.advance(1_000)
    expect(device.outbox()).toEqual([])
    await run(dropHistory(deps))
    expect(held()).toEqual([doc(2)])
  })

  it('[OS10] a disk that fails loses nothing but the attempt', async () => {
    const { deps, held, run, choose, bench } = await full()
    choose({ history: '30d' })
    bench.disk.failing = 'progress'
    await expect(run(dropHistory(deps))).rejects.toThrow(/storage failed/)
    bench.disk.failing = null
    expect(held()).toEqual([doc(0), doc(1), doc(2)])
    expect(await run(dropHistory(deps))).toBe(2)
  })

  it('[OS10] after a restart it is still gone, and the device is whole', async () => {
    const { device, deps, run, choose, bench } = await full()
    choose({ history: '30d' })
    await run(dropHistory(deps))
    await device.stop()
    const { device: again } = await bench.open()
    again.view(doc(2))
    await bench.world.settle()
    expect(again.status().sync.state).toBe('live')
    expect(again.view(doc(0)).state).toBe('absent')
    expect(again.view(doc(2)).get('messages', ids[2]!)).toBeDefined()
  })
})

it('[OS16] what is held is measured from the disk: messages, times, bytes', async () => {
  const { device, bench } = await aBench()
  const facts = await heldDocuments(device.core)
  const newest = facts.find((one) => one.doc === doc(2))
  expect(newest?.volume).toMatchObject({ messages: 1, volume: 2, toMs: bench.world.nowMs })
  expect(newest?.bytes).toBeGreaterThan(50)
  const before = bench.disk.operations
  await heldDocuments(device.core)
  expect(bench.disk.operations).toBe(before)
  bench.disk.failing = 'replica read'
  bench.server.post(GENERAL, '01HF7YAT00DDDDDDDDDDDDDDDD', { by: BO, text: 'more' })
  await bench.world.settle()
  expect((await heldDocuments(device.core)).some((one) => one.doc === doc(2))).toBe(false)
})
