/** A day begins here. The button opens the date picker. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { formatDay } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import { chatBase } from './chat-styles.ts'
import { isoTime } from './times.ts'

@customElement('cairn-day-divider')
export class CairnDayDivider extends LitElement {
  @property({ type: Number }) at = 0
  @property({ type: Number }) now = 0
  /** Whether somebody answers `date-picked`. */
  @property({ type: Boolean }) pickable = false

  protected override render(): unknown {
    const day = html`<time datetime=${isoTime(this.at)}>${formatDay(this.at, this.now)}</time>`
    if (!this.pickable) return day
    return html`<button type="button" title=${t('chat.jump-to-date')} aria-haspopup="dialog" @click=${this.#open}>
      ${day}
    </button>`
  }

  #open = (event: Event): void => {
    const detail = { at: this.at, from: event.currentTarget as HTMLElement }
    this.dispatchEvent(new CustomEvent('date-picked', { detail, bubbles: true, composed: true }))
  }

  static override styles = [
    chatBase,
    css`
      :host {
        display: flex;
        align-items: center;
        gap: var(--s3);
        padding: var(--s3) var(--s4) var(--s1);
      }
      :host::before,
      :host::after {
        content: '';
        flex: 1;
        border-block-start: 1px solid var(--line);
      }
      time {
        font: var(--t-xs) var(--font);
        font-weight: 550;
        color: var(--text-2);
      }
      button {
        min-block-size: max(24px, calc(var(--target) - 8px));
        padding-inline: var(--s3);
        font: 500 var(--t-xs) var(--font);
        color: var(--text-2);
        border-radius: 999px;
      }
      button:hover {
        background: var(--hover);
        color: var(--text);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-day-divider': CairnDayDivider
  }
  interface HTMLElementEventMap {
    /** A person wants to go to a day. */
    'date-picked': CustomEvent<{ readonly at: number; readonly from: HTMLElement }>
  }
}
