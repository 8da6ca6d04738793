/** Tells others that somebody types: until the text is gone or sent, and at most ten seconds after the last key. */
import { TIMERS, type Timers, type Unsubscribe } from '../../stores/store.ts'

export const TYPING_MS = 10_000

export class ComposerTyping {
  #stopTimer: Unsubscribe | null = null

  constructor(
    private readonly tell: (isTyping: boolean) => void,
    private readonly timers: Timers = TIMERS,
  ) {}

  typed(text: string): void {
    if (text.trim() === '') return this.stop()
    this.#stopTimer?.()
    this.#stopTimer = this.timers.after(TYPING_MS, () => this.stop())
    this.tell(true)
  }

  stop(): void {
    this.#stopTimer?.()
    this.#stopTimer = null
    this.tell(false)
  }
}
