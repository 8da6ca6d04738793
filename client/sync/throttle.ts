/** Drafts and read marks change with every key and every scroll: each goes at most every 10 s (docs/behaviour.md, OB21). */
import type { Intent } from './intent.ts'

const THROTTLE_MS = 10_000
const THROTTLED = ['drafts', 'read']

export class Throttle {
  readonly #lastSentAtMs = new Map<string, number>()

  /** When the intent may be sent; 0 = now. Corrected clock, as in `nowMs`. */
  notBefore(intent: Intent, nowMs: number): number {
    const sentAtMs = THROTTLED.includes(intent.root) ? this.#lastSentAtMs.get(nameOf(intent)) : undefined
    // A clock that was set back meanwhile must not make it wait for hours.
    return sentAtMs === undefined || sentAtMs > nowMs ? 0 : sentAtMs + THROTTLE_MS
  }

  sent(intent: Intent, nowMs: number): void {
    if (THROTTLED.includes(intent.root)) this.#lastSentAtMs.set(nameOf(intent), nowMs)
  }

  /** All that waits may go. */
  clear(): void {
    this.#lastSentAtMs.clear()
  }
}

function nameOf(intent: Intent): string {
  return `${intent.root}\n${intent.key}`
}
