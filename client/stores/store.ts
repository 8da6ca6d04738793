/** What every store is: a plain view, and a call when it may have changed. Derived stores compute when they are read. */

export type Unsubscribe = () => void

export interface Store<View> {
  /** The same object until something changed. */
  readonly view: View
  /** Called after a change; read `view` then. */
  subscribe(listener: () => void): Unsubscribe
}

/** A store over sources: it listens to them only while somebody listens to it. */
export abstract class DerivedStore<View> implements Store<View> {
  #listeners = new Set<() => void>()
  #sources: Unsubscribe[] = []
  #view: View | undefined
  #isFresh = false

  get view(): View {
    if (!this.#isFresh || this.#view === undefined) {
      this.#view = this.compute(this.#view)
      this.#isFresh = this.#listeners.size > 0
    }
    return this.#view
  }

  subscribe(listener: () => void): Unsubscribe {
    const own = () => listener()
    this.#listeners.add(own)
    if (this.#listeners.size === 1) {
      this.#isFresh = false
      this.#sources = this.listen(() => this.changed())
    }
    return () => {
      if (!this.#listeners.delete(own) || this.#listeners.size > 0) return
      this.#sources.splice(0).forEach((stop) => stop())
      this.#isFresh = false
    }
  }

  /** Whether anybody listens. */
  protected get isWatched(): boolean {
    return this.#listeners.size > 0
  }

  /** Throws the view away and tells. */
  protected changed(): void {
    this.#isFresh = false
    for (const listener of [...this.#listeners]) listener()
  }

  /** Listens to the sources; called for the first listener, undone after the last. */
  protected abstract listen(changed: () => void): Unsubscribe[]
  /** @param before the last view, so that equal parts can be kept */
  protected abstract compute(before: View | undefined): View
}

/** A store that is told its view. */
export class ValueStore<View> implements Store<View> {
  #listeners = new Set<() => void>()
  #view: View

  constructor(view: View) {
    this.#view = view
  }

  get view(): View {
    return this.#view
  }

  set(view: View): void {
    if (Object.is(view, this.#view)) return
    this.#view = view
    for (const listener of [...this.#listeners]) listener()
  }

  subscribe(listener: () => void): Unsubscribe {
    const own = () => listener()
    this.#listeners.add(own)
    return () => void this.#listeners.delete(own)
  }

  /** Whether anybody listens. */
  protected get isWatched(): boolean {
    return this.#listeners.size > 0
  }
}

/** A store that is told its view by what it follows while somebody listens to it. */
export abstract class FollowingStore<View> extends ValueStore<View> {
  #ends: Unsubscribe[] = []

  override subscribe(listener: () => void): Unsubscribe {
    const isFirst = !this.isWatched
    const stop = super.subscribe(listener)
    if (isFirst) this.#ends = this.follow()
    return () => {
      stop()
      if (!this.isWatched) for (const end of this.#ends.splice(0)) end()
    }
  }

  /** Called for the first listener; what it returns is called after the last. */
  protected abstract follow(): Unsubscribe[]
}

/** Clock and timer of stores that show time passing; tests pass their own. */
export interface Timers {
  /** Calls once after `ms`. */
  after(ms: number, run: () => void): Unsubscribe
}

export const TIMERS: Timers = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
