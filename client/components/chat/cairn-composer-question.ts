/** A question at the foot of a composer, before what was done there counts: "Notify 42 people?", "Send it as a text file?" */
import { html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { chatBase } from './chat-styles.ts'
import { questionStyles } from './question-styles.ts'

@customElement('cairn-composer-question')
export class CairnComposerQuestion extends LitElement {
  @property() question = ''
  /** Beside [Cancel], whose answer is ''. The last one is what is usually meant. */
  @property({ attribute: false }) answers: readonly (readonly [answer: string, words: string])[] = []

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.primary')?.focus())
  }

  protected override render(): unknown {
    const last = this.answers.length - 1
    return html`<div role="alertdialog" aria-label=${this.question} @keydown=${this.#keydown}>
      <span>${this.question}</span>
      <button type="button" class="text-button" @click=${() => this.#answer('')}>${t('chat.composer.cancel')}</button>
      ${this.answers.map(
        ([answer, words], n) =>
          html`<button
            type="button"
            class=${n === last ? 'text-button primary' : 'text-button'}
            @click=${() => this.#answer(answer)}
          >
            ${words}
          </button>`,
      )}
    </div>`
  }

  #keydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    this.#answer('')
  }

  #answer(answer: string): void {
    this.dispatchEvent(new CustomEvent('question-answered', { detail: { answer } }))
  }

  static override styles = [chatBase, questionStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-composer-question': CairnComposerQuestion
  }
  interface HTMLElementEventMap {
    'question-answered': CustomEvent<{ readonly answer: string }>
  }
}
