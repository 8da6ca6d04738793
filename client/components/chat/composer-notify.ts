/** Asks before a message that mentions everyone goes out; what changes in the box or around it takes the question back. */
import { html, nothing, type LitElement, type TemplateResult } from 'lit'
import { t } from '../../app/text.ts'
import './cairn-composer-question.ts'
import { mentionsEveryone } from './suggestions.ts'

export class ComposerNotify {
  #isAsking = false

  /**
   * @param everyone  how many a mention of everyone tells; 0 = nobody may be
   * @param send      as it was confirmed
   */
  constructor(
    private readonly host: LitElement,
    private readonly everyone: () => number,
    private readonly send: () => void,
  ) {}

  /** @returns whether the text waits for an answer */
  asks(text: string): boolean {
    if (this.everyone() === 0 || !mentionsEveryone(text)) return false
    this.#set(true)
    void this.host.updateComplete.then(() =>
      this.host.renderRoot.querySelector<HTMLElement>('cairn-composer-question.notify')?.focus(),
    )
    return true
  }

  takeBack(): void {
    if (this.#isAsking) this.#set(false)
  }

  question(): TemplateResult | typeof nothing {
    if (!this.#isAsking) return nothing
    return html`<cairn-composer-question
      class="notify"
      question=${t('chat.composer.notify', { count: this.everyone() })}
      .answers=${[['yes', t('chat.composer.notify-yes')]]}
      @question-answered=${this.#answered}
    ></cairn-composer-question>`
  }

  #answered = ({ detail }: HTMLElementEventMap['question-answered']): void => {
    if (detail.answer === 'yes') return this.send()
    this.#set(false)
    this.host.focus()
  }

  #set(isAsking: boolean): void {
    this.#isAsking = isAsking
    this.host.requestUpdate()
  }
}
