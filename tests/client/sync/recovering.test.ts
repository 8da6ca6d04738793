/** What is brought back after a restore. */
import * as Y from 'yjs'
import { expect, it } from 'vitest'
import { channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { directChannelId } from '../../../schema/ids.ts'
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
import { GROUP, M1, M3, onlineAfterHello } from '../../support/client-online.ts'

const DIRECT = directChannelId(ADA, BO)

it('[RS20] after a restore one’s own messages, edits and deletions are sent again', async () => {
  const { bench, device, server } = await onlineAfterHello()
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
  const { bench, device, server } = await onlineAfterHello()
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
  const { bench, device, server } = await onlineAfterHello()
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
  const { bench, device, server } = await onlineAfterHello()
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
  const { bench, device, server } = await onlineAfterHello()
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
  const { bench, device, server } = await onlineAfterHello()
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
  const { bench, device, server } = await onlineAfterHello()
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

it('[RS14] [RS20] what a lost direct channel gets back is sent on a document that stays open meanwhile', async () => {
  const bench = new Bench()
  const { device } = await bench.open()
  const { server } = bench
  const backup = server.backup()
  await bench.say(device, 'hi', DIRECT)
  server.restore(backup)
  // What the server does for one who asks for a channel that follows from its id.
  server.unfounded.add(channelDocument(DIRECT)).add(volumeDocument(DIRECT, 0))
  server.heard.length = 0
  await bench.online(device)
  await bench.world.advance(5_000)
  expect(bench.texts(volumeDocument(DIRECT, 0))).toEqual(['hi'])
  expect(pending(device)).toEqual([])
  const opens = server.heard.filter((m) => m.t === 'open' && m.doc === volumeDocument(DIRECT, 0))
  expect(opens.length).toBeLessThanOrEqual(2)
})
