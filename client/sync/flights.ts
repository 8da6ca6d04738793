/** The updates that left and are not answered: at most one a document (docs/behaviour.md, OB16), numbered by their row. */
import type { SentIntent } from './queue.ts'

export interface Flight {
  readonly row: number
  readonly doc: string
  /** The update's last struct: once the replica has it, the update arrived here, too. */
  readonly client: number
  readonly clock: number
  readonly intents: readonly SentIntent[]
}

export class Flights {
  readonly #byDocument = new Map<string, Flight>()
  #rows = 0

  /** @param changed  told after each change of what is in flight */
  constructor(private readonly changed: () => void) {}

  has(doc: string): boolean {
    return this.#byDocument.has(doc)
  }

  documents(): Iterable<string> {
    return this.#byDocument.keys()
  }

  /** Numbers of the intents. */
  numbers(): Set<number> {
    return new Set([...this.#byDocument.values()].flatMap((flight) => flight.intents.map((i) => i.n)))
  }

  /** `send` gets the row before anybody is told. */
  start(flight: Omit<Flight, 'row'>, send: (row: number) => void): void {
    const row = ++this.#rows
    this.#byDocument.set(flight.doc, { ...flight, row })
    send(row)
    this.changed()
  }

  /** @returns what was answered, or null: it is none of ours, or was given up meanwhile */
  land({ doc, row }: Pick<Flight, 'doc' | 'row'>): Flight | null {
    const flight = this.#byDocument.get(doc)
    if (flight?.row !== row) return null
    this.#byDocument.delete(doc)
    this.changed()
    return flight
  }

  /** No answer will come any more. */
  forget(doc?: string): void {
    if (doc === undefined) this.#byDocument.clear()
    else this.#byDocument.delete(doc)
    this.changed()
  }
}
