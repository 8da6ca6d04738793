/** Binds a store to an element: the element is rendered again when the store changed. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { Store, Unsubscribe } from '../stores/store.ts'

export class StoreController<View> implements ReactiveController {
  #store: Store<View> | undefined
  #stop: Unsubscribe | undefined
  #isConnected = false
  #shown: unknown
  #isAsked = false

  /**
   * @param pick  the store to show now; asked before each update, so a property may choose it
   * @param part  what of it the element shows: while that is the same object, the element stays as it is
   */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly pick: () => Store<View> | undefined | null,
    private readonly part?: (view: View) => unknown,
  ) {
    host.addController(this)
  }

  /** The store's view; undefined while there is no store. */
  get view(): View | undefined {
    // `willUpdate` of an element runs before its controllers hear of the update.
    this.hostUpdate()
    const view = this.#store?.view
    if (this.part) this.#shown = view && this.part(view)
    return view
  }

  hostConnected(): void {
    this.#isConnected = true
    this.hostUpdate()
    // What changed while the element was away.
    this.host.requestUpdate()
  }

  hostDisconnected(): void {
    this.#isConnected = false
    this.#stop?.()
    this.#stop = undefined
  }

  hostUpdate(): void {
    const wanted = this.pick() ?? undefined
    if (wanted !== this.#store || (this.#isConnected && !this.#stop)) {
      this.#stop?.()
      this.#store = wanted
      this.#stop = this.#isConnected ? wanted?.subscribe(() => this.#changed()) : undefined
    }
  }

  #changed(): void {
    if (!this.part) return this.host.requestUpdate()
    if (this.#isAsked) return
    this.#isAsked = true
    // Of several changes in a row the last one tells.
    queueMicrotask(() => {
      this.#isAsked = false
      if (this.#stop && this.#store && this.part?.(this.#store.view) !== this.#shown) this.host.requestUpdate()
    })
  }
}
