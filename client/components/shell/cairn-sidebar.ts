/** The chat list with what stands around it: search, mentions and unsent, and the connection strip. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { ask, type Command } from '../../app/commands.ts'
import { ariaKeys, isMac, showKeys } from '../../app/keyboard.ts'
import { hashOf, type Route } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { MediaController, PHONE } from '../../controllers/media-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { ChatsView } from '../../stores/chats-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { base, scrolls, visuallyHidden } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-menu.ts'
import './cairn-chat-list.ts'
import './cairn-stones.ts'
import './cairn-sync-status.ts'
import type { CairnChatList } from './cairn-chat-list.ts'
import type { MenuSelectEvent } from '../base/cairn-menu.ts'
import type { IconName } from '../base/icons.ts'
import { sidebarStyles } from './sidebar-styles.ts'

@customElement('cairn-sidebar')
export class CairnSidebar extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) route: Route = { page: 'home' }
  @property() username = ''
  @query('cairn-chat-list') private list!: CairnChatList
  #chats = new StoreController(
    this,
    () => this.stores?.chats,
    ({ unread, mentions }) => `${unread} ${mentions}`,
  )
  #drafts = new StoreController(
    this,
    () => this.stores?.drafts,
    () => this.stores?.drafts.begun().size,
  )
  #outbox = new StoreController(this, () => this.stores?.outbox)
  #phone = new MediaController(this, PHONE)

  override focus(): void {
    if (!this.list.focusRow()) this.renderRoot.querySelector<HTMLElement>('cairn-button')?.focus()
  }

  protected override render(): unknown {
    const chats = this.#chats.view
    const isPhone = this.#phone.matches
    const current = this.route.page === 'chat' ? this.route.chat : null
    return html`<header>
        ${
          isPhone
            ? html`<h1>${t('chats.title')}</h1>
                ${this.#toUnread(chats?.unread ?? 0)}`
            : html`<cairn-stones count="3"></cairn-stones>
                <h2><cairn-app-menu .stores=${this.stores}>${t('app.name')}</cairn-app-menu></h2>`
        }
        <cairn-menu
          icon="plus"
          label=${t('chats.new')}
          .items=${[
            { id: 'new-direct', label: t('chats.newDirect'), icon: 'square-pen' as const },
            { id: 'new-channel', label: t('chats.newChannel'), icon: 'hash' as const },
            { id: 'discover', label: t('chats.browse'), icon: 'search' as const },
          ]}
          @select=${({ detail }: MenuSelectEvent) => ask(this, detail.id as Command)}
        ></cairn-menu>
        ${
          isPhone
            ? html`<cairn-button
                variant="quiet"
                square
                icon="search"
                label=${t('chats.search')}
                @click=${() => ask(this, 'switcher')}
              ></cairn-button>`
            : html`<cairn-button
                variant="quiet"
                square
                icon="search"
                label=${t('search.title')}
                @click=${() => ask(this, 'search')}
              ></cairn-button>`
        }
      </header>
      ${isPhone ? html`<cairn-sync-status class="top" .stores=${this.stores}></cairn-sync-status>` : this.#search()}
      <div class="list scrolls">
        ${isPhone ? nothing : this.#shortcuts(chats)}
        <cairn-chat-list .stores=${this.stores} .current=${current} ?flat=${isPhone}></cairn-chat-list>
      </div>
      <cairn-keep-card .stores=${this.stores}></cairn-keep-card>
      <cairn-notice-card .stores=${this.stores}></cairn-notice-card>
      ${isPhone ? nothing : html`<cairn-sync-status .stores=${this.stores}></cairn-sync-status>`}`
  }

  /** A phone has no shortcuts over its list; [Mark all] is there. */
  #toUnread(count: number): unknown {
    const name = [t('chats.unreadOnly'), count > 0 && String(count)].filter(Boolean).join(', ')
    return html`<a class="unread" href=${hashOf({ page: 'unread' })} aria-label=${name}
      ><cairn-icon name="inbox"></cairn-icon
    ></a>`
  }

  #search(): unknown {
    const keys = showKeys('Mod+K', isMac(), 'general')
    return html`<button
      type="button"
      class="search"
      aria-keyshortcuts=${ariaKeys('Mod+K', isMac(), 'general') || nothing}
      @click=${() => ask(this, 'switcher')}
    >
      <cairn-icon name="search"></cairn-icon><span>${t('chats.search')}</span><kbd aria-hidden="true">${keys}</kbd>
    </button>`
  }

  /** Each has its line with nothing in it too: the list below stands still (UI211). */
  #shortcuts(chats: ChatsView | undefined): unknown {
    const outbox = this.#outbox.view
    const waiting = (outbox?.unsent ?? 0) + (outbox?.refused ?? 0)
    const { mentions = 0, unread = 0 } = chats ?? {}
    const drafts = this.#drafts.view ? (this.stores?.drafts.begun().size ?? 0) : 0
    return html`<ul class="shortcuts">
      <li>${this.#shortcut('unread', 'inbox', t('chats.unreadOnly'), unread)}</li>
      <li>
        ${this.#shortcut('activity', 'at-sign', t('activity.title'), mentions, () => t('chats.mentions', { n: mentions }), '@')}
      </li>
      <li>
        ${this.#shortcut('unsent', 'clock', t('unsent.title'), waiting + drafts, () =>
          [waiting > 0 && t('chats.waiting', { n: waiting }), drafts > 0 && t('chats.drafts', { n: drafts })]
            .filter(Boolean)
            .join(', '),
        )}
      </li>
    </ul>`
  }

  #shortcut(
    page: 'unread' | 'activity' | 'unsent',
    icon: IconName,
    name: string,
    count: number,
    more = () => String(count),
    sign = '',
  ): unknown {
    return html`<a href=${hashOf({ page })} aria-current=${this.route.page === page ? 'page' : nothing}
      ><cairn-icon name=${icon}></cairn-icon
      ><span>${name}<span class="visually-hidden">${count > 0 ? `, ${more()}` : nothing}</span></span
      >${count > 0 ? html`<b aria-hidden="true">${sign}${count}</b>` : nothing}</a
    >`
  }

  static override styles = [base, scrolls, visuallyHidden, sidebarStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-sidebar': CairnSidebar
  }
}
