/**
 * The only live regions (UI.md, section 7): a polite log, and alerts. Lines are added and taken away and never change: a screen
 * reader reads what is added, also when it is the same again.
 */
import { css, html, LitElement } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { onAnnouncement, type Announcement } from '../../app/announcer.ts'
import { visuallyHidden } from '../../styles/shared.ts'

/** Lines kept of either kind. */
const KEPT = 5

interface Line {
  readonly key: number
  readonly text: string
}

@customElement('cairn-announcer')
export class CairnAnnouncer extends LitElement {
  @state() private lines: readonly Line[] = []
  @state() private alerts: readonly Line[] = []
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
        ${repeat(this.lines, keyOf, ({ text }) => html`<p>${text}</p>`)}
      </div>
      <div class="visually-hidden">${repeat(this.alerts, keyOf, ({ text }) => html`<p role="alert">${text}</p>`)}</div>`
  }

  #tell = ({ text, assertive }: Announcement): void => {
    const line = { key: this.#next++, text }
    if (assertive) this.alerts = [...this.alerts.slice(1 - KEPT), line]
    else this.lines = [...this.lines.slice(1 - KEPT), line]
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

const keyOf = ({ key }: Line): number => key

declare global {
  interface HTMLElementTagNameMap {
    'cairn-announcer': CairnAnnouncer
  }
}
