/** "Notify 42 people?" before a message that mentions everyone is sent. */
import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { chatBase } from './chat-styles.ts'
import { questionStyles } from './question-styles.ts'

@customElement('cairn-notify-question')
export class CairnNotifyQuestion extends LitElement {
  @property({ type: Number }) count = 0

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.primary')?.focus())
  }

  protected override render(): unknown {
    const question = t('chat.composer.notify', { count: this.count })
    return html`<div role="alertdialog" aria-label=${question} @keydown=${this.#keydown}>
      <span>${question}</span>
      <button type="button" class="text-button" @click=${() => this.#answer(false)}>
        ${t('chat.composer.cancel')}
      </button>
      <button type="button" class="text-button primary" @click=${() => this.#answer(true)}>
        ${t('chat.composer.notify-yes')}
      </button>
    </div>`
  }

  #keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    this.#answer(false)
  }

  #answer(isYes: boolean): void {
    this.dispatchEvent(new CustomEvent('notify-answered', { detail: { isYes } }))
  }

  static override styles = [chatBase, questionStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-notify-question': CairnNotifyQuestion
  }
  interface HTMLElementEventMap {
    'notify-answered': CustomEvent<{ readonly isYes: boolean }>
  }
}
