import { describe, expect, it } from 'vitest'
import type { ChannelId, MessageId, UserId } from '../../../schema/ids.ts'
import { ENGLISH, type SummedNotice, type WorkerNotice } from '../../../client/notifications/notice.ts'
import {
  hashOfShown,
  isAllRead,
  noteRead,
  NO_MEMORY,
  planShow,
  shownOf,
  type WorkerMemory,
} from '../../../client/notifications/show-plan.ts'
import { sumUp } from '../../../client/notifications/sum-up.ts'

const PUMP = 'pump' as ChannelId
const ME = 1 as UserId

export const notice = (seq: number, more: Partial<WorkerNotice> = {}): WorkerNotice => ({
  ...{ t: 'notice', user: ME, chat: PUMP, kind: 'group', title: 'pump-crew', name: 'Ana', text: `text ${seq}` },
  ...{ message: `${more.chat ?? PUMP}-${seq}` as MessageId, seq, at: seq, how: 'silent', why: 'message' },
  ...more,
})
const read = (memory: WorkerMemory, marks: Readonly<Record<string, number>>, nowMs = 0) =>
  noteRead(memory, ME, marks, nowMs)
const shown = (plan: ReturnType<typeof planShow>) => plan.show.map(({ notice: { message } }) => message)

describe('what the worker shows', () => {
  it('[NF11] a message once, whoever tells of it', () => {
    const first = planShow(NO_MEMORY, [notice(1), notice(1)], 0)
    expect(shown(first)).toEqual(['pump-1'])
    expect(shown(planShow(first.memory, [notice(1), notice(2)], 0))).toEqual(['pump-2'])
  })

  it('[NF11] also after many others', () => {
    let { memory } = planShow(NO_MEMORY, [notice(1)], 0)
    for (let seq = 2; seq <= 500; seq++) ({ memory } = planShow(memory, [notice(seq)], 0))
    expect(shown(planShow(memory, [notice(1)], 0))).toEqual([])
    expect(memory.told.length).toBe(500)
  })

  it('[NF12] nothing that was read, of this person’s', () => {
    const memory = read(read(NO_MEMORY, { pump: 3 }), { pump: 2, other: 9 })
    expect(shown(planShow(memory, [notice(3), notice(4)], 0))).toEqual(['pump-4'])
    expect(shown(planShow(memory, [notice(3, { user: 2 as UserId })], 0))).toEqual(['pump-3'])
  })

  it('[NF6] each reaction once, also to what was read', () => {
    const reaction = notice(2, { why: 'reaction', key: 'pump-2/tada/5' })
    const memory = read(NO_MEMORY, { pump: 2 })
    const first = planShow(memory, [reaction], 0)
    expect(shown(first)).toEqual(['pump-2'])
    expect(shown(planShow(first.memory, [reaction], 0))).toEqual([])
    expect(shown(planShow(first.memory, [{ ...reaction, key: 'pump-2/tada/6' }], 0))).toEqual(['pump-2'])
  })

  it('[NF8] sounds once in three seconds, and soon again when the clock went back', () => {
    const rings = (from: typeof NO_MEMORY, nowMs: number, seq: number) => {
      const { show, memory } = planShow(from, [notice(seq, { how: 'sound' })], nowMs)
      return [show[0]?.rings, memory] as const
    }
    const [first, one] = rings(NO_MEMORY, 10_000, 1)
    const [soon, two] = rings(one, 12_999, 2)
    const [later, three] = rings(two, 13_000, 3)
    const [back] = rings(three, 500, 4)
    expect([first, soon, later, back]).toEqual([true, false, true, true])
    expect(planShow(NO_MEMORY, [notice(1)], 10_000).show[0]?.rings).toBe(false)
  })
})

it('[NF42] what comes in a chat before somebody’s eyes makes nothing, and keeps no sound from another chat', () => {
  const other = notice(2, { chat: 'other' as ChannelId, how: 'sound' })
  const first = planShow(NO_MEMORY, [notice(1, { how: 'sound' })], 10_000, new Set([PUMP]))
  expect(shown(first)).toEqual([])
  expect(shown(planShow(first.memory, [notice(1)], 10_000))).toEqual([])
  expect(planShow(first.memory, [other], 10_001).show[0]?.rings).toBe(true)
})

describe('[NF10] what it says', () => {
  const said = (more: Partial<SummedNotice>, isSilent = true) => {
    const { title, options } = shownOf({ ...notice(1), ...more }, ENGLISH, isSilent)
    return [title, options.body]
  }

  it.each([
    ['name and message of a group', {}, ['pump-crew', 'Ana: text 1']],
    ['of a direct message', { kind: 'direct', title: '' }, ['Ana', 'text 1']],
    ['the name alone', { text: '' }, ['pump-crew', 'Ana: New message']],
    ['the name alone of a direct message', { kind: 'direct', title: '', text: '' }, ['Ana', 'New message']],
    ['that there is something', { title: '', name: '', text: '' }, ['Cairn', 'New message']],
    ['how many there are', { summary: '3 new messages' }, ['pump-crew', 'Ana: text 1\n3 new messages']],
    ['of a reaction', { text: '', reaction: '🎉' }, ['pump-crew', 'Ana: reacted 🎉 to your message']],
    [
      '[NF49] the name alone of a reaction',
      { text: '', why: 'reaction' },
      ['pump-crew', 'Ana: reacted to your message'],
    ],
    [
      '[NF49] of one in a direct message',
      { kind: 'direct', title: '', text: '', why: 'reaction' },
      ['Ana', 'reacted to your message'],
    ],
    [
      'that there is something, of a reaction too',
      { title: '', name: '', text: '', why: 'reaction' },
      ['Cairn', 'New message'],
    ],
    [
      'of several chats',
      { ofMany: [notice(1)], title: '', summary: '5 messages in 2 chats' },
      ['Cairn', '5 messages in 2 chats'],
    ],
  ] as const)('%s', (_, more, expected) => expect(said(more)).toEqual(expected))

  it('[NF11] a chat has one at a time, with two actions; several chats have none', () => {
    const { options } = shownOf(notice(7), ENGLISH, true)
    expect(options).toMatchObject({ tag: 'pump', silent: true, renotify: false, timestamp: 7 })
    expect(options.actions).toMatchObject([{ action: 'reply', type: 'text' }, { action: 'read' }])
    expect(shownOf(notice(7, { how: 'sound' }), ENGLISH, false).options).toMatchObject({
      silent: false,
      renotify: true,
    })
    expect(shownOf({ ...notice(7), ofMany: [notice(7)] }, ENGLISH, true).options).toMatchObject({
      tag: 'cairn',
      actions: [],
    })
  })

  it('[NF15] a press leads to the message, of several chats to the list', () => {
    const data = (more: Partial<SummedNotice>) =>
      shownOf({ ...notice(1), ...more }, ENGLISH, true).options.data as never
    expect(hashOfShown(data({}))).toBe('#/c/pump/m/pump-1')
    expect(hashOfShown(data({}), true)).toBe('#/c/pump/m/pump-1?reply')
    expect(hashOfShown(data({ ofMany: [notice(1)] }))).toBe('#/')
  })
})

describe('[NF13] what was found while catching up', () => {
  const words = { messages: (n: number) => `${n} new`, inChats: (n: number, chats: number) => `${n} in ${chats}` }
  const of = (chat: string, count: number, more: Partial<WorkerNotice> = {}) =>
    Array.from({ length: count }, (_, n) => notice(n + 1, { chat: chat as ChannelId, at: n + 1, ...more }))
  const summed = (found: readonly WorkerNotice[]) =>
    sumUp(found, words).map(({ chat, seq, summary, ofMany }) => (ofMany ? summary : [chat, seq, summary]))

  it('is one for each chat: its newest, with how many there are', () => {
    expect(summed([...of('a', 3), ...of('b', 1, { at: 9 })])).toEqual([
      ['b', 1, undefined],
      ['a', 3, '3 new'],
    ])
  })

  it('those that matter first', () => {
    const found = [...of('a', 4), ...of('d', 1, { why: 'mention', at: 1 }), ...of('e', 1, { kind: 'direct', at: 2 })]
    expect(summed(found)).toEqual([
      ['d', 1, undefined],
      ['e', 1, undefined],
      ['a', 4, '4 new'],
    ])
  })

  it('of more than three chats it is one for all of them, which sounds if one of them does', () => {
    const found = [...of('a', 4), ...of('b', 5), ...of('c', 2), ...of('d', 1, { why: 'mention', how: 'sound' })]
    expect(summed(found)).toEqual(['12 in 4'])
    expect(sumUp(found, words)[0]).toMatchObject({ how: 'sound', title: '', name: '', text: '' })
  })

  it('[NF40] closes the one for several when the last of its chats is read', () => {
    const found = ['a', 'b', 'c', 'd'].flatMap((chat, n) => of(chat, 2, { at: 9 - n }))
    const { data } = shownOf(sumUp(found, words).at(-1)!, ENGLISH, true).options
    const first = read(NO_MEMORY, { a: 2, b: 3, c: 2 })
    expect(isAllRead(first, data as never)).toBe(false)
    expect(isAllRead(read(first, { d: 1 }), data as never)).toBe(false)
    expect(isAllRead(read(first, { d: 2 }), data as never)).toBe(true)
  })

  it('[NF8] sounds once', () => {
    const found = [...of('a', 2, { how: 'sound' }), ...of('b', 1, { how: 'sound', at: 9 })]
    expect(sumUp(found, words).map(({ how }) => how)).toEqual(['sound', 'silent'])
  })

  it('is nothing where nothing was found', () => expect(sumUp([], words)).toEqual([]))
})
