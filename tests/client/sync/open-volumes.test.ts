/** Older volumes are live while they are on the screen. */
import { expect, it } from 'vitest'
import { volumeDocument } from '../../../schema/documents.ts'
import { BO, GENERAL, NEWEST } from '../../support/client-bench.ts'
import { heard, M1, onlineAfterHello } from '../../support/client-online.ts'

it('[RS14] an older volume is opened while it is on screen, from where it is held, and closed afterwards', async () => {
  const { bench, device, server } = await onlineAfterHello()
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
  const { bench, device, server } = await onlineAfterHello()
  device.openVolume(GENERAL, 0)
  server.openVolume(GENERAL)
  await bench.world.settle()
  expect(device.view(volumeDocument(GENERAL, 1)).state).toBe('ready')
  expect(heard(bench, 'open').map((m) => m.doc)).toEqual([NEWEST])
  await bench.say(device, 'there')
  expect(bench.texts(volumeDocument(GENERAL, 1))).toEqual(['there'])
})

it('[RS14] a notice of a volume on screen opens it, of another one nothing', async () => {
  const { bench, device, server } = await onlineAfterHello()
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
