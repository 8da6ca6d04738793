/** What a message answers or forwards: author and excerpt. Opens the original, of a forward where the reader may see it. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import { chatBase } from './chat-styles.ts'
import type { QuoteView } from '../../stores/message-view.ts'
import { plainText } from './plain-text.ts'

@customElement('cairn-quote')
export class CairnQuote extends LitElement {
  @property({ attribute: false }) quote: QuoteView | null = null
  @property() kind: 'reply' | 'forward' = 'reply'
  /** The words are the message's own: they are not said twice. */
  @property({ type: Boolean }) bare = false

  protected override render(): unknown {
    if (!this.quote) return nothing
    if (this.kind === 'reply')
      return html`<button type="button" class="quote" @click=${this.#open}>${this.#inside()}</button>`
    const { id, from, isDeleted } = this.quote
    if (!from || isDeleted) return html`<div class="quote">${this.#inside()}</div>`
    return html`<a class="quote" href=${hashOf(chatRoute(from.channelId, null, id))}
      >${this.#inside()}<span class="from"
        >${t('talk.quote.in')} <bdi>${from.title || t('talk.place.unknown')}</bdi></span
      ></a
    >`
  }

  #inside(): TemplateResult {
    const { author, excerpt, isDeleted } = this.quote!
    const isForward = this.kind === 'forward'
    const text = isDeleted ? t('chat.deleted') : plainText(excerpt) || t('chat.quote.unknown')
    return html`<cairn-icon name=${this.kind}></cairn-icon>
      <span class=${isForward ? 'kind' : 'visually-hidden'}>${t(`chat.quote.${this.kind}`)}</span>
      ${author ? html`<b><bdi>${author.name}</bdi></b>` : nothing}
      ${
        this.bare && !isDeleted
          ? nothing
          : html`<span class=${isDeleted || !excerpt ? 'text faint' : 'text'} dir="auto">${text}</span>`
      }`
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
      .quote {
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
        border-radius: var(--r1);
        text-decoration: none;
      }
      @media (pointer: coarse) {
        .quote {
          min-block-size: 44px;
        }
      }
      button:hover,
      a:hover {
        color: var(--text);
        background: var(--hover);
      }
      cairn-icon {
        font-size: 0.7rem;
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
      .kind {
        flex: none;
      }
      .from {
        min-inline-size: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      a .from bdi {
        color: var(--link);
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
