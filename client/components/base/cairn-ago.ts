/** How long ago something was, told anew each minute; a screen reader gets the full time, which does not change. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { formatAge, formatFull } from '../../app/format.ts'
import { MinuteController } from '../../controllers/minute-controller.ts'
import { visuallyHidden } from '../../styles/shared.ts'

@customElement('cairn-ago')
export class CairnAgo extends LitElement {
  @property({ type: Number }) at = 0
  /** By the device's corrected clock, when this was given. */
  @property({ type: Number }) now = 0
  /** The sentence around the time. */
  @property({ attribute: false }) words: (time: string) => string = (time) => time
  protected readonly minute = new MinuteController(this)
  #givenAt = 0

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('now')) this.#givenAt = Date.now()
  }

  protected override render(): unknown {
    const { at, words } = this
    const full = formatFull(at)
    const ago = formatAge(at, this.now + Date.now() - this.#givenAt)
    return html`<time datetime=${new Date(at).toISOString()} title=${full}
      ><span aria-hidden="true">${words(ago)}</span><span class="visually-hidden">${words(full)}</span></time
    >`
  }

  static override styles = [
    visuallyHidden,
    css`
      :host {
        position: relative;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-ago': CairnAgo
  }
}
