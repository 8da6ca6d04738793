/** What the screen shows of the outbox: all but what a person discarded and may still take back. Only then it goes for good. */
import type { Device, OutboxItem } from '../sync/device.ts'
import type { Unsubscribe } from './store.ts'

export class ShownOutbox {
  #discarded = new Set<number>()
  #listeners = new Set<() => void>()

  constructor(private readonly device: Pick<Device, 'outbox' | 'onOutbox' | 'discard'>) {}

  outbox(): readonly OutboxItem[] {
    const items = this.device.outbox()
    return this.#discarded.size === 0 ? items : items.filter(({ n }) => !this.#discarded.has(n))
  }

  onOutbox(listener: () => void): Unsubscribe {
    const own = () => listener()
    this.#listeners.add(own)
    const stop = this.device.onOutbox(own)
    return () => {
      this.#listeners.delete(own)
      stop()
    }
  }

  /** No longer shown. A page that closes before `commit` has lost nothing. */
  discard(n: number): void {
    this.#discarded.add(n)
    this.#tell()
  }

  undo(n: number): void {
    if (this.#discarded.delete(n)) this.#tell()
  }

  /** Takes it out of the outbox. Rejects with `storage_failed`, and then it is shown again. */
  async commit(n: number): Promise<void> {
    try {
      await this.device.discard(n)
    } finally {
      this.undo(n)
    }
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
