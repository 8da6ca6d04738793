/** Chats in which somebody mentioned me and I have not read it. */
import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-empty.ts'
import './cairn-page.ts'
import { tallChatRows } from './tall-chat-rows.ts'

@customElement('cairn-activity')
export class CairnActivity extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  #chats = new StoreController(this, () => this.stores?.chats)

  protected override render(): unknown {
    const rows = (this.#chats.view?.recent ?? []).filter(({ mentions }) => mentions > 0)
    return html`<cairn-page heading=${t('activity.title')} back>
      ${
        rows.length === 0
          ? html`<cairn-empty icon="at-sign" text=${t('activity.empty')}></cairn-empty>`
          : tallChatRows(rows, this.stores?.device.now() ?? 0)
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
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-activity': CairnActivity
  }
}
