/** The button that attaches files: the same as dropping them in the chat. With `reason` it is kept, does nothing, and says why. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { notices } from '../../app/notices.ts'
import { t } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import { keepFocus } from './cairn-emoji-button.ts'
import { chatBase } from './chat-styles.ts'

@customElement('cairn-attach-button')
export class CairnAttachButton extends LitElement {
  /** Why no files are taken now. */
  @property() reason = ''
  @query('input') private input!: HTMLInputElement

  open = (): void => {
    if (this.reason) notices.show({ id: 'files', text: this.reason })
    else this.input.click()
  }

  protected override render(): unknown {
    const name = t('chat.composer.attach')
    return html`<cairn-tooltip text=${this.reason}
        ><button
          type="button"
          class="icon-button"
          title=${this.reason ? nothing : name}
          aria-label=${name}
          aria-disabled=${this.reason ? 'true' : nothing}
          aria-description=${this.reason || nothing}
          @pointerdown=${keepFocus}
          @click=${this.open}
        >
          <cairn-icon name="plus"></cairn-icon></button
      ></cairn-tooltip>
      <input type="file" multiple hidden tabindex="-1" aria-label=${name} @change=${this.#chosen} />`
  }

  #chosen = (): void => {
    const files = [...(this.input.files ?? [])]
    this.input.value = ''
    if (files.length === 0) return
    this.dispatchEvent(new CustomEvent('files-attached', { detail: { files }, bubbles: true, composed: true }))
  }

  static override styles = [
    chatBase,
    css`
      /* Comes after the first list (client/app/later.ts). */
      cairn-tooltip {
        display: contents;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-attach-button': CairnAttachButton
  }
  interface HTMLElementEventMap {
    /** `taken` hears whether all of them are on the device. */
    'files-attached': CustomEvent<{ readonly files: readonly File[]; readonly taken?: (areTaken: boolean) => void }>
  }
}
