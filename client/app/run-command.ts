/** Does what keys, buttons and menus ask of the app as a whole. What a dialog does is the dialog's. */
import type { DialogName } from '../components/shell/cairn-dialogs.ts'
import type { CairnShell } from '../components/shell/cairn-shell.ts'
import { neighbour } from '../stores/chats-view.ts'
import type { SessionStore } from '../stores/session-store.ts'
import type { Stores } from '../stores/stores.ts'
import type { Command } from './commands.ts'
import { leaveTo, navigate } from './navigate.ts'
import { chatRoute, HOME, panelOf, type Panel, type Route } from './routes.ts'
import { signOut } from './sign-out.ts'

/** What commands act on. */
export interface CommandScreen {
  readonly stores: Stores | null
  readonly session: SessionStore | null
  readonly shell: CairnShell | null
  readonly route: Route
  readonly updateComplete: Promise<boolean>
  dialog: DialogName | null
}

const IN_CHAT: ReadonlySet<Command> = new Set<Command>([
  ...(['find', 'composer', 'jump-unread', 'react-to-last', 'attach', 'emoji'] as const),
])
/** A thread has a composer too. */
const IN_THREAD: ReadonlySet<Command> = new Set<Command>(['attach', 'emoji'])

export class CommandRunner {
  /** The right panel that was closed last, to open it again. */
  #lastPanel: { readonly chat: string; readonly panel: Panel } | null = null

  constructor(private readonly screen: CommandScreen) {}

  run(command: Command): void {
    const { screen } = this
    const { stores, shell, route } = screen
    const isHere = IN_THREAD.has(command) && panelOf(route) === 'thread'
    if (IN_CHAT.has(command) && shell?.isCovered && !isHere) return this.#uncover(command)
    switch (command) {
      case 'switcher':
      case 'new-direct':
      case 'new-channel':
      case 'keys':
      case 'sign-in':
      case 'mark-all-read':
        screen.dialog = screen.dialog === command ? null : command
        return
      case 'settings':
        return navigate({ page: 'settings', part: '' })
      case 'search':
        return this.#search()
      case 'find':
        return shell?.tellChat('find')
      case 'activity':
      case 'unsent':
      case 'discover':
        return navigate({ page: command })
      case 'previous-chat':
      case 'next-chat':
      case 'previous-unread':
      case 'next-unread':
        return this.#step(command.startsWith('next') ? 1 : -1, command.endsWith('unread'))
      case 'back':
      case 'forward':
        return history[command]()
      case 'next-pane':
      case 'previous-pane':
        return shell?.stepPane(command === 'next-pane' ? 1 : -1)
      case 'composer':
        return shell?.focusMain()
      case 'jump-unread':
      case 'react-to-last':
        return shell?.tellChat(command)
      case 'attach':
      case 'emoji':
        return shell?.tellComposer(command)
      case 'panel':
        return this.#togglePanel()
      case 'close-panel':
        return leaveTo(route.page === 'chat' ? chatRoute(route.chat) : (shell?.behind ?? HOME))
      case 'try-now':
        return stores?.device.tryNow()
      case 'copy-unsent':
        return void (stores && import('./later.ts').then(({ copyUnsent }) => copyUnsent(stores)))
      case 'sign-out':
        return void signOut(stores, screen.session).then(() => navigate(HOME))
    }
  }

  /** What is done in the chat is done when it can be seen. */
  #uncover(command: Command): void {
    const again = async () => {
      await this.screen.updateComplete
      await this.screen.shell?.updateComplete
      this.run(command)
    }
    addEventListener('hashchange', () => void again(), { once: true })
    this.run('close-panel')
  }

  #step(step: 1 | -1, unreadOnly: boolean): void {
    const { stores, route } = this.screen
    const next = stores && neighbour(stores.chats.view, route.page === 'chat' ? route.chat : null, step, unreadOnly)
    if (next) navigate(chatRoute(next))
  }

  /** Beside the chat, where it stays open; the box of one that is open gets the focus. */
  #search(): void {
    const { route, shell } = this.screen
    if (panelOf(route) === 'search') return shell?.focusPanel()
    navigate(
      route.page === 'chat' ? chatRoute(route.chat, { name: 'search', query: '' }) : { page: 'search', query: '' },
    )
  }

  #togglePanel(): void {
    const { route } = this.screen
    if (route.page !== 'chat') return
    const { chat, panel } = route
    if (panel) {
      this.#lastPanel = { chat, panel }
      return leaveTo(chatRoute(chat))
    }
    navigate(chatRoute(chat, this.#lastPanel?.chat === chat ? this.#lastPanel.panel : { name: 'info' }))
  }
}
