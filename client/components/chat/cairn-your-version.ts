/** Own text or deletion of a sent message that a newer edit overruled, or the server refused: to apply again, copy or let go. */
import { css, html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import type { MessageView } from '../../stores/message-view.ts'
import { refusalText, retryName } from './cairn-refusal.ts'
import { chatBase } from './chat-styles.ts'
import type { MessageAction } from './message-actions.ts'

@customElement('cairn-your-version')
export class CairnYourVersion extends LitElement {
  @property({ attribute: false }) version: MessageView['yourVersion'] = null
  /** For the sentence of a refusal. */
  @property() chatTitle = ''

  protected override render(): unknown {
    if (!this.version) return nothing
    const { text, isDeletion, refusal } = this.version
    const title = t(isDeletion ? 'chat.your-deletion' : 'chat.your-version')
    return html`<section aria-label=${title}>
      <p class="title">${title}</p>
      ${isDeletion ? nothing : html`<p dir="auto">${text}</p>`}
      ${refusal ? html`<p class="note">${refusalText(refusal, this.chatTitle)}</p>` : nothing}
      <div class="actions">
        ${this.#button('retry', refusal ? retryName(refusal.code, false) : t('chat.refusal.again'))}
        ${isDeletion ? nothing : this.#button('copy-version', t('chat.refusal.copy'))}
        ${this.#button('discard-version', t('chat.refusal.discard'))}
      </div>
    </section>`
  }

  #button(action: MessageAction, name: string): TemplateResult {
    return html`<button type="button" class="text-button" @click=${() => this.#choose(action)}>${name}</button>`
  }

  #choose(action: MessageAction): void {
    this.dispatchEvent(new CustomEvent('action-chosen', { detail: { action } }))
  }

  static override styles = [
    chatBase,
    css`
      section {
        margin-block: var(--s1);
        padding: var(--s2) var(--s3);
        border: 1px dashed var(--line-strong);
        border-radius: var(--r1);
        background: var(--surface);
        font: var(--t-sm) var(--font);
      }
      .title {
        font: 600 var(--t-xs) var(--font);
        color: var(--text-2);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--s1);
        margin-block-start: var(--s2);
      }
      .note {
        font: var(--t-xs) var(--font);
        color: var(--text-3);
      }
      p {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-your-version': CairnYourVersion
  }
}
