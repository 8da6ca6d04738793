/** Which row of a timeline has the place in the tab order, and how keys move the focus from row to row (UI.md, section 6). */
import type { LitElement, ReactiveController } from 'lit'
import { chosenKeys } from '../../app/keyboard.ts'
import { feedMoveOf, type FeedMove } from './message-keys.ts'
import { heirOf, type TimelineRows } from './timeline-rows.ts'
import type { ScrollView, TimelineScroll } from './timeline-scroll.ts'

export class TimelineFocus implements ReactiveController {
  #key = ''
  #isLost = false

  constructor(
    private readonly host: LitElement,
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
    this.host.requestUpdate()
  }

  /** Before a rendering: where the row is no longer shown, another takes its place, and the focus if it had that. */
  keep(): void {
    const shown = this.scroll.shown()
    if (shown.some(({ key }) => key === this.#key)) return
    this.#isLost = this.#key !== '' && this.view()?.content.querySelector('[role=article]:focus') !== null
    this.key = heirOf(this.#key, shown)
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
    else if (move === 'first') this.focus(rows.focusableFrom(0, 1))
    else if (move === 'last') this.focus(rows.lastFocusable())
    else this.#page(move === 'page-up' ? -1 : 1)
  }

  /** A view further; the first row that is then whole gets the focus. */
  #page(direction: 1 | -1): void {
    const view = this.view()
    if (!view) return
    const { scroller, content } = view
    scroller.scrollTop += direction * scroller.clientHeight * 0.9
    this.scroll.scrolled()
    const top = scroller.getBoundingClientRect().top
    const rows = [...content.querySelectorAll<HTMLElement>('[data-key][tabindex]')]
    const first = rows.find((row) => row.getBoundingClientRect().top >= top) ?? rows.at(-1)
    first?.focus({ preventScroll: true })
  }

  #element(key: string): HTMLElement | null {
    return this.view()?.content.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? null
  }
}
