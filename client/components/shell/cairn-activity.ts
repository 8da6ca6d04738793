/** What others said to me, the newest first: mentions and answers to my messages. What I have not read is marked. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { formatBrief, formatFull } from '../../app/format.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { SayController } from '../../controllers/say-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { activityOf, type ActivityRow, type ActivityView } from '../../search/activity-store.ts'
import type { Stores } from '../../stores/stores.ts'
import { base, clipped } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-button.ts'
import '../base/cairn-empty.ts'
import '../base/cairn-skeleton.ts'
import { textLine } from '../chat/message-label.ts'
import { isoTime } from '../chat/times.ts'
import './cairn-page.ts'
import { activityStyles } from './activity-styles.ts'
import { titleOf } from './chat-row-label.ts'
import { tallChatRows } from './tall-chat-rows.ts'

const WAITING = html`<cairn-skeleton shape="message"></cairn-skeleton>`

@customElement('cairn-activity')
export class CairnActivity extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  #chats = new StoreController(this, () => this.stores?.chats)
  #activity = new StoreController(this, () => this.stores && activityOf(this.stores))

  protected readonly buildingSaid = new SayController(this, () =>
    this.#activity.view?.isBuilding ? t('search.building') : '',
  )

  protected override render(): unknown {
    const { stores } = this
    const activity = this.#activity.view
    return html`<cairn-page heading=${t('activity.title')} back>
      ${!stores || !activity ? WAITING : activity.state === 'failed' ? this.#chatsInstead(stores) : this.#list(stores, activity)}
    </cairn-page>`
  }

  #list(stores: Stores, { state, rows, hasMore, isBuilding }: ActivityView): unknown {
    if (state === 'asking' && rows.length === 0) return WAITING
    const note = isBuilding ? html`<p>${t('search.building')}</p>` : nothing
    if (rows.length === 0 && isBuilding) return note
    if (rows.length === 0) return this.#empty()
    return html`${note}
      <ul>
        ${repeat(
          rows,
          ({ channel, id }) => `${channel}/${id}`,
          (row) => html`<li>${this.#row(stores, row)}</li>`,
        )}
      </ul>
      ${
        hasMore
          ? html`<div class="more">
              <cairn-button @click=${() => activityOf(stores).more()}>${t('action.more')}</cairn-button>
            </div>`
          : nothing
      }`
  }

  #row(stores: Stores, { channel, id, by, at, text, files, isUnread }: ActivityRow): unknown {
    const { name, avatar } = stores.directory.person(by)
    const chat = stores.chats.view.all.get(channel as ChannelId)
    return html`<a href=${hashOf(chatRoute(channel, null, id))} class=${isUnread ? 'unread' : ''}>
      <cairn-avatar .name=${name} .person=${by} src=${avatar ?? ''}></cairn-avatar>
      <span class="who clipped"
        ><b><bdi>${name}</bdi></b> <span>${t('search.hitIn', { chat: chat ? titleOf(chat) : channel })}</span></span
      >
      <time datetime=${isoTime(at)} title=${formatFull(at)}>${formatBrief(at, stores.device.now())}</time>
      <span class="said" dir="auto">${textLine(text) || files.split('\n')[0]}</span>
      ${isUnread ? html`<span class="mark">${t('activity.unread')}</span>` : nothing}
    </a>`
  }

  /** Without an index the chats with mentions are known. */
  #chatsInstead(stores: Stores): unknown {
    const rows = (this.#chats.view?.recent ?? []).filter(({ mentions }) => mentions > 0)
    return rows.length === 0 ? this.#empty() : tallChatRows(rows, stores.device.now())
  }

  #empty(): unknown {
    return html`<cairn-empty icon="at-sign" text=${t('activity.empty')}></cairn-empty>`
  }

  static override styles = [base, clipped, activityStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-activity': CairnActivity
  }
}
