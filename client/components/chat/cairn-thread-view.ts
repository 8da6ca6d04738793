/** A message and everything that answers it, with a composer of its own. Stands in the right panel. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { t } from '../../app/text.ts'
import { threadDraftKey } from '../../stores/draft-key.ts'
import type { ReadOnlyReason } from '../../stores/chat-store.ts'
import type { ChatRights, MessageView } from '../../stores/message-view.ts'
import type { SeqGap } from '../../stores/channel-volumes.ts'
import { scrolls } from '../../styles/shared.ts'
import '../base/cairn-empty.ts'
import './cairn-closed-composer.ts'
import './cairn-composer.ts'
import { gapText } from './cairn-gap.ts'
import './cairn-message-tools.ts'
import './cairn-message.ts'
import type { CairnComposer, ComposerCommand } from './cairn-composer.ts'
import type { CairnMessage } from './cairn-message.ts'
import type { CairnMessageTools } from './cairn-message-tools.ts'
import { chatBase } from './chat-styles.ts'
import { NO_RIGHTS } from './message-actions.ts'
import { isContinued } from './grouping.ts'
import { lastEditable, lastStamped } from './last-message.ts'
import { MessageDesk } from './message-desk.ts'
import { messageLabel } from './message-label.ts'
import { chosenKeys } from '../../app/keyboard.ts'
import { feedMoveOf } from './message-keys.ts'
import { NO_NAMES, type Names } from './rich-text-tree.ts'
import { NO_SUGGESTIONS, type SuggestSource } from './suggestions.ts'
import { threadViewStyles } from './thread-view-styles.ts'
import { turnPage } from './turn-page.ts'

@customElement('cairn-thread-view')
export class CairnThreadView extends LitElement {
  @property() chatId = ''
  @property() heading = ''
  @property({ attribute: false }) root: MessageView | null = null
  @property({ attribute: false }) replies: readonly MessageView[] = []
  /** What of it is not on this device. */
  @property({ attribute: false }) gaps: readonly SeqGap[] = []
  @property({ attribute: false }) rights: ChatRights = NO_RIGHTS
  /** Why nothing can be written here. */
  @property({ attribute: false }) readOnly: ReadOnlyReason | null = null
  @property({ attribute: false }) names: Names = NO_NAMES
  @property({ attribute: false }) source: SuggestSource = NO_SUGGESTIONS
  @property({ type: Boolean }) canJoin = false
  @property() draft = ''
  @property({ attribute: false }) recentEmoji: readonly string[] = []
  @property({ attribute: false }) enterSends = true
  @property({ type: Boolean }) offline = false
  @property({ type: Boolean }) counted = false
  @property({ type: Number }) now = 0
  /** One of its messages to show and mark. */
  @property({ attribute: false }) target: string | null = null
  @query('.list') private list!: HTMLElement
  @query('cairn-composer') private composer!: CairnComposer | null
  @query('cairn-message-tools') private tools!: CairnMessageTools | null
  /** What a notification told of, until another thread is opened or the answer is sent. */
  isAnswering = false
  #shown: string | null = null
  /** The message that had the focus last: Tab stops there. */
  @state() private stop = ''
  /** What is done to one message, and what the composer answers or edits. */
  readonly desk = new MessageDesk(
    this,
    () => this.tools,
    () => this.composer,
  )

  override focus(): void {
    this.composer?.focus()
  }

  tell(command: ComposerCommand): void {
    this.composer?.tell(command)
  }

  /** @returns false while there is nothing to write in */
  answer(message: MessageView): boolean {
    if (!this.composer) return this.readOnly !== null
    if (message.id !== this.root?.id) this.desk.reply(message)
    this.composer.focus()
    this.isAnswering = true
    return true
  }

  /** What was begun in one thread is no word of another; a deletion that was asked for there is done. */
  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.has('root') ? changed.get('root')?.id : this.root?.id
    if (!changed.has('chatId') && before === this.root?.id) return
    this.desk.commit()
    this.desk.context = null
    this.isAnswering = false
  }

  protected override render(): unknown {
    const { root, replies } = this
    if (!root) {
      return html`<cairn-empty icon="message-square" text=${t('chat.thread.unknown')}></cairn-empty>${this.#gaps()}`
    }
    return html`<div class="scrolls list" tabindex="-1">
        <div role="feed" aria-label=${t('chat.thread')} @keydown=${this.#keydown} @focusin=${this.#focused}>
          ${this.#message(root, false, 1)}
          <p class="count" role="article" aria-label=${this.#count()}>${this.#count()}</p>
          ${repeat(
            replies,
            ({ id }) => id,
            (reply, index) => this.#message(reply, this.#follows(index), index + 2),
          )}
          ${this.#gaps()}
        </div>
      </div>
      ${
        this.readOnly === null
          ? html`<cairn-composer
              .draftKey=${threadDraftKey(this.chatId, root.id)}
              .draft=${this.draft}
              .placeholder=${t('chat.thread.reply')}
              .context=${this.desk.context}
              .source=${this.source}
              .recentEmoji=${this.recentEmoji}
              .enterSends=${this.enterSends}
              ?offline=${this.offline}
              canAttach
              @context-left=${this.desk.leave}
              @context-restored=${this.desk.restore}
              @edit-submitted=${this.desk.leave}
              @message-submitted=${this.#submitted}
              @edit-last-wanted=${this.#editLast}
              @reply-last-wanted=${this.#replyToLast}
            ></cairn-composer>`
          : html`<cairn-closed-composer
              .reason=${this.readOnly}
              .draftKey=${threadDraftKey(this.chatId, root.id)}
              .draft=${this.draft}
              .now=${this.now}
              ?canJoin=${this.canJoin}
            ></cairn-closed-composer>`
      }
      <cairn-message-tools
        .rights=${this.rights}
        .emoji=${this.source.emoji}
        .recent=${this.recentEmoji}
      ></cairn-message-tools>`
  }

  /** Once: the view does not move unless the reader moves it. */
  protected override updated(): void {
    if (this.target === this.#shown) return
    const row = this.renderRoot.querySelector<HTMLElement>('cairn-message[flash]')
    if (!row && this.target !== null) return
    this.#shown = this.target
    row?.scrollIntoView({ block: 'center' })
  }

  #gaps(): TemplateResult[] {
    return this.gaps.map(
      (gap) =>
        html`<cairn-gap role="article" aria-label=${gapText(0, 0)} .gap=${gap} ?offline=${this.offline}></cairn-gap>`,
    )
  }

  #message(message: MessageView, follows: boolean, place: number): TemplateResult {
    // In a thread every message answers the root: only an answer to an answer shows what it answers.
    const shown = message.replyTo?.id === this.root?.id ? { ...message, replyTo: null } : message
    return html`<cairn-message
      role="article"
      tabindex=${message.id === this.#stop ? 0 : -1}
      aria-posinset=${place}
      aria-setsize=${this.replies.length + 1}
      aria-label=${messageLabel(message, this.now)}
      .message=${shown}
      .rights=${this.rights}
      .chatTitle=${this.heading}
      .names=${this.names}
      .now=${this.now}
      ?follows=${follows}
      ?counted=${this.counted}
      ?deleting=${this.desk.deleting.has(message.id)}
      ?flash=${message.id === this.target}
      threaded
      @message-action=${this.desk.act}
      @menu-wanted=${this.desk.menu}
      @receipts-wanted=${this.desk.receipts}
      @delete-undone=${this.desk.undo}
    ></cairn-message>`
  }

  get #stop(): string | undefined {
    const all = [this.root, ...this.replies]
    return (all.find((one) => one?.id === this.stop) ?? all.at(-1))?.id
  }

  #focused = (event: FocusEvent): void => {
    const row = event.target as Partial<CairnMessage>
    if (row.message) this.stop = row.message.id
  }

  #count(): string {
    return this.replies.length === 0 ? t('chat.thread.none') : t('chat.thread.replies', { count: this.replies.length })
  }

  #follows(index: number): boolean {
    const before = this.replies[index - 1]
    const reply = this.replies[index]!
    return before !== undefined && isContinued(before, { ...reply, isReply: reply.replyTo?.id !== this.root?.id })
  }

  /** An answer in a thread answers its root, unless it was told to answer another. */
  #submitted = (event: HTMLElementEventMap['message-submitted']): void => {
    event.stopPropagation()
    const detail = { ...event.detail, replyTo: event.detail.replyTo ?? this.root!.id }
    this.desk.leave()
    this.isAnswering = false
    this.dispatchEvent(new CustomEvent('message-submitted', { detail, bubbles: true, composed: true }))
  }

  #editLast = (): void => {
    const own = lastEditable(this.replies)
    if (own) this.desk.edit(own)
  }

  /** Where nobody has answered yet, what is written answers the root anyway. */
  #replyToLast = (): void => {
    const last = lastStamped(this.replies)
    if (last) this.desk.reply(last)
  }

  #keydown = (event: KeyboardEvent): void => {
    const press = chosenKeys(event, 'message')
    const move = press && feedMoveOf(press)
    const rows = [...this.renderRoot.querySelectorAll('cairn-message')]
    const at = rows.findIndex((row) => row === event.composedPath()[0])
    if (move === null || at < 0) return
    event.preventDefault()
    if (move === 'page-up' || move === 'page-down') {
      return turnPage(this.list, move === 'page-up' ? -1 : 1, () => rows)?.focus({ preventScroll: true })
    }
    const to = { previous: at - 1, next: at + 1, first: 0, last: rows.length - 1 }
    rows[Math.max(0, Math.min(rows.length - 1, to[move]))]?.focus()
  }

  static override styles = [chatBase, scrolls, threadViewStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-thread-view': CairnThreadView
  }
}
