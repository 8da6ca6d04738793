/** What the connection strip shows, kept current: `strip.ts` with this device's state, outbox, clock and timer. */
import type { Device } from '../sync/device.ts'
import type { OutboxStore } from './outbox-store.ts'
import type { ShownOutbox } from './shown-outbox.ts'
import { DerivedStore, TIMERS, type Timers, type Unsubscribe } from './store.ts'
import { FRESH, remember, stripOf, type SyncView } from './strip.ts'

export class SyncStore extends DerivedStore<SyncView> {
  #memory = FRESH
  #stopTimer: Unsubscribe | undefined
  #isEnded = false

  constructor(
    private readonly device: Pick<Device, 'status' | 'onStatus' | 'now' | 'arrived'>,
    private readonly shown: Pick<ShownOutbox, 'outbox' | 'onOutbox'>,
    private readonly outbox: Pick<OutboxStore, 'view'>,
    private readonly timers: Timers = TIMERS,
  ) {
    super()
  }

  /** The session is over, or somebody signed in again: what the strip says until the socket knows it too. */
  sessionEnded(isEnded: boolean): void {
    if (isEnded === this.#isEnded) return
    this.#isEnded = isEnded
    this.changed()
  }

  protected override listen(changed: () => void): Unsubscribe[] {
    // Every state is noted as it comes: the strip may be read only after the next one.
    const noted = () => {
      this.#note()
      changed()
    }
    this.#note()
    return [this.device.onStatus(noted), this.shown.onOutbox(noted), () => this.#stopTimer?.()]
  }

  #note(): void {
    const { device } = this
    const sent = { outbox: this.shown.outbox(), arrived: device.arrived() }
    this.#memory = remember(this.#memory, device.status(), sent, device.now())
  }

  protected override compute(): SyncView {
    this.#note()
    const { device, outbox } = this
    const { view, againInMs } = stripOf(this.#memory, device.status(), outbox.view, this.#isEnded, device.now())
    this.#stopTimer?.()
    this.#stopTimer = undefined
    if (againInMs !== null && this.isWatched) this.#stopTimer = this.timers.after(againInMs, () => this.changed())
    return view
  }
}
