/** What the server refuses, and what the device makes of it. */
import { expect, it } from 'vitest'
import { volumeDocument } from '../../../schema/documents.ts'
import { ACCOUNT, ADA, BO, GENERAL, message, NEWEST, pending } from '../../support/client-bench.ts'
import { M1, online, refusing } from '../../support/client-online.ts'

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
  server.post(GENERAL, M1, { by: BO, text: 'hello' })
  await bench.world.settle()
  server.refuse = (_doc, writes) => {
    const wrong = writes.filter((write) => write.root === 'read' && (write.value as { seq: number }).seq !== 1)
    return wrong.length > 0 ? wrong.map(({ root, key }) => ({ root, key, code: 'stale', reason: 'AC4' })) : null
  }
  await bench.write(device, { doc: ACCOUNT, root: 'read', key: GENERAL, value: { seq: 44, messageId: M1 } })
  await bench.world.advance(10_000)
  expect(server.registers(ACCOUNT, 'read')).toEqual({ general: { seq: 1, messageId: M1 } })
  expect(pending(device)).toEqual([])
})
