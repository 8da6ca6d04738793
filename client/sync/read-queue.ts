/** The order in which documents are read from the disk: what is on the screen first, the others when there is time. */

/** Documents that are read at one time: more only keep those waiting that are wanted next. */
const AT_ONCE = 6

export class ReadQueue {
  readonly #waiting = new Set<string>()
  #reading = 0
  /** Of those, what somebody looks at: nothing else begins meanwhile. */
  #urgent = 0
  #isPaused = false
  /** Whether the others have asked for their time. */
  #isAsking = false

  /**
   * @param read      reads a document; a failure is its own business
   * @param isUrgent  whether somebody looks at it now
   * @param whenIdle  calls once when there is nothing more urgent to do
   */
  constructor(
    private readonly read: (doc: string) => Promise<unknown>,
    private readonly isUrgent: (doc: string) => boolean,
    private readonly whenIdle: (run: () => void) => void,
  ) {}

  add(doc: string): void {
    this.#waiting.add(doc)
    // At a start hundreds are asked for, one after the other: the others need not be looked through for each of them.
    if (this.isUrgent(doc)) this.#next()
    else this.#askForTime()
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
    while (this.#hasRoom) {
      const doc = this.#findUrgent()
      if (doc === undefined) return this.#askForTime()
      this.#begin(doc, 1)
    }
  }

  #askForTime(): void {
    if (this.#isAsking || this.#urgent > 0 || this.#waiting.size === 0) return
    this.#isAsking = true
    this.whenIdle(() => {
      this.#isAsking = false
      for (const doc of this.#waiting) {
        if (!this.#hasRoom || this.#urgent > 0) return
        this.#begin(doc, this.isUrgent(doc) ? 1 : 0)
      }
    })
  }

  get #hasRoom(): boolean {
    return !this.#isPaused && this.#reading < AT_ONCE
  }

  #begin(doc: string, urgent: 0 | 1): void {
    this.#waiting.delete(doc)
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
