/** The connection to the server: how it ends, is noticed to be silent, and comes again. */
import { expect, it } from 'vitest'
import { BO, GENERAL, pending } from '../../support/client-bench.ts'
import { heard, M2, onlineAfterHello } from '../../support/client-online.ts'

it('[RS5] an app older than the server’s protocol stops, and keeps its queue', async () => {
  const { bench, device, server } = await onlineAfterHello()
  await bench.offline()
  server.version = 2
  await bench.say(device, 'kept')
  await bench.online(device)
  expect(device.status().sync.state).toBe('too-old')
  expect(pending(device)).toEqual(['saved kept'])
})

it('[RS4] with the session ended local work goes on, and the queue stays', async () => {
  const { bench, device, server } = await onlineAfterHello()
  server.sessions[0]!.close(4401)
  await bench.world.settle()
  expect(device.status().sync).toEqual({ state: 'signed-out' })
  await bench.say(device, 'kept')
  expect(pending(device)).toEqual(['saved kept'])
  await bench.world.advance(120_000)
  expect(heard(bench, 'hello')).toHaveLength(1)
})

it('[UI137] what was written meanwhile goes when the person signs in again', async () => {
  const { bench, device, server } = await onlineAfterHello()
  server.sessions[0]!.close(4401)
  await bench.world.settle()
  await bench.say(device, 'kept')
  device.tryNow()
  await bench.world.advance(120_000)
  expect(device.status().sync).toEqual({ state: 'signed-out' })
  device.signedIn()
  await bench.world.settle()
  expect(device.status().sync.state).toBe('live')
  expect(bench.texts()).toEqual(['hello', 'kept'])
})

it('[UI140] what is shown is as of the last time that all was here, not of a contact that was cut before', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const caughtUpMs = device.status().lastContactMs
  expect(caughtUpMs).toBe(bench.world.nowMs)
  await bench.offline()
  server.post(GENERAL, M2, { by: BO, text: 'meanwhile' })
  await bench.world.advance(60_000)
  server.holdsAnswers = true
  await bench.online(device)
  expect(device.status().sync.state).toBe('syncing')
  server.sessions[0]!.send({ t: 'heartbeat', time: bench.world.nowMs })
  await bench.world.settle()
  expect(device.status().lastContactMs).toBe(caughtUpMs)
  server.release()
  await bench.world.settle()
  expect(device.status()).toMatchObject({ sync: { state: 'live' }, lastContactMs: bench.world.nowMs })
  await bench.world.advance(25_000)
  expect(device.status().lastContactMs).toBe(bench.world.nowMs)
})

it('[UI138] a try that hangs is given up for a new one when a person asks', async () => {
  const { bench, device, server } = await onlineAfterHello()
  await bench.offline()
  const connect = server.connect.bind(server)
  server.connect = () => ({ message: () => undefined, closed: () => undefined })
  await bench.online(device)
  expect(device.status().sync.state).toBe('connecting')
  server.connect = connect
  device.tryNow()
  await bench.world.settle()
  expect(device.status().sync.state).toBe('connecting')
  await bench.world.advance(3_000)
  device.tryNow()
  await bench.world.settle()
  expect(device.status().sync.state).toBe('live')
  expect(server.sessions).toHaveLength(1)
})

it('[RS2] a silent network is noticed by the missing heartbeat, and connects again', async () => {
  const { bench, device, server } = await onlineAfterHello()
  await bench.world.advance(60_000)
  expect(heard(bench, 'heartbeat').length).toBeGreaterThan(1)
  expect(heard(bench, 'hello')).toHaveLength(1)
  const take = server.sessions[0]!
  take.send = () => undefined
  await bench.world.advance(32_000)
  expect(heard(bench, 'hello')).toHaveLength(2)
  expect(device.status().sync.state).toBe('live')
})

it('[RS19] the connection number rises over restarts, and is on disk before it is used', async () => {
  const { bench, device } = await onlineAfterHello()
  await bench.offline()
  await bench.online(device)
  await device.stop()
  await bench.open()
  expect(heard(bench, 'hello').map((m) => m.connection)).toEqual([1, 2, 3])
  expect(new Set(heard(bench, 'hello').map((m) => m.device)).size).toBe(1)
  expect(bench.disk.values.connection).toBe(3)
})
