/** The whole screen: who is signed in, where the address points, and which keys ask for what. */
import { css, html, LitElement, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { ChannelId } from '../../schema/ids.ts'
import '../components/shell/cairn-announcer.ts'
import '../components/shell/cairn-shell.ts'
import '../components/shell/cairn-stones.ts'
import { titleOf } from '../components/shell/chat-row-label.ts'
import type { DialogName } from '../components/shell/cairn-dialogs.ts'
import type { CairnShell } from '../components/shell/cairn-shell.ts'
import { StoreController } from '../controllers/store-controller.ts'
import type { ChatsView } from '../stores/chats-view.ts'
import type { SessionStore } from '../stores/session-store.ts'
import type { Stores } from '../stores/stores.ts'
import { alertNow } from './announcer.ts'
import type { Command, CommandEvent } from './commands.ts'
import { deepActive } from './focus.ts'
import { chosenKeys, commandOf, isMac } from './keyboard.ts'
import type { LookStore } from './look.ts'
import { keepBefore, navigate, redirect } from './navigate.ts'
import { opensPicker } from './opens-picker.ts'
import { chatRoute, HOME, panelOf, parseRoute, type Route } from './routes.ts'
import { CommandRunner } from './run-command.ts'
import { t } from './text.ts'

/** Elsewhere their keys are the browser's. */
const CHATS_OWN: ReadonlySet<Command> = new Set<Command>(['find', 'attach', 'emoji'])
const TURNS = ['focus', 'blur'] as const

@customElement('cairn-app')
export class CairnApp extends LitElement {
  @property({ attribute: false }) session: SessionStore | null = null
  @property({ attribute: false }) look: LookStore | null = null
  /** null until the device is open. */
  @property({ attribute: false }) stores: Stores | null = null
  @state() route: Route = parseRoute(location.hash)
  @state() dialog: DialogName | null = null
  @query('cairn-shell') shell!: CairnShell | null
  #session = new StoreController(this, () => this.session)
  #chats = new StoreController(
    this,
    () => this.stores?.chats,
    (chats) => this.#titleOf(chats),
  )
  #sync = new StoreController(this, () => this.stores?.sync)
  #commands = new CommandRunner(this)
  #watched: string | null = null
  #wasSignedOut = false
  #wasLive = false

  override connectedCallback(): void {
    super.connectedCallback()
    keepBefore()
    window.addEventListener('hashchange', this.#routed)
    window.addEventListener('keydown', this.#keydown)
    window.addEventListener('pagehide', this.#leave)
    document.addEventListener('visibilitychange', this.#visible)
    for (const turn of TURNS) window.addEventListener(turn, this.#visible)
    this.addEventListener('cairn-command', this.#asked)
    this.addEventListener('thread-opened', this.#thread)
    this.addEventListener('account-changed', () => void this.session?.open())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('hashchange', this.#routed)
    window.removeEventListener('keydown', this.#keydown)
    window.removeEventListener('pagehide', this.#leave)
    document.removeEventListener('visibilitychange', this.#visible)
    for (const turn of TURNS) window.removeEventListener(turn, this.#visible)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Before it says which chat it shows: a page that was opened behind others is read by nobody.
    if (changed.has('stores')) this.#visible()
    const chat = this.route.page === 'chat' ? this.route.chat : null
    if (this.stores && chat !== this.#watched) {
      this.#watched = chat
      this.stores.device.watch(chat as ChannelId | null)
      if (chat) this.stores.chats.keep(chat as ChannelId)
    }
    this.#followSession()
  }

  /** The socket and the server's answer tell of the same end; either is enough. */
  #followSession(): void {
    const session = this.#session.view
    const isEnded = session?.state === 'signed-in' && session.isEnded
    this.stores?.sync.sessionEnded(isEnded)
    const sync = this.#sync.view
    const isSignedOut = sync?.words === 'signed-out'
    if (isSignedOut && !this.#wasSignedOut) {
      alertNow(t('sync.signedOut'))
      this.session?.ended()
    }
    this.#wasSignedOut = isSignedOut
    // A link that came up again meanwhile: somebody signed in in another tab.
    const isLive = sync?.isLive === true
    if (isEnded && isLive && !this.#wasLive) void this.session?.open()
    this.#wasLive = isLive
    // The form for a new account is done with.
    if (session?.state === 'signed-in' && this.route.page === 'sign-up') redirect(HOME)
  }

  protected override updated(): void {
    const chats = this.#chats.view
    document.title = chats ? this.#titleOf(chats) : t('app.name')
  }

  /** Of the window. */
  #titleOf({ badge, byId }: ChatsView): string {
    const chat = this.route.page === 'chat' ? byId.get(this.route.chat as ChannelId) : undefined
    const place = chat?.title ? `${titleOf(chat)} – ${t('app.name')}` : t('app.name')
    return badge > 0 ? `(${badge}) ${place}` : place
  }

  protected override render(): unknown {
    return html`${this.#body()}<cairn-announcer></cairn-announcer><cairn-toasts></cairn-toasts>`
  }

  #body(): unknown {
    const session = this.#session.view
    const isMailLink = this.route.page === 'reset' || this.route.page === 'verify'
    if (session?.state === 'signed-out' || isMailLink) {
      return html`<cairn-auth .session=${this.session} .route=${this.route}></cairn-auth>`
    }
    if (session?.state !== 'signed-in') return html`<cairn-stones class="opening" count="2"></cairn-stones>`
    const { stores, look, route } = this
    const { username } = session.identity
    return html`<cairn-shell .stores=${stores} .look=${look} .route=${route} username=${username}></cairn-shell>
      <cairn-dialogs
        .stores=${stores}
        .session=${this.session}
        .shown=${this.dialog}
        username=${username}
        @dialog-closed=${() => (this.dialog = null)}
      ></cairn-dialogs>`
  }

  #keydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || this.#session.view?.state !== 'signed-in') return
    if (opensPicker(event, deepActive())) return
    const press = chosenKeys(event, 'general')
    const command = press && commandOf(press, isMac())
    // On a Mac these go from word to word where somebody writes.
    const isWriting = isMac() && deepActive()?.matches('input, textarea') === true
    if (isWriting && (command === 'back' || command === 'forward')) return
    // The browser's own, where there is no chat or its box has the focus already.
    if (command === 'find' && deepActive()?.matches('.find')) return
    if (command !== null && CHATS_OWN.has(command) && this.route.page !== 'chat') return
    if (command) {
      // A dialog on the screen owns the keyboard; its own key closes it.
      if (this.dialog === null ? isIn(event, 'dialog:modal') : this.dialog !== command) return
      event.preventDefault()
      this.#commands.run(command)
      // A menu, a picker or a dialog takes Esc for itself.
    } else if (press?.key === 'Escape' && this.dialog === null && !isIn(event, '[popover], dialog')) {
      if (panelOf(this.route)) this.#commands.run('close-panel')
      else this.shell?.tellChat('escape')
      event.preventDefault()
    }
  }

  #asked = (event: CommandEvent): void => {
    event.stopPropagation()
    this.#commands.run(event.detail.command)
  }

  #thread = (event: Event): void => {
    const message = event
      .composedPath()
      .find((part) => part instanceof HTMLElement && part.localName === 'cairn-message')
    const root = (message as { message?: { id: string } } | undefined)?.message?.id
    if (this.route.page === 'chat' && root) navigate(chatRoute(this.route.chat, { name: 'thread', root }))
  }

  #routed = (event: HashChangeEvent): void => {
    keepBefore(event)
    this.route = parseRoute(location.hash)
  }

  #leave = (): void => void this.stores?.drafts.flush()

  #visible = (): void => {
    // Who works in another window is not reading here: their other devices may tell of what comes.
    const active = document.visibilityState === 'visible' && document.hasFocus() ? 'active' : 'idle'
    this.stores?.device.setActivity({ typing: false, active })
    if (active === 'idle') void this.stores?.drafts.flush()
  }

  static override styles = css`
    :host {
      display: block;
      block-size: 100dvb;
      min-block-size: 0;
      overflow: hidden;
      background: var(--bg);
    }
    .opening {
      position: absolute;
      inset: 0;
      inline-size: 44px;
      block-size: 44px;
      margin: auto;
      color: var(--line-strong);
    }
  `
}

function isIn(event: Event, selector: string): boolean {
  return event.composedPath().some((part) => part instanceof Element && part.matches(selector))
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-app': CairnApp
  }
}
