/** One's own last message of a chat that can be edited, wherever on this device it is. */
import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, volumeDocument } from '../../../schema/documents.ts'
import type { MessageId } from '../../../schema/ids.ts'
import { NIGHT, Ridge } from '../../../client/fixtures/ridge.ts'
import { MOST_VOLUMES, ownLast } from '../../../client/stores/own-last.ts'

const others = (n: number) => Array.from({ length: n }, (_, i) => ({ by: 5, ago: 300 - i, text: `line ${i}` }))
const mine = (text: string, more: object = {}) => ({ by: 1, ago: 400, text, ...more })

/** @param volumes  what was said in each, the oldest first */
function aChat(...volumes: Parameters<Ridge['say']>[1][]) {
  const ridge = new Ridge()
    .withPeople()
    .withChannel(NIGHT, { kind: 'private', title: 'Night shift' }, { 1: 'owner', 5: 'member' })
  volumes.forEach((said, volume) => {
    ridge.device.put(channelDocument(NIGHT), 'volumes', String(volume), { from: volume * 100 + 1 })
    ridge.say(NIGHT, said, volume)
  })
  const find = () => ownLast(ridge.device, NIGHT)
  const id = (n: number) => ridge.ids.get(NIGHT)!.at(n)!
  return { ridge, device: ridge.device, find, id }
}

describe('[KB8] the own last message', () => {
  it('is found in the newest volume, else in the one before', async () => {
    const chat = aChat([mine('old'), mine('older one'), ...others(2)], others(3))
    expect(await chat.find()).toBe(chat.id(1))
    chat.ridge.say(NIGHT, [mine('new'), ...others(2)], 1)
    expect(await chat.find()).toBe(chat.id(-3))
  })

  it('is none that cannot be edited: deleted, encrypted, hidden, of the server', async () => {
    const chat = aChat([
      mine('this one'),
      mine('hidden'),
      mine('', { deleted: true }),
      mine('', { sealed: true }),
      mine('joined', { system: true }),
      ...others(1),
    ])
    chat.device.put(accountDocument(chat.device.userId), 'hidden', chat.id(1), 1)
    expect(await chat.find()).toBe(chat.id(0))
    await chat.device.write([
      { doc: volumeDocument(NIGHT, 0), root: 'messages', key: chat.id(0), value: { by: 1, deletedAt: 1 } },
    ])
    expect(await chat.find()).toBeNull()
  })

  it('is found past a volume that is not on this device', async () => {
    const chat = aChat([mine('old')], others(2), others(2))
    chat.device.setDocument(volumeDocument(NIGHT, 1), 'absent')
    expect(await chat.find()).toBe(chat.id(0))
  })

  it('is looked for in so many volumes, and no window of the chat moves for it', async () => {
    const empty = Array.from({ length: MOST_VOLUMES - 1 }, () => others(1))
    const near = aChat([mine('old')], ...empty)
    expect(await near.find()).toBe(near.id(0) satisfies MessageId)
    expect(near.device.opens).toBe(0)
    expect(await aChat([mine('old')], ...empty, others(1)).find()).toBeNull()
  })
})
