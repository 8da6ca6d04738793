/** Where a chat opens whose unread messages begin in an older volume, and that its reader stays there. */
import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { PUMP, Ridge } from '../../../client/fixtures/ridge.ts'
import { openStores, watch } from './support.ts'

/** Messages in a volume. */
const SIZE = 300

interface Held {
  readonly total: number
  readonly read: number
  /** Volumes that are not on this device. */
  readonly absent?: readonly number[]
  /** Messages that I wrote myself. */
  readonly own?: readonly number[]
}

/** A chat in volumes of 300, opened and watched. */
function open({ total, read, absent = [], own = [] }: Held) {
  const ridge = new Ridge().withPeople().withChannel(PUMP, { kind: 'group', title: 'pump-crew' }, { 1: 'member' })
  for (let volume = 0; volume * SIZE < total; volume++) {
    const first = volume * SIZE + 1
    ridge.device.put(channelDocument(PUMP), 'volumes', String(volume), { from: first })
    const texts = Array.from({ length: Math.min(SIZE, total - first + 1) }, (_, i) => ({
      by: own.includes(first + i) ? 1 : 2,
      ago: 2 * total - first - i,
      text: `m${first + i}`,
    }))
    ridge.say(PUMP, texts, volume)
  }
  const { device } = ridge
  if (read > 0) ridge.read(PUMP, read)
  for (const volume of absent) {
    const doc = volumeDocument(PUMP, volume)
    device.setDocument(doc, 'absent')
    for (const [id] of [...device.view(doc).entries('messages')]) device.put(doc, 'messages', id, null)
  }
  const { stores } = openStores(ridge)
  const timeline = stores.timeline(PUMP)
  watch(timeline)
  const seqs = () => timeline.view.messages.map(({ seq }) => seq)
  void timeline.view
  return { ridge, device, stores, timeline, seqs }
}

/** Its messages follow each other without a hole. */
const isUnbroken = (seqs: readonly number[]) => seqs.every((seq, i) => seq === seqs[0]! + i)

describe('a chat with more unread messages than it shows at once', () => {
  it.each([
    ['at the start of the newest volume', 900, 605],
    ['near the end of the volume before', 900, 580],
    ['at the very end of the volume before', 900, 599],
    ['in the volume before, far from its end', 900, 310],
    ['in a volume before that', 1_500, 310],
    ['in the first one', 1_500, 7],
  ])('[MG26] opens at the first of them: %s', (_, total, read) => {
    const { timeline, seqs } = open({ total, read })
    expect(timeline.view).toMatchObject({ lineSeq: read, hasNewer: true })
    expect(seqs()).toEqual(expect.arrayContaining([read, read + 1]))
    expect(isUnbroken(seqs())).toBe(true)
  })

  it.each([
    [900, 580],
    [900, 599],
    [1_500, 310],
    [1_500, 580],
  ])('[MG26] of %i, read to %i, its reader stays there while messages are read and arrive', async (total, read) => {
    const { stores, timeline, ridge, seqs } = open({ total, read })
    const before = seqs()
    await stores.actions.markRead(PUMP, read + 10, ridge.ids.get(PUMP)![read + 9])
    ridge.say(PUMP, [{ by: 2, ago: 0, text: 'new' }], Math.ceil(total / SIZE) - 1)
    expect(seqs()).toEqual(before)
    expect(timeline.view).toMatchObject({ lineSeq: read, hasNewer: true })
  })

  it('[MG26] goes on from there over the ends of volumes, without a hole', () => {
    const { timeline, seqs } = open({ total: 1_500, read: 580 })
    let last = seqs().at(-1)!
    while (timeline.view.hasNewer) {
      timeline.loadNewer()
      expect(isUnbroken(seqs())).toBe(true)
      expect(seqs()).toContain(last)
      expect(seqs().length).toBeLessThanOrEqual(240)
      last = seqs().at(-1)!
    }
    expect(last).toBe(1_500)
  })

  it('[MG26] what is marked when all is read is the newest message of the chat, wherever its reader is', () => {
    const { timeline, stores, ridge } = open({ total: 1_500, read: 310 })
    const newest = { seq: 1_500, id: ridge.ids.get(PUMP)!.at(-1) }
    expect(timeline.view.latest).toEqual(newest)
    expect(stores.latest(PUMP)).toEqual(newest)
  })

  it('[MG26] reads no other volume for that', () => {
    const { device } = open({ total: 1_500, read: 310 })
    expect(device.opened).toEqual([volumeDocument(PUMP, 1)])
  })

  it('[MG26] waits for the volume where they begin', () => {
    const ridge = open({ total: 1_500, read: 310 }).ridge
    ridge.device.setDocument(volumeDocument(PUMP, 1), 'loading')
    const timeline = openStores(ridge).stores.timeline(PUMP)
    watch(timeline)
    expect(timeline.view).toMatchObject({ isLoading: true, messages: [] })
    ridge.device.setDocument(volumeDocument(PUMP, 1), 'ready')
    expect(timeline.view.messages.map(({ seq }) => seq)).toEqual(expect.arrayContaining([310, 311]))
  })

  it('[MG26] what I wrote myself after the last read message is not where they begin', () => {
    const own = Array.from({ length: 50 }, (_, i) => 251 + i)
    const { timeline, seqs } = open({ total: 900, read: 250, own })
    expect(timeline.view).toMatchObject({ lineSeq: 300, hasNewer: true })
    expect(seqs()).toEqual(expect.arrayContaining([300, 301]))
    expect(isUnbroken(seqs())).toBe(true)
  })

  it('[MG26] the way to the latest leads to the end, also where that has to be read first', () => {
    const { timeline, device, seqs } = open({ total: 1_500, read: 310 })
    device.setDocument(volumeDocument(PUMP, 4), 'loading')
    timeline.jumpToLatest()
    void timeline.view
    device.setDocument(volumeDocument(PUMP, 4), 'ready')
    expect(seqs().at(-1)).toBe(1_500)
    expect(timeline.view.hasNewer).toBe(false)
  })

  it.each([
    ['others wrote', []],
    ['I wrote the first of its newest volume', [601]],
  ])('[MG26] a chat that was never read opens at its end: %s', (_, own) => {
    const { timeline, seqs } = open({ total: 900, read: 0, own })
    expect(seqs().at(-1)).toBe(900)
    expect(timeline.view).toMatchObject({ hasNewer: false, lineSeq: 0 })
  })
})

describe('a chat whose unread messages begin in what is not on this device', () => {
  it('[MG27] opens below that hole', () => {
    const { timeline, seqs } = open({ total: 1_500, read: 310, absent: [1] })
    expect(seqs()[0]).toBe(601)
    expect(timeline.view).toMatchObject({ lineSeq: 600, hasNewer: true, older: 'absent' })
    expect(timeline.view.gaps).toEqual([{ fromSeq: 301, toSeq: 600 }])
  })

  it('[MG27] below all of it, where several volumes in a row are missing', () => {
    const { timeline, seqs } = open({ total: 1_500, read: 310, absent: [1, 2] })
    expect(seqs()[0]).toBe(901)
    expect(timeline.view.gaps).toEqual([
      { fromSeq: 301, toSeq: 600 },
      { fromSeq: 601, toSeq: 900 },
    ])
  })

  it('[MG27] what comes then stands above, and the reader stays', () => {
    const { timeline, device, seqs, ridge } = open({ total: 1_500, read: 310, absent: [1] })
    const before = seqs()
    device.setDocument(volumeDocument(PUMP, 1), 'ready')
    ridge.device.put(accountDocument(device.userId), 'read', PUMP, { seq: 605, messageId: ridge.ids.get(PUMP)![604]! })
    expect(seqs()).toEqual(before)
    expect(timeline.view.gaps).toEqual([])
  })
})
