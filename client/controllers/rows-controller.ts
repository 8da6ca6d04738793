/**
 * Which rows of a long list stand on the screen, so that only they are made. All rows are as high as the first. Measured when
 * the layout is done anyway, so a rendering never waits for it.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** Made beyond what is seen, so that keys and fast scrolling find something. */
const BEYOND = 12
/** Below this the whole list is made. */
const MOST_WHOLE = 60
const GUESS_PX = 48
const GUESS_ROWS = 36

export interface ShownRows {
  /** Half-open. */
  readonly from: number
  readonly to: number
}

export class RowsController implements ReactiveController {
  #scroller: HTMLElement | null = null
  #frame: number | null = null
  #height = GUESS_PX
  #first = 0
  #rows = GUESS_ROWS
  #count = 0

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
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    this.#frame = null
  }

  hostUpdated(): void {
    const list = this.list()
    if (!list) return
    // Room for the rows that are not made. Not by a style attribute: the content security policy allows none.
    const { from, to } = this.of(this.#count)
    list.style.setProperty('padding-block', `${from * this.#height}px ${(this.#count - to) * this.#height}px`)
    if (this.#count > MOST_WHOLE) this.#frame ??= requestAnimationFrame(this.#looked)
  }

  /** Of a list of so many rows. */
  of(count: number): ShownRows {
    this.#count = count
    if (count <= MOST_WHOLE) return { from: 0, to: count }
    const from = Math.max(0, Math.min(this.#first, count - this.#rows))
    return { from, to: Math.min(count, from + this.#rows) }
  }

  /** Brings a row into view; it is made with the next rendering. */
  show(index: number): void {
    const list = this.list()
    const scroller = this.#scroller
    if (!list || !scroller || this.#count <= MOST_WHOLE) return
    const view = scroller.getBoundingClientRect()
    const top = list.getBoundingClientRect().top - view.top + index * this.#height
    if (top < 0 || top + this.#height > view.height) scroller.scrollTop += top - (view.height - this.#height) / 2
    this.#measure()
  }

  #looked = (): void => {
    this.#frame = null
    if (!this.#scroller) {
      this.#scroller = scrollerOf(this.host)
      this.#scroller?.addEventListener('scroll', this.#scrolled, { passive: true })
    }
    this.#measure()
  }

  #scrolled = (): void => this.#measure()

  #measure(): void {
    const list = this.list()
    const view = this.#scroller?.getBoundingClientRect()
    if (!list || !view || this.#count <= MOST_WHOLE) return
    const before = [this.of(this.#count).from, this.#rows, this.#height]
    this.#height = list.querySelector<HTMLElement>('[data-row]')?.offsetHeight || this.#height
    const top = Math.max(0, view.top - list.getBoundingClientRect().top)
    this.#rows = Math.ceil(view.height / this.#height) + 2 * BEYOND
    this.#first = Math.max(0, Math.floor(top / this.#height) - BEYOND)
    const after = [this.of(this.#count).from, this.#rows, this.#height]
    if (after.some((value, i) => value !== before[i])) this.host.requestUpdate()
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
