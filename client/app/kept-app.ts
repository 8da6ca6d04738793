/**
 * Has the browser keep the app itself (docs/behaviour.md, OS43, OS45): registers its service worker, again after one that did not
 * come, and tells how far that is.
 */
import type { Unsubscribe } from '../sync/device.ts'
import { TIMERS, ValueStore, type Timers } from '../stores/store.ts'

/** `none`: this browser keeps no app, as in a private window or over plain http. */
export type AppHere = 'here' | 'coming' | 'none'

/** After the first failure, and at most. */
const AGAIN_AFTER_MS = 5_000
const AGAIN_AT_MOST_MS = 5 * 60_000

type Container = Pick<ServiceWorkerContainer, 'register' | 'controller'>
type Found = (registration: ServiceWorkerRegistration) => void

export class KeptApp {
  readonly here: ValueStore<AppHere>
  #container: Container | undefined
  #found: Found = () => undefined
  /** Whether the server answers now. */
  #isInTouch = () => true
  #failures = 0
  #isDue = false

  constructor(private readonly timers: Timers = TIMERS) {
    this.here = new ValueStore<AppHere>('coming')
  }

  /** @param found  told of each registration, once */
  async begin(container: Container | undefined, found: Found): Promise<void> {
    if (!container) return this.here.set('none')
    this.#container = container
    this.#found = found
    if (container.controller) this.here.set('here')
    await this.#register()
  }

  /** From now on it is tried again only while the server is in touch, and as soon as it is. */
  follow(isInTouch: () => boolean, onChange: (listener: () => void) => Unsubscribe): void {
    this.#isInTouch = isInTouch
    onChange(() => this.#again())
  }

  async #register(): Promise<void> {
    try {
      const registration = await this.#container!.register('/sw.js', { updateViaCache: 'none' })
      this.#watch(registration)
      this.#found(registration)
    } catch (cause) {
      if (isRefused(cause)) this.here.set('none')
      else this.#failed()
    }
  }

  #watch(registration: ServiceWorkerRegistration): void {
    if (registration.active) return this.here.set('here')
    const worker = registration.installing ?? registration.waiting
    const look = () => {
      if (registration.active) this.here.set('here')
      else if (worker?.state === 'redundant') this.#failed()
    }
    worker?.addEventListener('statechange', look)
    look()
  }

  #failed(): void {
    if (this.here.view === 'here') return
    this.here.set('coming')
    const waitMs = Math.min(AGAIN_AFTER_MS * 2 ** this.#failures++, AGAIN_AT_MOST_MS)
    this.timers.after(waitMs, () => {
      this.#isDue = true
      this.#again()
    })
  }

  #again(): void {
    if (!this.#isDue || !this.#isInTouch()) return
    this.#isDue = false
    void this.#register()
  }
}

/** The browser lets no page of this address do it; anything else is the network's doing. */
function isRefused(cause: unknown): boolean {
  return (
    cause instanceof DOMException && ['SecurityError', 'NotSupportedError', 'InvalidStateError'].includes(cause.name)
  )
}

export const keptApp = new KeptApp()
