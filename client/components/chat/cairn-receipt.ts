/** How far an own message has come: a mark of fixed size whose name says it in words. */
import { css, html, LitElement, nothing, svg, type SVGTemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { formatNumber } from '../../app/format.ts'
import type { Delivery } from '../../stores/message-view.ts'
import { base } from '../../styles/shared.ts'
import { deliveryName } from './delivery-name.ts'

@customElement('cairn-receipt')
export class CairnReceipt extends LitElement {
  @property({ attribute: false }) delivery: Delivery | null = null
  /** The corrected clock; for what has waited long, and what is sent again at a known time. */
  @property({ type: Number }) now = 0
  /** Groups count their readers. */
  @property({ type: Boolean }) counted = false

  protected override render(): unknown {
    if (!this.delivery) return nothing
    const { state } = this.delivery
    const name = deliveryName(this.delivery, this.now)
    const people = state === 'read' || state === 'delivered' ? this.delivery.people.length : 0
    const count = this.counted && people > 1 ? formatNumber(people) : ''
    const mark = html`<svg viewBox="0 0 20 16" width="20" height="16" aria-hidden="true">${MARKS[state]}</svg>
      ${count === '' ? nothing : html`<b aria-hidden="true">${count}</b>`}`
    if (!this.counted || people === 0) {
      return html`<span class=${state} role="img" aria-label=${name} title=${name}>${mark}</span>`
    }
    return html`<button
      type="button"
      class=${state}
      aria-haspopup="dialog"
      aria-label=${name.includes(count) ? name : `${name}, ${count}`}
      title=${name}
      @click=${this.#press}
    >
      ${mark}
    </button>`
  }

  override focus(): void {
    this.renderRoot.querySelector('button')?.focus()
  }

  #press = (): void => {
    this.dispatchEvent(new CustomEvent('receipt-pressed', { detail: { anchor: this.getBoundingClientRect() } }))
  }

  static override styles = [
    base,
    css`
      :host {
        display: inline-block;
        inline-size: 34px;
        block-size: 16px;
        color: var(--text-3);
      }
      span,
      button {
        display: flex;
        align-items: center;
        justify-content: flex-end;
        gap: 2px;
        inline-size: 100%;
      }
      /* A press finds more than the mark, and the mark stays where it is. */
      button {
        position: relative;
        block-size: 24px;
        margin-block: -4px;
        border-radius: var(--r1);
      }
      button::after {
        content: '';
        position: absolute;
        inset: calc((24px - var(--target)) / 2) -4px;
      }
      button:hover {
        color: var(--text);
      }
      svg {
        flex: none;
        overflow: visible;
        fill: none;
        stroke: currentColor;
        stroke-width: 1.6;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      b {
        font: 500 0.6875rem/1rem var(--font);
      }
      .read {
        color: var(--accent);
      }
      .read svg {
        stroke-width: 2.4;
      }
      .refused {
        color: var(--danger);
      }
      .turning {
        transform-origin: 10px 8px;
        animation: var(--still, turn) 1.6s linear infinite;
      }
      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }
    `,
  ]
}

const clock = svg`<circle cx="10" cy="8" r="4.8" /><path d="M10 5.2V8l1.8 1.2" />`
const ring = svg`<path class="turning" d="M10 .7a7.3 7.3 0 0 1 7.3 7.3" />`
const tick = svg`<path d="m5.5 8.5 3 3 6-7" />`
const ticks = svg`<path d="m2.5 8.5 3 3 6-7" /><path d="m9.6 11 .5.5 6.4-7" />`

const MARKS: Record<Delivery['state'], SVGTemplateResult> = {
  saved: clock,
  sending: svg`${clock}${ring}`,
  held: svg`${clock}<path d="M17 5v6" />`,
  'rate-limited': svg`${clock}<path d="M17 5v3M17 10.8v.2" />`,
  sent: tick,
  delivered: ticks,
  read: ticks,
  refused: svg`<circle cx="10" cy="8" r="6" /><path d="M10 4.8v3.7M10 11v.1" />`,
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-receipt': CairnReceipt
  }
  interface HTMLElementEventMap {
    'receipt-pressed': CustomEvent<{ readonly anchor: DOMRect }>
  }
}
