/** The chat list with what stands around it: search, mentions and unsent, sections, and the connection strip. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { ask, type Command } from '../../app/commands.ts'
import { isMac, showKeys } from '../../app/keyboard.ts'
import { hashOf, type Route } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { MediaController, PHONE } from '../../controllers/media-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { ChatRowView, ChatsView, SectionId } from '../../stores/chats-store.ts'
import type { Stores } from '../../stores/stores.ts'
import { base, scrolls, visuallyHidden } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-empty.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-menu.ts'
import '../base/cairn-skeleton.ts'
import './cairn-chat-row.ts'
import './cairn-keep-card.ts'
import './cairn-stones.ts'
import './cairn-sync-status.ts'
import type { CairnChatRow } from './cairn-chat-row.ts'
import type { MenuSelectEvent } from '../base/cairn-menu.ts'
import type { PresenceState } from '../base/cairn-presence.ts'
import type { IconName } from '../base/icons.ts'
import { sidebarStyles } from './sidebar-styles.ts'

/** Sections that are closed until they are opened. */
const FOLDED: ReadonlySet<SectionId> = new Set(['archived', 'left'])

@customElement('cairn-sidebar')
export class CairnSidebar extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) route: Route = { page: 'home' }
  @property() username = ''
  /** Sections turned round by the reader: closed ones that are open, and open ones that are closed. */
  @state() private turned: ReadonlySet<SectionId> = new Set()
  @state() private stopAt: string | null = null
  #chats = new StoreController(this, () => this.stores?.chats)
  #outbox = new StoreController(this, () => this.stores?.outbox)
  #sync = new StoreController(this, () => this.stores?.sync)
  #phone = new MediaController(this, PHONE)

  override focus(): void {
    const links = this.#links()
    const wanted = links.find((link) => link.current) ?? links[0]
    if (wanted) wanted.focus()
    else this.renderRoot.querySelector<HTMLElement>('cairn-button')?.focus()
  }

  protected override render(): unknown {
    const chats = this.#chats.view
    const isPhone = this.#phone.matches
    return html`<header>
        ${
          isPhone
            ? html`<h1>${t('chats.title')}</h1>`
            : html`<cairn-stones count="3"></cairn-stones>
                <h2>${t('app.name')}</h2>`
        }
        <cairn-menu
          icon="plus"
          label=${t('chats.new')}
          .items=${[
            { id: 'new-direct', label: t('chats.newDirect'), icon: 'square-pen' as const },
            { id: 'new-channel', label: t('chats.newChannel'), icon: 'hash' as const },
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
                icon="settings"
                label=${t('settings.title')}
                @click=${() => ask(this, 'settings')}
              ></cairn-button>`
        }
      </header>
      ${isPhone ? html`<cairn-sync-status class="top" .stores=${this.stores}></cairn-sync-status>` : this.#search()}
      <div class="list scrolls" @keydown=${this.#keydown} @focusin=${this.#focusin}>
        ${isPhone ? nothing : this.#shortcuts(chats)} ${chats ? this.#list(chats, isPhone) : nothing}
        <cairn-keep-card></cairn-keep-card>
      </div>
      ${isPhone ? nothing : html`<cairn-sync-status .stores=${this.stores}></cairn-sync-status>`}`
  }

  #search(): unknown {
    const keys = showKeys('Mod+K', isMac())
    return html`<button
      type="button"
      class="search"
      aria-keyshortcuts="Control+K"
      @click=${() => ask(this, 'switcher')}
    >
      <cairn-icon name="search"></cairn-icon><span>${t('chats.search')}</span><kbd aria-hidden="true">${keys}</kbd>
    </button>`
  }

  #shortcuts(chats: ChatsView | undefined): unknown {
    const outbox = this.#outbox.view
    const waiting = (outbox?.unsent ?? 0) + (outbox?.refused ?? 0)
    const mentions = chats?.mentions ?? 0
    return html`<ul class="shortcuts">
      <li>
        ${this.#shortcut('activity', 'at-sign', t('activity.title'), mentions, t('chats.mentions', { n: mentions }))}
      </li>
      ${
        waiting > 0
          ? html`<li>
              ${this.#shortcut('unsent', 'clock', t('unsent.title'), waiting, t('chats.waiting', { n: waiting }))}
            </li>`
          : nothing
      }
    </ul>`
  }

  #shortcut(page: 'activity' | 'unsent', icon: IconName, name: string, count: number, more: string): unknown {
    return html`<a href=${hashOf({ page })} aria-current=${this.route.page === page ? 'page' : nothing}
      ><cairn-icon name=${icon}></cairn-icon
      ><span>${name}<span class="visually-hidden">${count > 0 ? `, ${more}` : nothing}</span></span
      >${count > 0 ? html`<b aria-hidden="true">${count}</b>` : nothing}</a
    >`
  }

  #list(chats: ChatsView, isPhone: boolean): unknown {
    const count = chats.recent.length
    if (chats.isLoading && count <= 1) return html`<cairn-skeleton rows="8"></cairn-skeleton>`
    // Saved messages are always there, and are no chat that somebody found.
    const isEmpty = chats.recent.every(({ kind }) => kind === 'saved')
    const empty = isEmpty
      ? html`<cairn-empty icon="message-square" text=${t('chats.empty')}
          ><cairn-button variant="primary" @click=${() => ask(this, 'switcher')}>${t('chats.find')}</cairn-button>
        </cairn-empty>`
      : nothing
    if (isPhone) return html`${empty}${this.#rows(chats.recent, true)}`
    return html`${empty}${chats.sections.map(({ id, rows }) => this.#section(id, rows))}`
  }

  #section(id: SectionId, rows: readonly ChatRowView[]): unknown {
    const isOpen = FOLDED.has(id) === this.turned.has(id)
    // A closed section still shows what is new in it, and where the reader is.
    const shown = isOpen ? rows : rows.filter((row) => (row.unread > 0 && !row.isMuted) || row.id === this.#current)
    return html`<section aria-label=${t(`chats.${id}`)}>
      <h3>
        <button type="button" aria-expanded=${isOpen ? 'true' : 'false'} @click=${() => this.#turn(id)}>
          <cairn-icon name=${isOpen ? 'chevron-down' : 'chevron-right'}></cairn-icon>${t(`chats.${id}`)}
        </button>
      </h3>
      ${shown.length > 0 ? this.#rows(shown, false) : nothing}
    </section>`
  }

  #rows(rows: readonly ChatRowView[], tall: boolean): unknown {
    const now = this.stores?.device.now() ?? 0
    const stop = this.#stop()
    return html`<ul>
      ${repeat(
        rows,
        ({ id }) => id,
        (row) =>
          html`<li>
            <cairn-chat-row
              .row=${row}
              .now=${now}
              ?tall=${tall}
              ?current=${row.id === this.#current}
              ?stop=${row.id === stop}
              presence=${this.#presence(row)}
            ></cairn-chat-row>
          </li>`,
      )}
    </ul>`
  }

  get #current(): string | null {
    return this.route.page === 'chat' ? this.route.chat : null
  }

  /** The one row where Tab stops: where the focus was, else the open chat, else the first. */
  #stop(): string | null {
    const chats = this.#chats.view
    const has = (id: string | null) => id !== null && chats?.byId.has(id as ChatRowView['id']) === true
    if (has(this.stopAt)) return this.stopAt
    if (has(this.#current)) return this.#current
    return (this.#phone.matches ? chats?.recent[0] : chats?.sections[0]?.rows[0])?.id ?? null
  }

  #presence(row: ChatRowView): PresenceState {
    return row.other !== null && this.#sync.view?.isLive
      ? (this.stores?.device.presence(row.other) ?? 'unknown')
      : 'unknown'
  }

  #turn(id: SectionId): void {
    const turned = new Set(this.turned)
    if (!turned.delete(id)) turned.add(id)
    this.turned = turned
  }

  #links(): CairnChatRow[] {
    return [...this.renderRoot.querySelectorAll('cairn-chat-row')]
  }

  #focusin = (event: FocusEvent): void => {
    const row = (event.target as HTMLElement).closest('cairn-chat-row')
    if (row?.row) this.stopAt = row.row.id
  }

  #keydown = (event: KeyboardEvent): void => {
    const links = this.#links()
    const at = links.findIndex((link) => link === (event.target as HTMLElement).closest('cairn-chat-row'))
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }
    const wanted = to[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    links[Math.max(0, Math.min(links.length - 1, wanted))]?.focus()
  }

  static override styles = [base, scrolls, visuallyHidden, sidebarStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-sidebar': CairnSidebar
  }
}
