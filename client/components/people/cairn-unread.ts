/** Chats with something new, and one way to be done with all of it. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-empty.ts'
import '../shell/cairn-page.ts'
import { tallChatRows } from '../shell/tall-chat-rows.ts'

@customElement('cairn-unread')
export class CairnUnread extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  #chats = new StoreController(this, () => this.stores?.chats)

  override focus(): void {
    this.renderRoot.querySelector('cairn-page')?.focus()
  }

  protected override render(): unknown {
    const rows = (this.#chats.view?.recent ?? []).filter(({ unread, isMuted }) => unread > 0 && !isMuted)
    return html`<cairn-page heading=${t('chats.unreadOnly')} back>
      ${
        rows.length === 0
          ? html`<cairn-empty icon="inbox" text=${t('list.noUnread')}></cairn-empty>`
          : html`<div>
                <cairn-button icon="check-check" @click=${() => ask(this, 'mark-all-read')}
                  >${t('chats.markAll')}</cairn-button
                >
              </div>
              ${tallChatRows(rows, this.stores?.device.now() ?? 0)}`
      }
    </cairn-page>`
  }

  static override styles = [
    base,
    css`
      :host {
        display: block;
        block-size: 100%;
      }
      div {
        padding: var(--s3) var(--s4);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-unread': CairnUnread
  }
}
