/** What the connection strip shows, kept current: `strip.ts` with this device's state, outbox, clock and timer. */
import type { Device } from '../sync/device.ts'
import { DerivedStore, TIMERS, type Timers, type Unsubscribe } from './store.ts'
import { FRESH, remember, stripOf, type SyncView } from './strip.ts'

export class SyncStore extends DerivedStore<SyncView> {
  #memory = FRESH
  #stopTimer: Unsubscribe | undefined

  constructor(
    private readonly device: Pick<Device, 'status' | 'onStatus' | 'outbox' | 'onOutbox' | 'now'>,
    private readonly timers: Timers = TIMERS,
  ) {
    super()
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    // Every state is noted as it comes: the strip may be read only after the next one.
    const noted = () => {
      this.#note()
      changed()
    }
    this.#note()
    return [this.device.onStatus(noted), this.device.onOutbox(noted), () => this.#stopTimer?.()]
  }

  #note(): void {
    this.#memory = remember(this.#memory, this.device.status(), this.device.outbox(), this.device.now())
  }

  protected override compute(): SyncView {
    const [status, outbox, nowMs] = [this.device.status(), this.device.outbox(), this.device.now()]
    this.#note()
    const { view, againInMs } = stripOf(this.#memory, status, outbox, nowMs)
    this.#stopTimer?.()
    this.#stopTimer = undefined
    if (againInMs !== null && this.isWatched) this.#stopTimer = this.timers.after(againInMs, () => this.changed())
    return view
  }
}
