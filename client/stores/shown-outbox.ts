/** What the screen shows of the outbox: all but what a person discarded and may still take back. Only then it goes for good. */
import type { Device, OutboxItem } from '../sync/device.ts'
import { sameJson } from '../../schema/json.ts'
import type { Unsubscribe } from './store.ts'

/** Reading marks, drafts and settings travel too, but nobody waits for them (docs/behaviour.md, UI144). */
const QUIET_ROOTS: ReadonlySet<string> = new Set(['read', 'drafts', 'prefs', 'channels', 'hidden'])

export function isShownInOutbox(item: Pick<OutboxItem, 'root' | 'state'>): boolean {
  return !QUIET_ROOTS.has(item.root) || item.state === 'refused'
}

export class ShownOutbox {
  #discarded = new Set<number>()
  #listeners = new Set<() => void>()
  /** What listeners know. */
  #told: readonly OutboxItem[] = []
  #stop: Unsubscribe = () => undefined

  constructor(private readonly device: Pick<Device, 'outbox' | 'onOutbox' | 'discard'>) {}

  outbox(): readonly OutboxItem[] {
    const items = this.device.outbox()
    return this.#discarded.size === 0 ? items : items.filter(({ n }) => !this.#discarded.has(n))
  }

  /** Called when what is shown changed: with each message that arrives a reading mark goes, which is nothing to show. */
  onOutbox(listener: () => void): Unsubscribe {
    const own = () => listener()
    this.#listeners.add(own)
    if (this.#listeners.size === 1) {
      this.#told = this.#shown()
      this.#stop = this.device.onOutbox(() => this.#look())
    }
    return () => {
      if (this.#listeners.delete(own) && this.#listeners.size === 0) this.#stop()
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

  #shown(): readonly OutboxItem[] {
    return this.outbox().filter(isShownInOutbox)
  }

  #look(): void {
    const now = this.#shown()
    if (sameJson(now, this.#told)) return
    this.#told = now
    this.#tell()
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
