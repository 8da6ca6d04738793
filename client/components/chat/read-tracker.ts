/** A message counts as read after a second at half visible with the window focused (UI.md, section 5). Pure but for its timer. */
import type { Timers, Unsubscribe } from '../../stores/store.ts'

export const READ_MS = 1_000

export class ReadTracker {
  #visible = new Map<string, number>()
  #isFocused = false
  #upTo = 0
  #isHeld = false
  #stop: Unsubscribe | undefined

  /** @param read told the highest seq that was read, rising */
  constructor(
    private readonly timers: Timers,
    private readonly read: (seq: number, messageId: string) => void,
  ) {}

  /** Another chat, or what was read elsewhere: nothing at or below `seq` is told again. */
  startAt(seq: number): void {
    this.#upTo = seq
    this.#isHeld = false
  }

  /** Somebody wants it unread from `seq` on: nothing is told until `release`, or another chat. */
  hold(seq: number): void {
    this.stop()
    this.#upTo = Math.min(this.#upTo, seq - 1)
    this.#isHeld = true
  }

  release(): void {
    this.#isHeld = false
  }

  setFocused(isFocused: boolean): void {
    if (isFocused === this.#isFocused) return
    this.#isFocused = isFocused
    this.#restart()
  }

  /** @param seq 0 = pending: never unread */
  setVisible(messageId: string, seq: number, isVisible: boolean): void {
    if (this.#isHeld) return
    if (!isVisible) this.#visible.delete(messageId)
    else if (seq > this.#upTo && this.#visible.get(messageId) !== seq) {
      this.#visible.set(messageId, seq)
      if (!this.#stop) this.#restart()
    }
  }

  stop(): void {
    this.#stop?.()
    this.#stop = undefined
    this.#visible.clear()
  }

  #restart(): void {
    this.#stop?.()
    this.#stop = undefined
    if (!this.#isFocused || this.#visible.size === 0) return
    const waiting = new Set(this.#visible.keys())
    this.#stop = this.timers.after(READ_MS, () => {
      this.#stop = undefined
      this.#tell(waiting)
      if (this.#visible.size > 0) this.#restart()
    })
  }

  /** Of those that were visible all the time the highest counts: reading goes downwards. */
  #tell(waiting: ReadonlySet<string>): void {
    let highest: [string, number] | null = null
    for (const [messageId, seq] of [...this.#visible]) {
      if (!waiting.has(messageId)) continue
      this.#visible.delete(messageId)
      if (seq > (highest?.[1] ?? this.#upTo)) highest = [messageId, seq]
    }
    if (!highest) return
    this.#upTo = highest[1]
    this.read(highest[1], highest[0])
  }
}
