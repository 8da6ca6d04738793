import { describe, expect, it } from 'vitest'
import { arrange, GROUP_MS, type Arrangement, type Groupable } from '../../../client/components/chat/grouping.ts'

const DAY = 86_400_000
const NOON = DAY / 2

function aMessage(seq: number, given: Partial<Groupable> = {}): Groupable {
  const at = given.at ?? NOON
  return { id: `m${seq}`, seq, by: 1, at, writtenAt: at, isSystem: false, isReply: false, isDeleted: false, ...given }
}

function rowsOf(messages: Groupable[], given: Partial<Arrangement> = {}) {
  return arrange(messages, { readSeq: null, me: 9, dayOf: (at) => Math.floor(at / DAY), ...given }).map((row) =>
    row.type === 'message' ? (row.follows ? '+' : 'm') + row.message.seq : row.type,
  )
}

describe('grouping', () => {
  it('messages of one author under five minutes apart share a header', () => {
    expect(rowsOf([aMessage(1), aMessage(2, { at: NOON + GROUP_MS - 1 })])).toEqual(['day', 'm1', '+2'])
  })

  it('five minutes apart is a new header', () => {
    expect(rowsOf([aMessage(1), aMessage(2, { at: NOON + GROUP_MS })])).toEqual(['day', 'm1', 'm2'])
  })

  it('[UI51] a message that came late has a header of its own, which tells when it was written', () => {
    const late = aMessage(2, { writtenAt: NOON - 2 * GROUP_MS })
    expect(rowsOf([aMessage(1), late])).toEqual(['day', 'm1', 'm2'])
    expect(rowsOf([late, aMessage(3)])).toEqual(['day', 'm2', 'm3'])
  })

  it('[UI51] late messages that were written together share one', () => {
    const writtenAt = NOON - 60 * 60_000
    const [first, second] = [aMessage(1, { writtenAt }), aMessage(2, { writtenAt: writtenAt + GROUP_MS - 1 })]
    expect(rowsOf([first, second])).toEqual(['day', 'm1', '+2'])
    expect(rowsOf([first, { ...second, writtenAt: writtenAt + GROUP_MS }])).toEqual(['day', 'm1', 'm2'])
  })

  it.each<[string, Partial<Groupable>]>([
    ['another author', { by: 2 }],
    ['a reply', { isReply: true }],
  ])('%s is a new header', (_what, given) => {
    expect(rowsOf([aMessage(1), aMessage(2, given)])).toEqual(['day', 'm1', 'm2'])
  })

  it('a system line ends a group', () => {
    expect(rowsOf([aMessage(1), aMessage(2, { by: 0, isSystem: true }), aMessage(3)])).toEqual([
      'day',
      'm1',
      'system',
      'm3',
    ])
  })

  it('a deleted message ends a group', () => {
    expect(rowsOf([aMessage(1, { isDeleted: true }), aMessage(2)])).toEqual(['day', 'm1', 'm2'])
  })
})

describe('dividers', () => {
  it('each day has one', () => {
    const messages = [aMessage(1), aMessage(2, { at: NOON + DAY }), aMessage(3, { at: NOON + DAY })]
    expect(rowsOf(messages)).toEqual(['day', 'm1', 'day', 'm2', '+3'])
  })

  it('the new-messages line stands before the first unread message of others, once, and ends a group', () => {
    expect(rowsOf([aMessage(1), aMessage(2), aMessage(3)], { readSeq: 1 })).toEqual(['day', 'm1', 'new', 'm2', '+3'])
  })

  it('own messages are never new', () => {
    expect(rowsOf([aMessage(1), aMessage(2), aMessage(0)], { readSeq: 1, me: 1 })).toEqual(['day', 'm1', '+2', '+0'])
  })

  it('a hole in what is on the device is shown where it is', () => {
    const gaps = [{ fromSeq: 2, toSeq: 5 }]
    expect(rowsOf([aMessage(1), aMessage(6)], { gaps })).toEqual(['day', 'm1', 'gap', 'm6'])
    expect(rowsOf([aMessage(6), aMessage(7)], { gaps })).toEqual(['gap', 'day', 'm6', '+7'])
  })

  it('[MG18] a hole after all that is loaded is shown too', () => {
    const gaps = [{ fromSeq: 8, toSeq: 9 }]
    expect(rowsOf([aMessage(6), aMessage(7)], { gaps })).toEqual(['day', 'm6', '+7', 'gap'])
  })

  it('[UI52] what waits to be sent stands after what is not here', () => {
    const gaps = [{ fromSeq: 1, toSeq: 1 }]
    expect(rowsOf([aMessage(0)], { gaps })).toEqual(['gap', 'day', 'm0'])
  })

  it('every row has its own key', () => {
    const rows = arrange([aMessage(1), aMessage(6, { at: NOON + DAY }), aMessage(7, { at: NOON })], {
      readSeq: 1,
      me: 9,
      dayOf: (at) => Math.floor(at / DAY),
      gaps: [{ fromSeq: 2, toSeq: 5 }],
    })
    expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
  })
})
