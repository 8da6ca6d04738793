/** What a search found: messages of this device, what the server alone has, people and chats. All are links. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { directChannelId } from '../../../schema/ids.ts'
import { formatBrief, formatFull } from '../../app/format.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { GoneFocusController } from '../../controllers/gone-focus-controller.ts'
import type { FoundRow } from '../../search/index-question.ts'
import type { SearchView, ServerFound } from '../../search/search-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { base, clipped } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-button.ts'
import '../base/cairn-empty.ts'
import '../base/cairn-icon.ts'
import { KIND_ICONS } from '../chat/kind-icons.ts'
import { titleOf } from '../shell/chat-row-label.ts'
import { foundExcerpt, foundText } from './found-text.ts'
import { searchResultsStyles } from './search-results-styles.ts'
import { isNothing, type FoundKind } from './search-words.ts'

/** What this device has, and what the server alone has. */
type ListName = 'device' | 'server'

@customElement('cairn-search-results')
export class CairnSearchResults extends LitElement {
  @property({ attribute: false }) stores!: Stores
  @property({ attribute: false }) found!: SearchView
  @property() kind: FoundKind = 'messages'
  /** Of its headings. */
  @property({ type: Number }) level = 3
  /** Where a message is opened. */
  @property({ attribute: false }) hrefOf: (hit: FoundRow) => string = ({ channel, id }) =>
    hashOf(chatRoute(channel, null, id))
  /** Of the server's, the one that is being opened. */
  @state() private opening = 0
  /** Rows of its list, when the button that brings more was pressed. */
  #before = Infinity
  /** The server is asked by the button, which keeps the focus until there is an answer. */
  #isAsking = false
  protected readonly moreFocus = new GoneFocusController(this, '.more cairn-button', ({ dataset }) =>
    this.#focusNew(dataset['of'] as ListName),
  )

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('a, .hit')?.focus()
  }

  /** What came from the server, where the button that asked it is gone. */
  focusServer(): void {
    this.#before = 0
    this.#focusNew('server')
  }

  /** The one that was looked for in vain is no longer being opened. */
  opened(): void {
    this.opening = 0
  }

  protected override willUpdate(): void {
    if (this.found.server !== 'asking') this.#isAsking = false
  }

  protected override render(): unknown {
    const { found, kind } = this
    if (kind === 'people')
      return html`<ul @keydown=${this.#keydown}>
        ${found.people.map((person) => this.#person(person))}
      </ul>`
    if (kind === 'chats')
      return html`<ul @keydown=${this.#keydown}>
        ${found.chats.map((chat) => this.#chat(chat))}
      </ul>`
    const [hits, total] = kind === 'files' ? [found.fileHits, found.files] : [found.hits, found.total]
    return html`<ul data-of="device" @keydown=${this.#keydown}>
        ${repeat(
          hits,
          ({ channel, id }) => `${channel}/${id}`,
          (hit) => this.#hit(hit),
        )}
      </ul>
      ${
        total > hits.length
          ? html`<div class="more">
              <cairn-button data-of="device" @click=${() => this.#more('device', 'more-wanted')}
                >${t('search.more')}</cairn-button
              >
            </div>`
          : nothing
      }
      ${kind === 'messages' ? this.#server() : nothing}`
  }

  #hit(hit: FoundRow): unknown {
    const { terms } = this.found
    const files = hit.files === '' ? [] : hit.files.split('\n')
    return html`<li>
      <a class="hit" href=${this.hrefOf(hit)} @click=${() => this.#ask('hit-opened')}>
        ${this.#head(hit.by, hit.channel, hit.at)}
        ${hit.text === '' ? nothing : html`<span class="text" dir="auto">${foundExcerpt(hit.text, terms)}</span>`}
        ${files.map(
          (name) =>
            html`<span class="file"><cairn-icon name="file"></cairn-icon><bdi>${foundText(name, terms)}</bdi></span>`,
        )}
        ${hit.seq === 0 ? html`<span class="note">${t('search.unsent')}</span>` : nothing}
      </a>
    </li>`
  }

  #head(by: number, channel: string, at: number): unknown {
    const { device, directory } = this.stores
    const row = this.stores.chats.view.all.get(channel as never)
    return html`<span class="head">
      <b class="clipped"><bdi>${directory.person(by).name}</bdi></b>
      <span class="chat clipped">${t('search.hitIn', { chat: row ? titleOf(row) : channel })}</span>
      <time datetime=${new Date(at).toISOString()} title=${formatFull(at)}>${formatBrief(at, device.now())}</time>
    </span>`
  }

  #server(): unknown {
    const { server, serverHits, hasMoreOnServer } = this.found
    if (server === 'none') return nothing
    if (server === 'needs-word' || server === 'not-these')
      return html`<p class="server">${t(server === 'needs-word' ? 'search.serverWords' : 'search.serverNotThese')}</p>`
    const n = serverHits.length
    const isOut = server === 'failed' || server === 'offline'
    const isWanted = isOut || (server === 'asking' && this.#isAsking)
    const words = {
      offline: t('search.serverOffline'),
      waiting: t('search.serverAsking'),
      asking: t('search.serverAsking'),
      failed: hasMoreOnServer ? t('search.serverBroke', { n }) : t('search.serverFailed'),
      done: hasMoreOnServer ? t('search.serverMany', { n }) : t('search.server', { n }),
    }[server]
    return html`<div class="server" role="heading" aria-level=${this.level} tabindex="-1">${words}</div>
      ${
        isWanted && !hasMoreOnServer && !isNothing(this.found, this.kind)
          ? html`<div class="more">
              <cairn-button
                data-of="server"
                reason=${server === 'offline' ? t('chat.needs-connection') : ''}
                @click=${() => this.#more('server', 'server-wanted')}
                >${t('search.askServer')}</cairn-button
              >
            </div>`
          : nothing
      }
      <ul data-of="server" @keydown=${this.#keydown}>
        ${repeat(
          serverHits,
          ({ num }) => num,
          (hit) => this.#serverHit(hit),
        )}
      </ul>
      ${
        hasMoreOnServer && (server === 'done' || server === 'asking' || isOut)
          ? html`<div class="more">
              <cairn-button
                data-of="server"
                reason=${server === 'offline' ? t('chat.needs-connection') : ''}
                @click=${() => this.#more('server', 'server-more-wanted')}
                >${t('search.serverMore')}</cairn-button
              >
            </div>`
          : nothing
      }`
  }

  #serverHit(hit: ServerFound): unknown {
    return html`<li>
      <button
        type="button"
        class="hit"
        aria-disabled=${this.opening === hit.num ? 'true' : nothing}
        @click=${() => this.#open(hit)}
      >
        ${this.#head(hit.by, hit.channel, hit.at)}
        <span class="text" dir="auto">${foundExcerpt(hit.text, this.found.terms)}</span>
        ${this.opening === hit.num ? html`<span class="note">${t('search.opening')}</span>` : nothing}
      </button>
    </li>`
  }

  #open(hit: ServerFound): void {
    if (this.opening === hit.num) return
    this.opening = hit.num
    this.dispatchEvent(new CustomEvent('server-hit-opened', { detail: hit }))
  }

  #person({ userId, name, username, avatar }: SearchView['people'][number]): unknown {
    const chat = directChannelId(this.stores.device.userId, userId)
    const isMe = userId === this.stores.device.userId
    const href = hashOf(chatRoute(isMe ? `saved-${userId}` : chat))
    return html`<li>
      <a class="named" href=${href} @click=${() => this.#ask('hit-opened')}>
        <cairn-avatar .name=${name} .person=${userId} src=${avatar ?? ''}></cairn-avatar>
        <span class="clipped"><bdi>${foundText(name, this.found.terms)}</bdi></span>
        <small><bdi>@${foundText(username, this.found.terms)}</bdi></small>
      </a>
    </li>`
  }

  #chat({ id, kind, title }: SearchView['chats'][number]): unknown {
    return html`<li>
      <a class="named" href=${hashOf(chatRoute(id))} @click=${() => this.#ask('hit-opened')}>
        <cairn-avatar icon=${KIND_ICONS[kind]}></cairn-avatar>
        <span class="clipped"><bdi>${foundText(title, this.found.terms)}</bdi></span>
        <small>${t(`kind.${kind}`)}</small>
      </a>
    </li>`
  }

  #more(list: ListName, type: 'more-wanted' | 'server-wanted' | 'server-more-wanted'): void {
    this.#before = this.#rows(list).length
    this.#isAsking = list === 'server'
    this.#ask(type)
  }

  #rows(list: ListName): readonly HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(`[data-of=${list}] .hit`)]
  }

  #focusNew(list: ListName): void {
    const rows = this.#rows(list)
    const heading = this.renderRoot.querySelector<HTMLElement>('.server')
    ;(rows[this.#before] ?? rows.at(-1) ?? heading)?.focus()
    this.#before = Infinity
  }

  #ask(type: 'more-wanted' | 'server-wanted' | 'server-more-wanted' | 'hit-opened'): void {
    this.dispatchEvent(new CustomEvent(type, { detail: null }))
  }

  /** Up and down go from result to result. */
  #keydown = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>('a, .hit')]
    const at = all.indexOf(event.target as HTMLElement)
    event.preventDefault()
    if (at + by < 0) this.dispatchEvent(new CustomEvent('box-wanted', { detail: null }))
    else all[at + by]?.focus()
  }

  static override styles = [base, clipped, searchResultsStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-search-results': CairnSearchResults
  }
  interface HTMLElementEventMap {
    'more-wanted': CustomEvent<null>
    'server-wanted': CustomEvent<null>
    'server-more-wanted': CustomEvent<null>
    'hit-opened': CustomEvent<null>
    'box-wanted': CustomEvent<null>
    'server-hit-opened': CustomEvent<ServerFound>
  }
}
