/** One question with one answer. Dispatches `confirm`, then `close`. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-dialog.ts'
import '../base/cairn-field.ts'
import type { CairnField } from '../base/cairn-field.ts'

@customElement('cairn-confirm')
export class CairnConfirm extends LitElement {
  @property({ type: Boolean }) open = false
  @property() heading = ''
  @property() text = ''
  @property() action = ''
  @property({ type: Boolean }) danger = false
  /** Has to be typed first; '' = nothing has. */
  @property() word = ''
  @state() private typed = ''

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('open')) this.typed = ''
  }

  protected override render(): unknown {
    return html`<cairn-dialog heading=${this.heading} ?open=${this.open} @close=${this.#close}>
      ${this.text ? html`<p>${this.text}</p>` : nothing}
      ${
        this.word
          ? html`<cairn-field
              autofocus
              label=${t('manage.type', { word: this.word })}
              .value=${this.typed}
              @input=${(event: Event) => (this.typed = (event.target as CairnField).value)}
            ></cairn-field>`
          : nothing
      }
      <cairn-button slot="foot" ?autofocus=${!this.word} @click=${this.#close}>${t('action.cancel')}</cairn-button>
      <cairn-button
        slot="foot"
        variant=${this.danger ? 'danger' : 'primary'}
        ?disabled=${this.typed.trim() !== this.word}
        @click=${this.#confirm}
        >${this.action}</cairn-button
      >
    </cairn-dialog>`
  }

  #confirm = (): void => {
    this.dispatchEvent(new CustomEvent('confirm'))
    this.#close()
  }

  #close = (): void => {
    if (!this.open) return
    this.open = false
    this.dispatchEvent(new CustomEvent('close'))
  }

  static override styles = [
    base,
    css`
      p {
        color: var(--text-2);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-confirm': CairnConfirm
  }
}
