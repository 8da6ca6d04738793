/** "That is 5,230 characters. Send it as a text file?" before a long text goes into a message. */
import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { chatBase } from './chat-styles.ts'
import { questionStyles } from './question-styles.ts'

export type PasteAnswer = 'file' | 'here' | 'cancel'

@customElement('cairn-paste-question')
export class CairnPasteQuestion extends LitElement {
  @property({ type: Number }) count = 0

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.primary')?.focus())
  }

  protected override render(): unknown {
    const question = t('talk.paste.long', { count: this.count })
    return html`<div role="alertdialog" aria-label=${question} @keydown=${this.#keydown}>
      <span>${question}</span>
      <button type="button" class="text-button" @click=${() => this.#answer('cancel')}>
        ${t('chat.composer.cancel')}
      </button>
      <button type="button" class="text-button" @click=${() => this.#answer('here')}>${t('talk.paste.here')}</button>
      <button type="button" class="text-button primary" @click=${() => this.#answer('file')}>
        ${t('talk.paste.file')}
      </button>
    </div>`
  }

  #keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    this.#answer('cancel')
  }

  #answer(answer: PasteAnswer): void {
    this.dispatchEvent(new CustomEvent('paste-answered', { detail: { answer } }))
  }

  static override styles = [chatBase, questionStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-paste-question': CairnPasteQuestion
  }
  interface HTMLElementEventMap {
    'paste-answered': CustomEvent<{ readonly answer: PasteAnswer }>
  }
}
