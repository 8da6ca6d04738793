/** The chats in their sections, or in one list by recency in a hand. One of them has the place in the tab order; arrows move it. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { ask } from '../../app/commands.ts'
import { t } from '../../app/text.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { localBox } from '../../stores/local-box.ts'
import type { ChatRowView, SectionId } from '../../stores/chats-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-empty.ts'
import '../base/cairn-icon.ts'
import type { PresenceState } from '../base/cairn-presence.ts'
import '../base/cairn-skeleton.ts'
import { CairnChatRow } from './cairn-chat-row.ts'
import { chatListStyles } from './chat-list-styles.ts'

/** Sections that are closed until they are opened. */
const FOLDED: ReadonlySet<SectionId> = new Set(['archived', 'left'])
const TURNED = 'cairn.turned'

@customElement('cairn-chat-list')
export class CairnChatList extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  /** The chat that is open. */
  @property({ attribute: false }) current: string | null = null
  /** One list, the newest first, with tall rows. */
  @property({ type: Boolean }) flat = false
  /** Sections turned round by the reader: closed ones that are open, and open ones that are closed. */
  @state() private turned: ReadonlySet<string> = new Set(localBox().getItem(TURNED)?.split(' '))
  @state() private stopAt: string | null = null
  #chats = new StoreController(this, () => this.stores?.chats)
  #sync = new StoreController(this, () => this.stores?.sync)

  constructor() {
    super()
    this.addEventListener('keydown', this.#keydown)
    this.addEventListener('focusin', this.#focusin)
  }

  /** Puts the focus on the open chat, else on the first. @returns false when there is none */
  focusRow(): boolean {
    const links = this.#links()
    const wanted = links.find((link) => link.current) ?? links[0]
    wanted?.focus()
    return wanted !== undefined
  }

  protected override render(): unknown {
    const chats = this.#chats.view
    if (!chats) return nothing
    const count = chats.recent.length
    if (chats.isLoading && count <= 1) return html`<cairn-skeleton rows="8"></cairn-skeleton>`
    // Saved messages are always there, and are no chat that somebody found.
    const isEmpty = chats.recent.every(({ kind }) => kind === 'saved')
    const empty = isEmpty
      ? html`<cairn-empty icon="message-square" text=${t('chats.empty')}
          ><cairn-button variant="primary" @click=${() => ask(this, 'discover')}>${t('chats.find')}</cairn-button>
        </cairn-empty>`
      : nothing
    if (this.flat) return html`${empty}${this.#rows(chats.recent, true)}`
    return html`${empty}${chats.sections.map(({ id, rows }) => this.#section(id, rows))}`
  }

  #section(id: SectionId, rows: readonly ChatRowView[]): unknown {
    const isOpen = FOLDED.has(id) === this.turned.has(id)
    // A closed section still shows what is new in it, and where the reader is.
    const shown = isOpen ? rows : rows.filter((row) => (row.unread > 0 && !row.isMuted) || row.id === this.current)
    return html`<section aria-label=${t(`chats.in.${id}`)}>
      <h3>
        <button type="button" aria-expanded=${isOpen ? 'true' : 'false'} @click=${() => this.#turn(id)}>
          <cairn-icon name=${isOpen ? 'chevron-down' : 'chevron-right'}></cairn-icon>${t(`chats.in.${id}`)}
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
              ?current=${row.id === this.current}
              ?stop=${row.id === stop}
              presence=${this.#presence(row)}
            ></cairn-chat-row>
          </li>`,
      )}
    </ul>`
  }

  /** The one row where Tab stops: where the focus was, else the open chat, else the first. */
  #stop(): string | null {
    const chats = this.#chats.view
    const has = (id: string | null) => id !== null && chats?.byId.has(id as ChatRowView['id']) === true
    if (has(this.stopAt)) return this.stopAt
    if (has(this.current)) return this.current
    return (this.flat ? chats?.recent[0] : chats?.sections[0]?.rows[0])?.id ?? null
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
    localBox().setItem(TURNED, [...turned].join(' '))
  }

  #links(): CairnChatRow[] {
    return [...this.renderRoot.querySelectorAll('cairn-chat-row')]
  }

  #focusin = (event: FocusEvent): void => {
    const row = rowOf(event)?.row
    if (row) this.stopAt = row.id
  }

  #keydown = (event: KeyboardEvent): void => {
    const links = this.#links()
    const at = links.findIndex((link) => link === rowOf(event))
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }
    const wanted = to[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    links[Math.max(0, Math.min(links.length - 1, wanted))]?.focus()
  }

  static override styles = [base, chatListStyles]
}

/** Outside of the shadow root an event's target is the list itself. */
function rowOf(event: Event): CairnChatRow | undefined {
  return event.composedPath().find((part) => part instanceof CairnChatRow)
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-chat-list': CairnChatList
  }
}
