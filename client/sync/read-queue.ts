/** The order in which documents are read from the disk: what is on the screen first, the others as they were asked for. */

/** Documents that are read at one time: more only keep those waiting that are wanted next. */
const AT_ONCE = 6

export class ReadQueue {
  readonly #waiting = new Set<string>()
  #reading = 0
  /** Of those, what somebody looks at: nothing else begins meanwhile. */
  #urgent = 0
  #isPaused = false

  /**
   * @param read      reads a document; a failure is its own business
   * @param isUrgent  whether somebody looks at it now
   */
  constructor(
    private readonly read: (doc: string) => Promise<unknown>,
    private readonly isUrgent: (doc: string) => boolean,
  ) {}

  add(doc: string): void {
    this.#waiting.add(doc)
    this.#next()
  }

  /** It is read by somebody who cannot wait for its turn. */
  remove(doc: string): void {
    this.#waiting.delete(doc)
  }

  clear(): void {
    this.#waiting.clear()
  }

  /** Begins to read none until `resume`. */
  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#next()
  }

  #next(): void {
    while (!this.#isPaused && this.#reading < AT_ONCE) {
      const urgent = this.#findUrgent()
      const doc = urgent ?? (this.#urgent === 0 ? this.#waiting.values().next().value : undefined)
      if (doc === undefined) return
      this.#waiting.delete(doc)
      this.#begin(doc, urgent === undefined ? 0 : 1)
    }
  }

  #begin(doc: string, urgent: 0 | 1): void {
    this.#reading++
    this.#urgent += urgent
    void this.read(doc).finally(() => {
      this.#reading--
      this.#urgent -= urgent
      this.#next()
    })
  }

  #findUrgent(): string | undefined {
    for (const doc of this.#waiting) if (this.isUrgent(doc)) return doc
    return undefined
  }
}
