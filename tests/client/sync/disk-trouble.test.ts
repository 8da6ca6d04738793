/** A disk that fails for a while: what it did not take stays in memory, and is there again by itself. */
import { expect, it } from 'vitest'
import { ACCOUNT, Bench, BO, GENERAL, NEWEST, pending, ROOT } from '../../support/client-bench.ts'
import { M1, M2, onlineAfterHello } from '../../support/client-online.ts'

it('[RS18] a replica database that fails is fetched again, said to be missing, and does not stop the rest', async () => {
  const { bench, device } = await onlineAfterHello()
  await device.stop()
  bench.disk.failing = 'replica open'
  const { device: again } = await bench.open()
  expect(again.status().sync.state).toBe('live')
  again.view(NEWEST)
  await bench.world.settle()
  expect(again.status().missing).toContain(ACCOUNT)
  await bench.say(again, 'still works')
  expect(bench.texts()).toEqual(['hello', 'still works'])
  expect(pending(again)).toHaveLength(1)
  bench.disk.failing = null
  await again.stop()
  const { device: third } = await bench.open()
  expect(pending(third)).toEqual([])
  expect(bench.texts()).toEqual(['hello', 'still works'])
})

it('[RS18] with its own database gone the device still shows what the server sends', async () => {
  const bench = new Bench()
  bench.server.post(GENERAL, M1, { by: BO, text: 'hello' })
  bench.disk.failing = ''
  const { device } = await bench.open()
  expect(device.status()).toMatchObject({ sync: { state: 'live' }, missing: expect.arrayContaining(['outbox']) })
  expect(device.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  await expect(bench.say(device, 'lost')).rejects.toMatchObject({ code: 'storage_failed' })
})

it('[RS31] a replica whose database failed to open is loaded when it opens again, without a network too', async () => {
  const { bench, device } = await onlineAfterHello()
  await device.stop()
  bench.cable.cut()
  bench.disk.failing = 'replica'
  const { device: again } = await bench.open()
  again.view(NEWEST)
  await bench.world.settle()
  expect(again.view(NEWEST).state).toBe('absent')
  bench.disk.failing = null
  await bench.world.advance(5_000)
  expect(again.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  await bench.world.advance(5_000)
  expect(again.status().missing).toEqual([])
})

it('[OS19] a full disk shows what it has, keeps what comes in memory, and takes it when there is room', async () => {
  const { bench, device } = await onlineAfterHello()
  await device.stop()
  bench.disk.failing = 'replica open'
  const { device: again } = await bench.open()
  again.view(NEWEST)
  await bench.world.settle()
  expect(again.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  expect(again.status().missing).toContain('account/1')
  bench.server.post(GENERAL, M2, { by: BO, text: 'more' })
  await bench.world.settle()
  expect(again.view(NEWEST).get('messages', M2)).toEqual({ by: BO, text: 'more' })
  bench.disk.failing = null
  await bench.world.advance(10_000)
  expect(again.status().missing).toEqual([])
  await again.stop()
  bench.cable.cut()
  const { device: cold } = await bench.open()
  cold.view(NEWEST)
  await bench.world.settle()
  expect(cold.view(NEWEST).get('messages', M2)).toEqual({ by: BO, text: 'more' })
})

it('[RS31] what was kept in memory goes to disk when its database opens again', async () => {
  const bench = new Bench()
  bench.server.post(GENERAL, M1, { by: BO, text: 'hello' })
  bench.disk.failing = 'replica open'
  const { device, kill } = await bench.open()
  expect(device.status().missing).toContain(NEWEST)
  bench.disk.failing = null
  await bench.world.advance(5_000)
  expect(device.status().missing).toEqual([])
  bench.server.post(GENERAL, M2, { by: BO, text: 'more' })
  await bench.world.settle()
  kill()
  await bench.offline()
  const { device: cold } = await bench.open()
  cold.view(NEWEST)
  await bench.world.settle()
  expect(cold.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  expect(cold.view(NEWEST).get('messages', M2)).toEqual({ by: BO, text: 'more' })
})

it('[RS31] what a database did not take goes there when it is opened anew', async () => {
  const { bench, device, kill, server } = await onlineAfterHello()
  bench.disk.failing = 'replica'
  server.post(GENERAL, M2, { by: BO, text: 'not taken' })
  await bench.world.settle()
  expect(device.status().missing).toEqual([NEWEST])
  bench.disk.failing = null
  await bench.world.advance(5_000)
  expect(device.status().missing).toEqual([])
  kill()
  await bench.offline()
  const { device: cold } = await bench.open()
  cold.view(NEWEST)
  await bench.world.settle()
  expect(cold.view(NEWEST).get('messages', M2)).toEqual({ by: BO, text: 'not taken' })
  expect(bench.disk.documents.get(NEWEST)?.digest).toBe(server.answerOf(NEWEST, 'since').digest)
})

it('[RS18] what the disk never took is asked for after a restart, although the position is past it', async () => {
  const { bench, kill, server } = await onlineAfterHello()
  bench.disk.failing = 'replica'
  server.openVolume(GENERAL)
  server.post(GENERAL, M2, { by: BO, text: 'in a volume that is in memory only' })
  await bench.world.settle()
  expect(bench.disk.values.place.position).toBe(server.position)
  kill()
  bench.disk.failing = null
  const { device } = await bench.open()
  const newest = `${ROOT}/1`
  device.view(newest)
  await bench.world.settle()
  expect(device.view(newest).get('messages', M2)).toMatchObject({ text: 'in a volume that is in memory only' })
})

it('[TB2] another tab is told of a document that is in memory only', async () => {
  const { bench, server } = await onlineAfterHello()
  const { device: other } = await bench.open()
  bench.disk.failing = 'replica open'
  server.openVolume(GENERAL)
  server.post(GENERAL, M2, { by: BO, text: 'in memory only' })
  await bench.world.settle()
  bench.disk.failing = null
  other.view(`${ROOT}/1`)
  await bench.world.settle()
  expect(other.view(`${ROOT}/1`).get('messages', M2)).toMatchObject({ text: 'in memory only' })
})

it('[RS32] a replica that cannot be opened when a restored server’s answer comes is compared when it opens', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const backup = server.backup()
  await bench.say(device, 'since the backup')
  await device.stop()
  server.restore(backup)
  bench.disk.failing = 'replica'
  const { device: again } = await bench.open()
  expect(again.status().sync.state).toBe('live')
  expect(bench.texts()).toEqual(['hello'])
  bench.disk.failing = null
  await bench.world.advance(10_000)
  expect(bench.texts()).toEqual(['hello', 'since the backup'])
  server.post(GENERAL, M2, { by: BO, text: 'later' })
  await bench.world.settle()
  expect(bench.disk.values.retired).toEqual([])
  expect(bench.disk.replicas.size).toBe(4)
})

it('[RS32] a comparison that the disk does not take is made again', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const backup = server.backup()
  await bench.say(device, 'since the backup')
  server.restore(backup)
  bench.disk.failing = 'outbox'
  await bench.world.advance(2_000)
  expect(device.status().sync.state).toBe('syncing')
  bench.disk.failing = null
  await bench.world.advance(10_000)
  expect(bench.texts()).toEqual(['hello', 'since the backup'])
  expect(device.status().sync.state).toBe('live')
})

it('[RS31] with its own database unread nothing of it is overwritten, and it goes on with it once it can be read', async () => {
  const { bench, device, server } = await onlineAfterHello()
  await bench.offline()
  await bench.say(device, 'written before')
  await device.stop()
  const before = { ...bench.disk.values }
  const records = [...bench.disk.documents.values()]
  bench.disk.failing = 'load'
  bench.cable.isCut = false
  const { device: again } = await bench.open()
  expect(again.status()).toMatchObject({ sync: { state: 'live' }, missing: expect.arrayContaining(['outbox']) })
  expect(again.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  expect(bench.disk.values).toEqual(before)
  expect([...bench.disk.documents.values()]).toEqual(records)
  bench.disk.failing = null
  await bench.world.advance(10_000)
  expect(again.status().missing).toEqual([])
  expect(bench.texts()).toEqual(['hello', 'written before'])
  expect(again.outbox()).toEqual([])
  expect(bench.disk.values.device).toBe(before.device)
  expect(server.sessions).toHaveLength(1)
})

it('[RS31] a tab that is not the sender reads again too', async () => {
  const { bench } = await onlineAfterHello()
  bench.disk.failing = 'load'
  const { device: other } = await bench.open()
  expect(other.view(NEWEST).state).toBe('absent')
  bench.disk.failing = null
  await bench.world.advance(10_000)
  other.view(NEWEST)
  await bench.world.settle()
  expect(other.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  expect(other.status().isSender).toBe(false)
})

it('[OS24] a device that was stopped opens no database again, whoever still looks at it', async () => {
  const { bench, device } = await onlineAfterHello()
  await device.stop()
  const before = bench.disk.operations
  expect(device.view(NEWEST).get('messages', M1)).toBeUndefined()
  await bench.world.settle()
  expect(bench.disk.operations).toBe(before)
})

it('[RS33] while a slow disk keeps the hello back nothing else is said, and what is shown is told after it', async () => {
  const { bench, device, server } = await onlineAfterHello()
  await bench.offline()
  bench.disk.isManual = true
  await bench.online(device)
  device.watch(GENERAL)
  device.setActivity({ typing: false, active: 'active' })
  await bench.world.settle()
  const before = server.heard.length
  bench.disk.isManual = false
  bench.disk.settle()
  await bench.world.settle()
  expect(device.status().sync.state).toBe('live')
  expect(server.heard.slice(before).map(({ t }) => t)).toEqual(expect.arrayContaining(['hello', 'watch']))
})
