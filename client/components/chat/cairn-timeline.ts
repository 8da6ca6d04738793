/**
 * The messages of a chat in rows. Which of them are in the DOM is `timeline-scroll`, where the reader is taken
 * `timeline-goal`, where the focus is `timeline-focus`, what has been read `timeline-reads`.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { t } from '../../app/text.ts'
import type { ChatRights, MessageView } from '../../stores/message-view.ts'
import type { SeqGap } from '../../stores/channel-volumes.ts'
import './cairn-jump-pill.ts'
import { chatBase } from './chat-styles.ts'
import { NO_RIGHTS } from './message-actions.ts'
import { NO_NAMES, type Names } from './rich-text-tree.ts'
import { TimelineFocus } from './timeline-focus.ts'
import { TimelineGoal } from './timeline-goal.ts'
import { TimelineReads } from './timeline-reads.ts'
import { timelineRow } from './timeline-row.ts'
import { TimelineRows } from './timeline-rows.ts'
import { TimelineScroll, type ScrollView } from './timeline-scroll.ts'
import { timelineStyles } from './timeline-styles.ts'

@customElement('cairn-timeline')
export class CairnTimeline extends LitElement {
  /** Another chat is another timeline: its window and position begin anew. */
  @property() chatId = ''
  @property() heading = ''
  /** The chat, as a sentence names it. */
  @property() named = ''
  @property({ attribute: false }) messages: readonly MessageView[] = []
  @property({ attribute: false }) gaps: readonly SeqGap[] = []
  /** What was read when the chat was opened: the new-messages line stands behind it. null = no line. */
  @property({ attribute: false }) readSeq: number | null = null
  /** How many messages of the whole chat are not read. */
  @property({ type: Number }) unread = 0
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
  /** Chosen messages; null = nobody chooses. */
  @property({ attribute: false }) selection: ReadonlySet<string> | null = null
  /** A message to show and mark. */
  @property() target: string | null = null

  @query('.scroller') private scroller!: HTMLElement | null
  @query('.content') private content!: HTMLElement
  #view = (): ScrollView | null => (this.scroller ? { scroller: this.scroller, content: this.content } : null)
  #rows = new TimelineRows()
  #reads = new TimelineReads(this, this.#rows, this.#view, (seq, messageId) =>
    this.#dispatch('messages-read', { seq, messageId }),
  )
  #scroll = new TimelineScroll(this, this.#rows, this.#view, () => this.#reads.release())
  #focus = new TimelineFocus(this, this.#rows, this.#scroll, this.#view)
  #goal = new TimelineGoal(this, this.#rows, this.#scroll, this.#focus)

  /** Goes to the newest message, and follows what arrives. */
  toLatest(): void {
    this.#reads.release()
    this.#goal.toLatest()
  }

  toUnread(): void {
    this.#goal.toUnread()
  }

  /** The row of a message, where it is in the DOM. */
  boxOf(messageId: string): HTMLElement | null {
    return this.content.querySelector<HTMLElement>(`[data-key="${CSS.escape(messageId)}"]`)
  }

  /** Puts the focus on the message that had it last, else on the newest. */
  override focus(): void {
    this.#focus.focus(this.#focus.key || this.#rows.lastFocusable())
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('chatId')) this.#reset()
    const hasNew = (['messages', 'gaps', 'readSeq', 'hasOlder', 'chatId'] as const).some((name) => changed.has(name))
    if (hasNew) this.#arrange()
    if (!this.#goal.isOpened && this.#rows.length > 0) this.#open()
    if (this.target !== null) this.#goal.toMessage(this.target)
    this.#focus.keep()
  }

  protected override render(): unknown {
    const shown = this.#scroll.shown()
    const { from } = this.#scroll.span
    const marks = { activeKey: this.#focus.key, target: this.#goal.target }
    return html`<div class="scroller" @scroll=${this.#scroll.scrolled} tabindex="-1">
        <div class="content">
          ${from === 0 && this.isStart && !this.loading ? this.#beginning() : nothing}
          ${
            shown.length === 0
              ? nothing
              : html`<div
                  class="feed"
                  role="feed"
                  aria-label=${t('chat.timeline')}
                  aria-busy=${this.loading}
                  @keydown=${this.#focus.keydown}
                  @focusin=${this.#focus.focused}
                >
                  ${repeat(
                    shown,
                    ({ key }) => key,
                    (row, index) => timelineRow(row, from + index + 1, this, marks),
                  )}
                </div>`
          }
        </div>
      </div>
      ${
        this.#scroll.isFar
          ? html`<cairn-jump-pill .count=${this.unread} @click=${this.#leap}></cairn-jump-pill>`
          : nothing
      }`
  }

  #beginning(): TemplateResult {
    return html`<div class="beginning">
      <p class="title">${t('chat.beginning', { title: this.heading })}</p>
      ${this.#rows.length === 0 ? this.#nothingYet() : nothing}
    </div>`
  }

  /** One sentence and one action, where anybody may write. */
  #nothingYet(): TemplateResult {
    return html`<p>${t('chat.empty')}</p>
      ${
        this.rights.canPost
          ? html`<button type="button" class="text-button" @click=${() => this.#dispatch('composer-wanted', null)}>
              ${t('chat.empty.write')}
            </button>`
          : nothing
      }`
  }

  #reset(): void {
    this.#goal.reset()
    this.#rows.clear()
    this.#scroll.reset()
    this.#focus.key = ''
    this.#reads.stop()
  }

  #arrange(): void {
    const before = this.#rows.keys()
    const { messages, gaps, me } = this
    // Between messages that are all unread the line would say that those above are not.
    this.#rows.arrange({ messages, gaps, me, readSeq: this.#goal.isLineAbove ? null : this.readSeq })
    this.#goal.arranged(before)
  }

  #open(): void {
    // Without a line nothing is known to be read: the first messages of an empty chat are news too.
    this.#reads.startAt(this.readSeq ?? 0)
    this.#goal.open()
  }

  #leap = (): void => {
    this.toLatest()
    this.#dispatch('all-read', null)
  }

  #dispatch(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  static override styles = [chatBase, timelineStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-timeline': CairnTimeline
  }
  interface HTMLElementEventMap {
    'messages-read': CustomEvent<{ readonly seq: number; readonly messageId: string }>
    'all-read': CustomEvent<null>
    /** Somebody begins to write. */
    'composer-wanted': CustomEvent<null>
  }
}
