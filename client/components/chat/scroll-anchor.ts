/**
 * What the reader looks at: the visible rows and their places in the view, or the end. Measured with layout, restored in
 * the same frame; works where the browser anchors nothing itself (`overflow-anchor: none`, WebKit).
 */
import { PINNED_PX } from './timeline-span.ts'

/** A row, and how far its top is below the top of the view, in px. */
interface Place {
  readonly key: string
  readonly offset: number
}

export class ScrollAnchor {
  /** From the top of the view down. The first that is still there keeps its place: a day's line, or what is deleted, goes. */
  #places: readonly Place[] = []
  /** The place of the only one as a share of the view's height, until it was first measured. */
  #share: number | null = null
  /** How far the view was scrolled when the place was measured, and where the view began on the screen. */
  #top = 0
  #viewTop = 0
  /** Where it put the view last: the event of that comes a frame later, when more may have grown. */
  #ownTop: number | null = null
  isPinned = true

  /** @param isAtEnd whether the last row in the DOM is the last there is */
  constructor(private readonly isAtEnd: () => boolean) {}

  /** A row was given its place, and nobody has scrolled since. */
  get isPlacing(): boolean {
    return this.#share !== null
  }

  /** Stays at the end. */
  pin(): void {
    this.isPinned = true
    this.#places = []
    this.#share = null
    this.#top = 0
  }

  /** Puts a row at a share of the view's height: 0 = its top. */
  hold(key: string, share: number): void {
    this.isPinned = false
    this.#places = [{ key, offset: 0 }]
    this.#share = share
    this.#ownTop = null
  }

  /** After the view was off the screen: where the browser put it meanwhile is nobody's scrolling. */
  rejoin(scroller: HTMLElement): void {
    this.#top = scroller.scrollTop
    this.#viewTop = scroller.getBoundingClientRect().top
  }

  /** Takes what is visible now as what is to stay; after every scroll. */
  record(scroller: HTMLElement, content: HTMLElement): void {
    const isOwn = this.#ownTop !== null && Math.abs(scroller.scrollTop - this.#ownTop) < 1
    if (isOwn && this.#share === null) return
    // What has grown since the last frame is no scrolling.
    if (!this.isPinned && this.#share === null) this.#hold(scroller, content)
    this.#take(scroller, content)
  }

  restore(scroller: HTMLElement, content: HTMLElement): void {
    if (!this.isPinned) return this.#hold(scroller, content)
    const end = scroller.scrollHeight - scroller.clientHeight
    // The reader has begun to scroll, and the event of that is on its way.
    if (scroller.scrollTop < Math.min(this.#top, end) - 1) this.#take(scroller, content)
    else if (Math.abs(end - scroller.scrollTop) >= 0.5) this.#move(scroller, end)
    else this.#top = scroller.scrollTop
  }

  /** Puts the rows where they stood, or where the reader has scrolled them to since. */
  #hold(scroller: HTMLElement, content: HTMLElement): void {
    const found = this.#find(content)
    if (!found) {
      // What is gone to may be still to come; where all that was read is gone, what stands there now is read.
      const wasPlaced = this.#share === null || this.#ownTop !== null
      if (wasPlaced && this.#places.length > 0) this.#take(scroller, content)
      return
    }
    const viewTop = scroller.getBoundingClientRect().top
    // What is put above the view takes from it, and moves nothing that is read (docs/behaviour.md, UI149).
    const scrolled = scroller.scrollTop - this.#top + viewTop - this.#viewTop
    const wanted = this.#share === null ? found.offset - scrolled : this.#share * scroller.clientHeight
    const moved = found.row.getBoundingClientRect().top - viewTop - wanted
    if (Math.abs(moved) < 0.5) return
    this.#move(scroller, scroller.scrollTop + moved)
    this.#places = this.#places.map(({ key, offset }) => ({ key, offset: offset + wanted - found.offset }))
    this.#viewTop = viewTop
  }

  #find(content: HTMLElement): (Place & { readonly row: Element }) | null {
    for (const place of this.#places) {
      const row = content.querySelector(`[data-key="${CSS.escape(place.key)}"]`)
      if (row) return { ...place, row }
    }
    return null
  }

  #take(scroller: HTMLElement, content: HTMLElement): void {
    const { scrollHeight, scrollTop, clientHeight } = scroller
    this.#ownTop = null
    this.#top = scrollTop
    this.isPinned = this.isAtEnd() && scrollHeight - scrollTop - clientHeight <= PINNED_PX
    const view = scroller.getBoundingClientRect()
    this.#viewTop = view.top
    this.#places = visible(content.querySelectorAll<HTMLElement>('[data-key]'), view)
    this.#share = null
  }

  #move(scroller: HTMLElement, top: number): void {
    scroller.scrollTop = top
    this.#ownTop = this.#top = scroller.scrollTop
  }
}

/** The first is found by halving: rows stand in order. */
function visible(rows: NodeListOf<HTMLElement>, { top, bottom }: DOMRect): Place[] {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]!.getBoundingClientRect().bottom > top + 1) high = middle
    else low = middle + 1
  }
  const places: Place[] = []
  for (; low < rows.length; low++) {
    const row = rows[low]!
    const box = row.getBoundingClientRect()
    if (places.length > 0 && box.top >= bottom) break
    places.push({ key: row.dataset.key!, offset: box.top - top })
  }
  return places
}
