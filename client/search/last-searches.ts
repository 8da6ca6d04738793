/** The last searches of this device (docs/behaviour.md, SR24): kept here alone, for the person who made them. */
import type { TextBox } from '../stores/local-box.ts'
import { ValueStore } from '../stores/store.ts'

const KEPT = 10

export class LastSearches extends ValueStore<readonly string[]> {
  readonly #key: string

  constructor(
    userId: number,
    private readonly box: TextBox,
  ) {
    const key = `cairn.searches.${userId}`
    super(read(box, key))
    this.#key = key
  }

  /** What led somewhere comes first. */
  add(typed: string): void {
    const text = typed.trim()
    if (text === '') return
    this.#keep([text, ...this.view.filter((one) => one !== text)].slice(0, KEPT))
  }

  clear(): void {
    this.#keep([])
  }

  #keep(searches: readonly string[]): void {
    if (searches.length === 0) this.box.removeItem(this.#key)
    else this.box.setItem(this.#key, JSON.stringify(searches))
    this.set(searches)
  }
}

function read(box: TextBox, key: string): string[] {
  try {
    const kept: unknown = JSON.parse(box.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, KEPT) : []
  } catch {
    return []
  }
}
