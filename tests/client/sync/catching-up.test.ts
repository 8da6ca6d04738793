/** Catching up, digests, generations, access and recovery, before a server. */
import * as Y from 'yjs'
import { expect, it } from 'vitest'
import { channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { writtenAt, type ChannelId } from '../../../schema/ids.ts'
import type { Upstream } from '../../../schema/protocol/upstream.ts'
import { encodeFrame } from '../../../schema/protocol/frames.ts'
import {
  ACCOUNT,
  ADA,
  Bench,
  BO,
  GENERAL,
  message,
  NEWEST,
  pending,
  reaction,
  ROOT,
} from '../../support/client-bench.ts'
import { MemoryDisk } from '../../support/client-memory-store.ts'

const [M1, M2, M3] = ['01HF7YAT00AAAAAAAAAAAAAAAA', '01HF7YAT00BBBBBBBBBBBBBBBB', '01HF7YAT00CCCCCCCCCCCCCCCC']
const GROUP = '01HF7YAT00DDDDDDDDDDDDDDDD' as ChannelId
async function online() {
  const bench = new Bench()
  bench.server.post(GENERAL, M1, { by: BO, text: 'hello' })
  const { device, kill } = await bench.open()
  return { bench, device, kill, server: bench.server }
}
const heard = <T extends Upstream['t']>(bench: Bench, t: T) =>
  bench.server.heard.filter((m): m is Extract<Upstream, { t: T }> => m.t === t)

it('[RS5] an app older than the server’s protocol stops, and keeps its queue', async () => {
  const { bench, device, server } = await online()
  await bench.offline()
  server.version = 2
  await bench.say(device, 'kept')
  await bench.online(device)
  expect(device.status().sync.state).toBe('too-old')
  expect(pending(device)).toEqual(['saved kept'])
})

it('[RS4] with the session ended local work goes on, and the queue stays', async () => {
  const { bench, device, server } = await online()
  server.sessions[0]!.close(4401)
  await bench.world.settle()
  expect(device.status().sync).toEqual({ state: 'signed-out' })
  await bench.say(device, 'kept')
  expect(pending(device)).toEqual(['saved kept'])
  await bench.world.advance(120_000)
  expect(heard(bench, 'hello')).toHaveLength(1)
})

it('[UI137] what was written meanwhile goes when the person signs in again', async () => {
  const { bench, device, server } = await online()
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
  const { bench, device, server } = await online()
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
  const { bench, device, server } = await online()
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
  const { bench, device, server } = await online()
  await bench.world.advance(60_000)
  expect(heard(bench, 'heartbeat').length).toBeGreaterThan(1)
  expect(heard(bench, 'hello')).toHaveLength(1)
  const take = server.sessions[0]!
  take.send = () => undefined
  await bench.world.advance(32_000)
  expect(heard(bench, 'hello')).toHaveLength(2)
  expect(device.status().sync.state).toBe('live')
})

it('[RS7] reconnecting when nothing changed asks for nothing', async () => {
  const { bench, device, server } = await online()
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

it('[RS8] the position is saved only when every question is answered', async () => {
  const { bench, device, server } = await online()
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
  const { bench, device, server } = await online()
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

it('[RS11] a lost tail is seen by the digest, and asked for by state vector', async () => {
  const { bench, kill, server } = await online()
  bench.disk.sync()
  server.post(GENERAL, M2, { by: BO, text: 'in the tail' })
  await bench.world.settle()
  kill()
  bench.disk.crash()
  const { device } = await bench.open()
  device.view(NEWEST)
  await bench.world.settle()
  expect(device.view(NEWEST).get('messages', M2)).toEqual({ by: BO, text: 'in the tail' })
  expect(heard(bench, 'open')).toEqual([])
  expect(bench.world.reports).toEqual([])
})

it('[RS11] nothing is sent on a replica that lost its tail before it was asked for', async () => {
  const { bench, kill, server } = await online()
  bench.disk.sync()
  const id = '01HF7YAT00EEEEEEEEEEEEEEEE'
  server.write(NEWEST, [
    { root: 'messages', key: id, value: { by: ADA, text: 'one' } },
    { root: 'stamps', key: id, value: { id: 9, seq: 2, at: 1 } },
  ])
  await bench.world.settle()
  kill()
  bench.disk.crash()
  server.holdsAnswers = true
  const { device } = await bench.open()
  await bench.say(device, 'two')
  expect(server.accepted).toEqual([])
  server.release()
  await bench.world.settle()
  server.release()
  await bench.world.settle()
  expect(server.accepted).toHaveLength(1)
})

it('[RS12] a document that differs after its answer is fetched whole, and one’s own messages in it are kept', async () => {
  const { bench, device, server } = await online()
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
  const { bench, server } = await online()
  server.sessions[0]!.send({ t: 'ask', doc: NEWEST, generation: 'another' })
  await bench.world.settle()
  expect(heard(bench, 'open')).toEqual([{ t: 'open', doc: NEWEST }])
})

it('[RS14] an older volume is opened while it is on screen, from where it is held, and closed afterwards', async () => {
  const { bench, device, server } = await online()
  server.openVolume(GENERAL)
  await bench.world.settle()
  const close = device.openVolume(GENERAL, 0)
  await bench.world.settle()
  const [opened] = heard(bench, 'open')
  expect(opened).toMatchObject({ doc: NEWEST, generation: server.doc(NEWEST).generation, position: expect.any(Number) })
  server.write(NEWEST, [{ root: 'messages', key: M1, value: { by: BO, text: 'edited', editedAt: 4 } }])
  await bench.world.settle()
  expect(device.view(NEWEST).get('messages', M1)).toMatchObject({ text: 'edited' })
  close()
  await bench.world.settle()
  expect(heard(bench, 'close')).toEqual([{ t: 'close', doc: NEWEST }])
})

it('[RS14] a newer volume comes by itself, and the one on screen stays live', async () => {
  const { bench, device, server } = await online()
  device.openVolume(GENERAL, 0)
  server.openVolume(GENERAL)
  await bench.world.settle()
  expect(device.view(volumeDocument(GENERAL, 1)).state).toBe('ready')
  expect(heard(bench, 'open').map((m) => m.doc)).toEqual([NEWEST])
  await bench.say(device, 'there')
  expect(bench.texts(volumeDocument(GENERAL, 1))).toEqual(['there'])
})

it('[RS14] a notice of a volume on screen opens it, of another one nothing', async () => {
  const { bench, device, server } = await online()
  server.openVolume(GENERAL)
  await bench.world.settle()
  const notice = {
    t: 'notice',
    doc: NEWEST,
    generation: server.doc(NEWEST).generation,
    position: server.position,
  } as const
  server.sessions[0]!.send(notice)
  await bench.world.settle()
  expect(heard(bench, 'open')).toEqual([])
  device.openVolume(GENERAL, 0)
  await bench.world.settle()
  server.sessions[0]!.send(notice)
  await bench.world.settle()
  expect(heard(bench, 'open')).toHaveLength(2)
})

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
  const { bench, device } = await online()
  const first = device.newId()
  bench.world.nowMs -= 30_000
  expect(device.newId() > first).toBe(true)
  bench.world.nowMs -= 3_600_000
  expect(writtenAt(device.newId())).toBe(device.now())
})

it('[RS16] a channel that was left is kept aside, and comes back whole', async () => {
  const { bench, device, server } = await online()
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
  const { bench, device, server } = await online()
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
  const { bench, device, server } = await online()
  await device.stop()
  bench.disk.documents.delete(NEWEST)
  const { device: again } = await bench.open()
  expect(heard(bench, 'open')).toEqual([{ t: 'open', doc: NEWEST }])
  expect(again.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  expect(server.sessions).toHaveLength(1)
})

it('[RS18] a replica database that fails is fetched again, said to be missing, and does not stop the rest', async () => {
  const { bench, device } = await online()
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

it('[RS19] the connection number rises over restarts, and is on disk before it is used', async () => {
  const { bench, device } = await online()
  await bench.offline()
  await bench.online(device)
  await device.stop()
  await bench.open()
  expect(heard(bench, 'hello').map((m) => m.connection)).toEqual([1, 2, 3])
  expect(new Set(heard(bench, 'hello').map((m) => m.device)).size).toBe(1)
  expect(bench.disk.values.connection).toBe(3)
})

it('[RS20] after a restore one’s own messages, edits and deletions are sent again', async () => {
  const { bench, device, server } = await online()
  const edited = await bench.say(device, 'before')
  const deleted = await bench.say(device, 'to delete')
  const backup = server.backup()
  await bench.write(device, message(edited, 'after', GENERAL, { editedAt: 9 }))
  await bench.write(device, { doc: ROOT, root: 'messages', key: deleted, value: { by: ADA, deletedAt: 9 } })
  await bench.say(device, 'since')
  server.restore(backup)
  await bench.online(device)
  await bench.world.advance(5_000)
  expect(bench.texts()).toEqual(['hello', 'after', 'deleted', 'since'])
  expect(pending(device)).toEqual([])
  expect(device.status().sync.state).toBe('live')
})

it('[RS21] what others wrote and the server lacks is kept on this device', async () => {
  const { bench, device, server } = await online()
  const backup = server.backup()
  server.post(GENERAL, M3, { by: BO, text: 'lost' })
  await bench.world.settle()
  server.restore(backup)
  await bench.online(device)
  await bench.world.advance(5_000)
  expect(await device.keptAside()).toEqual([
    { doc: NEWEST, root: 'messages', key: M3, value: { by: BO, text: 'lost' } },
  ])
  expect(bench.texts()).toEqual(['hello'])
  server.post(GENERAL, M3, { by: BO, text: 'lost' })
  await bench.world.settle()
  expect(await device.keptAside()).toEqual([])
})

it('[RS22] reactions and account registers come back only where nobody touched them since the restore', async () => {
  const { bench, device, server } = await online()
  await bench.write(device, reaction(M1, 1), { doc: ACCOUNT, root: 'profile', key: 'name', value: 'Ada' })
  server.found(GROUP, ADA)
  await bench.world.settle()
  const backup = server.backup()
  await bench.write(device, reaction(M1, null))
  await bench.write(device, { doc: ACCOUNT, root: 'profile', key: 'bio', value: 'first' })
  await bench.write(device, { doc: ACCOUNT, root: 'prefs', key: 'theme', value: 'dark' })
  await bench.write(device, { doc: ACCOUNT, root: 'profile', key: 'name', value: 'Ada L.' })
  bench.cable.isCut = true
  server.restore(backup)
  await bench.world.settle()
  // Another device of hers was here first.
  const { ydoc } = server.doc(ACCOUNT)
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(ydoc))
  other.getMap('profile').set('name', 'Countess')
  Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(other))
  await bench.online(device)
  await bench.world.advance(5_000)
  expect(server.registers(ACCOUNT, 'profile')).toEqual({ name: 'Countess', bio: 'first' })
  expect(server.registers(ACCOUNT, 'prefs')).toEqual({ theme: 'dark' })
  expect(server.registers(NEWEST, 'reactions')).toEqual({})
})

it('[RS23] a read mark is looked up again by its message', async () => {
  const { bench, device, server } = await online()
  const backup = server.backup()
  const filler = '01HF7YAT00FFFFFFFFFFFFFFFF'
  server.post(GENERAL, filler, { by: BO, text: 'lost by the restore' })
  const mine = await bench.say(device, 'mine')
  await bench.write(device, { doc: ACCOUNT, root: 'read', key: GENERAL, value: { seq: 3, messageId: mine } })
  server.restore(backup)
  // It is at the server again, with another number, before this device is.
  server.write(NEWEST, [
    { root: 'messages', key: mine, value: { by: ADA, text: 'mine' } },
    { root: 'stamps', key: mine, value: { id: 500, seq: 2, at: 1 } },
  ])
  await bench.online(device)
  await bench.world.advance(15_000)
  expect(server.registers(ACCOUNT, 'read')).toEqual({ general: { seq: 2, messageId: mine } })
})

it('[RS24] a channel that the restored server lost is founded again by its founder, with its messages', async () => {
  const { bench, device, server } = await online()
  const backup = server.backup()
  const doc = channelDocument(GROUP)
  await bench.write(
    device,
    { doc, root: 'meta', key: 'kind', value: 'private' },
    { doc, root: 'meta', key: 'title', value: 'crew' },
    { doc, root: 'meta', key: 'createdBy', value: ADA },
    { doc, root: 'members', key: '1', value: { role: 'owner', by: ADA } },
    { doc, root: 'members', key: '2', value: { role: 'member', by: ADA } },
  )
  await bench.say(device, 'first', GROUP)
  server.restore(backup)
  // What the server does for one who asks for a root that is not founded.
  server.unfounded.add(doc)
  await bench.online(device)
  await bench.world.advance(5_000)
  expect(server.registers(doc, 'meta')).toMatchObject({ kind: 'private', title: 'crew', createdBy: ADA })
  expect(server.registers(doc, 'members')).toMatchObject({ 1: { role: 'owner' }, 2: { role: 'member' } })
})

it('[RS25] a pending edit of a message that the restore lost becomes the message', async () => {
  const { bench, device, server } = await online()
  const backup = server.backup()
  const id = await bench.say(device, 'one')
  await bench.offline()
  await bench.write(device, message(id, 'uno', GENERAL, { editedAt: 9 }))
  server.restore(backup)
  await bench.online(device)
  await bench.world.advance(5_000)
  expect(bench.texts()).toEqual(['hello', 'uno'])
  expect(pending(device)).toEqual([])
})

it('[RS26] the old replica goes only when all that was recovered is acknowledged', async () => {
  const { bench, device, server } = await online()
  const backup = server.backup()
  await bench.say(device, 'since')
  const old = `${NEWEST}\n${server.doc(NEWEST).generation}`
  server.restore(backup)
  server.silence = 'updates'
  await bench.online(device)
  await bench.world.advance(5_000)
  expect(pending(device)).toEqual(['sending since'])
  expect([...bench.disk.replicas.keys()]).toContain(old)
  await bench.offline()
  server.silence = 'none'
  await bench.online(device)
  expect(bench.texts()).toEqual(['hello', 'since'])
  expect([...bench.disk.replicas.keys()]).not.toContain(old)
})

it('[RS30] the server is told what reached the disk of this device, of others’ messages', async () => {
  const { bench, device, server } = await online()
  await bench.say(device, 'mine')
  server.post(GENERAL, M2, { by: BO, text: 'theirs' })
  await bench.world.settle()
  expect(heard(bench, 'delivered')).toEqual([
    { t: 'delivered', channel: GENERAL, seq: 1 },
    { t: 'delivered', channel: GENERAL, seq: 3 },
  ])
})

it('[RS7] a second device of the same account is another device', async () => {
  const { bench, server } = await online()
  const { device } = await bench.open(new MemoryDisk(), bench.world.cable())
  expect(device.view(NEWEST).get('messages', M1)).toEqual({ by: BO, text: 'hello' })
  expect(new Set(heard(bench, 'hello').map((m) => m.device)).size).toBe(2)
  expect(server.sessions).toHaveLength(2)
})
