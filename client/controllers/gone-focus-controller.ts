/**
 * Where a part goes away with the focus, as a button that brings more does, something else has it (docs/behaviour.md, UI183, UI194,
 * UI224).
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

export class GoneFocusController implements ReactiveController {
  /** The one with the focus, before this update. */
  #part: HTMLElement | null = null

  /**
   * @param selector  of the parts
   * @param give      gives the focus to what stands there instead of this one
   */
  constructor(
    private readonly host: ReactiveControllerHost & Pick<Element, 'shadowRoot'>,
    private readonly selector: string,
    private readonly give: (part: HTMLElement) => void,
  ) {
    host.addController(this)
  }

  hostUpdate(): void {
    this.#part = this.host.shadowRoot?.activeElement?.closest<HTMLElement>(this.selector) ?? null
  }

  hostUpdated(): void {
    const part = this.#part
    this.#part = null
    if (part && !part.isConnected) this.give(part)
  }
}
