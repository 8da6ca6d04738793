/**
 * Which rows of a timeline are in the DOM, and what the reader looks at: the first visible row keeps its place in the same
 * frame whatever changes round it, or the end is followed while the reader is there.
 */
import type { LitElement, ReactiveController } from 'lit'
import { ScrollAnchor } from './scroll-anchor.ts'
import type { TimelineRow, TimelineRows } from './timeline-rows.ts'
import { RowPace } from './row-pace.ts'
import {
  carryOver,
  extendDown,
  extendUp,
  FAR_PX,
  FETCH_PX,
  FIRST_ROWS,
  LEAST_ROWS,
  MAX_ROWS,
  spanAround,
  spanAtEnd,
  type Span,
} from './timeline-span.ts'

/** The box that scrolls, and the rows in it. */
export interface ScrollView {
  readonly scroller: HTMLElement
  readonly content: HTMLElement
}

type Way = 'up' | 'down'

export interface ScrollHost extends LitElement {
  readonly hasOlder: boolean
  readonly hasNewer: boolean
}

export class TimelineScroll implements ReactiveController {
  #span: Span = { from: 0, to: 0 }
  #isFar = false
  #anchor = new ScrollAnchor(() => this.#isAtEnd)
  #pace = new RowPace()
  #frame: number | null = null
  /** Nothing of it is on the screen: another pane stands there. */
  #isHidden = false
  #resizes = new ResizeObserver(() => this.settle())

  /**
   * @param reachedEnd  the reader scrolled to the end, and follows it
   */
  constructor(
    private readonly host: ScrollHost,
    private readonly rows: TimelineRows,
    private readonly view: () => ScrollView | null,
    private readonly reachedEnd: () => void,
  ) {
    host.addController(this)
  }

  get span(): Span {
    return this.#span
  }

  /** Whether the way back to the end is offered. */
  get isFar(): boolean {
    return this.#isFar
  }

  shown(): readonly TimelineRow[] {
    return this.rows.slice(this.#span.from, this.#span.to)
  }

  hostConnected(): void {
    this.#observe()
  }

  hostDisconnected(): void {
    this.#resizes.disconnect()
    this.#stopFilling()
  }

  hostUpdated(): void {
    this.#observe()
    // Whoever waits for this update finds what was gone to in its place.
    if (this.#anchor.isPlacing) this.settle()
    const rows = [...(this.view()?.content.querySelectorAll<LitElement>('[data-key]') ?? [])]
    // What a row holds is rendered after it, and changes its height.
    void Promise.all(rows.map((row) => row.updateComplete)).then(() => {
      this.settle()
      this.#pace.end(performance.now())
    })
  }

  /** Another chat. */
  reset(): void {
    this.#stopFilling()
    this.#setSpan({ from: 0, to: 0 })
    this.#setFar(false)
    this.#anchor.pin()
  }

  /** After the rows were arranged anew: goes on showing what was shown. */
  carryOver(before: readonly string[]): void {
    this.#setSpan(carryOver(this.#span, before, this.rows.places, this.#anchor.isPinned))
  }

  /** Goes to the last row, and follows what arrives. */
  toEnd(): void {
    // Whoever is there keeps the rows that are made: of each message that one sends, only its own is new.
    if (this.#span.to !== this.rows.length || this.rows.length === 0) {
      this.#setSpan(spanAtEnd(this.rows.length))
      this.host.toggleAttribute('settled', false)
    }
    this.#anchor.pin()
  }

  /** Puts a row at a share of the view's height: 0 = its top. */
  show(key: string, share: number): void {
    this.#setSpan(spanAround(this.rows.places.get(key) ?? 0, this.rows.length))
    this.host.toggleAttribute('settled', false)
    this.#anchor.hold(key, share)
  }

  isInView(key: string): boolean {
    const view = this.view()
    const row = view?.content.querySelector(`[data-key="${CSS.escape(key)}"]`)?.getBoundingClientRect()
    const box = view?.scroller.getBoundingClientRect()
    return row !== undefined && box !== undefined && row.bottom > box.top && row.top < box.bottom
  }

  /** For the `scroll` event. */
  scrolled = (): void => {
    const view = this.#shownView()
    if (!view) return
    const { isPinned } = this.#anchor
    this.#anchor.record(view.scroller, view.content)
    if (!isPinned && this.#anchor.isPinned) this.reachedEnd()
    this.#look(view.scroller)
  }

  /** Puts back what the reader looked at; then more rows, if too few are left to scroll. */
  settle(): void {
    const view = this.#shownView()
    if (!view) return
    this.#anchor.restore(view.scroller, view.content)
    this.#look(view.scroller)
  }

  /** Null while it has no height: nothing could be measured, and no number of rows would fill it. */
  #shownView(): ScrollView | null {
    const view = this.host.isConnected ? this.view() : null
    const wasHidden = this.#isHidden
    this.#isHidden = view?.scroller.clientHeight === 0
    if (!view || this.#isHidden) return null
    if (wasHidden) this.#anchor.rejoin(view.scroller)
    return view
  }

  get #isAtEnd(): boolean {
    return this.#span.to === this.rows.length && !this.host.hasNewer
  }

  #look(scroller: HTMLElement): void {
    const { scrollHeight, scrollTop, clientHeight } = scroller
    const below = scrollHeight - scrollTop - clientHeight
    this.#setFar(!this.#isAtEnd || below > FAR_PX)
    this.#fill(scroller)
  }

  /** More rows, where few are left to scroll. */
  #fill(scroller: HTMLElement): void {
    const { scrollHeight, scrollTop, clientHeight } = scroller
    const { from, to } = this.#span
    const room = scrollHeight - clientHeight
    // A full window of short rows can be less than two reserves: they must not push each other out.
    const reserve = to - from < MAX_ROWS ? FETCH_PX : Math.min(FETCH_PX, room / 3)
    const left: Record<Way, number> = { up: scrollTop, down: room - scrollTop }
    const hasRows: Record<Way, boolean> = { up: from > 0, down: to < this.rows.length }
    const isWanted = (way: Way) => hasRows[way] && (left[way] < reserve || to - from < LEAST_ROWS)
    const ways: readonly Way[] = left.up <= left.down ? ['up', 'down'] : ['down', 'up']
    const way = ways.find(isWanted)
    if (way) this.#extend(way, room <= 0 || (this.#anchor.isPlacing && left[way] <= 0))
    if (!hasRows.up && left.up < reserve && this.host.hasOlder) this.#want('older-wanted')
    else if (!hasRows.down && left.down < reserve && this.host.hasNewer) this.#want('newer-wanted')
  }

  /** A few rows in each of the next frames. @param isAtOnce  what is on the screen now is not yet full */
  #extend(way: Way, isAtOnce: boolean): void {
    const extend = (rows: number): void =>
      this.#setSpan(way === 'up' ? extendUp(this.#span, rows) : extendDown(this.#span, this.rows.length, rows))
    if (isAtOnce) return extend(FIRST_ROWS)
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null
      this.host.toggleAttribute('settled', true)
      extend(this.#pace.begin(performance.now()))
    })
  }

  #stopFilling(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    this.#frame = null
  }

  #want(type: 'older-wanted' | 'newer-wanted'): void {
    this.host.dispatchEvent(new CustomEvent(type, { detail: null, bubbles: true, composed: true }))
  }

  #observe(): void {
    const view = this.view()
    if (view) for (const box of [view.content, view.scroller]) this.#resizes.observe(box)
  }

  #setSpan(span: Span): void {
    if (span.from === this.#span.from && span.to === this.#span.to) return
    this.#span = span
    this.host.requestUpdate()
  }

  #setFar(isFar: boolean): void {
    if (isFar === this.#isFar) return
    this.#isFar = isFar
    this.host.requestUpdate()
  }
}

declare global {
  interface HTMLElementEventMap {
    'older-wanted': CustomEvent<null>
    'newer-wanted': CustomEvent<null>
  }
}
