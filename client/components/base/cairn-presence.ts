/** Whether a person is here: full, half or hollow stone. Offline devices show the last known state as hollow, never as green. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { visuallyHidden } from '../../styles/shared.ts'
import { presenceWords, type PresenceState } from './presence-words.ts'

@customElement('cairn-presence')
export class CairnPresence extends LitElement {
  @property({ reflect: true }) state: PresenceState = 'unknown'
  /** When the server was last in touch: what is not known now was known then. */
  @property({ attribute: false }) asOf: number | null = null
  @property({ type: Number }) now = 0
  /** A beside-standing text says it already. */
  @property({ type: Boolean }) quiet = false

  protected override render(): unknown {
    const words = presenceWords(this.state, this.asOf, this.now)
    return html`<span class="dot" aria-hidden="true" title=${this.state === 'unknown' ? words : nothing}></span
      ><span class="visually-hidden" ?hidden=${this.quiet}>${words}</span>`
  }

  static override styles = [
    visuallyHidden,
    css`
      :host {
        display: inline-block;
        inline-size: 12px;
        block-size: 12px;
        padding: 2px;
        border-radius: 50%;
        background: var(--presence-ground, var(--surface));
      }
      [hidden] {
        display: none;
      }
      .dot {
        display: block;
        box-sizing: border-box;
        inline-size: 100%;
        block-size: 100%;
        border: 1.5px solid var(--line-strong);
        border-radius: 50%;
      }
      :host([state='active']) .dot {
        border-color: var(--ok);
        background: var(--ok);
      }
      :host([state='idle']) .dot {
        border-color: var(--warn);
        background: linear-gradient(to top, var(--warn) 50%, transparent 50%);
      }
      /* How full it is tells, not its colour. */
      @media (forced-colors: active) {
        :host([state]) .dot {
          border-color: CanvasText;
          forced-color-adjust: none;
        }
        :host([state='active']) .dot {
          background: CanvasText;
        }
        :host([state='idle']) .dot {
          background: linear-gradient(to top, CanvasText 50%, Canvas 50%);
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-presence': CairnPresence
  }
}
