/** What is brought back after a restore, where the server lost whole documents. */
import { expect, it } from 'vitest'
import { channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { directChannelId } from '../../../schema/ids.ts'
import { ADA, Bench, BO, pending } from '../../support/client-bench.ts'

const DIRECT = directChannelId(ADA, BO)

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
