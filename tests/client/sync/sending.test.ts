/** What the sender does with the outbox, before a server. */
import { expect, it } from 'vitest'
import { channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { directChannelId, type ChannelId } from '../../../schema/ids.ts'
import type { Json } from '../../../schema/json.ts'
import {
  ACCOUNT,
  ADA,
  Bench,
  BO,
  deletion,
  GENERAL,
  message,
  NEWEST,
  pending,
  reaction,
  ROOT,
} from '../../support/client-bench.ts'
import type { Write } from '../../support/client-fake-server.ts'

const M = '01HF7YAT00AAAAAAAAAAAAAAAA'
const refusing = (key: string, code: string, detail?: Json) => (_doc: string, writes: readonly Write[]) => {
  const found = writes.filter(
    (write) => write.key === key || (write.value as { text?: string } | undefined)?.text === key,
  )
  return found.length === 0
    ? null
    : found.map(({ root, key }) => ({ root, key, code: code as never, reason: 'R1', detail }))
}
async function online() {
  const bench = new Bench()
  const { device } = await bench.open()
  return { bench, device, server: bench.server }
}

it('[OB12] a failing disk rejects the write, and nothing of it is shown', async () => {
  const { bench, device } = await online()
  bench.disk.failing = 'outbox change'
  await expect(bench.say(device, 'one')).rejects.toMatchObject({ code: 'storage_failed' })
  bench.disk.failing = null
  expect(pending(device)).toEqual([])
  await bench.say(device, 'two')
  expect(bench.texts()).toEqual(['two'])
})

it('[OB16] one update of a document is in flight, the next one carries all that came meanwhile', async () => {
  const { bench, device, server } = await online()
  server.silence = 'updates'
  await bench.say(device, 'one')
  await bench.say(device, 'two')
  await bench.say(device, 'three')
  expect(pending(device)).toEqual(['sending one', 'saved two', 'saved three'])
  await bench.offline()
  server.silence = 'none'
  await bench.online(device)
  expect(bench.texts()).toEqual(['one', 'two', 'three'])
  expect(server.accepted).toHaveLength(1)
})

it('[OB18] what goes to another document does not wait for the one in flight', async () => {
  const { bench, device, server } = await online()
  server.silence = 'updates'
  await bench.say(device, 'one')
  server.silence = 'none'
  await bench.write(device, { doc: ACCOUNT, root: 'prefs', key: 'theme', value: 'dark' })
  expect(server.registers(ACCOUNT, 'prefs')).toEqual({ theme: 'dark' })
  expect(pending(device)).toEqual(['sending one'])
})

it('[OB28] an update without an answer is forgotten, and made again after catching up', async () => {
  const { bench, device, server } = await online()
  server.silence = 'updates'
  await bench.say(device, 'one')
  await bench.offline()
  expect(pending(device)).toEqual(['saved one'])
  server.post(GENERAL, M, { by: BO, text: 'meanwhile' })
  server.silence = 'none'
  await bench.online(device)
  expect(bench.texts()).toEqual(['meanwhile', 'one'])
})

it('[UI139] new messages that the server took are counted, once, in every tab, whatever becomes of their answers', async () => {
  const { bench, device, server } = await online()
  const two = await bench.open()
  const id = await bench.say(device, 'one')
  expect(device.arrived()).toBe(1)
  await bench.write(device, message(id, 'one, edited'), reaction(id, 1))
  await bench.offline()
  await bench.say(device, 'cancelled')
  await device.discard(device.outbox().at(-1)!.n)
  await bench.online(device)
  expect(device.arrived()).toBe(1)
  server.silence = 'answers'
  await bench.say(device, 'two')
  expect(device.arrived()).toBe(1)
  await bench.offline()
  server.silence = 'none'
  await bench.online(device)
  expect(pending(device)).toEqual([])
  expect([device.arrived(), two.device.arrived()]).toEqual([2, 2])
  server.refuse = refusing('refused', 'forbidden')
  await bench.say(device, 'refused')
  expect(device.arrived()).toBe(2)
})

it('[OB19] a reaction to a pending message waits until it is stamped', async () => {
  const { bench, device, server } = await online()
  await bench.offline()
  const id = await bench.say(device, 'one')
  await bench.write(device, reaction(id, 1))
  expect(device.view(NEWEST).get('reactions', `${id}/heart/1`)).toBe(1)
  await bench.online(device)
  expect(server.accepted.map((update) => update.writes.map((write) => write.root))).toEqual([
    ['messages'],
    ['reactions'],
  ])
  expect(pending(device)).toEqual([])
})

it('[OB19] a pin of a pending message waits until it is stamped', async () => {
  const { bench, device, server } = await online()
  await bench.offline()
  const id = await bench.say(device, 'one')
  await bench.write(device, { doc: ROOT, root: 'pins', key: id, value: { by: ADA, at: 1 } })
  await bench.online(device)
  expect(server.accepted.map((update) => update.doc)).toEqual([NEWEST, ROOT])
})

it('[OB20] an edit and a reaction go to the volume that holds the message', async () => {
  const { bench, device, server } = await online()
  const id = await bench.say(device, 'one')
  server.openVolume(GENERAL)
  await bench.world.settle()
  await bench.write(device, message(id, 'uno', GENERAL, { editedAt: 5 }), reaction(id, 1))
  expect(server.registers(NEWEST, 'messages')[id]).toMatchObject({ text: 'uno' })
  expect(server.registers(NEWEST, 'reactions')).toEqual({ [`${id}/heart/1`]: 1 })
  expect(pending(device)).toEqual([])
})

it('[OB20] an edit finds a volume that is on disk only', async () => {
  const { bench, device, server } = await online()
  const id = await bench.say(device, 'one')
  server.openVolume(GENERAL)
  await bench.world.settle()
  await device.stop()
  const { device: again } = await bench.open()
  expect(again.locate(GENERAL, id)).toBe(null)
  await bench.write(again, reaction(id, 1))
  expect(server.registers(NEWEST, 'reactions')).toEqual({ [`${id}/heart/1`]: 1 })
})

it('[OB21] drafts and read marks go at most every 10 s a key, and at once when asked', async () => {
  const { bench, device, server } = await online()
  const draft = (value: string) => bench.write(device, { doc: ACCOUNT, root: 'drafts', key: GENERAL, value })
  await draft('a')
  await draft('ab')
  await draft('abc')
  expect(server.accepted.map((update) => update.writes[0]?.value)).toEqual(['a'])
  await bench.world.advance(9_999)
  expect(server.accepted).toHaveLength(1)
  await bench.world.advance(1)
  expect(server.accepted.map((update) => update.writes[0]?.value)).toEqual(['a', 'abc'])
  await draft('abcd')
  device.flush()
  await bench.world.settle()
  expect(server.registers(ACCOUNT, 'drafts')).toEqual({ general: 'abcd' })
  await draft('abcde')
  device.watch(GENERAL)
  await bench.world.settle()
  expect(server.registers(ACCOUNT, 'drafts')).toEqual({ general: 'abcde' })
})

it('[OB22] what the server holds already is not sent again', async () => {
  const { bench, device, server } = await online()
  server.silence = 'answers'
  await bench.say(device, 'one')
  await bench.offline()
  server.silence = 'none'
  await bench.online(device)
  expect(bench.texts()).toEqual(['one'])
  expect(server.accepted).toHaveLength(1)
  expect(pending(device)).toEqual([])
})

it('[OB38] a mark that goes back while the answer to the last one is lost goes back at the server, too', async () => {
  const { bench, device, server } = await online()
  const mark = (seq: number) => ({ doc: ACCOUNT, root: 'read', key: GENERAL, value: { seq, messageId: M } })
  server.silence = 'answers'
  await bench.write(device, mark(9))
  expect(server.registers(ACCOUNT, 'read')[GENERAL]).toMatchObject({ seq: 9 })
  await bench.write(device, mark(3))
  await bench.offline()
  server.silence = 'none'
  await bench.online(device)
  device.flush()
  await bench.world.settle()
  expect(server.registers(ACCOUNT, 'read')[GENERAL]).toMatchObject({ seq: 3 })
  expect(device.view(ACCOUNT).get('read', GENERAL)).toMatchObject({ seq: 3 })
})

it('[OB23] an edit older than what stands there is superseded, and its text is kept', async () => {
  const { bench, device, server } = await online()
  const id = await bench.say(device, 'one')
  await bench.offline()
  await bench.write(device, message(id, 'mine', GENERAL, { editedAt: 5 }))
  server.write(NEWEST, [{ root: 'messages', key: id, value: { by: ADA, text: 'other device', editedAt: 9 } }])
  await bench.online(device)
  expect(pending(device)).toEqual(['superseded mine'])
  expect(device.view(NEWEST).get('messages', id)).toMatchObject({ text: 'other device' })
  await bench.write(device, deletion(id))
  expect(pending(device)).toEqual(['superseded mine'])
})

it('[OB23] a write that the server overruled is superseded as well', async () => {
  const { bench, device, server } = await online()
  const id = await bench.say(device, 'one')
  server.superseded.add(id)
  await bench.write(device, message(id, 'mine', GENERAL, { editedAt: 5 }))
  expect(pending(device)).toEqual(['superseded mine'])
})

it('[OB24] a role that changed since is refused as stale, with what stands', async () => {
  const { bench, device, server } = await online()
  const group = '01HF7YAT00CCCCCCCCCCCCCCCC'
  server.found(group, ADA)
  server.write(`channel/${group}`, [{ root: 'members', key: '2', value: { role: 'member', by: 1 } }])
  await bench.world.settle()
  const read = device.view(`channel/${group}`)
  expect(read.get('members', '2')).toEqual({ role: 'member', by: 1 })
  await bench.offline()
  await bench.write(device, { doc: `channel/${group}`, root: 'members', key: '2', value: { role: 'none', by: 1 } })
  server.write(`channel/${group}`, [{ root: 'members', key: '2', value: { role: 'admin', by: 3 } }])
  await bench.online(device)
  expect(device.outbox()).toMatchObject([{ state: 'refused', code: 'stale', detail: { role: 'admin', by: 3 } }])
  await device.retry(device.outbox()[0]!.n)
  await bench.world.settle()
  expect(server.registers(`channel/${group}`, 'members')['2']).toEqual({ role: 'none', by: 1 })
})

it('[OB26] deleting a message that never arrived leaves nothing behind', async () => {
  const { bench, device, server } = await online()
  server.silence = 'updates'
  const id = await bench.say(device, 'one')
  await bench.write(device, deletion(id))
  await bench.offline()
  server.silence = 'none'
  await bench.online(device)
  expect(bench.texts()).toEqual([])
  expect(pending(device)).toEqual([])
})

it('[OB26] deleting a message that did arrive deletes it, also when its volume was sealed', async () => {
  const { bench, device, server } = await online()
  server.silence = 'answers'
  const id = await bench.say(device, 'one')
  await bench.write(device, deletion(id))
  await bench.offline()
  server.silence = 'none'
  server.openVolume(GENERAL)
  await bench.online(device)
  expect(server.registers(NEWEST, 'messages')[id]).toEqual({ by: ADA, deletedAt: 5 })
  expect(pending(device)).toEqual([])
})

it('[OB27] an acknowledged intent goes only when the replica is on disk', async () => {
  const { bench, device } = await online()
  bench.disk.failing = 'replica flush'
  await bench.say(device, 'one')
  expect(bench.texts()).toEqual(['one'])
  expect(pending(device)).toEqual(['saved one'])
  bench.disk.failing = null
  await bench.say(device, 'two')
  expect(pending(device)).toEqual([])
  expect(bench.texts()).toEqual(['one', 'two'])
})

it('[OB29] a refusal removes the refused intents, and the rest goes again', async () => {
  const { bench, device, server } = await online()
  server.refuse = refusing('bad', 'forbidden')
  await bench.offline()
  await bench.say(device, 'one')
  await bench.say(device, 'bad')
  await bench.say(device, 'three')
  await bench.online(device)
  expect(bench.texts()).toEqual(['one', 'three'])
  expect(device.outbox()).toMatchObject([{ state: 'refused', code: 'forbidden', reason: 'R1', value: { text: 'bad' } }])
  server.refuse = () => null
  await device.retry(device.outbox()[0]!.n)
  await bench.world.settle()
  expect(bench.texts()).toEqual(['one', 'three', 'bad'])
})

it('[OB29] a refused edit shows the old content again', async () => {
  const { bench, device, server } = await online()
  const id = await bench.say(device, 'one')
  server.refuse = refusing(id, 'gone')
  await bench.write(device, message(id, 'uno', GENERAL, { editedAt: 5 }))
  expect(device.view(NEWEST).get('messages', id)).toMatchObject({ text: 'one' })
  expect(pending(device)).toEqual(['refused uno'])
  await device.discard(device.outbox()[0]!.n)
  expect(pending(device)).toEqual([])
})

it('[OB29] an unreadable channel answers why, and the person keeps the text', async () => {
  const { bench, device, server } = await online()
  const group = '01HF7YAT00CCCCCCCCCCCCCCCC'
  server.found(group, ADA)
  await bench.world.settle()
  await bench.offline()
  await bench.say(device, 'too late', group)
  server.leave(group, ADA)
  server.refuse = refusing('too late', 'forbidden')
  await bench.online(device)
  expect(pending(device)).toEqual(['refused too late'])
})

it('[OB29] a refusal that names nothing is not answered by sending the same at once', async () => {
  const { bench, device, server } = await online()
  let refusals = 0
  server.refuse = () => (refusals++, [])
  await bench.say(device, 'one')
  await bench.world.advance(4_000)
  expect(refusals).toBe(1)
  server.refuse = () => null
  await bench.world.advance(2_000)
  expect(bench.texts()).toEqual(['one'])
})

it('[OB30] a sealed volume means: again with the newest, in order', async () => {
  const { bench, device, server } = await online()
  server.refuse = (doc, writes) =>
    doc === NEWEST ? writes.map(({ root, key }) => ({ root, key, code: 'sealed', reason: 'MS8' })) : null
  server.silence = 'none'
  await bench.offline()
  await bench.say(device, 'one')
  await bench.say(device, 'two')
  await bench.online(device)
  server.openVolume(GENERAL)
  await bench.world.advance(2_000)
  expect(bench.texts(volumeDocument(GENERAL, 1))).toEqual(['one', 'two'])
  expect(pending(device)).toEqual([])
})

it('[OB17] while one waits for a volume that was sealed meanwhile, later ones do not overtake it', async () => {
  const { bench, device, server } = await online()
  server.silence = 'updates'
  await bench.say(device, 'one')
  server.openVolume(GENERAL)
  server.silence = 'none'
  await bench.say(device, 'two')
  expect(pending(device)).toEqual(['sending one', 'saved two'])
  const session = server.sessions[0]!
  session.send({
    t: 'refused',
    doc: NEWEST,
    row: 1,
    entries: [{ root: 'messages', key: device.outbox()[0]!.key, code: 'sealed', reason: 'MS8' }],
  })
  await bench.world.settle()
  expect(bench.texts(volumeDocument(GENERAL, 1))).toEqual(['one', 'two'])
})

it('[OB31] a message that the server has is done; other words become an edit where it is', async () => {
  const { bench, device, server } = await online()
  const other = volumeDocument(GENERAL, 0)
  await bench.offline()
  const [same, changed] = [await bench.say(device, 'same'), await bench.say(device, 'newer words')]
  server.write(other, [
    { root: 'messages', key: same, value: { by: ADA, text: 'same' } },
    { root: 'messages', key: changed, value: { by: ADA, text: 'older words' } },
  ])
  // The device looks at the newest volume, and has not the old one.
  server.openVolume(GENERAL)
  server.refuse = (doc, writes) => {
    const known = writes.filter((write) => doc !== other && [same, changed].includes(write.key))
    return known.length > 0
      ? known.map(({ root, key }) => ({ root, key, code: 'known', reason: 'MS7', detail: { volume: 0, stamp: null } }))
      : null
  }
  await bench.online(device)
  expect(server.registers(other, 'messages')[changed]).toMatchObject({
    text: 'newer words',
    editedAt: expect.any(Number),
  })
  expect(server.registers(volumeDocument(GENERAL, 1), 'messages')).toEqual({})
  expect(pending(device)).toEqual([])
})

it('[OB32] a message from a wrong clock gets a new id, also in the reply to it', async () => {
  const { bench, device, server } = await online()
  await bench.offline()
  bench.world.nowMs += 3_600_000
  const id = await bench.say(device, 'from the future')
  await bench.write(device, message(device.newId(), 'reply', GENERAL, { replyTo: { id } }))
  bench.world.nowMs -= 3_600_000
  server.refuse = refusing(id, 'clock')
  await bench.online(device)
  expect(bench.texts()).toEqual(['from the future', 'reply'])
  const messages = Object.entries(server.registers(NEWEST, 'messages')) as [
    string,
    { text: string; replyTo?: { id: string } },
  ][]
  const renamed = messages.find(([, value]) => value.text === 'from the future')?.[0]
  expect(renamed).not.toBe(id)
  expect(messages.find(([, value]) => value.text === 'reply')?.[1].replyTo?.id).toBe(renamed)
})

it('[OB33] a limit is waited for, and nothing overtakes meanwhile', async () => {
  const { bench, device, server } = await online()
  server.refuse = refusing('one', 'rate', { retryAfterMs: 12_000 })
  await bench.say(device, 'one')
  await bench.say(device, 'two')
  expect(device.outbox()).toMatchObject([{ state: 'rate-limited', againAt: device.now() + 12_000 }, { state: 'saved' }])
  server.refuse = () => null
  await bench.world.advance(11_999)
  expect(bench.texts()).toEqual([])
  await bench.world.advance(1)
  expect(bench.texts()).toEqual(['one', 'two'])
})

it('[OB34] a read mark whose message has another number is computed again', async () => {
  const { bench, device, server } = await online()
  server.post(GENERAL, M, { by: BO, text: 'hello' })
  await bench.world.settle()
  server.refuse = (_doc, writes) => {
    const wrong = writes.filter((write) => write.root === 'read' && (write.value as { seq: number }).seq !== 1)
    return wrong.length > 0 ? wrong.map(({ root, key }) => ({ root, key, code: 'stale', reason: 'AC4' })) : null
  }
  await bench.write(device, { doc: ACCOUNT, root: 'read', key: GENERAL, value: { seq: 44, messageId: M } })
  await bench.world.advance(10_000)
  expect(server.registers(ACCOUNT, 'read')).toEqual({ general: { seq: 1, messageId: M } })
  expect(pending(device)).toEqual([])
})

it('[OB35] a gap means: catch up with the document, make the update again', async () => {
  const { bench, device, server } = await online()
  server.gaps = 2
  await bench.say(device, 'one')
  expect(bench.texts()).toEqual(['one'])
  expect(pending(device)).toEqual([])
})

it('[OB36] many intents go in several updates of at most 200', async () => {
  const { bench, device, server } = await online()
  await bench.offline()
  await bench.write(device, ...Array.from({ length: 450 }, (_, i) => message(device.newId(), `m${i}`)))
  await bench.online(device)
  expect(server.accepted.map((update) => update.writes.length)).toEqual([200, 200, 50])
  expect(bench.texts()).toEqual(Array.from({ length: 450 }, (_, i) => `m${i}`))
})

it('[OB36] big ones go in updates below the limit of bytes', async () => {
  const { bench, device, server } = await online()
  await bench.offline()
  const text = 'x'.repeat(9_900)
  await bench.write(device, ...Array.from({ length: 150 }, () => message(device.newId(), text.repeat(3))))
  await bench.online(device)
  expect(server.accepted.length).toBeGreaterThan(1)
  expect(bench.texts()).toHaveLength(150)
})

it('[OB6] a direct message to someone new needs nothing from the server first', async () => {
  const { bench, device, server } = await online()
  const dm = directChannelId(ADA, BO)
  await bench.offline()
  const id = await bench.say(device, 'hi', dm)
  expect(device.view(volumeDocument(dm, 0)).get('messages', id)).toMatchObject({ text: 'hi' })
  const heard = server.heard.length
  await bench.online(device)
  expect(bench.texts(volumeDocument(dm, 0))).toEqual(['hi'])
  expect(pending(device)).toEqual([])
  expect(server.heard.slice(heard).filter((m) => m.t === 'open' && m.doc === volumeDocument(dm, 0))).toEqual([])
})

function founding(id: string, title: string) {
  const doc = channelDocument(id as ChannelId)
  return [
    { doc, root: 'meta', key: 'kind', value: 'group' },
    { doc, root: 'meta', key: 'title', value: title },
    { doc, root: 'meta', key: 'createdBy', value: ADA as number },
    { doc, root: 'members', key: '1', value: { role: 'owner', by: 1 } },
    { doc, root: 'members', key: '2', value: { role: 'member', by: 1 } },
  ]
}

it('[OB7] a channel founded offline goes in one update, before everything of it', async () => {
  const { bench, device, server } = await online()
  await bench.offline()
  const id = device.newId()
  await bench.write(device, ...founding(id, 'crew'))
  await bench.say(device, 'first', id)
  await bench.online(device)
  expect(server.accepted.map((update) => [update.doc, update.writes.length])).toEqual([
    [`channel/${id}`, 5],
    [`channel/${id}/0`, 1],
  ])
  expect(pending(device)).toEqual([])
  expect(bench.texts(`channel/${id}/0`)).toEqual(['first'])
})

it('[OB8] a refused founding holds its channel; another title sends it all', async () => {
  const { bench, device, server } = await online()
  await bench.offline()
  const id = device.newId()
  await bench.write(device, ...founding(id, 'taken'))
  await bench.say(device, 'first', id)
  await bench.say(device, 'elsewhere')
  server.refuse = (_doc, writes) =>
    writes.some((write) => write.value === 'taken')
      ? [{ root: 'meta', key: 'title', code: 'conflict', reason: 'MT5' }]
      : null
  await bench.online(device)
  expect(bench.texts()).toEqual(['elsewhere'])
  expect(device.outbox().map((item) => item.state)).toEqual(['held', 'refused', 'held', 'held', 'held', 'held'])
  await bench.write(device, { doc: `channel/${id}`, root: 'meta', key: 'title', value: 'crew' })
  expect(bench.texts(`channel/${id}/0`)).toEqual(['first'])
  expect(pending(device)).toEqual([])
})

it('[OB8] a refused guest does not hold the founding', async () => {
  const { bench, device, server } = await online()
  const id = device.newId()
  server.refuse = (_doc, writes) =>
    writes.some((write) => write.root === 'members' && write.key === '2')
      ? [{ root: 'members', key: '2', code: 'privacy', reason: 'MB18' }]
      : null
  await bench.write(device, ...founding(id, 'crew'))
  expect(Object.keys(server.registers(`channel/${id}`, 'members'))).toEqual(['1'])
  expect(device.outbox()).toMatchObject([{ key: '2', state: 'refused', code: 'privacy' }])
})
