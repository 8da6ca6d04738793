/** Where a button goes away with the focus, as the one that brings more does, something else has it (docs/behaviour.md, UI183). */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

export class GoneFocusController implements ReactiveController {
  /** The one with the focus, before this update. */
  #button: HTMLElement | null = null

  /**
   * @param selector  of the buttons
   * @param give      gives the focus to what stands there instead of this one
   */
  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    private readonly selector: string,
    private readonly give: (button: HTMLElement) => void,
  ) {
    host.addController(this)
  }

  hostUpdate(): void {
    const buttons = [...(this.host.renderRoot?.querySelectorAll<HTMLElement>(this.selector) ?? [])]
    this.#button = buttons.find((one) => one.matches(':focus-within')) ?? null
  }

  hostUpdated(): void {
    const button = this.#button
    this.#button = null
    if (button && !button.isConnected) this.give(button)
  }
}
