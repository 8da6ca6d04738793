/** What the service worker shows, closes and sounds, with pages that are in view, hidden or frozen. */
import { openDB } from 'idb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { NoticeAnswer, WorkerNotice } from '../../../client/notifications/notice.ts'
import { QUIET_AFTER_SOUND_MS, type WorkerMemory } from '../../../client/notifications/show-plan.ts'
import type { ChannelId, MessageId, UserId } from '../../../schema/ids.ts'
import { aWorker } from './support.ts'

const [ADA, BO] = [7 as UserId, 77 as UserId]

const notice = (chat: string, seq: number, more: Partial<WorkerNotice> = {}): WorkerNotice => ({
  ...{ t: 'notice', user: ADA, chat: chat as ChannelId, kind: 'group', title: chat, name: 'Bo', text: `text ${seq}` },
  ...{ message: `${chat}-${seq}` as MessageId, seq, at: seq, how: 'silent', why: 'message' },
  ...more,
})
/** What the worker keeps on its disk. */
async function kept() {
  const box = await openDB('cairn-worker', 1)
  const [memory, answers] = await Promise.all([box.get('values', 'memory'), box.getAll('answers')])
  box.close()
  return { memory: memory as WorkerMemory, answers: (answers as NoticeAnswer[]).map(({ user }) => user) }
}
const mention = (chat: string, seq: number) => notice(chat, seq, { how: 'sound', why: 'mention' })

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('[NF51] a mention is heard once', () => {
  it('by the page that told of it, where that may sound', async () => {
    const worker = await aWorker()
    const [page, other] = [worker.page(), worker.page()]
    await page.says({ type: 'notices', notices: [mention('a', 1)], isCaughtUp: false, canRing: true })
    await other.says({ type: 'notices', notices: [mention('a', 1)], isCaughtUp: false, canRing: true })
    expect([page.rings(), other.rings(), worker.screen.get('a')?.silent]).toEqual([1, 0, true])
  })

  it('by the system, where nobody has pressed anything on that page', async () => {
    const worker = await aWorker()
    const page = worker.page()
    await page.says({ type: 'notices', notices: [mention('a', 1)], isCaughtUp: false, canRing: false })
    expect([page.rings(), worker.screen.get('a')?.silent]).toEqual([0, false])
    vi.advanceTimersByTime(QUIET_AFTER_SOUND_MS)
    await page.says({ type: 'notices', notices: [notice('b', 1)], isCaughtUp: false, canRing: false })
    expect([page.rings(), worker.screen.get('b')?.silent]).toEqual([0, true])
  })

  it('by the system, where a push came first', async () => {
    const worker = await aWorker()
    const page = worker.page()
    await worker.push(mention('a', 1))
    await page.says({ type: 'notices', notices: [mention('a', 1)], isCaughtUp: false, canRing: true })
    expect([page.rings(), worker.screen.get('a')?.silent]).toEqual([0, false])
  })
})

describe('[OS60] of whoever left', () => {
  async function twoPeople() {
    const worker = await aWorker()
    const page = worker.page()
    const of = (user: UserId, chat: string) => [notice(chat, 3, { user }), notice(`${chat}-2`, 1, { user })]
    await page.says({ type: 'notices', notices: [...of(ADA, 'a'), ...of(BO, 'b')], isCaughtUp: false })
    for (const user of [ADA, BO]) await page.says({ type: 'read', user, marks: { c: 4 } as never })
    for (const tag of ['a-2', 'b-2']) await worker.press(tag, 'reply', 'On my way')
    return { worker, page }
  }

  it('no notification, mark or answer is left, and the page is told so; all of somebody else is', async () => {
    const { worker, page } = await twoPeople()
    const told: unknown[] = []
    const port = { postMessage: (message: unknown) => void told.push(message) }
    await page.says({ type: 'forget', user: ADA, keepsAnswers: false }, [port])
    expect(told).toEqual(['forgotten'])
    expect(worker.tags()).toEqual(['b'])
    const { memory, answers } = await kept()
    expect([memory.told, memory.read, answers]).toEqual([[], { '77/c': 4 }, [BO]])
  })

  it('whose session was ended elsewhere, what they answered stays: it may still be sent', async () => {
    const { worker, page } = await twoPeople()
    await page.says({ type: 'forget', user: ADA, keepsAnswers: true })
    expect(worker.tags()).toEqual(['b'])
    expect((await kept()).answers).toEqual([ADA, BO])
  })
})

describe('a push', () => {
  const badge = (count: number, at: number) => ({ badge: { count, at } })

  it('[NF45] sets the badge where the only page is frozen, and none that came late', async () => {
    const worker = await aWorker()
    worker.page('frozen')
    await worker.push({ ...notice('a', 1), ...badge(3, 20) })
    expect(worker.badge).toBe(3)
    await worker.push({ ...notice('a', 2), ...badge(2, 19) })
    expect(worker.badge).toBe(3)
    await worker.push({ t: 'read', user: ADA, chat: 'a' as ChannelId, seq: 2, ...badge(0, 21) })
    expect(worker.badge).toBe(0)
  })

  it.each(['visible', 'hidden'] as const)('[NF45] leaves the badge to a page that is %s, and awake', async (state) => {
    const worker = await aWorker()
    worker.page(state)
    await worker.push({ ...notice('a', 1), ...badge(3, 20) })
    expect(worker.badge).toBe(null)
  })

  it.each([
    ['summed up where the only page is frozen', 'frozen', ['cairn']],
    ['shown each where a page behind others is awake', 'hidden', ['a', 'b', 'c', 'd']],
    ['shown each where a page is in view', 'visible', ['a', 'b', 'c', 'd']],
  ] as const)('[NF44] is %s', async (_, state, tags) => {
    const worker = await aWorker()
    worker.page(state)
    for (const chat of ['a', 'b', 'c', 'd']) await worker.push(notice(chat, 1))
    expect(worker.tags()).toEqual(tags)
  })
})

describe('[NF52] the notification of a reaction', () => {
  const reaction = (chat: string) => notice(chat, 5, { why: 'reaction', key: `${chat}-5/tada/9`, reaction: '🎉' })

  /** A reaction to what was read long before is told. */
  async function reacted() {
    const worker = await aWorker()
    const page = worker.page('hidden')
    const read = (marks: Readonly<Record<string, number>>) => page.says({ type: 'read', user: ADA, marks: marks })
    await read({ a: 9, b: 3 })
    vi.advanceTimersByTime(1)
    await worker.push(reaction('a'))
    expect(worker.tags()).toEqual(['a'])
    vi.advanceTimersByTime(1)
    return { worker, page, read }
  }

  it('stays while other chats are read, and when the marks are told again', async () => {
    const { worker, read } = await reacted()
    await read({ b: 4 })
    await read({ a: 9, b: 4 })
    expect(worker.tags()).toEqual(['a'])
  })

  it('is closed when its own chat is read on', async () => {
    const { worker, read } = await reacted()
    await read({ a: 10 })
    expect(worker.tags()).toEqual([])
  })

  it('is closed when its chat is opened, in which there is nothing to read', async () => {
    const { worker, page } = await reacted()
    await page.says({ type: 'seen', user: ADA, chat: 'b' as ChannelId })
    expect(worker.tags()).toEqual(['a'])
    await page.says({ type: 'seen', user: ADA, chat: 'a' as ChannelId })
    expect(worker.tags()).toEqual([])
  })

  it('comes again for a new one', async () => {
    const { worker, page } = await reacted()
    await page.says({ type: 'seen', user: ADA, chat: 'a' as ChannelId })
    vi.advanceTimersByTime(1)
    await worker.push({ ...reaction('a'), key: 'a-5/tada/10' })
    expect(worker.tags()).toEqual(['a'])
  })

  it('does not keep that of other messages, nor they it', async () => {
    const { worker, read } = await reacted()
    await worker.push(notice('b', 4))
    await read({ b: 4 })
    expect(worker.tags()).toEqual(['a'])
  })
})
