import { describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import { ulidFactory, type UserId } from '../../../schema/ids.ts'
import { ALLOW } from '../../../schema/rules/decision.ts'
import type { Verdict } from '../../../schema/rules/judge.ts'
import { MessageQuota } from '../../../sync-server/sync/message-quota.ts'
import type { Transaction } from '../../../sync-server/sync/transaction.ts'

const ada = { userId: 1 as UserId }
const bo = { userId: 2 as UserId }
const MINUTE_MS = 60_000
const NOON = 1_800_000_000_000

/** New messages, each written at its own time. */
function messages(...writtenAt: number[]): Verdict[] {
  return writtenAt.map((ms) => {
    const key = ulidFactory(() => ms, Math.random)()
    const value = { by: 1, text: 'x' }
    const entry = { root: 'messages', key, before: undefined, value, causal: true }
    return { entry, decision: ALLOW, decided: value, superseded: false }
  })
}

const at = (nowMs: number) => ({ nowMs }) as Transaction

describe('how many messages an account may write in a minute', () => {
  it('[QT1] so many in the minute in which they are written, and no more in that of their arrival when it is the same', () => {
    const quota = new MessageQuota(2)
    expect(quota.reserve(at(NOON), ada, messages(NOON, NOON))).toEqual([])
    const late = NOON + 15_000
    expect(quota.reserve(at(late), ada, messages(late))).toMatchObject([
      { code: ErrorCode.Rate, detail: { retryAfterMs: 45_000 } },
    ])
    expect(quota.reserve(at(late), bo, messages(late))).toEqual([])
    expect(quota.reserve(at(NOON + MINUTE_MS), ada, messages(NOON + MINUTE_MS))).toEqual([])
  })

  it('[QT1] a day written offline arrives at once', () => {
    const quota = new MessageQuota(2)
    const day = Array.from({ length: 1_440 }, (_, minute) => NOON - minute * MINUTE_MS)
    expect(quota.reserve(at(NOON), ada, messages(...day))).toEqual([])
  })

  it('[QT1] what has no room in its own minute counts in that of its arrival', () => {
    const quota = new MessageQuota(2)
    const hourAgo = NOON - 60 * MINUTE_MS
    expect(quota.reserve(at(NOON), ada, messages(hourAgo, hourAgo, hourAgo))).toEqual([])
    expect(quota.reserve(at(NOON), ada, messages(NOON))).toEqual([])
    expect(quota.reserve(at(NOON), ada, messages(NOON))).toMatchObject([{ code: ErrorCode.Rate }])
  })

  it('[QT1] what is refused is refused whole, and does not count', () => {
    const quota = new MessageQuota(2)
    expect(quota.reserve(at(NOON), ada, messages(NOON, NOON, NOON))).toHaveLength(3)
    expect(quota.reserve(at(NOON), ada, messages(NOON, NOON))).toEqual([])
  })
})
