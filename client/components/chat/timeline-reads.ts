/** Watches which rows of a timeline are in view, and tells what has been read: long enough, with the window focused. */
import type { LitElement, ReactiveController } from 'lit'
import { TIMERS } from '../../stores/store.ts'
import { ReadTracker } from './read-tracker.ts'
import type { TimelineRows } from './timeline-rows.ts'
import type { ScrollView } from './timeline-scroll.ts'

export class TimelineReads implements ReactiveController {
  #tracker: ReadTracker
  #isHeld = false
  #sights: IntersectionObserver | undefined
  #observed = new Set<Element>()

  /** @param read  told the highest seq that was read, rising */
  constructor(
    host: LitElement,
    private readonly rows: TimelineRows,
    private readonly view: () => ScrollView | null,
    read: (seq: number, messageId: string) => void,
  ) {
    this.#tracker = new ReadTracker(TIMERS, read)
    host.addController(this)
    host.addEventListener('message-action', ({ detail }) => {
      if (detail.action === 'unread') this.#hold(detail.message.seq)
    })
  }

  /** Nothing at or below `seq` is told again. */
  startAt(seq: number): void {
    this.#isHeld = false
    this.#tracker.startAt(seq)
  }

  stop(): void {
    this.#tracker.stop()
  }

  /** The reader went to the end: what was wanted unread is no more, and what is in view is being read. */
  release(): void {
    if (!this.#isHeld) return
    this.#isHeld = false
    this.#tracker.release()
    // What stays in view is not told again by itself.
    this.#sights?.disconnect()
    this.#observed.clear()
    this.hostUpdated()
  }

  hostConnected(): void {
    for (const type of ['focus', 'blur'] as const) window.addEventListener(type, this.#windowFocus)
    document.addEventListener('visibilitychange', this.#windowFocus)
    this.#windowFocus()
    this.hostUpdated()
  }

  hostDisconnected(): void {
    for (const type of ['focus', 'blur'] as const) window.removeEventListener(type, this.#windowFocus)
    document.removeEventListener('visibilitychange', this.#windowFocus)
    this.#sights?.disconnect()
    this.#sights = undefined
    this.#observed.clear()
    this.#tracker.stop()
  }

  hostUpdated(): void {
    const view = this.view()
    if (!view) return
    this.#sights ??= new IntersectionObserver(this.#seen, { root: view.scroller, threshold: [0, 0.25, 0.5, 0.75, 1] })
    const rows = new Set<Element>(view.content.querySelectorAll('cairn-message, cairn-system-line'))
    for (const gone of this.#observed) if (!rows.has(gone)) this.#sights.unobserve(gone)
    for (const row of rows) if (!this.#observed.has(row)) this.#sights.observe(row)
    this.#observed = rows
  }

  #seen = (entries: readonly IntersectionObserverEntry[]): void => {
    for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
      const row = this.rows.find((target as HTMLElement).dataset.key ?? '')
      if (row?.type !== 'message' && row?.type !== 'system') continue
      // One taller than the view is never half visible: half the view is enough.
      const fills = rootBounds !== null && intersectionRect.height >= rootBounds.height / 2
      this.#tracker.setVisible(row.key, row.message.seq, intersectionRatio >= 0.5 || fills)
    }
  }

  #hold(seq: number): void {
    this.#isHeld = true
    this.#tracker.hold(seq)
  }

  #windowFocus = (): void => {
    this.#tracker.setFocused(document.hasFocus() && document.visibilityState === 'visible')
  }
}
