/**
 * Where a timeline takes its reader: at the opening to the new-messages line or the end, then to a message, to the first
 * unread one, to the latest. What is not loaded is asked for, and gone to when it has come.
 */
import type { LitElement } from 'lit'
import type { MessageView } from '../../stores/message-view.ts'
import type { TimelineFocus } from './timeline-focus.ts'
import type { TimelineRows } from './timeline-rows.ts'
import type { TimelineScroll } from './timeline-scroll.ts'

/** Shares of the view's height at which what was gone to stands. */
const LINE_AT = 0.2
const MESSAGE_AT = 0.35

interface GoalHost extends LitElement {
  readonly messages: readonly MessageView[]
  readonly readSeq: number | null
  readonly hasOlder: boolean
  readonly hasNewer: boolean
}

export class TimelineGoal {
  #isOpened = false
  #wantsLine = false
  #target: string | null = null
  /** What was asked for last: once, as it may never come. */
  #wanted: string | null = null

  constructor(
    private readonly host: GoalHost,
    private readonly rows: TimelineRows,
    private readonly scroll: TimelineScroll,
    private readonly focus: TimelineFocus,
  ) {}

  get isOpened(): boolean {
    return this.#isOpened
  }

  /** The message that was gone to last, and is marked. */
  get target(): string | null {
    return this.#target
  }

  /** The first unread message is older than all that are loaded. */
  get isLineAbove(): boolean {
    const { messages, readSeq, hasOlder } = this.host
    const first = messages.find(({ seq }) => seq > 0)
    return readSeq !== null && hasOlder && first !== undefined && first.seq > readSeq + 1
  }

  /** Another chat. */
  reset(): void {
    this.#isOpened = this.#wantsLine = false
    this.#target = this.#wanted = null
  }

  open(): void {
    this.#isOpened = true
    if (this.rows.places.has('new')) this.scroll.show('new', LINE_AT)
    else this.scroll.toEnd()
  }

  /** After the rows were arranged anew. @param before  the keys they had */
  arranged(before: readonly string[]): void {
    if (this.#isOpened) this.scroll.carryOver(before)
    if (!this.#wantsLine || !this.rows.places.has('new')) return
    this.#wantsLine = false
    this.scroll.show('new', LINE_AT)
  }

  toMessage(messageId: string): void {
    if (messageId === this.#target) return
    if (!this.rows.places.has(messageId)) {
      if (!this.#isOpened || messageId === this.#wanted) return
      this.#wanted = messageId
      this.#dispatch('message-wanted', { messageId })
      return
    }
    this.#target = messageId
    this.#wanted = null
    this.focus.key = messageId
    this.scroll.show(messageId, MESSAGE_AT)
  }

  /** Follows what arrives, too. */
  toLatest(): void {
    if (this.host.hasNewer) return this.#dispatch('latest-wanted', null)
    this.scroll.toEnd()
    this.#settle()
  }

  /** To the new-messages line; where that is in view already, or nothing is new, to the latest. */
  toUnread(): void {
    if (this.isLineAbove) {
      this.#wantsLine = true
      return this.#dispatch('line-wanted', { seq: this.host.readSeq! + 1 })
    }
    if (!this.rows.places.has('new') || this.scroll.isInView('new')) return this.toLatest()
    this.scroll.show('new', LINE_AT)
    this.#settle()
  }

  #settle(): void {
    void this.host.updateComplete.then(() => this.scroll.settle())
  }

  #dispatch(type: string, detail: unknown): void {
    this.host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }
}

declare global {
  interface HTMLElementEventMap {
    'latest-wanted': CustomEvent<null>
    /** A message that is not among the loaded ones is to be shown. */
    'message-wanted': CustomEvent<{ readonly messageId: string }>
    /** The messages round this seq are to be loaded: the first unread one is there. */
    'line-wanted': CustomEvent<{ readonly seq: number }>
  }
}
