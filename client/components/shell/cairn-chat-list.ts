/** The chats in their sections, or in a hand in one list by recency, with what is put away after it. One of them has the place in the tab order; arrows move it. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { ask } from '../../app/commands.ts'
import { t } from '../../app/text.ts'
import { RowsController } from '../../controllers/rows-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { TickController } from '../../controllers/tick-controller.ts'
import { localBox } from '../../stores/local-box.ts'
import type { ChatRowView, ChatSection, ChatsView, SectionId } from '../../stores/chats-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import type { PresenceState } from '../base/presence-words.ts'
import '../base/cairn-skeleton.ts'
import { CairnChatRow } from './cairn-chat-row.ts'
import { chatListStyles } from './chat-list-styles.ts'

/** Sections that are closed until they are opened. */
const FOLDED: ReadonlySet<SectionId> = new Set(['archived', 'left'])
const TURNED = 'cairn.turned'
/** What rows tell of time: not for each of them that changes are all others rendered. */
const TOLD_EVERY_MS = 60_000

/** One `ul`: a section, or all chats. */
type ListId = SectionId | 'recent'

interface Place {
  readonly id: ChatRowView['id']
  readonly list: ListId
  readonly index: number
}

@customElement('cairn-chat-list')
export class CairnChatList extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  /** The chat that is open. */
  @property({ attribute: false }) current: string | null = null
  /** One list, the newest first, with tall rows; what is archived or left stands folded after it. */
  @property({ type: Boolean }) flat = false
  /** Sections turned round by the reader: closed ones that are open, and open ones that are closed. */
  @state() private turned: ReadonlySet<string> = new Set(localBox().getItem(TURNED)?.split(' '))
  @state() private stopAt: string | null = null
  #chats = new StoreController(this, () => this.stores?.chats)
  #sync = new StoreController(this, () => this.stores?.sync)
  #here = new StoreController(this, () => this.stores?.presence)
  #tick = new TickController(this, () => TOLD_EVERY_MS)
  #lists = new Map<ListId, RowsController>()
  /** All rows in their order, of which those in sight are made. */
  #places: readonly Place[] = []
  #stop: string | null = null
  #hadFocus = false

  constructor() {
    super()
    this.addEventListener('keydown', this.#keydown)
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot()
    // Outside of this root nobody hears of a focus that goes from row to row.
    root.addEventListener('focusin', this.#focusin)
    return root
  }

  /** Puts the focus on the open chat, else on the first. @returns false when there is none */
  focusRow(): boolean {
    const wanted = this.#places.find(({ id }) => id === this.current) ?? this.#places[0]
    this.#focus(wanted)
    return wanted !== undefined
  }

  protected override willUpdate(): void {
    this.#hadFocus = this.#hasFocus
    const before = this.#places
    this.#places = this.#placesNow()
    if (this.#hadFocus) this.#stopAtNeighbour(before)
    this.#stop = this.#stopNow()
  }

  protected override render(): unknown {
    const chats = this.#chats.view
    if (!chats || (chats.isLoading && chats.recent.length <= 1)) {
      return html`<cairn-skeleton rows="8" shape=${this.flat ? 'tall' : 'line'}></cairn-skeleton>`
    }
    // Saved messages are always there, and are no chat that somebody found.
    const isEmpty = chats.sections.every(({ id }) => id === 'saved' || id === 'left')
    const empty = isEmpty
      ? html`<cairn-empty icon="message-square" text=${t('chats.empty')}
          ><cairn-button variant="primary" @click=${() => ask(this, 'discover')}>${t('chats.find')}</cairn-button>
        </cairn-empty>`
      : nothing
    const recent = this.flat ? this.#rows('recent', chats.recent) : nothing
    return html`${empty}${recent}${this.#sectionsOf(chats).map(({ id, rows }) => this.#section(id, rows))}`
  }

  /** A row that went, out of sight or out of the list, takes no focus with it. */
  protected override updated(): void {
    if (!this.#hadFocus || this.#hasFocus) return
    const next = this.renderRoot.querySelector<CairnChatRow>('cairn-chat-row[stop]')
    void next?.updateComplete.then(() => next.focus({ preventScroll: true }))
  }

  /** Whether a row has it. */
  get #hasFocus(): boolean {
    return this.shadowRoot?.activeElement instanceof CairnChatRow
  }

  /** One list has no sections but those of what is put away. */
  #sectionsOf({ sections }: ChatsView): readonly ChatSection[] {
    return this.flat ? sections.filter(({ id }) => FOLDED.has(id)) : sections
  }

  #section(id: SectionId, rows: readonly ChatRowView[]): unknown {
    const isOpen = this.#isOpen(id)
    const shown = this.#shownOf(id, rows)
    return html`<section aria-label=${t(`chats.in.${id}`)}>
      <div class="head" role="heading" aria-level=${this.flat ? 2 : 3}>
        <button type="button" aria-expanded=${isOpen ? 'true' : 'false'} @click=${() => this.#turn(id)}>
          <cairn-icon name=${isOpen ? 'chevron-down' : 'chevron-right'}></cairn-icon>${t(`chats.in.${id}`)}
        </button>
      </div>
      ${shown.length > 0 ? this.#rows(id, shown) : nothing}
    </section>`
  }

  #rows(list: ListId, rows: readonly ChatRowView[]): unknown {
    const now = this.#tick.stepOf(this.stores?.device.now() ?? 0)
    const { from, to } = this.#listOf(list).of(rows.length)
    return html`<ul data-list=${list}>
      ${repeat(
        rows.slice(from, to),
        ({ id }) => id,
        (row, i) =>
          html`<li data-row aria-setsize=${rows.length} aria-posinset=${from + i + 1}>
            <cairn-chat-row
              .row=${row}
              .now=${now}
              ?tall=${this.flat}
              ?current=${row.id === this.current}
              ?stop=${row.id === this.#stop}
              presence=${this.#presence(row)}
              .asOf=${row.other === null ? null : (this.#sync.view?.asOfMs ?? null)}
            ></cairn-chat-row>
          </li>`,
      )}
    </ul>`
  }

  #isOpen(id: SectionId): boolean {
    return FOLDED.has(id) === this.turned.has(id)
  }

  /** A closed section still shows what is new in it, and where the reader is. */
  #shownOf(id: SectionId, rows: readonly ChatRowView[]): readonly ChatRowView[] {
    if (this.#isOpen(id)) return rows
    return rows.filter((row) => (row.unread > 0 && !row.isMuted) || row.id === this.current)
  }

  #placesNow(): readonly Place[] {
    const of = (list: ListId, rows: readonly ChatRowView[]) => rows.map(({ id }, index) => ({ id, list, index }))
    const chats = this.#chats.view
    if (!chats) return []
    const inSections = this.#sectionsOf(chats).flatMap(({ id, rows }) => of(id, this.#shownOf(id, rows)))
    return this.flat ? [...of('recent', chats.recent), ...inSections] : inSections
  }

  #listOf(id: ListId): RowsController {
    let list = this.#lists.get(id)
    if (!list) {
      list = new RowsController(this, () => this.renderRoot.querySelector(`ul[data-list=${id}]`))
      this.#lists.set(id, list)
    }
    return list
  }

  /** The one row where Tab stops: where the focus was, else the open chat, else the first; of those that are made, the next to it. */
  #stopNow(): string | null {
    const find = (id: string | null) => this.#places.find((place) => place.id === id)
    const wanted = find(this.stopAt) ?? find(this.current) ?? this.#places[0]
    if (!wanted) return null
    const list = this.#places.filter((place) => place.list === wanted.list)
    const { from, to } = this.#listOf(wanted.list).of(list.length)
    return list[Math.max(from, Math.min(to - 1, wanted.index))]?.id ?? null
  }

  /** Where the row with the focus went, the one that stood after it in its list has it, else the one before. */
  #stopAtNeighbour(before: readonly Place[]): void {
    const gone = before.find(({ id }) => id === this.stopAt)
    const isThere = ({ id }: Place) => this.#places.some((place) => place.id === id)
    if (!gone || isThere(gone)) return
    const at = before.indexOf(gone)
    const near = [...before.slice(at + 1), ...before.slice(0, at).reverse()].filter(isThere)
    this.stopAt = (near.find(({ list }) => list === gone.list) ?? near[0])?.id ?? null
  }

  #presence(row: ChatRowView): PresenceState {
    return row.other === null ? 'unknown' : (this.#here.view?.(row.other) ?? 'unknown')
  }

  #turn(id: SectionId): void {
    const turned = new Set(this.turned)
    if (!turned.delete(id)) turned.add(id)
    this.turned = turned
    localBox().setItem(TURNED, [...turned].join(' '))
  }

  #focus(place: Place | undefined): void {
    if (!place) return
    const find = () => [...this.renderRoot.querySelectorAll('cairn-chat-row')].find(({ row }) => row?.id === place.id)
    const made = find()
    if (made) return made.focus()
    this.stopAt = place.id
    this.#listOf(place.list).show(place.index)
    void this.updateComplete.then(() => find()?.focus())
  }

  #focusin = (event: Event): void => {
    const row = rowOf(event)?.row
    if (row) this.stopAt = row.id
  }

  #keydown = (event: KeyboardEvent): void => {
    const at = this.#places.findIndex(({ id }) => id === rowOf(event)?.row?.id)
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return
    const last = this.#places.length - 1
    const to: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last }
    const wanted = to[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    this.#focus(this.#places[Math.max(0, Math.min(last, wanted))])
  }

  static override styles = [base, chatListStyles]
}

function rowOf(event: Event): CairnChatRow | undefined {
  return event.composedPath().find((part) => part instanceof CairnChatRow)
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-chat-list': CairnChatList
  }
}
