/** One virtual clock for a whole simulated world. Events of equal time run in the order in which they were planned. */

interface Planned {
  readonly atMs: number
  readonly order: number
  readonly run: () => void
}

export class SimTime {
  private readonly heap: Planned[] = []
  private order = 0

  constructor(public nowMs: number) {}

  /** @returns cancels it */
  schedule(delayMs: number, run: () => void): () => void {
    let cancelled = false
    this.push({ atMs: this.nowMs + Math.max(0, delayMs), order: this.order++, run: () => cancelled || run() })
    return () => {
      cancelled = true
    }
  }

  /** Runs everything due within `ms`, letting promises settle after each event. */
  async advance(ms: number): Promise<void> {
    const end = this.nowMs + ms
    await settlePromises()
    while (this.heap[0] && this.heap[0].atMs <= end) {
      const event = this.pop()
      this.nowMs = Math.max(this.nowMs, event.atMs)
      event.run()
      await settlePromises()
    }
    this.nowMs = end
  }

  private push(event: Planned): void {
    const { heap } = this
    let i = heap.push(event) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!isBefore(event, heap[parent] as Planned)) break
      heap[i] = heap[parent] as Planned
      i = parent
    }
    heap[i] = event
  }

  private pop(): Planned {
    const { heap } = this
    const top = heap[0] as Planned
    const last = heap.pop() as Planned
    if (heap.length === 0) return top
    let i = 0
    for (;;) {
      const left = 2 * i + 1
      if (left >= heap.length) break
      const right = left + 1
      const child = right < heap.length && isBefore(heap[right] as Planned, heap[left] as Planned) ? right : left
      if (!isBefore(heap[child] as Planned, last)) break
      heap[i] = heap[child] as Planned
      i = child
    }
    heap[i] = last
    return top
  }
}

function isBefore(a: Planned, b: Planned): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order)
}

/** All promise reactions that are ready, and those that they make ready. */
function settlePromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
