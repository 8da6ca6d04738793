/** What a device asks for when it comes back, and what it takes of the answers. */
import * as Y from 'yjs'
import { expect, it } from 'vitest'
import { volumeDocument } from '../../../schema/documents.ts'
import { encodeFrame } from '../../../schema/protocol/frames.ts'
import { ADA, Bench, BO, GENERAL, NEWEST, pending, ROOT } from '../../support/client-bench.ts'
import { MemoryDisk } from '../../support/client-memory-store.ts'
import { GROUP, heard, M1, M2, onlineAfterHello } from '../../support/client-online.ts'

it('[RS7] reconnecting when nothing changed asks for nothing', async () => {
  const { bench, device, server } = await onlineAfterHello()
  await bench.offline()
  const before = server.heard.length
  await bench.online(device)
  expect(server.heard.slice(before).map((m) => m.t)).toEqual(['hello', 'resume'])
  expect(heard(bench, 'resume').at(-1)).toEqual({
    t: 'resume',
    position: server.position,
    chain: server.chainAt(server.position),
  })
  expect(heard(bench, 'hello').at(-1)).toMatchObject({ settings: 's1' })
})

it('[RS7] a second device of the same account is another device', async () => {
  const { bench, server } = await onlineAfterHello()
  const { device } = await bench.open(new MemoryDisk(), bench.world.cable())
  expect(device.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  expect(new Set(heard(bench, 'hello').map((m) => m.device)).size).toBe(2)
  expect(server.sessions).toHaveLength(2)
})

it('[RS8] the position is saved only when every question is answered', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const before = bench.disk.values.place.position
  await bench.offline()
  server.post(GENERAL, M2, { by: BO, text: 'more' })
  const { generation } = server.doc(NEWEST)
  await bench.online(device)
  expect(bench.disk.values.place.position).toBe(server.position)
  server.holdsAnswers = true
  const session = server.sessions[0]!
  session.send({ t: 'ask', doc: NEWEST, generation })
  server.write(ROOT, [{ root: 'meta', key: 'topic', value: 'news' }])
  await bench.world.settle()
  expect(bench.disk.values.place.position).toBeLessThan(server.position)
  expect(bench.disk.values.place.position).toBeGreaterThan(before)
  server.release()
  await bench.world.settle()
  expect(bench.disk.values.place.position).toBe(server.position)
})

it('[RS9] a resume that was cut names the documents that were answered', async () => {
  const bench = new Bench()
  bench.server.post(GENERAL, M1, { by: BO, text: 'hello' })
  bench.server.holdsAnswers = true
  const { device } = await bench.open()
  const [session] = bench.server.sessions
  const answer = bench.server.answerOf(NEWEST, 'whole')
  const payload = Y.encodeStateAsUpdate(bench.server.doc(NEWEST).ydoc)
  session!.send(
    { t: 'resuming', documents: 4, restored: false },
    answer,
    encodeFrame({ kind: 'step2', doc: NEWEST, row: 0, payload }),
  )
  await bench.world.settle()
  expect(device.status().sync).toMatchObject({ state: 'syncing', done: 1, total: 4 })
  expect(bench.disk.values.place.position).toBe(0)
  await bench.offline()
  bench.server.holdsAnswers = false
  await bench.online(device)
  const { generation, position, chain } = answer
  expect(heard(bench, 'resume').at(-1)).toEqual({
    t: 'resume',
    position: 0,
    chain: '',
    done: [{ doc: NEWEST, generation, position, chain }],
  })
  expect(device.status().sync.state).toBe('live')
  expect(bench.disk.values.done).toEqual([])
  expect(device.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
})

it('[RS10] live frames are applied, and only `at` moves the position', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const { place } = bench.disk.values
  server.silence = 'answers'
  server.post(GENERAL, M2, { by: BO, text: 'live' })
  await bench.world.settle()
  expect(device.view(NEWEST).get('messages', M2)).toEqual({ by: BO, text: 'live' })
  expect(bench.disk.values.place).toEqual(place)
  server.sessions[0]!.send({ t: 'at', position: server.position, chain: server.chainAt(server.position) })
  await bench.world.settle()
  expect(bench.disk.values.place.position).toBe(server.position)
  expect(bench.disk.documents.get(NEWEST)).toMatchObject({ position: server.position })
})

it('[RS12] a document that differs after its answer is fetched whole, and one’s own messages in it are kept', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const id = await bench.say(device, 'mine')
  // The server lost it, in the same generation: no state vector shows that.
  server.write(NEWEST, [
    { root: 'messages', key: id, value: undefined },
    { root: 'stamps', key: id, value: undefined },
  ])
  const wrong = { ...server.answerOf(NEWEST, 'since', true) }
  await bench.offline()
  bench.cable.isCut = false
  const disk = bench.disk
  const replica = [...disk.replicas.entries()].find(([name]) => name.startsWith(`${NEWEST}\n`))![1]
  expect(replica.updates.length).toBeGreaterThan(0)
  await bench.online(device)
  server.sessions[0]!.send({ ...wrong, digest: 'ffffffffffffffff' })
  await bench.world.settle()
  expect(heard(bench, 'open').at(-1)).toEqual({ t: 'open', doc: NEWEST })
  expect(bench.world.reports.some((report) => report.startsWith('digest of'))).toBe(true)
  expect(device.status().sync.state).toBe('live')
})

it('[RS13] a question is answered by state vector, or the document is opened whole when the generation is another', async () => {
  const { bench, server } = await onlineAfterHello()
  server.sessions[0]!.send({ t: 'ask', doc: NEWEST, generation: 'another' })
  await bench.world.settle()
  expect(heard(bench, 'open')).toEqual([{ t: 'open', doc: NEWEST }])
})

it('[RS16] a channel that was left is kept aside, and comes back whole', async () => {
  const { bench, device, server } = await onlineAfterHello()
  server.found(GROUP, ADA)
  server.post(GROUP, M2, { by: BO, text: 'secret' })
  await bench.world.settle()
  await bench.offline()
  server.leave(GROUP, ADA)
  await bench.online(device)
  const volume = volumeDocument(GROUP, 0)
  expect(bench.disk.documents.get(volume)).toMatchObject({ aside: true })
  expect(device.view(volume).get('messages', M2)).toMatchObject({ text: 'secret' })
  server.join(GROUP, ADA)
  await bench.world.settle()
  expect(bench.disk.documents.get(volume)?.aside).toBeUndefined()
})

it('[RS17] a document in a new generation is taken like any answer, and what was in flight is made again', async () => {
  const { bench, device, server } = await onlineAfterHello()
  const generation = server.doc(NEWEST).generation
  server.silence = 'updates'
  await bench.say(device, 'one')
  server.silence = 'none'
  server.refound(NEWEST)
  await bench.world.settle()
  expect(bench.texts()).toEqual(['hello', 'one'])
  expect(pending(device)).toEqual([])
  expect(bench.disk.documents.get(NEWEST)?.generation).toBe(server.doc(NEWEST).generation)
  expect([...bench.disk.replicas.keys()]).not.toContain(`${NEWEST}\n${generation}`)
})

it('[RS18] what should be here and is not is asked for', async () => {
  const { bench, device, server } = await onlineAfterHello()
  await device.stop()
  bench.disk.documents.delete(NEWEST)
  const { device: again } = await bench.open()
  expect(heard(bench, 'open')).toEqual([{ t: 'open', doc: NEWEST }])
  expect(again.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  expect(server.sessions).toHaveLength(1)
})

it('[RS30] the server is told what reached the disk of this device, of others’ messages', async () => {
  const { bench, device, server } = await onlineAfterHello()
  await bench.say(device, 'mine')
  server.post(GENERAL, M2, { by: BO, text: 'theirs' })
  await bench.world.settle()
  expect(heard(bench, 'delivered')).toEqual([
    { t: 'delivered', channel: GENERAL, seq: 1 },
    { t: 'delivered', channel: GENERAL, seq: 3 },
  ])
})
