/**
 * What the reader looks at: the first visible row and its place in the view, or the end. Measured with layout, restored in
 * the same frame; works where the browser anchors nothing itself (`overflow-anchor: none`, WebKit).
 */
import { PINNED_PX } from './timeline-span.ts'

export class ScrollAnchor {
  #key: string | null = null
  /** Of the row's top below the top of the view, in px; a share of the view's height until it was first measured. */
  #offset = 0
  #share: number | null = null
  /** Where it put the view last: the event of that comes a frame later, when more may have grown. */
  #ownTop: number | null = null
  isPinned = true

  /** @param isAtEnd whether the last row in the DOM is the last there is */
  constructor(private readonly isAtEnd: () => boolean) {}

  /** Stays at the end. */
  pin(): void {
    this.isPinned = true
    this.#key = null
  }

  /** Puts a row at a share of the view's height: 0 = its top. */
  hold(key: string, share: number): void {
    this.isPinned = false
    this.#key = key
    this.#share = share
  }

  /** Takes what is visible now as what is to stay; after every scroll. */
  record(scroller: HTMLElement, content: HTMLElement): void {
    const { scrollHeight, scrollTop, clientHeight } = scroller
    const isOwn = this.#ownTop !== null && Math.abs(scrollTop - this.#ownTop) < 1
    if (isOwn && this.#share === null) return
    this.#ownTop = null
    this.isPinned = this.isAtEnd() && scrollHeight - scrollTop - clientHeight <= PINNED_PX
    const top = scroller.getBoundingClientRect().top
    const row = firstVisible(content.querySelectorAll<HTMLElement>('[data-key]'), top)
    this.#key = row?.dataset.key ?? null
    this.#offset = row ? row.getBoundingClientRect().top - top : 0
    this.#share = null
  }

  restore(scroller: HTMLElement, content: HTMLElement): void {
    if (this.isPinned) {
      const end = scroller.scrollHeight - scroller.clientHeight
      if (Math.abs(end - scroller.scrollTop) >= 0.5) this.#move(scroller, end)
      return
    }
    const row = this.#key === null ? null : content.querySelector(`[data-key="${CSS.escape(this.#key)}"]`)
    if (!row) return
    const wanted = this.#share === null ? this.#offset : this.#share * scroller.clientHeight
    const moved = row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - wanted
    if (Math.abs(moved) >= 0.5) this.#move(scroller, scroller.scrollTop + moved)
  }

  #move(scroller: HTMLElement, top: number): void {
    scroller.scrollTop = top
    this.#ownTop = scroller.scrollTop
  }
}

/** By halving: rows stand in order. */
function firstVisible(rows: NodeListOf<HTMLElement>, top: number): HTMLElement | undefined {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rows[middle]!.getBoundingClientRect().bottom > top + 1) high = middle
    else low = middle + 1
  }
  return rows[low]
}
