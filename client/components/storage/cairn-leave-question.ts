/** A button, and the question before everything of this account leaves the device: what is unsent or stands on it alone is named, and can be copied. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { draftsOnlyHere, type DraftEntry } from '../../stores/draft-entries.ts'
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
  #chats = new StoreController(this, () => this.stores?.chats)
  #draftTexts = new StoreController(this, () => this.stores?.drafts)

  protected override render(): unknown {
    return html`${
        this.bare
          ? nothing
          : html`<cairn-button variant="danger" icon="trash-2" @click=${() => (this.open = true)}
              >${this.action}</cairn-button
            >`
      }
      <cairn-dialog heading=${this.heading} ?open=${this.open} @close=${this.#close}>
        <p>${this.text}</p>
        ${this.open ? this.#lost() : nothing}
        <cairn-button slot="foot" autofocus @click=${this.#close}>${t('action.cancel')}</cairn-button>
        <cairn-button slot="foot" variant="danger" ?disabled=${this.isWorking} @click=${this.#confirm}
          >${this.isWorking ? t('storage.leaving') : this.action}</cairn-button
        >
      </cairn-dialog>`
  }

  #lost(): unknown {
    const items = this.#outbox.view?.items ?? []
    const drafts = this.#drafts()
    if (drafts.length === 0 && items.length === 0) return nothing
    const hasText = [...items, ...drafts].some(({ text }) => text !== '')
    return html`<div class="unsent">
        ${items.length === 0 ? nothing : html`<p>${t('storage.leaveUnsent', { n: items.length })}</p>`}
        ${drafts.length === 0 ? nothing : html`<p>${t('storage.leaveDrafts', { n: drafts.length })}</p>`}
      </div>
      <div class="buttons">
        ${
          hasText
            ? html`<cairn-button icon="copy" @click=${() => ask(this, 'copy-unsent')}
                >${drafts.length === 0 ? t('storage.copyUnsent', { n: items.length }) : t('action.copyAll')}</cairn-button
              >`
            : nothing
        }
        <a href=${hashOf({ page: 'unsent' })} @click=${this.#close}>${t('unsent.title')}</a>
      </div>`
  }

  #drafts(): readonly DraftEntry[] {
    const chats = this.#chats.view
    if (!this.stores || !chats || !this.#draftTexts.view) return []
    return draftsOnlyHere(this.stores.drafts, chats)
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
      }
      .unsent p {
        color: var(--text);
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--s3);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-leave-question': CairnLeaveQuestion
  }
}
