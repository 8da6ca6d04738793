import { describe, expect, it } from 'vitest'
import { addEach, addTogether, type ScreenChange } from '../../../client/notifications/add-to-shown.ts'
import { ENGLISH, type ShownData, type WorkerNotice } from '../../../client/notifications/notice.ts'
import {
  noteRead,
  NO_MEMORY,
  planShow,
  shownOf,
  tagOfShown,
  type WorkerMemory,
} from '../../../client/notifications/show-plan.ts'
import { summaryWords } from '../../../client/notifications/worker-sentences.ts'
import type { ChannelId, MessageId, UserId } from '../../../schema/ids.ts'

const ME = 1 as UserId

const notice = (chat: string, seq: number, more: Partial<WorkerNotice> = {}): WorkerNotice => ({
  ...{ t: 'notice', user: ME, chat: chat as ChannelId, kind: 'group', title: chat, name: 'Ana', text: `text ${seq}` },
  ...{ message: `${chat}-${seq}` as MessageId, seq, at: seq, how: 'silent', why: 'message' },
  ...more,
})

/** A screen with a worker behind it: what comes is shown as the plan says. */
function aScreen(words = ENGLISH) {
  const screen = new Map<string, { data: ShownData; body: string; how: string }>()
  let memory: WorkerMemory = NO_MEMORY
  let last: ScreenChange = { show: [], close: [] }
  const change = (made: ScreenChange) => {
    last = made
    for (const { notice: shown } of made.show) {
      const { options } = shownOf(shown, words, true)
      screen.set(options.tag!, { data: options.data as ShownData, body: options.body!, how: shown.how })
    }
    for (const tag of made.close) screen.delete(tag)
  }
  const data = () => [...screen.values()].map((one) => one.data)
  const news = (notices: readonly WorkerNotice[]) => {
    const plan = planShow(memory, notices, 10_000)
    memory = plan.memory
    return plan.show
  }
  return {
    /** A push, while no page is open. */
    pushed: (one: WorkerNotice) => change(addTogether(data(), news([one]), memory, summaryWords(words))),
    /** A page tells of it as it comes. */
    told: (one: WorkerNotice) => change(addEach(data(), news([one]))),
    read: (marks: Readonly<Record<string, number>>) => {
      memory = noteRead(memory, ME, marks, 0)
    },
    touched: (tag: string) => screen.delete(tag),
    bodies: () => Object.fromEntries([...screen].map(([tag, { body }]) => [tag, body])),
    tags: () => data().map(tagOfShown),
    changed: () => last.show.map(({ notice: shown, rings }) => [shown.chat, shown.how, rings]),
  }
}

describe('[NF44] pushes that come while no page is open', () => {
  it('make one notification a chat: the newest, with how many there are', () => {
    const screen = aScreen()
    for (const one of [notice('a', 1), notice('b', 1), notice('a', 2)]) screen.pushed(one)
    expect(screen.bodies()).toEqual({ a: 'Ana: text 2\n2 new messages', b: 'Ana: text 1' })
    expect(screen.changed()).toEqual([['a', 'silent', false]])
  })

  it('of a fourth chat make one in place of them all, which grows', () => {
    const screen = aScreen()
    for (const chat of ['a', 'b', 'c', 'a']) screen.pushed(notice(chat, screen.tags().length + 1))
    expect(screen.tags()).toEqual(['a', 'b', 'c'])
    screen.pushed(notice('d', 1))
    expect(screen.bodies()).toEqual({ cairn: '5 messages in 4 chats' })
    screen.pushed(notice('d', 2))
    screen.pushed(notice('e', 1))
    expect(screen.bodies()).toEqual({ cairn: '7 messages in 5 chats' })
  })

  it('[NF11] that tell of one message twice make no more of it', () => {
    const screen = aScreen()
    for (const one of [notice('a', 1), notice('a', 1)]) screen.pushed(one)
    expect(screen.bodies()).toEqual({ a: 'Ana: text 1' })
    expect(screen.changed()).toEqual([])
  })

  it('[NF12] leave out what was read, or put away, meanwhile', () => {
    const screen = aScreen()
    for (const chat of ['a', 'b', 'c', 'd']) screen.pushed(notice(chat, 1))
    screen.read({ a: 1, b: 1 })
    screen.pushed(notice('c', 2))
    expect(screen.bodies()).toEqual({ c: 'Ana: text 2\n2 new messages', d: 'Ana: text 1' })
    screen.touched('c')
    screen.pushed(notice('c', 3))
    expect(screen.bodies()).toEqual({ c: 'Ana: text 3', d: 'Ana: text 1' })
  })

  it('[NF8] sound for what is new alone, the first of them', () => {
    const screen = aScreen()
    screen.pushed(notice('a', 1, { how: 'sound', why: 'mention' }))
    expect(screen.changed()).toEqual([['a', 'sound', true]])
    screen.pushed(notice('b', 1))
    expect(screen.changed()).toEqual([['b', 'silent', false]])
  })

  it('are nothing to whoever was signed in before', () => {
    const screen = aScreen()
    for (const chat of ['a', 'b', 'c']) screen.pushed(notice(chat, 1, { user: 2 as UserId }))
    screen.pushed(notice('d', 1))
    expect(screen.tags()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('count what a page told of before', () => {
    const screen = aScreen()
    for (const seq of [1, 2]) screen.told(notice('a', seq))
    expect(screen.bodies()).toEqual({ a: 'Ana: text 2' })
    screen.pushed(notice('a', 3))
    expect(screen.bodies()).toEqual({ a: 'Ana: text 3\n3 new messages' })
  })

  it('are told of in the language of the page that was here last', () => {
    const screen = aScreen({ ...ENGLISH, locale: 'es', more: '{n, plural, one {# nuevo} other {# nuevos}}' })
    for (const seq of [1, 2]) screen.pushed(notice('a', seq))
    expect(screen.bodies()).toEqual({ a: 'Ana: text 2\n2 nuevos' })
  })
})
