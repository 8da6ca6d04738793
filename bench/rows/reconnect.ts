/** Rows: what a device carries to come back, when nothing is new and when 100 messages are. */
import { volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import { Device } from '../support/device.ts'
import { englishMessage } from '../support/english.ts'
import { fillGroup, fillMessages, newUlid, updateOf } from '../support/fill.ts'
import type { Figure, Row } from '../support/row.ts'
import { startServer } from '../support/server-process.ts'
import { median, round } from '../support/stats.ts'
import { makeWorkspace } from '../support/workspace.ts'

const ROUNDS = 5
const MISSED = 100
const MESSAGES_A_CHANNEL = 20
const NOTHING_NEW_BYTES = 300

export const reconnect: Row = {
  name: 'reconnect',
  async run() {
    return [...(await measure(20)), ...(await measure(200)).slice(0, 1)]
  },
}

async function measure(channels: number): Promise<Figure[]> {
  const ids: ChannelId[] = []
  const people = [1, 2, 3]
  const workspace = await makeWorkspace(people.length, (core) => {
    for (let n = 0; n < channels; n++) {
      const id = fillGroup(core, `group ${n}`, people)
      fillMessages(core, id, people, MESSAGES_A_CHANNEL)
      ids.push(id)
    }
  })
  const server = await startServer(workspace.folder)
  const device = new Device(server.url, workspace.cookies[0] as string)
  const other = new Device(server.url, workspace.cookies[1] as string)
  try {
    await device.catchUp()
    await other.catchUp()
    const nothing: number[] = []
    const missed: number[] = []
    let json = { whole: 0, messages: 0 }
    for (let n = 0; n < ROUNDS; n++) {
      device.close()
      nothing.push(await device.catchUp())
      device.close()
      json = await writeMissed(other, ids[n] as ChannelId, n)
      missed.push(await device.catchUp())
    }
    return [nothingNew(channels, median(nothing)), missedMessages(median(missed), json)]
  } finally {
    device.close()
    other.close()
    await server.end()
    workspace.remove()
  }
}

/** One after the other, as a person writes. @returns bytes of the same as bare JSON, with and without what is stamped */
async function writeMissed(device: Device, channel: ChannelId, round: number) {
  const messages: object[] = []
  for (let n = 0; n < MISSED; n++) {
    const [id, text] = [newUlid(), englishMessage(1_000 + round * MISSED + n)]
    await device.write(volumeDocument(channel, 0), updateOf([['messages', id, { by: 2, text }]]))
    messages.push({ id, by: 2, text })
  }
  const stamped = messages.map((message, n) => ({ ...message, num: 4_000 + n, seq: 20 + n, at: Date.now() }))
  return { whole: JSON.stringify(stamped).length, messages: JSON.stringify(messages).length }
}

function nothingNew(channels: number, bytes: number): Figure {
  return {
    what: `bytes to reconnect, nothing new, ${channels} channels`,
    baseline: '-',
    measured: `${bytes} B`,
    ratio: `${bytes} B`,
    limit: `<= ${NOTHING_NEW_BYTES} B`,
    ok: bytes <= NOTHING_NEW_BYTES,
  }
}

function missedMessages(bytes: number, json: { whole: number; messages: number }): Figure {
  const limit = 0.8 * json.messages + 300
  return {
    what: 'bytes for 100 missed messages, stamps included',
    baseline: `${json.messages} B`,
    measured: `${bytes} B`,
    ratio: `${round((bytes - 300) / json.messages)} x + 300 B`,
    limit: '<= 0.8 x + 300 B',
    ok: bytes <= limit,
    note: `bare JSON of id, by and text alone; with number, seq and time it is ${json.whole} B, ${round((bytes - 300) / json.whole)} x`,
  }
}
