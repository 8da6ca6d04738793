/** Renders an element anew in steps, and tells the time by them: rows are rendered only when what they tell may have changed. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

type Host = ReactiveControllerHost & { readonly isConnected: boolean }

export class TickController implements ReactiveController {
  #timer: ReturnType<typeof setInterval> | undefined
  #everyMs = 0

  /** @param every  how long a step is now, in milliseconds */
  constructor(
    private readonly host: Host,
    private readonly every: () => number,
  ) {
    host.addController(this)
  }

  hostConnected(): void {
    this.host.requestUpdate()
  }

  hostUpdate(): void {
    const everyMs = this.every()
    if (everyMs === this.#everyMs || !this.host.isConnected) return
    clearInterval(this.#timer)
    this.#everyMs = everyMs
    this.#timer = setInterval(() => this.host.requestUpdate(), everyMs)
  }

  hostDisconnected(): void {
    clearInterval(this.#timer)
    this.#everyMs = 0
  }

  /** The beginning of the step that `nowMs` is in. */
  stepOf(nowMs: number): number {
    return nowMs - (nowMs % this.every())
  }
}
