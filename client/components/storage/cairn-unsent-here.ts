/** What this device has not sent: how much, where it is listed, and all of it to copy. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ask } from '../../app/commands.ts'
import { hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import type { UnsentView } from '../../stores/unsent-view.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-ago.ts'
import '../base/cairn-button.ts'
import { partStyles } from '../settings/part-styles.ts'
import { titleOf } from '../shell/chat-row-label.ts'

@customElement('cairn-unsent-here')
export class CairnUnsentHere extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  #outbox = new StoreController(this, () => this.stores?.outbox)

  protected override render(): unknown {
    const items = this.#outbox.view?.items ?? []
    return html`<section aria-labelledby="unsent">
      <h2 id="unsent">${t('storage.unsent')}</h2>
      ${
        items.length === 0
          ? html`<p class="explain">${t('storage.unsentNone')}</p>`
          : html`<ul>
                ${items.map((item) => this.#row(item))}
              </ul>
              <div class="buttons">
                <cairn-button icon="copy" @click=${() => ask(this, 'copy-unsent')}
                  >${t('storage.copyUnsent', { n: items.length })}</cairn-button
                >
                <a href=${hashOf({ page: 'unsent' })}>${t('sync.openUnsent')}</a>
              </div>`
      }
    </section>`
  }

  #row({ chat, text, at }: UnsentView): unknown {
    const now = this.stores?.device.now() ?? at
    return html`<li>
      <span class="what"
        ><bdi dir="auto">${text}</bdi>
        <small
          >${chat ? html`<bdi>${titleOf(chat)}</bdi> · ` : nothing}<cairn-ago .at=${at} .now=${now}></cairn-ago></small
      ></span>
    </li>`
  }

  static override styles = [base, partStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-unsent-here': CairnUnsentHere
  }
}
