/** What is done to a message goes where it is, and not before it is there. */
import { expect, it } from 'vitest'
import { volumeDocument } from '../../../schema/documents.ts'
import { ADA, deletion, GENERAL, message, NEWEST, pending, reaction, ROOT } from '../../support/client-bench.ts'
import { online } from '../../support/client-online.ts'

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
