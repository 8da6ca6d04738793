/**
 * One message: author, text, what hangs on it, and how far an own one has come. Its keys and buttons dispatch
 * `message-action`; role, name and place in the feed are set by the timeline around it.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { GoneFocusController } from '../../controllers/gone-focus-controller.ts'
import { isPictureType } from '../../stores/media-kind.ts'
import type { ChatRights, MessageView } from '../../stores/message-view.ts'
import type { Box } from '../base/place.ts'
import './cairn-link-card.ts'
import './cairn-message-toolbar.ts'
import './cairn-quote.ts'
import './cairn-reactions.ts'
import './cairn-receipt.ts'
import './cairn-refusal.ts'
import './cairn-thread-chip.ts'
import './cairn-your-version.ts'
import { firstLink } from './first-link.ts'
import type { CairnMessageToolbar } from './cairn-message-toolbar.ts'
import { REFUSAL_ACTIONS, type RefusalAction } from './cairn-refusal.ts'
import { chatBase, nameTones } from './chat-styles.ts'
import { actionsOf, NO_RIGHTS, type MessageAction } from './message-actions.ts'
import { messageChoice } from './message-choice.ts'
import { MessageInput } from './message-input.ts'
import {
  encryptedText,
  messageFiles,
  messageGutter,
  messageHeader,
  messageNotes,
  messageText,
  waitingNote,
} from './message-parts.ts'
import { messageStyles } from './message-styles.ts'
import { NO_NAMES, type Names } from './rich-text-tree.ts'

@customElement('cairn-message')
export class CairnMessage extends LitElement {
  @property({ attribute: false }) message: MessageView | null = null
  @property({ attribute: false }) rights: ChatRights = NO_RIGHTS
  @property({ attribute: false }) names: Names = NO_NAMES
  /** Under the header of the message before it. */
  @property({ type: Boolean, reflect: true }) follows = false
  /** The author asked to delete it, and may still undo. */
  @property({ type: Boolean, reflect: true }) deleting = false
  /** Groups count their readers. */
  @property({ type: Boolean }) counted = false
  /** Shown in its own thread: no chip. */
  @property({ type: Boolean }) threaded = false
  /** For the sentence of a refusal. */
  @property() chatTitle = ''
  @property({ type: Number }) now = 0
  @property({ type: Boolean, reflect: true }) active = false
  /** Whether it is chosen, while some messages are; null = nobody chooses, or it cannot be. */
  @property({ attribute: false }) chosen: boolean | null = null
  @query('cairn-message-toolbar') private toolbar!: CairnMessageToolbar | null
  #input = new MessageInput(this)
  /** What was pressed went with its box: the focus stays with the message. */
  protected readonly keptFocus = new GoneFocusController(this, '*', () => this.focus())
  /** What its card tells about. */
  #link: string | null = null
  /** A message of somebody blocked that the reader wants to see all the same. */
  #shownOf = ''

  act(action: MessageAction): void {
    this.#dispatch('message-action', { action, message: this.message })
  }

  choose(): void {
    this.#dispatch('message-chosen', { messageId: this.message!.id })
  }

  openMenu(anchor: Box | null): void {
    const beside = this.toolbar?.menuBox ?? this.getBoundingClientRect()
    this.#dispatch('menu-wanted', { message: this.message, anchor: anchor ?? beside })
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('message')) this.#link = linkOf(this.message)
    this.toggleAttribute('mention', this.message?.mentionsMe === true && !this.message.isDeleted)
    this.toggleAttribute('chosen', this.chosen === true)
    this.toggleAttribute('refused', this.message?.delivery?.state === 'refused')
  }

  protected override render(): unknown {
    const { message } = this
    if (!message) return nothing
    return html`${this.chosen === null ? messageGutter(message, this.follows) : messageChoice(message, this.chosen, this.now)}
      <div class="body">
        ${this.follows ? nothing : messageHeader(message, this.active)}
        ${message.author.isBlocked && this.#shownOf !== message.id ? this.#folded() : message.isDeleted ? this.#deleted(message) : this.deleting ? this.#deletingNote() : this.#content(message)}
      </div>
      ${
        message.delivery
          ? html`<cairn-receipt
              .delivery=${message.delivery}
              .now=${this.now}
              ?counted=${this.counted}
              @receipt-pressed=${this.#receipts}
            ></cairn-receipt>`
          : nothing
      }
      ${
        this.#input.isReached && !this.deleting
          ? html`<cairn-message-toolbar
              .message=${message}
              .rights=${this.rights}
              @action-chosen=${this.#chosen}
              @menu-chosen=${({ detail }: HTMLElementEventMap['menu-chosen']) => this.openMenu(detail.anchor)}
            ></cairn-message-toolbar>`
          : nothing
      }`
  }

  #content(message: MessageView): TemplateResult {
    const { text, replyTo, forwardedFrom, files, reactions, thread, delivery, waiting, yourVersion } = message
    return html`${replyTo ? html`<cairn-quote .quote=${replyTo}></cairn-quote>` : nothing}
    ${forwardedFrom ? html`<cairn-quote kind="forward" ?bare=${text !== '' || files.length > 0} .quote=${forwardedFrom}></cairn-quote>` : nothing}
    ${message.isEncrypted ? encryptedText() : messageText(text, this.names)} ${messageFiles(message)}
    ${this.#link ? html`<cairn-link-card .url=${this.#link}></cairn-link-card>` : nothing}
    ${messageNotes(message, this.now)}
    ${
      yourVersion
        ? html`<cairn-your-version
            .version=${yourVersion}
            .chatTitle=${this.chatTitle}
            @action-chosen=${this.#chosen}
          ></cairn-your-version>`
        : nothing
    }
    ${
      reactions.length > 0
        ? html`<cairn-reactions
            .reactions=${reactions}
            ?readonly=${!this.rights.canReact}
            @reaction-chosen=${this.#chooseReaction}
            @reaction-wanted=${() => this.act('react')}
          ></cairn-reactions>`
        : nothing
    }
    ${
      thread && !this.threaded
        ? html`<cairn-thread-chip
            .thread=${thread}
            .now=${this.now}
            @thread-opened=${() => this.act('thread')}
          ></cairn-thread-chip>`
        : nothing
    }
    ${
      delivery?.state === 'refused' && waiting === null
        ? html`<cairn-refusal
            .refusal=${delivery.refusal}
            .chatTitle=${this.chatTitle}
            .actions=${this.#refusalActions(message)}
            ?shrinks=${message.files.some(({ type }) => isPictureType(type))}
            @refusal-answered=${this.#answerRefusal}
          ></cairn-refusal>`
        : nothing
    }`
  }

  #refusalActions(message: MessageView): readonly RefusalAction[] {
    const offered = actionsOf(message, this.rights)
    return REFUSAL_ACTIONS.filter((action) => offered.includes(action))
  }

  #folded(): TemplateResult {
    return html`<div class="foot">
      <span class="deleted">${t('people.hidden')}</span>
      <button type="button" class="text-button" @click=${this.#unfold}>${t('people.show')}</button>
    </div>`
  }

  #unfold = (): void => {
    this.#shownOf = this.message!.id
    this.requestUpdate()
    this.focus()
  }

  #deleted({ waiting }: MessageView): TemplateResult {
    return html`<div class="foot">
      <span class="deleted">${t('chat.deleted')}</span>${waiting ? waitingNote(waiting) : nothing}
    </div>`
  }

  #deletingNote(): TemplateResult {
    return html`<div class="foot">
      <span class="deleted">${t('chat.deleting')}</span>
      <button type="button" class="text-button" @click=${this.#undo}>${t('chat.undo')}</button>
    </div>`
  }

  #receipts = (event: HTMLElementEventMap['receipt-pressed']): void => {
    this.#dispatch('receipts-wanted', {
      delivery: this.message!.delivery!,
      anchor: event.detail.anchor,
      from: event.target as HTMLElement,
    })
  }

  #chosen = ({ detail }: HTMLElementEventMap['action-chosen']): void => this.act(detail.action)

  #chooseReaction(event: CustomEvent<{ name: string }>): void {
    event.stopPropagation()
    this.#dispatch('reaction-toggled', { messageId: this.message!.id, name: event.detail.name })
  }

  #answerRefusal(event: CustomEvent<{ action: RefusalAction }>): void {
    event.stopPropagation()
    this.act(event.detail.action)
  }

  #undo = (): void => {
    this.#dispatch('delete-undone', { messageId: this.message!.id })
    this.focus()
  }

  #dispatch(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  static override styles = [chatBase, nameTones, messageStyles]
}

function linkOf(message: MessageView | null): string | null {
  return message && !message.isDeleted && !message.isEncrypted ? firstLink(message.text, location.origin) : null
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-message': CairnMessage
  }
}
