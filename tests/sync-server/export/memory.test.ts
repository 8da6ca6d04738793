import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { beforeAll, expect, it } from 'vitest'
import { ulidFactory, type ChannelId, type MessageId } from '../../../schema/ids.ts'
import { messagesWriter } from '../../../sync-server/export/open-formats.ts'
import { planChannel } from '../../../sync-server/export/plan-channel.ts'
import { writeChannel } from '../../../sync-server/export/write-channel.ts'
import { FORMATS } from '../../../sync-server/export/writer.ts'
import { ada, aTalk, bo, type Talk } from '../support/a-talk.ts'
import { always, exportDeps, readingOf } from './support.ts'

const MESSAGES = 100_000
const MOST_HEAP_BYTES = 8_000_000
const MOST_MS = 30_000
const PLACES = { fileAt: () => '', pictureOf: () => null, channelAt: () => '' }

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

let talk: Talk
let channelId: ChannelId

beforeAll(async () => {
  talk = await aTalk()
  channelId = (await talk.channel([ada, bo])).id
  fill(talk, channelId)
})

/** As the writer would put them there, without the documents, which an export does not read. */
function fill({ h, deps }: Talk, id: ChannelId): void {
  const tables = h.core.deps.tables
  const newId = ulidFactory(() => h.clock.nowMs, Math.random)
  const first = deps.messages.last(id)?.seq ?? 0
  h.db.transaction(() => {
    for (let n = 1; n <= MESSAGES; n++) {
      const at = h.clock.nowMs + n
      const messageId = newId() as MessageId
      const reacted = n % 10 === 0 ? { rmod: at } : {}
      const stamp = { id: 1_000 + n, seq: first + n, at, ...reacted }
      tables.putMessage(
        id,
        messageId,
        0,
        { by: n % 2 ? ada : bo, text: `Pump ${n} runs, and filter ${n % 7} holds.` },
        stamp,
      )
      if (n % 10 === 0) tables.putReaction(id, messageId, 'thumbsup', ada, true)
    }
    tables.raiseCounts(id, first + MESSAGES, 0, h.clock.nowMs + MESSAGES)
  })()
}

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
