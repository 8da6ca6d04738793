/** Where the row with the focus goes from a list, its neighbour has it: the one that stands there then, else the last (docs/behaviour.md, UI151). */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { deepActive } from '../app/focus.ts'

export interface RowList {
  /** As they stand, in order; each tells its `data-key`. */
  readonly rows: () => Iterable<HTMLElement>
  /** Of the rows that there are, also of those that are not made. */
  readonly keys: () => readonly string[]
  /** Gives it the focus; undefined = no row is left. */
  readonly focus: (neighbour: HTMLElement | undefined) => void
}

export class RowFocusController implements ReactiveController {
  /** Of the row with the focus, or of the one that had it before a dialog; '' = of none. */
  #key = ''
  #at = 0
  #isInRow = false

  constructor(
    host: ReactiveControllerHost,
    private readonly list: RowList,
  ) {
    host.addController(this)
  }

  hostUpdate(): void {
    const rows = [...this.list.rows()]
    const at = rows.findIndex((row) => row.matches(':focus-within'))
    this.#isInRow = at >= 0
    if (this.#isInRow) [this.#key, this.#at] = [rows[at]!.dataset['key'] ?? '', at]
    else if (deepActive() === null) this.#key = ''
  }

  hostUpdated(): void {
    if (this.#key === '' || this.list.keys().includes(this.#key)) return
    this.#key = ''
    if (this.#isInRow) this.#give()
    // The dialog that asked about it is closed in this turn, and gives the focus to nobody: its row is gone.
    else setTimeout(() => !deepActive()?.checkVisibility() && this.#give())
  }

  #give(): void {
    const rows = [...this.list.rows()]
    this.list.focus(rows[Math.min(this.#at, rows.length - 1)])
  }
}
