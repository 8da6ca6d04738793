/** Tells when a mute for a time is over (docs/behaviour.md, UI190): one timer for the earliest, on the device's own clock. */
import type { Device } from '../sync/device.ts'
import { TIMERS, type Timers, type Unsubscribe } from './store.ts'

/** Browsers run a timer at once that waits longer than this. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

interface Waiting {
  readonly endMs: number
  readonly run: () => void
}

export class MuteEnds {
  readonly #waiting = new Set<Waiting>()
  #stopTimer: Unsubscribe | undefined

  constructor(
    private readonly device: Pick<Device, 'now'>,
    private readonly timers: Timers = TIMERS,
  ) {}

  /** Calls once when this time has come, never before it returns. */
  after(endMs: number, run: () => void): Unsubscribe {
    const one = { endMs, run }
    this.#waiting.add(one)
    this.#wait()
    return () => {
      if (this.#waiting.delete(one)) this.#wait()
    }
  }

  /** What is over by now is told: timers stand still while a page or its device sleeps. */
  look(): void {
    const nowMs = this.device.now()
    const over = [...this.#waiting].filter(({ endMs }) => endMs <= nowMs)
    for (const one of over) this.#waiting.delete(one)
    this.#wait()
    for (const { run } of over) run()
  }

  #wait(): void {
    this.#stopTimer?.()
    this.#stopTimer = undefined
    if (this.#waiting.size === 0) return
    const endMs = Math.min(...[...this.#waiting].map((one) => one.endMs))
    const ms = Math.max(0, endMs - this.device.now())
    this.#stopTimer = this.timers.after(Math.min(ms, LONGEST_TIMER_MS), () => this.look())
  }
}
