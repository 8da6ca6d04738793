/** The layout: chat list, chat, right panel. Three columns from 1024 px, panel over the chat from 600, one pane below. */
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { deepActive, holds } from '../../app/focus.ts'
import { SIDEBAR_MIN, type LookStore } from '../../app/look.ts'
import { HOME, panelIn, panelOf, placeOf, type Route } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import { MediaController, PHONE, WIDE } from '../../controllers/media-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { Stores } from '../../stores/stores.ts'
import type { ChatCommand } from '../chat/cairn-chat-view.ts'
import type { ComposerCommand } from '../chat/cairn-composer.ts'
import { base } from '../../styles/shared.ts'
import './cairn-boundary.ts'
import './cairn-home.ts'
import './cairn-sidebar.ts'
import './cairn-tabs.ts'
import type { CairnToasts } from './cairn-toasts.ts'
import { PaneFocus } from './pane-focus.ts'
import { shellStyles } from './shell-styles.ts'

type Pane = 'list' | 'main' | 'panel'

@customElement('cairn-shell')
export class CairnShell extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property({ attribute: false }) look: LookStore | null = null
  @property({ attribute: false }) route: Route = { page: 'home' }
  @property() username = ''
  /** What stands in the middle: a search goes beside it. */
  behind: Route = HOME
  @query('.frame') private frame!: HTMLElement
  @query('nav') private nav!: HTMLElement
  @query('#main') private main!: HTMLElement
  @query('.panel') private aside!: HTMLElement | null
  #look = new StoreController(this, () => this.look)
  #phone = new MediaController(this, PHONE)
  #wide = new MediaController(this, WIDE)
  #focus = new PaneFocus(
    this,
    () => ({ list: this.nav, main: this.main, panel: this.aside, toasts: this.#toasts }),
    () => this.#phone.matches,
  )

  /** They stand beside it, over all. */
  get #toasts(): CairnToasts | null {
    return (this.getRootNode() as Document | ShadowRoot).querySelector('cairn-toasts')
  }

  /** Focus goes to the next pane, or the one before. */
  stepPane(step: 1 | -1): void {
    this.#focus.step(step)
  }

  /** The right panel lies over the chat. */
  get isCovered(): boolean {
    return this.main.inert
  }

  focusMain(): void {
    this.#focus.toMain()
  }

  focusPanel(): void {
    this.aside?.querySelector('cairn-boundary')?.shadowRoot?.querySelector('cairn-panel')?.focus()
  }

  /** What the chat in the middle is to do. */
  tellChat(command: ChatCommand): void {
    this.main.querySelector('cairn-boundary')?.shadowRoot?.querySelector('cairn-chat')?.tell(command)
  }

  /** The composer of the thread that has the focus, or is all there is to see; else that of the chat. */
  tellComposer(command: ComposerCommand): void {
    const panel = this.aside?.querySelector('cairn-boundary')?.shadowRoot?.querySelector('cairn-panel')
    const thread = panel?.shadowRoot?.querySelector('cairn-thread')
    if (thread && (this.isCovered || holds(thread, deepActive()))) thread.tell(command)
    else this.tellChat(command)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.route.page !== 'search') this.behind = this.route
    if (changed.has('route')) this.#focus.remember(changed.get('route'))
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Not by a style attribute: the content security policy allows none.
    this.frame.style.setProperty('--sidebar', `${this.#look.view?.sidebar ?? SIDEBAR_MIN}px`)
    // A chat that the page began with: its documents have come, and nobody is elsewhere yet.
    if (changed.has('stores') && this.stores && this.route.page === 'chat' && deepActive() === null) this.focusMain()
    const before = changed.get('route')
    if (before !== undefined) this.#focus.follow(before)
  }

  protected override render(): unknown {
    const pane = paneOf(this.route)
    const panel = panelOf(this.route)
    const isPhone = this.#phone.matches
    // Below 1024 px the panel covers the chat: what is behind it takes no focus.
    const isCovered = panel !== null && !this.#wide.matches
    // Where one pane is the page, the frame around it is its main part.
    const isOne = isPhone || isCovered
    return html`<div class="frame" role=${isOne ? 'main' : nothing} data-pane=${pane}>
        <nav aria-label=${t('nav.label')}>
          <a class="skip" href="#main" @click=${this.#skip}>${t('app.skip')}</a>
          <cairn-boundary name="list" .content=${this.#sidebar} @part-reloaded=${this.#reloaded}></cairn-boundary>
          <cairn-grip .look=${this.look}></cairn-grip>
        </nav>
        <section id="main" role=${isOne ? nothing : 'main'} aria-label=${t('nav.main')} ?inert=${isCovered}>
          <cairn-boundary
            primary
            name=${placeOf(this.behind)}
            leave=${isPhone ? 'back' : ''}
            .content=${this.#content}
            @part-reloaded=${this.#reloaded}
          ></cairn-boundary>
        </section>
        ${
          panel === null
            ? nothing
            : html`<section class="panel" role=${isOne ? nothing : 'complementary'} aria-label=${t('nav.panel')}>
                <cairn-boundary
                  name=${panel}
                  leave="close"
                  .content=${this.#panel}
                  @part-reloaded=${this.#reloaded}
                ></cairn-boundary>
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
    const panel = panelIn(route)
    if (!panel) return () => nothing
    const [chat, message] = route.page === 'chat' ? [route.chat, route.message] : ['', null]
    return () =>
      html`<cairn-panel
        .stores=${stores}
        chatId=${chat}
        .panel=${panel}
        .target=${message}
        .isReply=${replyPane(route) === 'panel'}
      ></cairn-panel>`
  }

  get #content(): () => unknown {
    const { stores, behind: route, look, username } = this
    switch (route.page) {
      case 'chat':
        return () =>
          html`<cairn-chat
            .stores=${stores}
            chatId=${route.chat}
            .target=${route.message}
            .isReply=${replyPane(route) === 'main'}
          ></cairn-chat>`
      case 'activity':
        return () => html`<cairn-activity .stores=${stores}></cairn-activity>`
      case 'unsent':
        return () => html`<cairn-unsent .stores=${stores}></cairn-unsent>`
      case 'unread':
        return () => html`<cairn-unread .stores=${stores}></cairn-unread>`
      case 'discover':
        return () => html`<cairn-discover .stores=${stores}></cairn-discover>`
      case 'settings':
        return () =>
          html`<cairn-settings
            .stores=${stores}
            .look=${look}
            username=${username}
            page=${route.part}
          ></cairn-settings>`
      case 'share':
        return () => html`<cairn-share .stores=${stores}></cairn-share>`
      case 'join':
        return () => html`<cairn-join .stores=${stores} token=${route.token}></cairn-join>`
      case 'admin':
        return () => html`<cairn-admin .stores=${stores} page=${route.part}></cairn-admin>`
      default:
        return () => html`<cairn-home></cairn-home>`
    }
  }

  #reloaded = (event: Event): void => void this.#focus.into((event.currentTarget as HTMLElement).parentElement!)

  #skip = (event: Event): void => {
    // The hash is the route's: a skip link must not change it.
    event.preventDefault()
    // What the panel covers takes no focus.
    if (this.isCovered) this.focusPanel()
    else this.focusMain()
  }

  static override styles = [base, shellStyles]
}

/** Where a message is to be answered that a notification told of (NF47). */
function replyPane(route: Route): 'main' | 'panel' | null {
  if (route.page !== 'chat' || !route.isReply) return null
  return route.panel?.name === 'thread' ? 'panel' : 'main'
}

/** Which pane a phone shows. */
function paneOf(route: Route): Pane {
  if (route.page === 'home') return 'list'
  return panelOf(route) ? 'panel' : 'main'
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-shell': CairnShell
  }
}
