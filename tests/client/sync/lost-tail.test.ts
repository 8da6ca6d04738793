/** Replicas whose tail a power cut took: nothing is judged by them, and nothing of them is taken for whole. */
import { expect, it } from 'vitest'
import { volumeDocument } from '../../../schema/documents.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { ADA, Bench, BO, GENERAL, NEWEST, pending, ROOT } from '../../support/client-bench.ts'

const [M1, M2, M3] = ['01HF7YAT00AAAAAAAAAAAAAAAA', '01HF7YAT00BBBBBBBBBBBBBBBB', '01HF7YAT00CCCCCCCCCCCCCCCC']
const GROUP = '01HF7YAT00DDDDDDDDDDDDDDDD' as ChannelId
const SECOND = volumeDocument(GENERAL, 1)

async function online() {
  const bench = new Bench()
  bench.server.post(GENERAL, M1, { by: BO, text: 'hello' })
  const { device, kill } = await bench.open()
  return { bench, device, kill, server: bench.server }
}

/** The browser is killed, and the disk keeps nothing that it was only handed. */
function losePower(bench: Bench, kill: () => void): void {
  kill()
  bench.disk.crash()
  bench.server.heard.length = 0
}

it('[RS16] what may be read is not judged by a directory or account that lost its tail', async () => {
  const { bench, kill, server } = await online()
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
  const { bench, kill, server } = await online()
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
  const { bench, kill, server } = await online()
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
