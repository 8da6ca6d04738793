/** The time of the server on this device. */
import { expect, it } from 'vitest'
import { writtenAt } from '../../../schema/ids.ts'
import { Bench } from '../../support/client-bench.ts'
import { onlineAfterHello } from '../../support/client-online.ts'

it('[RS15] the clock follows the server’s, also after a restart without a network', async () => {
  const bench = new Bench()
  bench.server.clockOffsetMs = -86_400_000
  const { device } = await bench.open()
  expect(device.now()).toBe(bench.world.nowMs - 86_400_000)
  await bench.offline()
  await device.stop()
  const { device: again } = await bench.open()
  expect(again.now()).toBe(bench.world.nowMs - 86_400_000)
})

it('[RS15] ids rise while the clock is set back a little, and come back from one that was far ahead', async () => {
  const { bench, device } = await onlineAfterHello()
  const first = device.newId()
  bench.world.nowMs -= 30_000
  expect(device.newId() > first).toBe(true)
  bench.world.nowMs -= 3_600_000
  expect(writtenAt(device.newId())).toBe(device.now())
})
