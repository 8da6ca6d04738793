/** Replicas whose tail a power cut took: nothing is judged by them, and nothing of them is taken for whole. */
import { expect, it } from 'vitest'
import { volumeDocument } from '../../../schema/documents.ts'
import { ADA, type Bench, BO, GENERAL, NEWEST, pending, ROOT } from '../../support/client-bench.ts'
import { GROUP, heard, M2, M3, onlineAfterHello } from '../../support/client-online.ts'

const SECOND = volumeDocument(GENERAL, 1)

/** The browser is killed, and the disk keeps nothing that it was only handed. */
function losePower(bench: Bench, kill: () => void): void {
  kill()
  bench.disk.crash()
  bench.server.heard.length = 0
}

it('[RS11] a lost tail is seen by the digest, and asked for by state vector', async () => {
  const { bench, kill, server } = await onlineAfterHello()
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
  const { bench, kill, server } = await onlineAfterHello()
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

it('[RS16] what may be read is not judged by a directory or account that lost its tail', async () => {
  const { bench, kill, server } = await onlineAfterHello()
  server.found(GROUP, ADA)
  server.openVolume(GENERAL)
  server.post(GENERAL, M2, { by: BO, text: 'in the newest volume' })
  await bench.world.settle()
  losePower(bench, kill)
  const { device } = await bench.open()
  for (const doc of [ROOT, NEWEST, SECOND]) device.view(doc)
  await bench.world.settle()
  expect(device.view(SECOND).get('messages', M2)).toEqual({ by: BO, text: 'in the newest volume' })
  expect([...bench.disk.documents.values()].filter((record) => record.aside)).toEqual([])
  expect(bench.disk.documents.get(SECOND)?.generation).toBe(server.doc(SECOND).generation)
  expect(server.heard.filter((m) => m.t === 'open')).toEqual([])
})

it('[RS11] a replica that lost its tail is not saved as whole before its answer is in', async () => {
  const { bench, kill, server } = await onlineAfterHello()
  bench.disk.sync()
  server.post(GENERAL, M2, { by: BO, text: 'in the tail' })
  await bench.world.settle()
  losePower(bench, kill)
  const { device } = await bench.open()
  server.holdsAnswers = true
  device.view(NEWEST)
  await bench.world.settle()
  server.post(GENERAL, M3, { by: BO, text: 'live' })
  await bench.world.settle()
  expect(bench.disk.documents.get(NEWEST)?.digest).toBe('')
  server.release()
  await bench.world.settle()
  expect(device.view(NEWEST).get('messages', M2)).toEqual({ by: BO, text: 'in the tail' })
  expect(bench.disk.documents.get(NEWEST)?.digest).toBe(server.answerOf(NEWEST, 'since').digest)
})

it('[RS11] nothing is sent before it is known which channels there are', async () => {
  const { bench, kill, server } = await onlineAfterHello()
  losePower(bench, kill)
  server.holdsAnswers = true
  const { device } = await bench.open()
  server.release()
  await bench.world.settle()
  await bench.say(device, 'to a channel of a directory that is asked for')
  expect(server.accepted).toEqual([])
  server.holdsAnswers = false
  server.release()
  await bench.world.settle()
  expect(bench.texts()).toEqual(['hello', 'to a channel of a directory that is asked for'])
  expect(pending(device)).toEqual([])
})
