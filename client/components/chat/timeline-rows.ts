/** The rows of a timeline, where each stands, and which of them can take the focus. What did not change keeps its object. */
import type { MessageView } from '../../stores/message-view.ts'
import type { SeqGap } from '../../stores/channel-volumes.ts'
import { arrange, localDay, type Row } from './grouping.ts'
import { keepSame } from './keep-same.ts'

export type TimelineRow = Row<MessageView>

export interface RowSource {
  readonly messages: readonly MessageView[]
  readonly gaps: readonly SeqGap[]
  /** The new-messages line stands behind it; null = no line. */
  readonly readSeq: number | null
  readonly me: number
}

export class TimelineRows {
  #kept: readonly MessageView[] = []
  #rows: readonly TimelineRow[] = []
  #places: ReadonlyMap<string, number> = new Map()

  get length(): number {
    return this.#rows.length
  }

  /** Position of each row by its key. */
  get places(): ReadonlyMap<string, number> {
    return this.#places
  }

  keys(): string[] {
    return this.#rows.map(({ key }) => key)
  }

  arrange({ messages, gaps, readSeq, me }: RowSource): void {
    this.#kept = keepSame(this.#kept, messages)
    this.#rows = arrange(this.#kept, { readSeq, me, gaps, dayOf: localDay })
    this.#places = new Map(this.#rows.map(({ key }, index) => [key, index]))
  }

  clear(): void {
    this.#kept = []
    this.#rows = []
    this.#places = new Map()
  }

  slice(from: number, to: number): readonly TimelineRow[] {
    return this.#rows.slice(from, to)
  }

  find(key: string): TimelineRow | undefined {
    return this.#rows[this.#places.get(key) ?? -1]
  }

  isFocusable(key: string): boolean {
    const row = this.find(key)
    return row !== undefined && takesFocus(row)
  }

  /** The first row from `index` on, in steps, that can take the focus; null = none. */
  focusableFrom(index: number, step: 1 | -1): string | null {
    for (let at = index; at >= 0 && at < this.#rows.length; at += step) {
      const row = this.#rows[at]!
      if (takesFocus(row)) return row.key
    }
    return null
  }

  lastFocusable(): string | null {
    return this.focusableFrom(this.#rows.length - 1, -1)
  }
}

/** Who gets the place of a row that went: the first from `index` on, where it stood, else the last. '' = nobody. */
export function heirOf(index: number, shown: readonly TimelineRow[]): string {
  const later = shown.slice(Math.max(0, index)).find(takesFocus)
  return (later ?? [...shown].reverse().find(takesFocus))?.key ?? ''
}

function takesFocus({ type }: TimelineRow): boolean {
  return type === 'message' || type === 'system'
}
