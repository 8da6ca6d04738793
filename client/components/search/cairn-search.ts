/** The search of everything (docs/behaviour.md, SR1-SR28): the box, what was found by kinds, the last searches. Stands in the right panel. */
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { ChannelId } from '../../../schema/ids.ts'
import '../../app/all-words.ts'
import '../base/all-icons.ts'
import { announce } from '../../app/announcer.ts'
import { formatNumber } from '../../app/format.ts'
import { navigate } from '../../app/navigate.ts'
import { notices } from '../../app/notices.ts'
import { hashOf, type Route } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { GoneFocusController } from '../../controllers/gone-focus-controller.ts'
import { MediaController, WIDE } from '../../controllers/media-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { FoundRow } from '../../search/index-question.ts'
import { idOfNum } from '../../search/place-of.ts'
import { searchStoreOf, type SearchStore } from '../../search/search-store.ts'
import type { SearchView, ServerFound } from '../../search/search-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { base, scrolls } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-empty.ts'
import './cairn-search-box.ts'
import './cairn-search-results.ts'
import type { CairnSearchBox } from './cairn-search-box.ts'
import type { CairnSearchResults } from './cairn-search-results.ts'
import { lastSearches } from './last-searches.ts'
import { followTyped, routeOfFound } from './search-routes.ts'
import { searchStyles } from './search-styles.ts'
import { countWords, isNothing, searchNotes, type FoundKind } from './search-words.ts'

/** What a screen reader is told of, once the typing pauses. */
const TOLD_AFTER_MS = 700

@customElement('cairn-search')
export class CairnSearch extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  /** What the address says. */
  @property({ attribute: false }) typed = ''
  @state() private kind: FoundKind = 'messages'
  @query('cairn-search-box') private box!: CairnSearchBox | null
  @query('cairn-search-results') private results!: CairnSearchResults | null
  @query('.about .heading') private heading!: HTMLElement | null
  #wide = new MediaController(this, WIDE)
  #found = new StoreController(this, () => this.#store)
  #last = new StoreController(this, () => this.#store?.last)
  protected readonly askFocus = new GoneFocusController(
    this,
    'cairn-empty cairn-button',
    () => void this.#focusAnswer(),
  )
  protected readonly retryFocus = new GoneFocusController(this, '.retry cairn-button', () => this.heading?.focus())
  #telling: ReturnType<typeof setTimeout> | undefined
  #told = ''

  override focus(): void {
    void this.updateComplete.then(() => this.box?.focus())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#telling)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if ((changed.has('typed') || changed.has('stores')) && this.typed !== '') this.#store?.type(this.typed)
  }

  protected override render(): unknown {
    const { stores } = this
    const found = this.#found.view
    if (!stores || !found) return nothing
    return html`<div class="search" role="search" aria-label=${t('search.title')}>
        <cairn-search-box
          .typed=${found.typed}
          .names=${() => this.#store!.names}
          .now=${stores.device.now()}
          @search-typed=${({ detail }: HTMLElementEventMap['search-typed']) => this.#type(detail.typed)}
          @search-entered=${this.#entered}
          @results-wanted=${() => this.results?.focus()}
        ></cairn-search-box>
        ${found.isEmpty ? nothing : this.#kinds(found)}
      </div>
      <div class="list scrolls">${found.isEmpty ? this.#beginning() : this.#answer(stores, found)}</div>`
  }

  #kinds(found: SearchView): unknown {
    const ofIndex = (n: number) => (n > 0 || found.local === 'done' ? formatNumber(n) : '…')
    const counts: readonly (readonly [FoundKind, string])[] = [
      ['messages', ofIndex(found.total)],
      ['people', formatNumber(found.people.length)],
      ['chats', formatNumber(found.chats.length)],
      ['files', ofIndex(found.files)],
    ]
    return html`<div class="kinds" role="group" aria-label=${t('search.kinds')}>
      ${counts.map(
        ([kind, n]) =>
          html`<button
            type="button"
            aria-pressed=${kind === this.kind ? 'true' : 'false'}
            @click=${() => this.#show(kind)}
          >
            ${t(`search.${kind}`)} <b>${n}</b>
          </button>`,
      )}
    </div>`
  }

  #answer(stores: Stores, found: SearchView): unknown {
    const isMessages = this.kind === 'messages' || this.kind === 'files'
    return html`${isMessages ? this.#about(found) : nothing}
      ${isNothing(found, this.kind) ? this.#none(found) : nothing}
      <cairn-search-results
        .stores=${stores}
        .found=${found}
        .kind=${this.kind}
        .hrefOf=${this.#hrefOf}
        .level=${this.#level}
        @more-wanted=${() => (this.kind === 'files' ? this.#store?.moreFiles() : this.#store?.more())}
        @server-wanted=${() => this.#store?.askServer()}
        @server-more-wanted=${() => this.#store?.moreOnServer()}
        @hit-opened=${this.#keep}
        @server-hit-opened=${({ detail }: HTMLElementEventMap['server-hit-opened']) => this.#openFromServer(detail)}
        @box-wanted=${() => this.box?.focus()}
      ></cairn-search-results>`
  }

  #show(kind: FoundKind): void {
    this.kind = kind
    if (kind === 'files') this.#store?.showFiles()
  }

  #about(found: SearchView): unknown {
    return html`<div class="about">
        ${this.#heading(countWords(found, this.kind))}
        ${
          found.total > 1
            ? html`<button
                type="button"
                aria-pressed=${found.order === 'best' ? 'true' : 'false'}
                @click=${() => this.#store?.sort(found.order === 'best' ? 'newest' : 'best')}
              >
                ${t('search.best')}
              </button>`
            : nothing
        }
      </div>
      ${searchNotes(found).map((note) => html`<p class="note">${note}</p>`)}
      ${
        found.local === 'failed'
          ? html`<div class="retry">
              <cairn-button @click=${() => this.#store?.retry()}>${t('search.again')}</cairn-button>
            </div>`
          : nothing
      }`
  }

  /** Below the panel's own heading, which is the page's where the panel covers all. */
  get #level(): number {
    return this.#wide.matches ? 3 : 2
  }

  #heading(text: string): unknown {
    return html`<span class="heading" role="heading" aria-level=${this.#level} tabindex="-1">${text}</span>`
  }

  /** The filters used, and the server where it was not asked. */
  #none(found: SearchView): unknown {
    const { server } = found
    // While it is asked the button keeps the focus for the answer.
    const canAsk = server === 'waiting' || server === 'asking' || server === 'failed' || server === 'offline'
    return html`<cairn-empty icon="search" text=${t('search.none', { query: found.typed.trim() })}
      >${
        canAsk && this.kind === 'messages'
          ? html`<cairn-button
              reason=${server === 'offline' ? t('chat.needs-connection') : ''}
              @click=${() => this.#store?.askServer()}
              >${t('search.askServer')}</cairn-button
            >`
          : nothing
      }</cairn-empty
    >`
  }

  async #focusAnswer(): Promise<void> {
    await this.results?.updateComplete
    this.results?.focusServer()
  }

  #beginning(): unknown {
    return lastSearches(this.#last.view ?? [], this.#heading(t('search.last')), {
      again: (typed) => this.#again(typed),
      clear: () => this.#store?.last.clear(),
    })
  }

  get #store(): SearchStore | null {
    return this.stores && searchStoreOf(this.stores, () => t('chats.savedMessages'))
  }

  /** Beside the results where there is room; an answer with its thread. */
  #hrefOf = ({ channel, id, root }: FoundRow): string => hashOf(this.#routeOf(channel, id, root))

  #routeOf(channel: string, id: string, root: string): Route {
    return routeOfFound(channel, id, root, this.#wide.matches ? (this.#found.view?.typed ?? '') : null)
  }

  #type(typed: string): void {
    this.#store?.type(typed)
    followTyped(typed)
    clearTimeout(this.#telling)
    this.#telling = setTimeout(() => this.#tell(), TOLD_AFTER_MS)
  }

  #tell(): void {
    const found = this.#found.view
    if (!found || found.isEmpty || found.local !== 'done') return
    const text = countWords(found, this.kind)
    if (text !== this.#told) announce(text)
    this.#told = text
  }

  #again(typed: string): void {
    this.#type(typed)
    this.box?.focus()
  }

  #entered = (): void => {
    this.#keep()
    this.#store?.askServer()
  }

  #keep = (): void => {
    const typed = this.#found.view?.typed
    if (typed) this.#store?.last.add(typed)
  }

  async #openFromServer({ channel, num, at }: ServerFound): Promise<void> {
    this.#keep()
    const { device } = this.stores!
    const id = await idOfNum(device, channel as ChannelId, num, at)
    this.results?.opened()
    if (id === null) notices.show({ id: 'search', text: t('search.notHad') })
    else navigate(this.#routeOf(channel, id, ''))
  }

  static override styles = [base, scrolls, searchStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-search': CairnSearch
  }
}
