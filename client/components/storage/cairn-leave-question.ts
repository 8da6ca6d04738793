/** A button, and the question before everything of this account leaves the device: what is unsent is named, and can be copied. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-dialog.ts'

@customElement('cairn-leave-question')
export class CairnLeaveQuestion extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ type: Boolean }) open = false
  @property() heading = ''
  @property() text = ''
  @property() action = ''
  /** Without a button of its own: `open` and the events `close` and `confirm` are its owner's. */
  @property({ type: Boolean }) bare = false
  @state() private isWorking = false
  #outbox = new StoreController(this, () => this.stores?.outbox)

  protected override render(): unknown {
    const items = this.#outbox.view?.items ?? []
    return html`${
        this.bare
          ? nothing
          : html`<cairn-button variant="danger" icon="trash-2" @click=${() => (this.open = true)}
              >${this.action}</cairn-button
            >`
      }
      <cairn-dialog heading=${this.heading} ?open=${this.open} @close=${this.#close}>
        <p>${this.text}</p>
        ${
          items.length === 0
            ? nothing
            : html`<p class="unsent">${t('storage.leaveUnsent', { n: items.length })}</p>
                <cairn-button icon="copy" @click=${() => ask(this, 'copy-unsent')}
                  >${t('storage.copyUnsent', { n: items.length })}</cairn-button
                >`
        }
        <cairn-button slot="foot" autofocus @click=${this.#close}>${t('action.cancel')}</cairn-button>
        <cairn-button slot="foot" variant="danger" ?disabled=${this.isWorking} @click=${this.#confirm}
          >${this.isWorking ? t('storage.leaving') : this.action}</cairn-button
        >
      </cairn-dialog>`
  }

  #confirm = (): void => {
    const isOwners = !this.dispatchEvent(new CustomEvent('confirm', { cancelable: true }))
    if (!isOwners) {
      this.isWorking = true
      ask(this, 'sign-out')
    } else this.#close()
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
      .unsent {
        margin-block: var(--s3);
        padding: var(--s3);
        border-radius: var(--r1);
        background: var(--warn-soft);
        color: var(--text);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-leave-question': CairnLeaveQuestion
  }
}
