/** Channels to find and join: from the directory on this device, so it works offline; joining waits for a connection by itself. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Unsubscribe } from '../../stores/store.ts'
import { announce } from '../../app/announcer.ts'
import { ask } from '../../app/commands.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { RowsController } from '../../controllers/rows-controller.ts'
import { SayController } from '../../controllers/say-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { discoverRows, type DiscoverRow } from '../../stores/discover.ts'
import type { Stores } from '../../stores/stores.ts'
import { base, clipped } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-button.ts'
import '../base/cairn-empty.ts'
import '../base/cairn-field.ts'
import type { CairnField } from '../base/cairn-field.ts'
import { KIND_ICONS } from '../chat/kind-icons.ts'
import '../shell/cairn-page.ts'
import { discoverStyles } from './discover-styles.ts'

@customElement('cairn-discover')
export class CairnDiscover extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @state() private query = ''
  #directory = new StoreController(this, () => this.stores?.directory)
  #outbox = new StoreController(this, () => this.stores?.outbox)
  #sync = new StoreController(this, () => this.stores?.sync)
  #count = ''
  protected readonly countSaid = new SayController(this, () => this.#count)
  #rows = new RowsController(this, () => this.renderRoot.querySelector('ul'))
  /** Roots of what is on the screen: with them a channel can be counted, and joined offline. */
  #watched = new Map<string, Unsubscribe>()

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    for (const stop of this.#watched.values()) stop()
    this.#watched.clear()
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('cairn-page')?.focus()
  }

  protected override render(): unknown {
    const { stores, query } = this
    if (!stores || !this.#directory.view || !this.#outbox.view) return nothing
    const rows = discoverRows(stores, query)
    const isLive = this.#sync.view?.isLive === true
    this.#count = t('discover.count', { n: rows.length })
    return html`<cairn-page heading=${t('discover.title')} back>
      <div class="top">
        <cairn-field
          type="search"
          label=${t('discover.filter')}
          .value=${query}
          @input=${(event: Event) => (this.query = (event.target as CairnField).value)}
        ></cairn-field>
        <cairn-button icon="plus" @click=${() => ask(this, 'new-channel')}>${t('chats.newChannel')}</cairn-button>
      </div>
      <p class="count">${this.#count}${isLive ? nothing : html` · ${t('discover.offline')}`}</p>
      ${
        rows.length > 0
          ? this.#list(rows)
          : html`<cairn-empty
              icon="search"
              text=${query ? t('discover.none', { query }) : t('discover.empty')}
            ></cairn-empty>`
      }
    </cairn-page>`
  }

  #list(rows: readonly DiscoverRow[]): unknown {
    const { from, to } = this.#rows.of(rows.length)
    const shown = rows.slice(from, to)
    this.#watch(shown)
    return html`<ul>
      ${repeat(
        shown,
        ({ id }) => id,
        (row, i) => html`<li data-row aria-setsize=${rows.length} aria-posinset=${from + i + 1}>${this.#row(row)}</li>`,
      )}
    </ul>`
  }

  #row(row: DiscoverRow): unknown {
    const { id, kind, title, topic, handle, members, state } = row
    return html`<cairn-avatar icon=${KIND_ICONS[kind]}></cairn-avatar>
      <div class="what">
        <p class="clipped"><bdi>${title}</bdi> ${handle ? html`<small>@${handle}</small>` : nothing}</p>
        <p class="more clipped" dir="auto">${topic}</p>
        <p class="more">
          ${[
            t(`kind.${kind}`),
            ...(members === null ? [] : [t('members.count', { n: members })]),
            ...(state === 'out' ? [] : [t(state === 'in' ? 'discover.joined' : 'discover.waiting')]),
          ].join(' · ')}
        </p>
      </div>
      ${
        state === 'out'
          ? html`<cairn-button label=${t('discover.joinName', { title })} @click=${() => this.#join(row)}
              >${t('action.join')}</cairn-button
            >`
          : html`<a href=${hashOf(chatRoute(id))} aria-label=${t('discover.openName', { title })}
              >${t('discover.open')}</a
            >`
      }`
  }

  #join({ id }: DiscoverRow): void {
    void this.stores?.actions.join(id).then(async () => {
      announce(this.#sync.view?.isLive ? t('discover.joined') : t('discover.waiting'))
      this.requestUpdate()
      await this.updateComplete
      // The button is gone: what stands in its place is next.
      this.renderRoot.querySelector<HTMLElement>(`a[href="${hashOf(chatRoute(id))}"]`)?.focus()
    })
  }

  #watch(shown: readonly DiscoverRow[]): void {
    for (const { id, kind } of shown) {
      if (kind === 'public' || this.#watched.has(id)) continue
      this.#watched.set(
        id,
        this.stores!.chat(id).subscribe(() => this.requestUpdate()),
      )
    }
  }

  static override styles = [base, clipped, discoverStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-discover': CairnDiscover
  }
}
