/**
 * When listeners are told of what changed (docs/behaviour.md, OB15, OB39). What they do then, the screen above all, may take long on
 * a slow device: where much arrives they rest in between, so that the person who types is not kept waiting.
 */
import type { Environment } from './environment.ts'

/** Of the time that a telling takes, listeners rest so many times as long after it. */
const REST_TIMES = 3
/** What arrives is on the screen after this all the same. */
const LONGEST_REST_MS = 1_000

export class TellPace {
  #waiting: { readonly ms: number; readonly cancel: () => void } | null = null
  #restUntilMs = 0

  /** @param tell  tells all that changed */
  constructor(
    private readonly deps: Pick<Environment, 'now' | 'schedule'>,
    private readonly tell: () => void,
  ) {}

  /** What somebody wrote here is shown in this turn. */
  soon(): void {
    this.#within(0)
  }

  /** What arrived may rest. */
  later(): void {
    const restMs = this.#restUntilMs - this.deps.now()
    // After a jump of the clock nobody rests longer than at most.
    this.#within(Math.min(Math.max(restMs, 0), LONGEST_REST_MS))
  }

  #within(ms: number): void {
    if (this.#waiting && this.#waiting.ms <= ms) return
    this.#waiting?.cancel()
    this.#waiting = { ms, cancel: this.deps.schedule(ms, () => this.#tellNow()) }
  }

  #tellNow(): void {
    const { deps } = this
    const beganMs = deps.now()
    this.#waiting = null
    this.tell()
    // Elements render after they were told; a turn later that is done.
    deps.schedule(0, () => {
      const tookMs = deps.now() - beganMs
      this.#restUntilMs = deps.now() + Math.min(REST_TIMES * tookMs, LONGEST_REST_MS)
    })
  }
}
