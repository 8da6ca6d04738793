/** A device before a server: offline and back, once, in order. */
import { expect, it } from 'vitest'
import { ADA, Bench, NEWEST, pending } from '../../support/client-bench.ts'

it('[RS7] a new device gets what its account may read, and is live', async () => {
  const bench = new Bench()
  bench.server.post('general', '01HF7YAT00AAAAAAAAAAAAAAAA', { by: 2, text: 'hello' })
  const { device } = await bench.open()
  expect(bench.world.reports).toEqual([])
  expect(device.status().sync.state).toBe('live')
  expect(device.view(NEWEST).get('messages', '01HF7YAT00AAAAAAAAAAAAAAAA')).toEqual({ by: 2, text: 'hello' })
  expect(bench.disk.values.place).toEqual({
    position: bench.server.position,
    chain: bench.server.chainAt(bench.server.position),
  })
  expect(bench.disk.documents.size).toBe(4)
})

it('[OB1] what is written offline shows at once, and arrives once and in order', async () => {
  const bench = new Bench()
  const { device } = await bench.open()
  await bench.offline()
  const first = await bench.say(device, 'one')
  await bench.say(device, 'two')
  expect(device.view(NEWEST).get('messages', first)).toEqual({ by: ADA, text: 'one' })
  expect(device.view(NEWEST).isPending('messages', first)).toBe(true)
  expect(pending(device)).toEqual(['saved one', 'saved two'])
  await bench.online(device)
  expect(bench.world.reports).toEqual([])
  expect(bench.texts()).toEqual(['one', 'two'])
  expect(pending(device)).toEqual([])
  expect(device.view(NEWEST).get('stamps', first)).toMatchObject({ seq: 1 })
  expect(bench.server.accepted).toHaveLength(1)
})
