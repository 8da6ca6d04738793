/** "Keep offline" in what a chat says of itself: how long its history is kept here, what is here, and [Prepare offline]. */
import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { ChatFactStore } from '../../storage/chat-fact-store.ts'
import { HISTORY_LIMITS, keepSettingsOf, type HistoryLimit } from '../../storage/keep-settings.ts'
import { isReady } from '../../storage/prepare-offline.ts'
import { storageOf } from '../../storage/storage-of.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import { formatBytes } from '../chat/times.ts'
import './cairn-prepare.ts'
import { choiceStyles } from '../base/choice-styles.ts'
import { kept } from '../base/kept.ts'

const AS_ALL = ''

@customElement('cairn-chat-offline')
export class CairnChatOffline extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  #storage = new StoreController(this, () => this.stores && storageOf(this.stores))
  #fact = new StoreController(this, () => this.#facts)
  #settings = new StoreController(this, () => this.stores && keepSettingsOf(this.stores.device))
  #sync = new StoreController(this, () => this.stores?.sync)
  #looked = ''

  protected override updated(): void {
    const now = this.#storage.view?.preparing.get(this.chatId as ChannelId)?.state ?? ''
    const looks = `${this.chatId} ${now} ${JSON.stringify(this.#settings.view ?? null)}`
    if (looks === this.#looked || !this.stores) return
    this.#looked = looks
    void this.#facts?.count()
  }

  protected override render(): unknown {
    const { stores } = this
    const fact = this.#fact.view
    const settings = this.#settings.view
    if (!stores || !settings) return nothing
    const id = this.chatId as ChannelId
    const own = Object.hasOwn(settings.chats, id) ? settings.chats[id]! : AS_ALL
    const preparing = this.#storage.view?.preparing.get(id) ?? null
    // What was just said to be missing is not "ready" above it.
    const isSaid = fact?.missingFiles !== 0 || preparing?.state !== 'done' || isReady(preparing)
    const usual = t('storage.history.usual', { limit: t(`storage.history.${settings.history}`) })
    return html`<label class="choice"
        >${t('storage.chat')}
        <select @change=${this.#choose}>
          <option value=${AS_ALL} .selected=${kept(own === AS_ALL)}>${usual}</option>
          ${HISTORY_LIMITS.map(
            (one) => html`<option value=${one} .selected=${kept(own === one)}>${t(`storage.history.${one}`)}</option>`,
          )}
        </select>
      </label>
      <p>
        ${
          fact
            ? t('storage.chatFact', {
                messages: fact.messages,
                size: formatBytes(fact.bytes),
                ready: String(fact.hasMessages && isSaid),
                missing: fact.missingFiles,
              })
            : nothing
        }
      </p>
      <cairn-prepare
        .store=${storageOf(stores)}
        chatId=${id}
        .now=${preparing}
        .nowMs=${stores.device.now()}
        app=${this.#storage.view?.app ?? 'coming'}
        reason=${this.#sync.view?.isLive ? '' : t('settings.needsConnection')}
      ></cairn-prepare>`
  }

  get #facts(): ChatFactStore | null {
    return this.stores && storageOf(this.stores).factOf(this.chatId as ChannelId)
  }

  #choose = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement
    if (this.stores) {
      void storageOf(this.stores).keepChat(this.chatId as ChannelId, value === AS_ALL ? null : (value as HistoryLimit))
    }
  }

  static override styles = [
    base,
    choiceStyles,
    css`
      :host {
        display: grid;
        gap: var(--s2);
        padding-block: var(--s4);
        border-block-start: 1px solid var(--line);
        font: var(--t-sm) var(--font);
      }
      p {
        min-block-size: 18px;
        color: var(--text-2);
        font-variant-numeric: tabular-nums;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-chat-offline': CairnChatOffline
  }
}
