/**
 * The messages of a chat. Owns which rows are in the DOM, and what the reader looks at: the first visible row keeps its
 * place in the same frame whatever changes round it, or the end is followed while the reader is there.
 */
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { t } from '../../app/text.ts'
import { TIMERS } from '../../stores/store.ts'
import type { ChatRights, MessageView } from '../../stores/message-view.ts'
import '../base/cairn-empty.ts'
import '../base/cairn-icon.ts'
import { formatDay } from '../../app/format.ts'
import './cairn-day-divider.ts'
import './cairn-gap.ts'
import './cairn-message.ts'
import { NO_RIGHTS } from './cairn-message.ts'
import './cairn-new-line.ts'
import './cairn-system-line.ts'
import { chatBase } from './chat-styles.ts'
import type { SeqGap } from '../../stores/timeline-store.ts'
import { arrange, localDay, type Row } from './grouping.ts'
import { keepSame } from './keep-same.ts'
import { feedMoveOf, type FeedMove } from './message-keys.ts'
import { messageLabel } from './message-label.ts'
import { ReadTracker } from './read-tracker.ts'
import { NO_NAMES, type Names } from './rich-text-tree.ts'
import { ScrollAnchor } from './scroll-anchor.ts'
import { carryOver, extendDown, extendUp, FAR_PX, FETCH_PX, spanAround, spanAtEnd, type Span } from './timeline-span.ts'

@customElement('cairn-timeline')
export class CairnTimeline extends LitElement {
  /** Another chat is another timeline: its window and position begin anew. */
  @property() chatId = ''
  @property() heading = ''
  @property({ attribute: false }) messages: readonly MessageView[] = []
  @property({ attribute: false }) gaps: readonly SeqGap[] = []
  /** What was read when the chat was opened: the new-messages line stands behind it. null = no line. */
  @property({ attribute: false }) readSeq: number | null = null
  @property({ type: Boolean }) hasOlder = false
  /** The first message of the chat is among them. */
  @property({ type: Boolean }) isStart = false
  @property({ type: Boolean }) hasNewer = false
  /** The first messages are being read from disk. */
  @property({ type: Boolean }) loading = false
  @property({ type: Boolean }) offline = false
  @property({ type: Boolean }) counted = false
  @property({ type: Number }) me = 0
  @property({ type: Number }) now = 0
  @property({ attribute: false }) rights: ChatRights = NO_RIGHTS
  @property({ attribute: false }) names: Names = NO_NAMES
  /** Messages whose deletion can still be undone. */
  @property({ attribute: false }) deleting: ReadonlySet<string> = new Set()
  /** A message to show and mark. */
  @property() target: string | null = null

  @state() private span: Span = { from: 0, to: 0 }
  @state() private activeKey = ''
  @state() private isFar = false
  @query('.scroller') private scroller!: HTMLElement
  @query('.content') private content!: HTMLElement
  #kept: readonly MessageView[] = []
  #labels = new WeakMap<MessageView, { readonly now: number; readonly label: string }>()
  #rows: readonly Row<MessageView>[] = []
  #places: ReadonlyMap<string, number> = new Map()
  #isOpened = false
  #shownTarget: string | null = null
  /** The newest message when the reader was last at the end. */
  #seenSeq = 0
  #focusLost = false
  #anchor = new ScrollAnchor(() => this.span.to === this.#rows.length && !this.hasNewer)
  #reads = new ReadTracker(TIMERS, (seq, messageId) => this.#dispatch('messages-read', { seq, messageId }))
  #resizes = new ResizeObserver(() => this.#settle())
  #sights: IntersectionObserver | undefined
  #observed = new Set<Element>()

  override connectedCallback(): void {
    super.connectedCallback()
    for (const type of ['focus', 'blur'] as const) window.addEventListener(type, this.#windowFocus)
    document.addEventListener('visibilitychange', this.#windowFocus)
    this.#windowFocus()
    if (this.hasUpdated) this.#observe()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    for (const type of ['focus', 'blur'] as const) window.removeEventListener(type, this.#windowFocus)
    document.removeEventListener('visibilitychange', this.#windowFocus)
    this.#resizes.disconnect()
    this.#sights?.disconnect()
    this.#sights = undefined
    this.#observed.clear()
    this.#reads.stop()
  }

  /** Goes to the newest message, and follows what arrives. */
  toLatest(): void {
    if (this.hasNewer) return this.#dispatch('latest-wanted', null)
    this.#anchor.pin()
    this.span = spanAtEnd(this.#rows.length)
    void this.updateComplete.then(() => this.#settle())
  }

  /** Puts the focus on the message that had it last, else on the newest. */
  override focus(): void {
    this.#focusRow(this.activeKey || (this.#lastMessageKey() ?? ''))
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('chatId')) this.#reset()
    if (changed.has('messages') || changed.has('gaps') || changed.has('readSeq') || changed.has('chatId'))
      this.#arrange()
    if (!this.#isOpened && this.#rows.length > 0) this.#open()
    if (this.target !== null && this.target !== this.#shownTarget) this.#aimAt(this.target)
    const shown = this.#rows.slice(this.span.from, this.span.to)
    if (!shown.some(({ key }) => key === this.activeKey)) {
      this.#focusLost = this.activeKey !== '' && this.renderRoot?.querySelector('[role=article]:focus') !== null
      this.activeKey = this.#neighbour(shown)
    }
  }

  protected override render(): unknown {
    const shown = this.#rows.slice(this.span.from, this.span.to)
    const isStart = this.span.from === 0 && this.isStart
    return html`<div class="scroller" @scroll=${this.#scrolled} tabindex="-1">
        <div class="content">
          ${isStart && !this.loading ? this.#beginning() : nothing}
          ${
            shown.length === 0
              ? nothing
              : html`<div
                  class="feed"
                  role="feed"
                  aria-label=${t('chat.timeline')}
                  aria-busy=${this.loading}
                  @keydown=${this.#keydown}
                  @focusin=${this.#focused}
                >
                  ${repeat(
                    shown,
                    ({ key }) => key,
                    (row, index) => this.#row(row, this.span.from + index),
                  )}
                </div>`
          }
        </div>
      </div>
      ${this.isFar ? this.#pill() : nothing}`
  }

  protected override updated(): void {
    this.#observe()
    this.#settle()
    const rows = [...this.content.querySelectorAll<LitElement>('[data-key]')]
    void Promise.all(rows.map((row) => row.updateComplete)).then(() => this.#settle())
    if (!this.#focusLost) return
    this.#focusLost = false
    this.#rowElement(this.activeKey)?.focus({ preventScroll: true })
  }

  #row(row: Row<MessageView>, index: number): TemplateResult {
    const { key } = row
    if (row.type === 'day') {
      return html`<cairn-day-divider
        role="article"
        aria-label=${formatDay(row.at, this.now)}
        data-key=${key}
        .at=${row.at}
        .now=${this.now}
      ></cairn-day-divider>`
    }
    if (row.type === 'new') {
      return html`<cairn-new-line role="article" aria-label=${t('chat.new-messages')} data-key=${key}></cairn-new-line>`
    }
    if (row.type === 'gap') {
      return html`<cairn-gap role="article" data-key=${key} .gap=${row.gap} ?offline=${this.offline}></cairn-gap>`
    }
    const { message } = row
    const label = this.#label(message)
    const tabindex = key === this.activeKey ? 0 : -1
    if (row.type === 'system') {
      return html`<cairn-system-line
        role="article"
        tabindex=${tabindex}
        aria-label=${label}
        data-key=${key}
        .text=${message.text}
        .at=${message.at}
      ></cairn-system-line>`
    }
    return html`<cairn-message
      role="article"
      tabindex=${tabindex}
      aria-label=${label}
      aria-posinset=${index + 1}
      aria-setsize="-1"
      data-key=${key}
      .message=${message}
      .rights=${this.rights}
      .chatTitle=${this.heading}
      .names=${this.names}
      .now=${message.delivery ? this.now : 0}
      ?follows=${row.follows}
      ?counted=${this.counted}
      ?deleting=${this.deleting.has(message.id)}
      ?flash=${message.id === this.#shownTarget}
    ></cairn-message>`
  }

  /** Parsing a text for its label takes longer than its row: once for each view, and again when time has passed. */
  #label(message: MessageView): string {
    const now = message.delivery ? this.now : 0
    const known = this.#labels.get(message)
    if (known?.now === now) return known.label
    const label = messageLabel(message, now)
    this.#labels.set(message, { now, label })
    return label
  }

  #beginning(): TemplateResult {
    return html`<div class="beginning">
      <p class="title">${t('chat.beginning', { title: this.heading })}</p>
      ${this.#rows.length === 0 ? html`<p>${t('chat.empty')}</p>` : nothing}
    </div>`
  }

  #pill(): TemplateResult {
    const count = this.messages.filter(({ seq, isMine }) => seq > this.#seenSeq && !isMine).length
    return html`<button type="button" class="pill" @click=${this.#leap}>
      <cairn-icon name="arrow-down"></cairn-icon>
      ${count > 0 && this.#seenSeq > 0 ? t('chat.latest-new', { count }) : t('chat.latest')}
    </button>`
  }

  #reset(): void {
    this.#isOpened = false
    this.#shownTarget = null
    this.#kept = []
    this.#rows = []
    this.#places = new Map()
    this.#seenSeq = 0
    this.span = { from: 0, to: 0 }
    this.activeKey = ''
    this.isFar = false
    this.#anchor.pin()
    this.#reads.stop()
  }

  #arrange(): void {
    const before = this.#rows.map(({ key }) => key)
    const { readSeq, me, gaps } = this
    this.#kept = keepSame(this.#kept, this.messages)
    this.#rows = arrange(this.#kept, { readSeq, me, gaps, dayOf: localDay })
    this.#places = new Map(this.#rows.map(({ key }, index) => [key, index]))
    if (this.#isOpened) this.span = carryOver(this.span, before, this.#places, this.#anchor.isPinned)
  }

  /** At the new-messages line if there is one, else at the end. */
  #open(): void {
    this.#isOpened = true
    // Without a line nothing is known to be read: the first messages of an empty chat are news too.
    this.#reads.startAt(this.readSeq ?? 0)
    this.#seenSeq = this.readSeq ?? this.#newestSeq()
    const newLine = this.#places.get('new')
    if (newLine === undefined) {
      this.span = spanAtEnd(this.#rows.length)
      this.#anchor.pin()
    } else {
      this.span = spanAround(newLine, this.#rows.length)
      this.#anchor.hold('new', 0.2)
    }
  }

  #aimAt(messageId: string): void {
    const index = this.#places.get(messageId)
    if (index === undefined) {
      if (this.#isOpened) this.#dispatch('message-wanted', { messageId })
      return
    }
    this.#shownTarget = messageId
    this.activeKey = messageId
    this.span = spanAround(index, this.#rows.length)
    this.#anchor.hold(messageId, 0.35)
  }

  #scrolled = (): void => {
    this.#anchor.record(this.scroller, this.content)
    this.#updateDistance()
    this.#extend()
  }

  /** Puts back what the reader looked at; then more rows, if too few are left to scroll. */
  #settle(): void {
    if (!this.isConnected || !this.scroller) return
    this.#anchor.restore(this.scroller, this.content)
    this.#updateDistance()
    this.#extend()
  }

  #updateDistance(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller
    const isAtEnd = this.span.to === this.#rows.length && !this.hasNewer
    this.isFar = !isAtEnd || scrollHeight - scrollTop - clientHeight > FAR_PX
    if (this.#anchor.isPinned && isAtEnd) this.#seenSeq = Math.max(this.#seenSeq, this.#newestSeq())
  }

  #extend(): void {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller
    // A full window of short rows can be less than two reserves: they must not push each other out.
    const reserve = Math.min(FETCH_PX, Math.max(200, (scrollHeight - clientHeight) / 3))
    const below = scrollHeight - scrollTop - clientHeight
    if (scrollTop < reserve) {
      if (this.span.from > 0) this.span = extendUp(this.span)
      else if (this.hasOlder) this.#dispatch('older-wanted', null)
    } else if (below < reserve) {
      if (this.span.to < this.#rows.length) this.span = extendDown(this.span, this.#rows.length)
      else if (this.hasNewer) this.#dispatch('newer-wanted', null)
    }
  }

  #observe(): void {
    this.#sights ??= new IntersectionObserver(this.#seen, { root: this.scroller, threshold: [0, 0.25, 0.5, 0.75, 1] })
    for (const box of [this.content, this.scroller]) this.#resizes.observe(box)
    const rows = new Set<Element>(this.content.querySelectorAll('cairn-message, cairn-system-line'))
    for (const gone of this.#observed) {
      if (!rows.has(gone)) this.#sights.unobserve(gone)
    }
    for (const row of rows) {
      if (!this.#observed.has(row)) this.#sights.observe(row)
    }
    this.#observed = rows
  }

  #seen = (entries: readonly IntersectionObserverEntry[]): void => {
    for (const { target, intersectionRatio, intersectionRect, rootBounds } of entries) {
      const row = this.#rows[this.#places.get((target as HTMLElement).dataset.key ?? '') ?? -1]
      if (row?.type !== 'message' && row?.type !== 'system') continue
      // One taller than the view is never half visible: half the view is enough.
      const fills = rootBounds !== null && intersectionRect.height >= rootBounds.height / 2
      this.#reads.setVisible(row.key, row.message.seq, intersectionRatio >= 0.5 || fills)
    }
  }

  #windowFocus = (): void => {
    this.#reads.setFocused(document.hasFocus() && document.visibilityState === 'visible')
  }

  #leap = (): void => {
    this.toLatest()
    this.#dispatch('all-read', null)
  }

  #focused = (event: FocusEvent): void => {
    const key = (event.target as HTMLElement).dataset.key
    if (key !== undefined && this.#isFocusable(key)) this.activeKey = key
  }

  #keydown = (event: KeyboardEvent): void => {
    const row = event.composedPath()[0]
    const move = feedMoveOf(event)
    if (move === null || !(row instanceof HTMLElement) || row.dataset.key === undefined) return
    event.preventDefault()
    this.#move(move)
  }

  #move(move: FeedMove): void {
    const at = this.#places.get(this.activeKey) ?? this.#rows.length - 1
    if (move === 'previous') this.#focusRow(this.#focusableFrom(at - 1, -1))
    else if (move === 'next') this.#focusRow(this.#focusableFrom(at + 1, 1))
    else if (move === 'first') this.#focusRow(this.#focusableFrom(0, 1))
    else if (move === 'last') this.#focusRow(this.#focusableFrom(this.#rows.length - 1, -1))
    else this.#page(move === 'page-up' ? -1 : 1)
  }

  /** A view further; the first row that is then whole gets the focus. */
  #page(direction: 1 | -1): void {
    this.scroller.scrollTop += direction * this.scroller.clientHeight * 0.9
    const top = this.scroller.getBoundingClientRect().top
    const rows = [...this.content.querySelectorAll<HTMLElement>('[data-key][tabindex]')]
    const first = rows.find((row) => row.getBoundingClientRect().top >= top) ?? rows.at(-1)
    first?.focus({ preventScroll: true })
  }

  #focusRow(key: string | null): void {
    if (key === null || key === '') return
    const index = this.#places.get(key) ?? 0
    if (index < this.span.from || index >= this.span.to) {
      this.span = spanAround(index, this.#rows.length)
      this.#anchor.hold(key, 0.4)
    }
    this.activeKey = key
    void this.updateComplete.then(() => {
      const row = this.#rowElement(key)
      row?.focus({ preventScroll: true })
      row?.scrollIntoView({ block: 'nearest' })
    })
  }

  #focusableFrom(index: number, step: 1 | -1): string | null {
    for (let at = index; at >= 0 && at < this.#rows.length; at += step) {
      const { key } = this.#rows[at]!
      if (this.#isFocusable(key)) return key
    }
    return null
  }

  #isFocusable(key: string): boolean {
    const type = this.#rows[this.#places.get(key) ?? -1]?.type
    return type === 'message' || type === 'system'
  }

  /** Who gets the place of a row that went: the one that stands where it stood. */
  #neighbour(shown: readonly Row<MessageView>[]): string {
    const later = shown.find(({ key, type }) => (type === 'message' || type === 'system') && key > this.activeKey)
    if (this.activeKey !== '' && later) return later.key
    return [...shown].reverse().find(({ type }) => type === 'message' || type === 'system')?.key ?? ''
  }

  #lastMessageKey(): string | null {
    return this.#focusableFrom(this.#rows.length - 1, -1)
  }

  #newestSeq(): number {
    return this.messages.reduce((newest, { seq }) => Math.max(newest, seq), 0)
  }

  #rowElement(key: string): HTMLElement | null {
    return this.content.querySelector(`[data-key="${CSS.escape(key)}"]`)
  }

  #dispatch(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  static override styles = [
    chatBase,
    css`
      :host {
        position: relative;
        display: block;
        min-block-size: 0;
      }
      .scroller {
        block-size: 100%;
        overflow-y: auto;
        overflow-x: hidden;
        overflow-anchor: none;
        overscroll-behavior: contain;
        scrollbar-width: thin;
        scrollbar-color: var(--line-strong) transparent;
      }
      .content {
        display: flex;
        flex-direction: column;
        justify-content: flex-end;
        min-block-size: 100%;
        padding-block: var(--s4) var(--s2);
      }
      /* Inside the row: outside of it the next row and the edge of the view would cover the ring. */
      [role='article']:focus-visible {
        outline-offset: -2px;
      }
      .beginning {
        padding: var(--s5) var(--s4) var(--s2);
        color: var(--text-2);
        font: var(--t-sm) var(--font);
      }
      .title {
        font: 650 var(--t-lg) var(--font);
        color: var(--text);
      }
      .pill {
        position: absolute;
        z-index: 2;
        inset-block-end: var(--s3);
        inset-inline-end: var(--s5);
        display: inline-flex;
        align-items: center;
        gap: var(--s2);
        min-block-size: max(36px, var(--target));
        padding-inline: var(--s3) var(--s4);
        border: 1px solid var(--line-strong);
        border-radius: 999px;
        background: var(--surface);
        color: var(--text);
        font: var(--t-sm) var(--font);
        font-weight: 600;
        box-shadow: var(--shadow);
      }
      .pill:hover {
        background: var(--hover);
      }
      .pill cairn-icon {
        color: var(--accent);
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-timeline': CairnTimeline
  }
  interface HTMLElementEventMap {
    'older-wanted': CustomEvent<null>
    'newer-wanted': CustomEvent<null>
    'latest-wanted': CustomEvent<null>
    /** A message that is not among the loaded ones is to be shown. */
    'message-wanted': CustomEvent<{ readonly messageId: string }>
    'messages-read': CustomEvent<{ readonly seq: number; readonly messageId: string }>
    'all-read': CustomEvent<null>
  }
}
