import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeAll, expect, it } from 'vitest'
import type { ChannelId } from '../../../schema/ids.ts'
import { messagesWriter } from '../../../sync-server/export/open-formats.ts'
import { planChannel } from '../../../sync-server/export/plan-channel.ts'
import { writeChannel } from '../../../sync-server/export/write-channel.ts'
import { FORMATS } from '../../../sync-server/export/writer.ts'
import { ada, aTalk, bo, type Talk } from '../support/a-talk.ts'
import { always, exportDeps, fillChannel, readingOf } from './support.ts'

const MESSAGES = 100_000
const MOST_HEAP_BYTES = 8_000_000
const MOST_MS = 30_000
const PLACES = { fileAt: () => '', pictureOf: () => null, channelAt: () => '', messageAt: () => '' }

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

let talk: Talk
let channelId: ChannelId

beforeAll(async () => {
  talk = await aTalk()
  channelId = (await talk.channel([ada, bo])).id
  fillChannel(talk, channelId, MESSAGES)
})

it.each(FORMATS)('[EX8] 100,000 messages as %s are told at constant memory', async (format) => {
  const deps = exportDeps(talk)
  const reading = readingOf(bo)
  const plan = planChannel(deps, reading, channelId, {})
  collect()
  const before = process.memoryUsage().heapUsed
  const began = performance.now()
  let most = 0
  let chars = 0
  let parts = 0
  for await (const part of writeChannel(deps, reading, plan, messagesWriter(format, PLACES), always)) {
    chars += part.length
    expect(part.length).toBeLessThan(256 * 1024)
    if (parts++ % 100 !== 0) continue
    collect()
    most = Math.max(most, process.memoryUsage().heapUsed - before)
  }
  expect(chars).toBeGreaterThan(MESSAGES * 60)
  expect(most).toBeLessThan(MOST_HEAP_BYTES)
  expect(performance.now() - began).toBeLessThan(MOST_MS)
})
