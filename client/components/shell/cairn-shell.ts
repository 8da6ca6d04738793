/** The layout: chat list, chat, right panel. Three columns from 1024 px, panel over the chat from 600, one pane below. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { ChannelId } from '../../../schema/ids.ts'
import { deepActive, holds } from '../../app/focus.ts'
import { SIDEBAR_MAX, SIDEBAR_MIN, type LookStore } from '../../app/look.ts'
import type { Route } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { MediaController, PHONE, WIDE } from '../../controllers/media-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-empty.ts'
import './cairn-boundary.ts'
import './cairn-home.ts'
import './cairn-page.ts'
import './cairn-sidebar.ts'
import './cairn-tabs.ts'
import { shellStyles } from './shell-styles.ts'

const FOCUS_FRAMES = 5

type Pane = 'list' | 'main' | 'panel'

@customElement('cairn-shell')
export class CairnShell extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) look: LookStore | null = null
  @property({ attribute: false }) route: Route = { page: 'home' }
  @property() username = ''
  @query('.frame') private frame!: HTMLElement
  @query('nav') private nav!: HTMLElement
  @query('#main') private main!: HTMLElement
  @query('.panel') private aside!: HTMLElement | null
  #look = new StoreController(this, () => this.look)
  #phone = new MediaController(this, PHONE)
  #wide = new MediaController(this, WIDE)
  #openedFrom: HTMLElement | null = null

  /** Focus goes to the next pane, or the one before. */
  stepPane(step: 1 | -1): void {
    const panes = [this.nav, this.main, this.aside].filter((pane) => pane !== null && pane.offsetParent !== null)
    const at = panes.findIndex((pane) => holds(pane as HTMLElement, deepActive()))
    const next = panes[(Math.max(0, at) + step + panes.length) % panes.length]
    if (next) void this.#focus(next)
  }

  focusMain(): void {
    void this.#focus(this.main)
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('route') && panelOf(this.route) && !panelOf(changed.get('route') as Route | undefined)) {
      this.#openedFrom = deepActive()
    }
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    // Not by a style attribute: the content security policy allows none.
    this.frame.style.setProperty('--sidebar', `${this.#look.view?.sidebar ?? SIDEBAR_MIN}px`)
    // A chat that the page began with: its documents have come, and nobody is elsewhere yet.
    if (changed.has('stores') && this.stores && this.route.page === 'chat' && deepActive() === null) this.focusMain()
    const before = changed.get('route') as Route | undefined
    if (before === undefined) return
    const [panel, panelBefore] = [panelOf(this.route), panelOf(before)]
    const isElsewhere = placeOf(this.route) !== placeOf(before)
    if (panel && panel !== panelBefore) void this.#focus(this.aside)
    else if (!panel && panelBefore && !isElsewhere) {
      if (this.#openedFrom?.isConnected) this.#openedFrom.focus()
      else this.focusMain()
    } else if (isElsewhere) void this.#focus(this.route.page === 'home' && this.#phone.matches ? this.nav : this.main)
  }

  protected override render(): unknown {
    const pane = paneOf(this.route)
    const panel = this.route.page === 'chat' ? this.route.panel : null
    const width = this.#look.view?.sidebar ?? SIDEBAR_MIN
    const isPhone = this.#phone.matches
    // Below 1024 px the panel covers the chat: what is behind it takes no focus.
    const isCovered = panel !== null && !this.#wide.matches
    // Where one pane is the page, the frame around it is its main part.
    const isOne = isPhone || isCovered
    return html`<div class="frame" role=${isOne ? 'main' : nothing} data-pane=${pane}>
        <nav aria-label=${t('nav.label')}>
          <a class="skip" href="#main" @click=${this.#skip}>${t('app.skip')}</a>
          <cairn-boundary name="list" .content=${this.#sidebar}></cairn-boundary>
          <div
            class="grip"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=${t('nav.resize')}
            aria-valuenow=${width}
            aria-valuemin=${SIDEBAR_MIN}
            aria-valuemax=${SIDEBAR_MAX}
            @pointerdown=${this.#grab}
            @keydown=${this.#gripKey}
          ></div>
        </nav>
        <section id="main" role=${isOne ? nothing : 'main'} aria-label=${t('nav.main')} ?inert=${isCovered}>
          <cairn-boundary primary name=${placeOf(this.route)} .content=${this.#content}></cairn-boundary>
        </section>
        ${
          panel === null
            ? nothing
            : html`<section class="panel" role=${isOne ? nothing : 'complementary'} aria-label=${t('nav.panel')}>
                <cairn-boundary name=${JSON.stringify(panel)} .content=${this.#panel}></cairn-boundary>
              </section>`
        }
      </div>
      ${
        this.#phone.matches && this.route.page !== 'chat'
          ? html`<cairn-tabs .stores=${this.stores} .route=${this.route}></cairn-tabs>`
          : nothing
      }`
  }

  // New functions for each render: the boundary shows what they give, and must see that something changed.
  get #sidebar(): () => unknown {
    const { stores, route, username } = this
    return () => html`<cairn-sidebar .stores=${stores} .route=${route} username=${username}></cairn-sidebar>`
  }

  get #panel(): () => unknown {
    const { stores, route } = this
    if (route.page !== 'chat' || !route.panel) return () => nothing
    const { chat, panel } = route
    return () => html`<cairn-panel .stores=${stores} chatId=${chat} .panel=${panel}></cairn-panel>`
  }

  get #content(): () => unknown {
    const { stores, route, look, username } = this
    switch (route.page) {
      case 'chat':
        return () => html`<cairn-chat .stores=${stores} chatId=${route.chat} .target=${route.message}></cairn-chat>`
      case 'activity':
        return () => html`<cairn-activity .stores=${stores}></cairn-activity>`
      case 'unsent':
        return () => html`<cairn-unsent .stores=${stores}></cairn-unsent>`
      case 'settings':
        return () => html`<cairn-settings .stores=${stores} .look=${look} username=${username}></cairn-settings>`
      case 'search':
      case 'admin':
      case 'join':
        return () =>
          html`<cairn-page heading=${t('app.name')} back
            ><cairn-empty icon="info" text=${t('panel.soon')}></cairn-empty
          ></cairn-page>`
      default:
        return () => html`<cairn-home></cairn-home>`
    }
  }

  /** The focus goes to what a pane shows, once that stands. */
  async #focus(pane: HTMLElement | null): Promise<void> {
    const boundary = pane?.querySelector('cairn-boundary')
    await boundary?.updateComplete
    const part = boundary?.shadowRoot?.firstElementChild as (HTMLElement & { updateComplete?: Promise<unknown> }) | null
    if (!part) return
    // A part that is still being loaded takes the focus when it is there.
    if (part.localName.includes('-')) await customElements.whenDefined(part.localName)
    await this.#chatStands()
    await part.updateComplete
    // What takes the focus inside may itself render a little later.
    for (let frame = 0; frame < FOCUS_FRAMES && part.isConnected && !holds(part, deepActive()); frame++) {
      part.focus()
      await new Promise(requestAnimationFrame)
    }
  }

  /** A chat has something to write in once it is read from the disk. */
  async #chatStands(): Promise<void> {
    const { route, stores } = this
    if (route.page !== 'chat' || !stores) return
    const store = stores.chat(route.chat as ChannelId)
    await new Promise<void>((stands) => {
      const look = () => {
        if (store.view.state === 'loading' && this.route === route) return
        stop()
        // Its element shows that in the next frame.
        requestAnimationFrame(() => stands())
      }
      const stop = store.subscribe(look)
      look()
    })
  }

  #skip = (event: Event): void => {
    // The hash is the route's: a skip link must not change it.
    event.preventDefault()
    this.focusMain()
  }

  #grab = (event: PointerEvent): void => {
    event.preventDefault()
    const grip = event.currentTarget as HTMLElement
    const isRtl = getComputedStyle(this).direction === 'rtl'
    const edge = isRtl ? this.nav.getBoundingClientRect().right : this.nav.getBoundingClientRect().left
    const move = ({ clientX }: PointerEvent) => this.look?.change({ sidebar: Math.abs(Math.round(clientX - edge)) })
    grip.setPointerCapture(event.pointerId)
    grip.addEventListener('pointermove', move)
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', move), { once: true })
  }

  #gripKey = (event: KeyboardEvent): void => {
    const isRtl = getComputedStyle(this).direction === 'rtl'
    const steps: Record<string, number> = { ArrowLeft: isRtl ? 16 : -16, ArrowRight: isRtl ? -16 : 16 }
    const step = steps[event.key]
    if (step === undefined || !this.look) return
    event.preventDefault()
    this.look.change({ sidebar: this.look.view.sidebar + step })
  }

  static override styles = [base, shellStyles]
}

/** Which pane a phone shows. */
function paneOf(route: Route): Pane {
  if (route.page === 'home') return 'list'
  return panelOf(route) ? 'panel' : 'main'
}

function panelOf(route: Route | undefined): string | null {
  return route?.page === 'chat' && route.panel ? JSON.stringify(route.panel) : null
}

/** What the middle shows: another one begins anew. */
function placeOf(route: Route | undefined): string {
  return route?.page === 'chat' ? `chat ${route.chat}` : (route?.page ?? '')
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-shell': CairnShell
  }
}
