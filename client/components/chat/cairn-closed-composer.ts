/** Stands where the composer was: why nothing can be written here, the draft with [Copy], or [Join]. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { copyText } from '../../app/copy-text.ts'
import { t } from '../../app/text.ts'
import type { ReadOnlyReason } from '../../stores/chat-store.ts'
import '../base/cairn-icon.ts'
import { chatBase } from './chat-styles.ts'
import { closedWords } from './closed-words.ts'

@customElement('cairn-closed-composer')
export class CairnClosedComposer extends LitElement {
  @property({ attribute: false }) reason: ReadOnlyReason = { kind: 'unknown' }
  @property({ type: Number }) now = 0
  @property() draft = ''
  @property({ type: Boolean }) canJoin = false

  protected override render(): unknown {
    return html`<div class="reason">
        <cairn-icon
          name=${this.canJoin ? 'users' : this.reason.kind === 'admins-only' ? 'megaphone' : 'lock'}
        ></cairn-icon>
        <p>${closedWords(this.reason, this.now)}</p>
        ${
          this.canJoin
            ? html`<button type="button" class="text-button primary" @click=${this.#join}>${t('chat.join')}</button>`
            : nothing
        }
      </div>
      ${
        this.draft.trim() === ''
          ? nothing
          : html`<section aria-label=${t('chat.closed.draft')}>
              <p class="draft" dir="auto">${this.draft}</p>
              <button type="button" class="text-button" @click=${this.#copy}>${t('chat.closed.copy')}</button>
            </section>`
      }`
  }

  #join(): void {
    this.dispatchEvent(new CustomEvent('join-wanted', { bubbles: true, composed: true }))
  }

  #copy = (): void => void copyText(this.draft)

  static override styles = [
    chatBase,
    css`
      :host {
        display: block;
        margin: 0 var(--s4) var(--s4);
        border: 1px solid var(--line);
        border-radius: var(--r2);
        background: var(--sunken);
        font: var(--t-sm) var(--font);
        color: var(--text-2);
      }
      .reason,
      section {
        display: flex;
        align-items: center;
        gap: var(--s3);
        min-block-size: 48px;
        padding: var(--s2) var(--s3);
      }
      .reason p,
      .draft {
        flex: 1;
        min-inline-size: 0;
      }
      section {
        border-block-start: 1px solid var(--line);
      }
      .draft {
        max-block-size: 88px;
        overflow-y: auto;
        white-space: pre-wrap;
        overflow-wrap: anywhere;
        color: var(--text);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-closed-composer': CairnClosedComposer
  }
  interface HTMLElementEventMap {
    'join-wanted': CustomEvent<null>
  }
}
