/** Lets somebody wait until something happens, a time is over, or it is the end; what happened meanwhile is not missed. */

export type Woken = 'time' | 'happened' | 'ended'

export class Waker {
  private hasHappened = false
  private hasEnded = false
  private resolve: ((woken: Woken) => void) | null = null
  private later: NodeJS.Timeout | null = null

  /** Now, and once more after `againMs` where what happened is complete only then. */
  wake(againMs?: number): void {
    this.hasHappened = true
    this.resolve?.('happened')
    if (againMs === undefined || this.later) return
    this.later = setTimeout(() => {
      this.later = null
      this.wake()
    }, againMs)
  }

  end(): void {
    this.hasEnded = true
    if (this.later) clearTimeout(this.later)
    this.resolve?.('ended')
  }

  /** One at a time. */
  async wait(ms: number): Promise<Woken> {
    if (this.hasEnded) return 'ended'
    if (!this.hasHappened) {
      let timer: NodeJS.Timeout | undefined
      const woken = await new Promise<Woken>((resolve) => {
        this.resolve = resolve
        timer = setTimeout(() => resolve('time'), ms)
      })
      clearTimeout(timer)
      this.resolve = null
      if (woken !== 'happened') return woken
    }
    this.hasHappened = false
    return 'happened'
  }
}
