/** The one card under the chat list about this device: the first run, room, what does not open, and keeping Cairn's data safely. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { GiveBackController } from '../../controllers/give-back-controller.ts'
import { SayController } from '../../controllers/say-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { cardOf, type Card } from '../../storage/cards.ts'
import { coreOf } from '../../storage/core-of.ts'
import { countChats } from '../../storage/count-chats.ts'
import { canInstall, install, onInstall } from '../../storage/install.ts'
import { storageOf } from '../../storage/storage-of.ts'
import { localBox } from '../../stores/local-box.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-progress.ts'
import { sideCardStyles } from '../base/side-card-styles.ts'
import { formatBytes } from '../chat/times.ts'
import { keepCardStyles } from './keep-card-styles.ts'

const ASKED = 'cairn.keep-asked'
const LOOK_EVERY_MS = 5 * 60_000
/** A card about room that was put away comes again. */
const ROOM_AGAIN_MS = 24 * 60 * 60_000

@customElement('cairn-keep-card')
export class CairnKeepCard extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  /** Shown whatever is so: for fixtures. */
  @property({ attribute: false }) forced: Card | null = null
  @state() private answer = ''
  @state() private roomAwayUntilMs = 0
  #storage = new StoreController(this, () => this.stores && storageOf(this.stores))
  #sync = new StoreController(this, () => this.stores?.sync)
  #chats = new StoreController(
    this,
    () => this.stores?.chats,
    // They are counted in the first run alone.
    (chats) => (this.#isBegun ? chats.isLoading : chats),
  )
  #timer: ReturnType<typeof setInterval> | undefined
  #stopInstall = (): void => undefined
  #most = { done: 0, total: 0 }
  #wasLive = false
  protected readonly giveBack = new GiveBackController(this, 'cairn-button')
  protected readonly brokenSaid = new SayController(this, () =>
    this.#card()?.kind === 'broken' ? t('storage.broken') : '',
  )

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setInterval(() => void this.#look(), LOOK_EVERY_MS)
    this.#stopInstall = onInstall(() => this.requestUpdate())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#timer)
    this.#stopInstall()
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('stores')) void this.#look()
  }

  protected override render(): unknown {
    const card = this.forced ?? this.#card()
    // What else would be asked under the list waits for it.
    this.toggleAttribute('shown', card !== null || this.answer !== '')
    if (this.answer) return this.#frame(this.answer, html`${this.#close(() => (this.answer = ''))}`)
    return card ? this.#shown(card) : nothing
  }

  #shown(card: Card): unknown {
    switch (card.kind) {
      case 'broken':
        return this.#frame(t('storage.broken'), html`<p class="more">${t('storage.brokenHint')}</p>`, 'bad')
      case 'missing':
        return this.#frame(
          t('storage.missing', { n: card.count }),
          html`<p class="more">${t('storage.missingHint')}</p>`,
          'warn',
        )
      case 'near':
      case 'full':
        return this.#room(card)
      case 'getting': {
        const words = t('storage.getting', card)
        return this.#frame(
          words,
          html`<cairn-progress label=${words} .value=${card.done} .max=${card.total}></cairn-progress>`,
        )
      }
      case 'keep':
        return this.#frame(
          card.isFirst ? t('storage.keepTitle') : t('storage.notPersistent'),
          html`<p class="more">${t('storage.keepHint')}</p>
            ${card.canPersist ? html`<cairn-button variant="primary" @click=${this.#keep}>${t('storage.keep')}</cairn-button>` : nothing}
            ${card.canInstall ? html`<cairn-button icon="download" @click=${this.#install}>${t('storage.install')}</cairn-button>` : nothing}
            <cairn-button variant="quiet" @click=${this.#asked}>${t('action.notNow')}</cairn-button>`,
        )
      case 'app-coming':
        return this.#frame(t('storage.appComing'), html`<p class="more">${t('storage.appComingHint')}</p>`)
      case 'ready':
        return this.#frame(
          card.hasApp ? t('storage.readyTitle') : t('storage.appNone'),
          html`<p class="more">${t('storage.readyHint', { chats: card.chats })}</p>
            ${this.#close(this.#begun)}`,
          card.hasApp ? 'good' : 'warn',
        )
    }
  }

  #room({ kind, usage: { estimate, media } }: Extract<Card, { kind: 'near' | 'full' }>): unknown {
    const [used, quota] = [formatBytes(estimate.usage ?? 0), formatBytes(estimate.quota ?? 0)]
    return this.#frame(
      kind === 'full' ? t('storage.full') : t('storage.near', { used, quota }),
      html`${
          media.bytes > 0
            ? html`<cairn-button variant="primary" @click=${() => void this.#free(media.bytes)}
                >${t('storage.free', { size: formatBytes(media.bytes) })}</cairn-button
              >`
            : nothing
        }
        <a href=${hashOf({ page: 'settings', part: 'storage' })}>${t('storage.manage')}</a>
        <cairn-button variant="quiet" @click=${() => (this.roomAwayUntilMs = Date.now() + ROOM_AGAIN_MS)}
          >${t('action.notNow')}</cairn-button
        >`,
      'warn',
    )
  }

  #frame(title: string, content: unknown, tone: 'plain' | 'good' | 'warn' | 'bad' = 'plain'): unknown {
    const icon = tone === 'good' ? 'circle-check' : 'triangle-alert'
    return html`<div class=${`card ${tone}`} role="group" aria-label=${title}>
      <p class="title">
        ${tone === 'plain' ? nothing : html`<cairn-icon name=${icon}></cairn-icon>`}<span>${title}</span>
      </p>
      ${content}
    </div>`
  }

  #close(close: () => void): unknown {
    return html`<cairn-button @click=${close}>${t('action.close')}</cairn-button>`
  }

  #card(): Card | null {
    const storage = this.#storage.view
    const { stores } = this
    // Until it was asked whether the browser keeps it, there is nothing to tell.
    if (!stores || !storage) return null
    const { device } = stores
    const core = coreOf(device)
    const isKnown = this.#chats.view?.isLoading === false
    const now = core && isKnown && !this.#isBegun ? countChats(core) : null
    this.#wasLive ||= this.#sync.view?.isLive === true
    if (now) this.#most = { done: Math.max(this.#most.done, now.done), total: Math.max(this.#most.total, now.total) }
    const box = localBox()
    return cardOf({
      ...{ storage, chats: now && this.#most, canInstall: canInstall(), roomAwayUntilMs: this.roomAwayUntilMs },
      missing: device.status().missing ?? [],
      isBegun: core === null || this.#isBegun,
      isLive: this.#wasLive,
      askedAtMs: Number(box.getItem(ASKED) ?? 0),
      nowMs: Date.now(),
    })
  }

  /** The first run is over on this device. */
  get #isBegun(): boolean {
    return localBox().getItem(this.#begunKey) !== null
  }

  get #begunKey(): string {
    return `cairn.begun.${this.stores?.device.userId ?? 0}`
  }

  async #look(): Promise<void> {
    if (this.stores) await storageOf(this.stores).look()
  }

  #keep = async (): Promise<void> => {
    const isKept = this.stores ? await storageOf(this.stores).persist() : false
    this.answer = isKept ? t('storage.kept') : t('storage.notKept')
    this.#asked()
  }

  #install = async (): Promise<void> => {
    await install()
    this.#asked()
  }

  async #free(bytes: number): Promise<void> {
    const freed = this.stores ? await storageOf(this.stores).freeMedia(bytes) : 0
    this.answer = t('storage.freed', { size: formatBytes(freed) })
  }

  #asked = (): void => {
    localBox().setItem(ASKED, String(Date.now()))
    this.forced = null
    this.requestUpdate()
  }

  #begun = (): void => {
    localBox().setItem(this.#begunKey, '1')
    this.forced = null
    this.requestUpdate()
  }

  static override styles = [base, sideCardStyles, keepCardStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-keep-card': CairnKeepCard
  }
}
