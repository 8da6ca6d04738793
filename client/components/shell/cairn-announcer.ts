/** The only live regions of the page (UI.md, section 7): a polite log and an alert. */
import { css, html, LitElement } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { onAnnouncement, type Announcement } from '../../app/announcer.ts'
import { visuallyHidden } from '../../styles/shared.ts'

/** Lines kept; a screen reader reads what is added. */
const KEPT = 5

@customElement('cairn-announcer')
export class CairnAnnouncer extends LitElement {
  @state() private lines: readonly { readonly key: number; readonly text: string }[] = []
  @state() private alert = ''
  #next = 0
  #stop: (() => void) | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stop = onAnnouncement(this.#tell)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop?.()
  }

  protected override render(): unknown {
    return html`<div class="visually-hidden" role="log" aria-live="polite">
        ${this.lines.map(({ text }) => html`<p>${text}</p>`)}
      </div>
      <div class="visually-hidden" role="alert">${this.alert}</div>`
  }

  #tell = ({ text, assertive }: Announcement): void => {
    if (assertive) this.alert = text
    else this.lines = [...this.lines.slice(1 - KEPT), { key: this.#next++, text }]
  }

  static override styles = [
    visuallyHidden,
    css`
      :host {
        position: absolute;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-announcer': CairnAnnouncer
  }
}
