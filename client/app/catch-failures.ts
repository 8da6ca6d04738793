/** A part that throws while it renders tells the boundary around it, instead of leaving an empty hole. */
import { ReactiveElement } from 'lit'

export type FailedEvent = CustomEvent<{ readonly error: unknown }>

interface Updating {
  performUpdate: (this: ReactiveElement) => void
}

/** Once, before the first element renders. */
export function catchFailures(): void {
  const prototype = ReactiveElement.prototype as unknown as Updating
  const performUpdate: (this: ReactiveElement) => void = prototype.performUpdate
  prototype.performUpdate = function (this: ReactiveElement) {
    try {
      performUpdate.call(this)
    } catch (error) {
      console.error(error)
      const init = { detail: { error }, bubbles: true, composed: true }
      this.dispatchEvent(new CustomEvent('cairn-failed', init) satisfies FailedEvent)
    }
  }
}

declare global {
  interface HTMLElementEventMap {
    'cairn-failed': FailedEvent
  }
}
