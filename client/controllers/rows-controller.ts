/** Which rows of a long list stand on the screen, so that only they are made. All rows are as high as the first. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Made beyond what is seen, so that keys and fast scrolling find something. */
const BEYOND = 12
/** Below this the whole list is made. */
const MOST_WHOLE = 60
const GUESS_PX = 48

export interface ShownRows {
  readonly from: number
  readonly to: number
  /** Heights of what is left out, in pixels. */
  readonly above: number
  readonly below: number
}

export class RowsController implements ReactiveController {
  #scroller: HTMLElement | null = null
  #shown: ShownRows = { from: 0, to: MOST_WHOLE, above: 0, below: 0 }
  #height = GUESS_PX

  /** @param list  the element whose children are the rows */
  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly list: () => HTMLElement | null,
  ) {
    host.addController(this)
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.#scroller?.removeEventListener('scroll', this.#scrolled)
    this.#scroller = null
  }

  hostUpdated(): void {
    if (!this.#scroller) {
      this.#scroller = scrollerOf(this.host)
      this.#scroller?.addEventListener('scroll', this.#scrolled, { passive: true })
    }
    const list = this.list()
    // Room for the rows that are not made. Not by a style attribute: the content security policy allows none.
    const { above, below } = this.#shown
    list?.style.setProperty('padding-block', `${above}px ${below}px`)
    const row = list?.querySelector<HTMLElement>('[data-row]')
    if (row && row.offsetHeight > 0) this.#height = row.offsetHeight
  }

  /** Of a list of so many rows. */
  of(count: number): ShownRows {
    if (count <= MOST_WHOLE) return (this.#shown = { from: 0, to: count, above: 0, below: 0 })
    const list = this.list()
    const view = this.#scroller?.getBoundingClientRect()
    const top = list && view ? Math.max(0, view.top - list.getBoundingClientRect().top) : 0
    const rows = Math.ceil((view?.height ?? 0) / this.#height)
    const from = Math.min(Math.max(0, Math.floor(top / this.#height) - BEYOND), Math.max(0, count - MOST_WHOLE))
    const to = Math.min(count, from + Math.max(rows + 2 * BEYOND, MOST_WHOLE))
    return (this.#shown = { from, to, above: from * this.#height, below: (count - to) * this.#height })
  }

  #scrolled = (): void => {
    const { from, to, below } = this.#shown
    const next = this.of(to + below / this.#height)
    if (next.from !== from || next.to !== to) this.host.requestUpdate()
  }
}

/** The nearest element around that scrolls, through shadow roots. */
function scrollerOf(inner: Node): HTMLElement | null {
  for (let node: Node | null = inner; node; node = node.parentNode ?? (node instanceof ShadowRoot ? node.host : null)) {
    const slot: HTMLSlotElement | null = node instanceof Element ? node.assignedSlot : null
    const found = slot ? scrollerOf(slot) : null
    if (found) return found
    if (node instanceof HTMLElement && /auto|scroll/.test(getComputedStyle(node).overflowY)) return node
  }
  return null
}
