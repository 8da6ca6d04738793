/** How many new messages an account may bring (docs/behaviour.md, QT1): by the minute written, else of arrival. */
import { ErrorCode } from '../../schema/errors.ts'
import { writtenAt, type UserId } from '../../schema/ids.ts'
import type { RefusedEntry } from '../../schema/protocol/downstream.ts'
import type { Verdict } from '../../schema/rules/judge.ts'
import type { Actor } from '../../schema/views.ts'
import type { QuotaState } from './sync-server-port.ts'
import type { Transaction } from './transaction.ts'

const MINUTE_MS = 60_000
/** Minutes written about are remembered this many; older ones count from nothing again. */
const MAX_BUCKETS = 50_000

export class MessageQuota {
  private readonly used = new Map<string, number>()

  /** @param perMinute messages an account may write in a minute */
  constructor(private readonly perMinute: number) {}

  /**
   * Counts the new messages of an update, or of all that a command writes, before anything is merged.
   *
   * @returns what to refuse with `rate`, all of the new messages, or nothing; what is refused does not count
   */
  reserve(tx: Transaction, actor: Actor, verdicts: readonly Verdict[]): RefusedEntry[] {
    if (!Number.isFinite(this.perMinute)) return []
    const fresh = verdicts.filter(({ entry }) => entry.root === 'messages' && entry.before === undefined)
    const arrival = Math.floor(tx.nowMs / MINUTE_MS)
    const taken = new Map<string, number>()
    for (const { entry } of fresh) {
      const written = `${actor.userId}/${Math.floor(writtenAt(entry.key) / MINUTE_MS)}`
      const bucket = [written, `${actor.userId}/${arrival}`].find(
        (name) => this.count(name) + (taken.get(name) ?? 0) < this.perMinute,
      )
      if (bucket === undefined) return fresh.map((verdict) => this.refusal(verdict, tx.nowMs))
      taken.set(bucket, (taken.get(bucket) ?? 0) + 1)
    }
    for (const [name, count] of taken) this.used.set(name, this.count(name) + count)
    for (const name of this.used.keys()) {
      if (this.used.size <= MAX_BUCKETS) break
      this.used.delete(name)
    }
    return []
  }

  /** What an account may still bring in the minute that is running. */
  stateOf(userId: UserId, nowMs: number): QuotaState {
    const used = this.count(`${userId}/${Math.floor(nowMs / MINUTE_MS)}`)
    const remaining = Math.max(0, this.perMinute - used)
    return { limit: this.perMinute, remaining, resetsInMs: MINUTE_MS - (nowMs % MINUTE_MS) }
  }

  private count(name: string): number {
    return this.used.get(name) ?? 0
  }

  private refusal({ entry }: Verdict, nowMs: number): RefusedEntry {
    const retryAfterMs = MINUTE_MS - (nowMs % MINUTE_MS)
    return {
      root: entry.root,
      key: entry.key,
      code: ErrorCode.Rate,
      reason: 'QT1: too many in a minute',
      detail: { retryAfterMs },
    }
  }
}
