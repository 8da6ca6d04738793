/** Which row of a timeline has the place in the tab order, and how keys move the focus from row to row (UI.md, section 6). */
import type { LitElement, ReactiveController } from 'lit'
import { chosenKeys } from '../../app/keyboard.ts'
import { feedMoveOf, type FeedMove } from './message-keys.ts'
import { turnPage } from './turn-page.ts'
import { heirOf, type TimelineRows } from './timeline-rows.ts'
import type { ScrollView, TimelineScroll } from './timeline-scroll.ts'

interface FocusHost extends LitElement {
  readonly hasOlder: boolean
  readonly hasNewer: boolean
}

export class TimelineFocus implements ReactiveController {
  #key = ''
  /** Where its row stands, or stood last. */
  #place = Infinity
  #isLost = false
  /** The end of the chat that was asked for and is on its way. */
  #wants: 'first' | 'last' | null = null

  constructor(
    private readonly host: FocusHost,
    private readonly rows: TimelineRows,
    private readonly scroll: TimelineScroll,
    private readonly view: () => ScrollView | null,
  ) {
    host.addController(this)
  }

  /** '' = no row can take the focus. */
  get key(): string {
    return this.#key
  }

  set key(key: string) {
    if (key === this.#key) return
    this.#key = key
    this.#place = this.rows.places.get(key) ?? Infinity
    this.host.requestUpdate()
  }

  /** Before a rendering: where the row is no longer shown, another takes its place, and the focus if it had that. */
  keep(): void {
    this.#arrive()
    const shown = this.scroll.shown()
    this.#place = this.rows.places.get(this.#key) ?? this.#place
    if (shown.some(({ key }) => key === this.#key)) return
    this.#isLost = this.#key !== '' && this.view()?.content.querySelector('[role=article]:focus') !== null
    this.key = heirOf(this.#place - this.scroll.span.from, shown)
  }

  hostUpdated(): void {
    if (!this.#isLost) return
    this.#isLost = false
    this.#element(this.#key)?.focus({ preventScroll: true })
  }

  /** Puts the focus on a row, and the row into view. */
  focus(key: string | null): void {
    if (key === null || key === '') return
    const index = this.rows.places.get(key) ?? 0
    const { from, to } = this.scroll.span
    if (index < from || index >= to) this.scroll.show(key, 0.4)
    this.key = key
    void this.host.updateComplete.then(() => {
      const row = this.#element(key)
      row?.focus({ preventScroll: true })
      row?.scrollIntoView({ block: 'nearest' })
      // At once: its event comes with the next frame, and until then the view would be put back to where it was.
      this.scroll.scrolled()
    })
  }

  focused = (event: FocusEvent): void => {
    this.#wants = null
    const key = (event.target as HTMLElement).dataset.key
    if (key !== undefined && this.rows.isFocusable(key)) this.key = key
  }

  keydown = (event: KeyboardEvent): void => {
    const row = event.composedPath()[0]
    const press = chosenKeys(event, 'message')
    const move = press && feedMoveOf(press)
    if (move === null || !(row instanceof HTMLElement) || row.dataset.key === undefined) return
    event.preventDefault()
    this.#move(move)
  }

  #move(move: FeedMove): void {
    const { rows } = this
    const at = rows.places.get(this.#key) ?? rows.length - 1
    if (move === 'previous') this.focus(rows.focusableFrom(at - 1, -1))
    else if (move === 'next') this.focus(rows.focusableFrom(at + 1, 1))
    else if (move === 'first' || move === 'last') this.#toEnd(move)
    else this.#page(move === 'page-up' ? -1 : 1)
  }

  /** The end of the chat may be further than what is loaded. */
  #toEnd(move: 'first' | 'last'): void {
    this.#wants = move
    if (!this.#isMissing(move)) return this.#arrive()
    const type = move === 'first' ? 'first-wanted' : 'latest-wanted'
    this.host.dispatchEvent(new CustomEvent(type, { detail: null, bubbles: true, composed: true }))
  }

  #isMissing(move: 'first' | 'last'): boolean {
    return move === 'first' ? this.host.hasOlder : this.host.hasNewer
  }

  #arrive(): void {
    const { rows } = this
    if (this.#wants === null || rows.length === 0 || this.#isMissing(this.#wants)) return
    const key = this.#wants === 'first' ? rows.focusableFrom(0, 1) : rows.lastFocusable()
    this.#wants = null
    this.focus(key)
  }

  #page(direction: 1 | -1): void {
    const view = this.view()
    if (!view) return
    const row = turnPage(view.scroller, direction, () => {
      this.scroll.scrolled()
      return [...view.content.querySelectorAll<HTMLElement>('[data-key][tabindex]')]
    })
    row?.focus({ preventScroll: true })
  }

  #element(key: string): HTMLElement | null {
    return this.view()?.content.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? null
  }
}

declare global {
  interface HTMLElementEventMap {
    /** The oldest message that this device has without a hole in between is to be loaded. */
    'first-wanted': CustomEvent<null>
  }
}
