/** Find in the chat on the screen (docs/behaviour.md, SR23): which match of how many, the older one and the newer one. */
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import '../../app/all-words.ts'
import '../base/all-icons.ts'
import { announce } from '../../app/announcer.ts'
import { formatNumber } from '../../app/format.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { isComposing } from '../../app/is-composing.ts'
import { t } from '../../app/text.ts'
import type { FoundRow } from '../../search/index-question.ts'
import { localSearchOf } from '../../search/local-search.ts'
import { resolveQuery } from '../../search/resolve-query.ts'
import { isEmptyQuery, parseQuery } from '../../search/search-query.ts'
import { indexSearchOf, namesOf } from '../../search/search-scope.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import { typedDirection } from '../base/typed-direction.ts'
import { findBarStyles } from './find-bar-styles.ts'

const MAX_MATCHES = 1_000

@customElement('cairn-find-bar')
export class CairnFindBar extends LitElement {
  @property({ attribute: false }) stores!: Stores
  @property() chatId = ''
  @state() private typed = ''
  @state() private total = 0
  /** Of the matches, newest first. */
  @state() private at = 0
  @query('input') private input!: HTMLInputElement
  #matches: readonly FoundRow[] = []
  #round = 0
  #stop: (() => void) | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    const local = localSearchOf(this.stores.device)
    local.warm()
    this.#stop = local.subscribe(() => void this.#find(false))
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop?.()
  }

  override focus(): void {
    void this.updateComplete.then(() => {
      this.input.focus()
      this.input.select()
    })
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('chatId') && changed.get('chatId') !== undefined) void this.#find(true)
  }

  protected override render(): unknown {
    const { total, at } = this
    const hasWords = !isEmptyQuery(parseQuery(this.typed))
    const everywhere = hashOf(chatRoute(this.chatId, { name: 'search', query: this.typed }))
    return html`<div class="bar" role="search" aria-label=${t('find.title')} @keydown=${this.#keydown}>
      <cairn-icon name="search"></cairn-icon>
      <input
        class="find"
        type="text"
        enterkeyhint="search"
        dir=${typedDirection(this.typed)}
        aria-label=${t('find.title')}
        placeholder=${t('find.title')}
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        @input=${this.#typedNow}
      />
      ${hasWords ? html`<span class="count">${this.#count()}</span>` : nothing}
      <cairn-button
        variant="quiet"
        square
        icon="arrow-up"
        label=${t('find.older')}
        ?disabled=${at + 1 >= total}
        @click=${() => this.#go(1)}
      ></cairn-button>
      <cairn-button
        variant="quiet"
        square
        icon="arrow-down"
        label=${t('find.newer')}
        ?disabled=${at === 0}
        @click=${() => this.#go(-1)}
      ></cairn-button>
      <a href=${everywhere}>${t('find.everywhere')}</a>
      <cairn-button variant="quiet" square icon="x" label=${t('find.close')} @click=${this.#close}></cairn-button>
    </div>`
  }

  #count(): string {
    if (this.total === 0) return t('find.none')
    return t('find.count', { at: formatNumber(this.at + 1), total: formatNumber(this.total) })
  }

  #typedNow = (): void => {
    this.typed = this.input.value
    void this.#find(true)
  }

  /** @param goes  to the newest match; else the one that is shown stays */
  async #find(goes: boolean): Promise<void> {
    const round = ++this.#round
    const { device } = this.stores
    const query = parseQuery(this.typed)
    const names = namesOf(this.stores, t('chats.savedMessages'))
    const resolved = { ...resolveQuery(query, names), chats: [this.chatId], isRecentOnly: false }
    const search = isEmptyQuery(query) ? null : indexSearchOf(device, names, resolved, PAGE)
    const found =
      search &&
      (await localSearchOf(device)
        .search(search)
        .catch(() => null))
    if (round !== this.#round) return
    const shown = this.#matches[this.at]?.id
    this.#matches = found?.hits ?? []
    this.total = this.#matches.length
    const kept = this.#matches.findIndex(({ id }) => id === shown)
    if (!goes) this.at = Math.max(0, kept)
    else {
      this.at = 0
      this.#show()
    }
  }

  #go(by: 1 | -1): void {
    const next = this.at + by
    if (next < 0 || next >= this.total) return
    this.at = next
    this.#show()
    announce(this.#count())
    // The button of the last one takes no more presses.
    void this.updateComplete.then(() => this.shadowRoot?.activeElement ?? this.input.focus())
  }

  #show(): void {
    const match = this.#matches[this.at]
    if (match) this.dispatchEvent(new CustomEvent('match-wanted', { detail: { messageId: match.id } }))
  }

  #keydown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    if (event.key === 'Escape') this.#close()
    else if (event.key === 'Enter' && event.target === event.currentTarget) return
    else if (event.key === 'Enter' && event.composedPath()[0] === this.input) this.#go(event.shiftKey ? -1 : 1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #close = (): void => {
    this.dispatchEvent(new CustomEvent('find-closed', { detail: null }))
  }

  static override styles = [base, findBarStyles]
}

const PAGE = { order: 'newest', limit: MAX_MATCHES } as const

declare global {
  interface HTMLElementTagNameMap {
    'cairn-find-bar': CairnFindBar
  }
  interface HTMLElementEventMap {
    'match-wanted': CustomEvent<{ readonly messageId: string }>
    'find-closed': CustomEvent<null>
  }
}
