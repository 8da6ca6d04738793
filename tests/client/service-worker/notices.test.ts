/** What the service worker shows, closes and sounds, with pages that are in view, hidden or frozen. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { WorkerNotice } from '../../../client/notifications/notice.ts'
import { QUIET_AFTER_SOUND_MS } from '../../../client/notifications/show-plan.ts'
import type { ChannelId, MessageId, UserId } from '../../../schema/ids.ts'
import { aWorker } from './support.ts'

const ADA = 7 as UserId

const notice = (chat: string, seq: number, more: Partial<WorkerNotice> = {}): WorkerNotice => ({
  ...{ t: 'notice', user: ADA, chat: chat as ChannelId, kind: 'group', title: chat, name: 'Bo', text: `text ${seq}` },
  ...{ message: `${chat}-${seq}` as MessageId, seq, at: seq, how: 'silent', why: 'message' },
  ...more,
})
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
