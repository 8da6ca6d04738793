/** Whether a media query holds, for what CSS alone cannot show: another order of headings or panes. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

export class MediaController implements ReactiveController {
  #query: MediaQueryList

  constructor(
    private readonly host: ReactiveControllerHost,
    query: string,
  ) {
    this.#query = matchMedia(query)
    host.addController(this)
  }

  get matches(): boolean {
    return this.#query.matches
  }

  hostConnected(): void {
    this.#query.addEventListener('change', this.#changed)
  }

  hostDisconnected(): void {
    this.#query.removeEventListener('change', this.#changed)
  }

  #changed = (): void => this.host.requestUpdate()
}

export const PHONE = '(max-width: 599.98px)'
export const WIDE = '(min-width: 1024px)'
/** Fingers point. */
export const COARSE = '(pointer: coarse)'
