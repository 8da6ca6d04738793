/** The device's clock corrected by the server's, and ids on it that never go backwards (docs/behaviour.md, RS15). */
import { ulidFactory } from '../../schema/ids.ts'
import type { Environment } from './environment.ts'

export interface CorrectedClock {
  /** Integer milliseconds. */
  now(): number
  newId(): string
  readonly offsetMs: number
  setOffset(offsetMs: number): void
  /** @param sentAtMs when the question left, by this device's clock: the answer's time lies in the middle */
  heard(serverMs: number, sentAtMs?: number): void
}

/** Ids go on rising while the clock is set back by less than this; beyond it the server would refuse them (`clock`). */
const MAX_AHEAD_MS = 60_000

export function correctedClock(env: Pick<Environment, 'now' | 'random'>): CorrectedClock {
  let offsetMs = 0
  let lastMs = 0
  const now = () => Math.round(env.now() + offsetMs)
  const startIds = () => ulidFactory(now, () => env.random())
  let nextId = startIds()
  return {
    now,
    newId() {
      const nowMs = now()
      // The monotonic maker never goes back by itself: after a clock that was hours ahead it would stay there.
      if (lastMs > nowMs + MAX_AHEAD_MS) nextId = startIds()
      const id = nextId()
      lastMs = Math.max(lastMs > nowMs + MAX_AHEAD_MS ? 0 : lastMs, nowMs)
      return id
    },
    get offsetMs() {
      return offsetMs
    },
    setOffset: (ms) => void (offsetMs = ms),
    heard(serverMs, sentAtMs = env.now()) {
      const nowMs = env.now()
      // A clock that jumped while we waited says nothing about the way there.
      const wayMs = nowMs - sentAtMs
      offsetMs = Math.round(serverMs - (wayMs >= 0 && wayMs < 30_000 ? nowMs - wayMs / 2 : nowMs))
    },
  }
}
