/** What the sender does with the outbox: one update of a document at a time, and nothing twice. */
import { expect, it } from 'vitest'
import { ACCOUNT, BO, GENERAL, message, pending, reaction } from '../../support/client-bench.ts'
import { M1, online, refusing } from '../../support/client-online.ts'

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
  server.post(GENERAL, M1, { by: BO, text: 'meanwhile' })
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
