/**
 * One chat: header, timeline, who types, composer or the reason why there is none. Views come in; what is asked for goes
 * out as events, and whoever holds this element makes the edits.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import type { ChatView } from '../../stores/chat-store.ts'
import type { MessageView } from '../../stores/message-view.ts'
import '../base/cairn-skeleton.ts'
import './cairn-chat-header.ts'
import './cairn-closed-composer.ts'
import './cairn-composer.ts'
import './cairn-message-tools.ts'
import './cairn-not-here.ts'
import './cairn-selection-bar.ts'
import './cairn-timeline.ts'
import './cairn-typing.ts'
import type { CairnChatHeader } from './cairn-chat-header.ts'
import type { CairnComposer, ComposerCommand } from './cairn-composer.ts'
import type { CairnMessageTools } from './cairn-message-tools.ts'
import type { CairnTimeline } from './cairn-timeline.ts'
import { AtTheEnd } from './at-the-end.ts'
import { EMPTY_FEED, type Feed } from './chat-feed.ts'
import { chatBase } from './chat-styles.ts'
import { chatViewStyles } from './chat-view-styles.ts'
import { titleOf } from '../shell/chat-row-label.ts'
import { namedTitle } from './kind-icons.ts'
import { MessageDesk } from './message-desk.ts'
import { MessageSelection, withSelect } from './message-selection.ts'
import { NO_NAMES, type Names } from './rich-text-tree.ts'
import { NO_SUGGESTIONS, type SuggestSource } from './suggestions.ts'

/** What keys anywhere ask of the chat on the screen. */
export type ChatCommand = 'jump-unread' | 'react-to-last' | 'find' | 'escape' | ComposerCommand

@customElement('cairn-chat-view')
export class CairnChatView extends LitElement {
  @property() chatId = ''
  @property({ attribute: false }) chat: ChatView | null = null
  @property({ attribute: false }) feed: Feed = EMPTY_FEED
  @property({ attribute: false }) names: Names = NO_NAMES
  @property({ attribute: false }) source: SuggestSource = NO_SUGGESTIONS
  @property() draft = ''
  @property({ attribute: false }) recentEmoji: readonly string[] = []
  /** The person's setting. */
  @property({ attribute: false }) enterSends = true
  @property({ type: Boolean }) canAttach = false
  /** How many messages of it are not read, loaded or not. */
  @property({ type: Number }) unread = 0
  /** Its newest message is. */
  @property({ type: Boolean }) encrypted = false
  /** Last contact with the server; null while it is in touch. */
  @property({ attribute: false }) asOf: number | null = null
  @property({ type: Number }) me = 0
  @property({ type: Number }) now = 0
  /** A message to show and mark. */
  @property() target: string | null = null
  @query('cairn-chat-header') private header!: CairnChatHeader
  @query('cairn-timeline') private timeline!: CairnTimeline | null
  @query('cairn-composer') private composer!: CairnComposer | null
  @query('cairn-message-tools') private tools!: CairnMessageTools | null
  /** What is done to one message, and what the composer answers or edits. */
  readonly desk = new MessageDesk(
    this,
    () => this.tools,
    () => this.composer,
  )

  #selection = new MessageSelection(this)
  #end = new AtTheEnd(this, () => this.timeline, this.desk)
  /** Until another chat is opened, or the answer is sent: what takes the focus to the chat takes it there. */
  #isAnswering = false

  /** @returns false while there is nothing to write in */
  answer(message: MessageView): boolean {
    const { composer, chat } = this
    if (!composer || !chat) return chat !== null && chat.readOnly !== null
    // Between two people a reply names nothing (NF17).
    if (chat.channel.kind !== 'direct') this.desk.reply(message)
    composer.focus()
    this.#isAnswering = true
    return true
  }

  toLatest(): void {
    this.timeline?.toLatest()
  }

  tell(command: ChatCommand): void {
    if (command === 'jump-unread') return this.timeline?.toUnread()
    if (command === 'escape') return this.#escape()
    if (command === 'attach' || command === 'emoji') return this.composer?.tell(command)
    this.#end.react()
  }

  /** The composer where there is a keyboard, or to answer what a notification told of; the heading on touch. */
  override focus(): void {
    const isToWrite = this.#isAnswering || matchMedia('(pointer: fine)').matches
    if (this.composer && isToWrite) this.composer.focus()
    else this.header.focus()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('chatId') || changed.get('chatId') === undefined) return
    this.desk.commit()
    this.desk.context = null
    this.#isAnswering = false
    this.#selection.chosen = null
  }

  protected override render(): unknown {
    const { chat, feed } = this
    return html`<cairn-chat-header
        .chat=${chat}
        .asOf=${this.asOf}
        .now=${this.now}
        ?encrypted=${this.encrypted}
      ></cairn-chat-header>
      <slot name="under-header"></slot>
      ${this.#middle(chat, feed)}
      <cairn-typing .names=${this.asOf === null ? (chat?.typing ?? []).map(({ name }) => name) : []}></cairn-typing>
      ${chat && (!this.#isMissing(chat) || this.draft.trim() !== '') ? this.#foot(chat) : nothing}
      <cairn-message-tools
        .rights=${chat && withSelect(chat.rights)}
        .emoji=${this.source.emoji}
        .recent=${this.recentEmoji}
      ></cairn-message-tools>`
  }

  #middle(chat: ChatView | null, feed: Feed): TemplateResult {
    if (chat && this.#isMissing(chat)) {
      return html`<cairn-not-here
        class="middle"
        .channel=${chat.channel}
        ?offline=${this.asOf !== null}
      ></cairn-not-here>`
    }
    return !chat || chat.state === 'loading' || (feed.isLoading && feed.messages.length === 0)
      ? html`<cairn-skeleton class="middle" shape="message" .rows=${8}></cairn-skeleton>`
      : this.#timeline(chat, feed)
  }

  /** Nothing of it is here, and for now nothing comes: each try to connect is no news. */
  #isMissing(chat: ChatView): boolean {
    return !chat.isHere && (chat.state === 'absent' || this.asOf !== null)
  }

  #timeline(chat: ChatView, feed: Feed): TemplateResult {
    return html`<cairn-timeline
      class="middle"
      .chatId=${this.chatId}
      .heading=${titleOf(chat.channel)}
      .named=${namedTitle(chat.channel)}
      .messages=${feed.messages}
      .gaps=${feed.gaps}
      .readSeq=${feed.readSeq}
      .unread=${this.unread}
      ?hasOlder=${feed.hasOlder}
      ?isStart=${feed.isStart}
      ?hasNewer=${feed.hasNewer}
      ?loading=${feed.isLoading}
      ?offline=${this.asOf !== null}
      ?counted=${chat.channel.kind !== 'direct'}
      .me=${this.me}
      .now=${this.now}
      .rights=${withSelect(chat.rights)}
      .names=${this.names}
      .deleting=${this.desk.deleting}
      .selection=${this.#selection.chosen}
      .target=${this.target}
      @message-action=${this.#act}
      @message-chosen=${({ detail }: HTMLElementEventMap['message-chosen']) => this.#selection.toggle(detail.messageId)}
      @menu-wanted=${this.desk.menu}
      @receipts-wanted=${this.desk.receipts}
      @delete-undone=${this.desk.undo}
      @composer-wanted=${() => this.composer?.focus()}
    ></cairn-timeline>`
  }

  #foot({ channel, readOnly }: ChatView): TemplateResult {
    if (this.#selection.chosen) {
      return html`<cairn-selection-bar
        .messages=${this.#selection.of(this.feed.messages)}
        @selection-left=${this.#endSelection}
        @selection-used=${this.#endSelection}
      ></cairn-selection-bar>`
    }
    if (readOnly) {
      return html`<cairn-closed-composer
        .reason=${readOnly}
        .draftKey=${this.chatId}
        .draft=${this.draft}
        .now=${this.now}
        ?canJoin=${channel.canJoin}
      ></cairn-closed-composer>`
    }
    return html`<cairn-composer
      .draftKey=${this.chatId}
      .draft=${this.draft}
      .placeholder=${t('chat.message', { title: namedTitle(channel) })}
      .context=${this.desk.context}
      .source=${this.source}
      .recentEmoji=${this.recentEmoji}
      .enterSends=${this.enterSends}
      ?offline=${this.asOf !== null}
      ?canAttach=${this.canAttach}
      @context-left=${this.desk.leave}
      @context-restored=${this.desk.restore}
      @message-submitted=${this.#submitted}
      @edit-submitted=${this.desk.leave}
      @edit-last-wanted=${this.#end.editOwn}
      @reply-last-wanted=${this.#end.reply}
    ></cairn-composer>`
  }

  #act = (event: HTMLElementEventMap['message-action']): void => {
    const { action, message } = event.detail
    if (action === 'select') this.#selection.begin(message.id)
    else this.desk.act(event)
  }

  /** The focus was in the bar, which goes. */
  #endSelection = (): void => {
    this.#selection.end()
    void this.updateComplete.then(() => this.focus())
  }

  #submitted = (): void => {
    this.desk.context = null
    this.#isAnswering = false
    this.requestUpdate()
    this.timeline?.toLatest()
  }

  /** What nothing closer took: read to the end. */
  #escape(): void {
    if (this.#selection.chosen) return this.#endSelection()
    this.timeline?.toLatest()
    this.dispatchEvent(new CustomEvent('all-read', { detail: null, bubbles: true, composed: true }))
    this.composer?.focus()
  }

  static override styles = [chatBase, chatViewStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-chat-view': CairnChatView
  }
}
