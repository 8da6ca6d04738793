/** The whole device over IndexedDB, as in a browser: the same rules, the real databases. */
import 'fake-indexeddb/auto'
import { expect, it } from 'vitest'
import { openDeviceStore } from '../../../client/persistence/device-store-idb.ts'
import { createDevice } from '../../../client/sync/create-device.ts'
import { ADA, Bench, BO, GENERAL, message, NEWEST } from '../../support/client-bench.ts'

const M1 = '01HF7YAT00AAAAAAAAAAAAAAAA'

/** IndexedDB answers in its own time: settles until `isDone`. */
async function until(bench: Bench, isDone: () => boolean): Promise<void> {
  for (let turns = 0; !isDone(); turns++) {
    if (turns > 1_000) throw new Error('never came')
    await bench.world.settle()
  }
}

it('[DS8] works offline from a cold start, sends once, and keeps what it received', async () => {
  const bench = new Bench()
  bench.server.post(GENERAL, M1, { by: BO, text: 'hello' })
  const open = async () => {
    const { env } = bench.world.tab(bench.disk, bench.cable)
    return createDevice({ ...env, store: openDeviceStore(ADA) }, { userId: ADA, url: 'ws://test/sync' })
  }
  const first = await open()
  await until(bench, () => first.status().sync.state === 'live')
  await first.stop()

  bench.cable.isCut = true
  const second = await open()
  const view = second.view(NEWEST)
  await until(bench, () => view.state === 'ready')
  expect(view.get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  const id = second.newId()
  await second.write([message(id, 'written offline')])
  await second.stop()

  bench.cable.isCut = false
  const third = await open()
  await until(bench, () => third.status().sync.state === 'live' && third.outbox().length === 0)
  expect(bench.texts()).toEqual(['hello', 'written offline'])
  const again = third.view(NEWEST)
  await until(bench, () => again.state === 'ready')
  expect(again.get('stamps', id)).toMatchObject({ seq: 2 })
  expect(bench.server.accepted).toHaveLength(1)
  expect(bench.world.reports).toEqual([])
  await third.stop()
})
