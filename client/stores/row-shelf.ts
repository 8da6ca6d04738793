/** Keeps the rows of the chat list for the next start, which shows them before any chat is read. */
import type { ChatRow } from '../../schema/projection/project-chats.ts'
import type { Device } from '../sync/device.ts'
import type { Timers, Unsubscribe } from './store.ts'

/** With messages coming in, the list changes many times a second. */
const KEPT_EVERY_MS = 5_000

export class RowShelf {
  #rows: readonly ChatRow[] | null = null
  #cancel: Unsubscribe | null = null

  constructor(
    private readonly device: Pick<Device, 'keepRows'>,
    private readonly timers: Timers,
  ) {}

  /** These are kept within 5 s, or others that are put here meanwhile. */
  put(rows: readonly ChatRow[]): void {
    this.#rows = rows
    this.#cancel ??= this.timers.after(KEPT_EVERY_MS, () => this.flush())
  }

  /** Keeps now what waits. */
  flush(): void {
    this.#cancel?.()
    this.#cancel = null
    if (this.#rows) this.device.keepRows(this.#rows)
    this.#rows = null
  }
}
