/** Where the focus goes when the address changes, from pane to pane (F6), and back from the right panel. */
import type { LitElement } from 'lit'
import type { ChannelId } from '../../../schema/ids.ts'
import { deepActive, holds } from '../../app/focus.ts'
import { panelOf, placeOf, type Route } from '../../app/routes.ts'
import type { Stores } from '../../stores/stores.ts'

/** What takes the focus inside a pane may render a little later than the pane. */
const FOCUS_FRAMES = 5

export interface Panes {
  readonly list: HTMLElement
  readonly main: HTMLElement
  readonly panel: HTMLElement | null
  /** UI193: a stop while there is something to answer. Loaded later. */
  readonly toasts: (HTMLElement & { readonly isShown?: boolean }) | null
}

interface PaneHost extends LitElement {
  readonly stores: Stores | null
  readonly route: Route
}

export class PaneFocus {
  #openedFrom: HTMLElement | null = null

  /** @param isPhone  one pane is the page */
  constructor(
    private readonly host: PaneHost,
    private readonly panes: () => Panes,
    private readonly isPhone: () => boolean,
  ) {}

  /** The next pane that is on the screen and not covered, or the one before. */
  step(step: 1 | -1): void {
    const { list, main, panel, toasts } = this.panes()
    const shown = [list, main, panel].filter((pane) => pane !== null && pane.offsetParent !== null && !pane.inert)
    if (toasts?.isShown) shown.push(toasts)
    const at = shown.findIndex((pane) => holds(pane as HTMLElement, deepActive()))
    const next = shown[(Math.max(0, at) + step + shown.length) % shown.length]
    if (next === toasts) toasts?.focus()
    else if (next) void this.#focus(next)
  }

  /** To what it is there for, also from elsewhere in it. */
  toMain(): void {
    void this.#focus(this.panes().main, false)
  }

  /** A part that was reloaded, or what is said of it when it failed again. */
  async into(pane: HTMLElement): Promise<void> {
    await this.#focus(pane)
    if (!holds(pane, deepActive())) await this.#focus(pane)
  }

  /** Before a rendering that opens the panel: closing it gives the focus back to who has it now. */
  remember(before: Route | undefined): void {
    if (panelOf(this.host.route) && !panelOf(before)) this.#openedFrom = deepActive()
  }

  /** After a rendering with another route. */
  follow(before: Route): void {
    const { route } = this.host
    const [panel, panelBefore] = [panelOf(route), panelOf(before)]
    const isElsewhere = placeOf(route) !== placeOf(before)
    if (panel && panel !== panelBefore) void this.#focus(this.panes().panel)
    else if (!panel && panelBefore && !isElsewhere) {
      if (this.#openedFrom?.isConnected) this.#openedFrom.focus()
      // Unless the focus went there already: to the search in the chat, say.
      else void this.#focus(this.panes().main)
    } else if (isElsewhere) {
      const { list, main } = this.panes()
      void this.#focus(route.page === 'home' && this.isPhone() ? list : main)
    }
  }

  /** The focus goes to what a pane shows, once that stands. @param isEnough  to be anywhere in it already */
  async #focus(pane: HTMLElement | null, isEnough = true): Promise<void> {
    const boundary = pane?.querySelector('cairn-boundary')
    await boundary?.updateComplete
    const part = boundary?.shadowRoot?.firstElementChild as LitElement | HTMLElement | null
    if (!part) return
    // A part that is still being loaded takes the focus when it is there.
    if (part.localName.includes('-')) await customElements.whenDefined(part.localName)
    await this.#chatStands()
    if ('updateComplete' in part) await part.updateComplete
    if (!isEnough) part.focus()
    for (let frame = 0; frame < FOCUS_FRAMES && part.isConnected && !holds(part, deepActive()); frame++) {
      part.focus()
      await new Promise(requestAnimationFrame)
    }
  }

  /** A chat has something to write in once it is read from the disk. */
  async #chatStands(): Promise<void> {
    const { route, stores } = this.host
    if (route.page !== 'chat' || !stores) return
    const store = stores.chat(route.chat as ChannelId)
    await new Promise<void>((stands) => {
      const look = () => {
        if (store.view.state === 'loading' && this.host.route === route) return
        stop()
        // Its element shows that in the next frame.
        requestAnimationFrame(() => stands())
      }
      const stop = store.subscribe(look)
      look()
    })
  }
}
