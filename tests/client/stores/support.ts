/** A clock that a test moves, and a box for text: no store waits for time here. */
import type { TextBox } from '../../../client/stores/drafts-store.ts'
import type { Timers } from '../../../client/stores/store.ts'

export function handTimers(): Timers & { advance(ms: number): void } {
  let now = 0
  const waiting = new Set<{ at: number; run: () => void }>()
  return {
    after(ms, run) {
      const timer = { at: now + ms, run }
      waiting.add(timer)
      return () => void waiting.delete(timer)
    },
    advance(ms) {
      now += ms
      for (const timer of [...waiting].sort((a, b) => a.at - b.at)) {
        if (timer.at > now || !waiting.delete(timer)) continue
        timer.run()
      }
    },
  }
}

export function aBox(): TextBox {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}
