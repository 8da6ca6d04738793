/** Everything unsent, in all chats, and everything begun. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { copyUnsent } from '../../app/copy-unsent.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { draftEntries } from '../../stores/draft-entries.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import { sendSmaller } from '../../uploads/take-back.ts'
import { cancelWithUndo } from '../chat/cancel-with-undo.ts'
import '../chat/cairn-drafts.ts'
import '../chat/cairn-outbox-panel.ts'
import { discardDraft } from '../chat/discard-draft.ts'
import { discardWithUndo } from '../chat/discard-with-undo.ts'
import { storageFailed } from '../chat/storage-failed.ts'
import './cairn-page.ts'

@customElement('cairn-unsent')
export class CairnUnsent extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  #chats = new StoreController(this, () => this.stores?.chats)
  #drafts = new StoreController(this, () => this.stores?.drafts)
  #outbox = new StoreController(this, () => this.stores?.outbox)
  #sync = new StoreController(this, () => this.stores?.sync)

  constructor() {
    super()
    this.addEventListener('media-asked', ({ detail }) => {
      detail.answer = this.stores && { stores: this.stores, chatId: '' }
    })
  }

  protected override render(): unknown {
    const { stores } = this
    if (!stores) return nothing
    return html`<cairn-page heading=${t('unsent.title')} back>
      <cairn-outbox-panel
        .outbox=${this.#outbox.view ?? null}
        ?canTry=${this.#sync.view?.canTry === true}
        .now=${stores.device.now()}
        @outbox-action=${this.#act}
        @copy-all-wanted=${() => void copyUnsent(stores)}
        @try-wanted=${() => ask(this, 'try-now')}
      ></cairn-outbox-panel>
      <cairn-drafts
        .drafts=${this.#drafts.view && this.#chats.view ? draftEntries(stores.drafts, this.#chats.view) : []}
        @draft-discarded=${({ detail }: HTMLElementEventMap['draft-discarded']) =>
          discardDraft(stores, detail.draft, storageFailed)}
      ></cairn-drafts>
    </cairn-page>`
  }

  #act = ({ detail: { action, item } }: HTMLElementEventMap['outbox-action']): void => {
    const { stores } = this
    if (!stores) return
    const all = (act: (n: number) => Promise<void>) => void Promise.all(item.parts.map(act)).catch(storageFailed)
    switch (action) {
      case 'send-first':
        return all((n) => stores.actions.sendFirst(n))
      case 'retry':
        return all((n) => (item.code === 'too_large' ? sendSmaller(stores, n, item.files) : stores.actions.retry(n)))
      case 'cancel':
        return cancelWithUndo(stores, item.parts, storageFailed)
      case 'discard':
        return discardWithUndo(stores.shownOutbox, item.parts, storageFailed)
    }
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        block-size: 100%;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-unsent': CairnUnsent
  }
}
