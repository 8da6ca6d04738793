/** The button that attaches files: the same as dropping them in the chat. */
import { html, LitElement } from 'lit'
import { customElement, query } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import { keepFocus } from './cairn-emoji-button.ts'
import { chatBase } from './chat-styles.ts'

@customElement('cairn-attach-button')
export class CairnAttachButton extends LitElement {
  @query('input') private input!: HTMLInputElement

  open = (): void => this.input.click()

  protected override render(): unknown {
    const name = t('chat.composer.attach')
    return html`<button
        type="button"
        class="icon-button"
        title=${name}
        aria-label=${name}
        @pointerdown=${keepFocus}
        @click=${this.open}
      >
        <cairn-icon name="plus"></cairn-icon>
      </button>
      <input type="file" multiple hidden tabindex="-1" aria-label=${name} @change=${this.#chosen} />`
  }

  #chosen = (): void => {
    const files = [...(this.input.files ?? [])]
    this.input.value = ''
    if (files.length === 0) return
    this.dispatchEvent(new CustomEvent('files-attached', { detail: { files }, bubbles: true, composed: true }))
  }

  static override styles = chatBase
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-attach-button': CairnAttachButton
  }
  interface HTMLElementEventMap {
    'files-attached': CustomEvent<{ readonly files: readonly File[] }>
  }
}
