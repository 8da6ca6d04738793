/** What this device has not sent, and the drafts that it alone has: how much, where it is listed, and all of it to copy. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { copyUnsent } from '../../app/copy-unsent.ts'
import { hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { draftsOnlyHere, type DraftEntry } from '../../stores/draft-entries.ts'
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
  #chats = new StoreController(this, () => this.stores?.chats)
  #draftTexts = new StoreController(this, () => this.stores?.drafts)

  protected override render(): unknown {
    const items = this.#outbox.view?.items ?? []
    const drafts = this.#drafts()
    const hasText = [...items, ...drafts].some(({ text }) => text !== '')
    return html`<section aria-labelledby="unsent">
      <h2 id="unsent">${t('storage.unsent')}</h2>
      ${
        items.length + drafts.length === 0
          ? html`<p class="explain">${t('storage.unsentNone')}</p>`
          : html`<ul>
                ${items.map((item) => this.#row(item))} ${drafts.map((draft) => this.#draftRow(draft))}
              </ul>
              <div class="buttons">
                ${
                  hasText
                    ? html`<cairn-button icon="copy" @click=${this.#copy}
                        >${drafts.length === 0 ? t('storage.copyUnsent', { n: items.length }) : t('action.copyAll')}</cairn-button
                      >`
                    : nothing
                }
                <a href=${hashOf({ page: 'unsent' })}>${t('sync.openUnsent')}</a>
              </div>`
      }
    </section>`
  }

  #drafts(): readonly DraftEntry[] {
    const chats = this.#chats.view
    return this.stores && chats && this.#draftTexts.view ? draftsOnlyHere(this.stores.drafts, chats) : []
  }

  #row({ chat, text, at }: UnsentView): unknown {
    const now = this.stores?.device.now() ?? at
    return this.#item(chat, text, html`<cairn-ago .at=${at} .now=${now}></cairn-ago>`)
  }

  #draftRow({ chat, text, files, place: { kind } }: DraftEntry): unknown {
    return this.#item(chat, text || files.join(', '), t('drafts.kind', { kind }))
  }

  #item(chat: UnsentView['chat'] | DraftEntry['chat'], text: string, more: unknown): unknown {
    return html`<li>
      <span class="what"
        ><bdi dir="auto">${text}</bdi>
        <small>${chat ? html`<bdi>${titleOf(chat)}</bdi> · ` : nothing}${more}</small></span
      >
    </li>`
  }

  #copy = (): void => {
    if (this.stores) void copyUnsent(this.stores)
  }

  static override styles = [base, partStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-unsent-here': CairnUnsentHere
  }
}
