/** What a message answers or forwards: author and excerpt. Opens the original. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import { chatBase } from './chat-styles.ts'
import type { QuoteView } from '../../stores/message-view.ts'

@customElement('cairn-quote')
export class CairnQuote extends LitElement {
  @property({ attribute: false }) quote: QuoteView | null = null
  @property() kind: 'reply' | 'forward' = 'reply'

  protected override render(): unknown {
    if (!this.quote) return nothing
    const { author, excerpt, isDeleted } = this.quote
    const text = isDeleted ? t('chat.deleted') : excerpt || t('chat.quote.unknown')
    return html`<button type="button" @click=${this.#open}>
      <cairn-icon name=${this.kind === 'reply' ? 'reply' : 'forward'}></cairn-icon>
      <span class="visually-hidden">${t(`chat.quote.${this.kind}`)}</span>
      ${author ? html`<b><bdi>${author.name}</bdi></b>` : nothing}
      <span class=${isDeleted || !excerpt ? 'text faint' : 'text'} dir="auto">${text}</span>
    </button>`
  }

  #open(): void {
    const detail = { messageId: this.quote?.id ?? '' }
    this.dispatchEvent(new CustomEvent('message-opened', { detail, bubbles: true, composed: true }))
  }

  static override styles = [
    chatBase,
    css`
      :host {
        display: block;
        min-inline-size: 0;
      }
      button {
        display: flex;
        align-items: center;
        gap: var(--s2);
        max-inline-size: 100%;
        min-block-size: 24px;
        padding-inline: var(--s2);
        margin-inline-start: calc(-1 * var(--s2));
        font: var(--t-sm) var(--font);
        color: var(--text-2);
        text-align: start;
        border-inline-start: 0;
      }
      @media (pointer: coarse) {
        button {
          min-block-size: 44px;
        }
      }
      button:hover {
        color: var(--text);
        background: var(--hover);
      }
      cairn-icon {
        font-size: 11.2px;
        flex: none;
        color: var(--text-3);
      }
      b {
        flex: none;
        max-inline-size: 40%;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        font-weight: 600;
      }
      .text {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .faint {
        color: var(--text-3);
        font-style: italic;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-quote': CairnQuote
  }
}
