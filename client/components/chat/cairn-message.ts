/**
 * One message: author, text, what hangs on it, and how far an own one has come. Its keys and buttons dispatch
 * `message-action`; role, name and place in the feed are set by the timeline around it.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { formatFull, formatTime } from '../../app/format.ts'
import { t } from '../../app/text.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-icon.ts'
import type { IconName } from '../base/icons.ts'
import { toneOf } from '../base/names.ts'
import './cairn-quote.ts'
import './cairn-reactions.ts'
import './cairn-receipt.ts'
import './cairn-refusal.ts'
import './cairn-rich-text.ts'
import './cairn-thread-chip.ts'
import { deliveryName } from './cairn-receipt.ts'
import { refusalText } from './cairn-refusal.ts'
import type { RefusalAction } from './cairn-refusal.ts'
import { chatBase, nameTones } from './chat-styles.ts'
import { isJumbo } from './emoji-search.ts'
import { actionsOf, TOOLBAR, type MessageAction } from './message-actions.ts'
import { messageActionOf } from './message-keys.ts'
import { messageStyles } from './message-styles.ts'
import type { ChatRights, MessageView } from '../../stores/message-view.ts'
import { NO_NAMES, type Names } from './rich-text-tree.ts'
import { formatBytes, isLate, isoTime } from './times.ts'

export const NO_RIGHTS: ChatRights = { canPost: false, canReact: false, canPin: false, canDeleteOthers: false }

const ICON: Record<(typeof TOOLBAR)[number], IconName> = {
  react: 'smile-plus',
  reply: 'reply',
  thread: 'message-square',
  edit: 'pencil',
  delete: 'trash-2',
}

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
  @state() private isHovered = false

  constructor() {
    super()
    this.addEventListener('pointerenter', () => (this.isHovered = true))
    this.addEventListener('pointerleave', () => (this.isHovered = false))
    this.addEventListener('focusin', () => (this.active = true))
    this.addEventListener('focusout', (event) => {
      this.active = event.relatedTarget instanceof Node && this.contains(event.relatedTarget)
    })
    this.addEventListener('keydown', this.#keydown)
    this.addEventListener('contextmenu', this.#contextMenu)
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.toggleAttribute('mention', this.message?.mentionsMe === true && !this.message.isDeleted)
    this.toggleAttribute('refused', this.message?.delivery?.state === 'refused')
  }

  protected override render(): unknown {
    const { message } = this
    if (!message) return nothing
    return html`${this.#gutter(message)}
      <div class="body">
        ${this.follows ? nothing : this.#header(message)}
        ${message.isDeleted ? this.#deleted() : this.deleting ? this.#deletingNote() : this.#content(message)}
      </div>
      ${
        message.delivery
          ? html`<cairn-receipt
              .delivery=${message.delivery}
              .now=${this.now}
              ?counted=${this.counted}
            ></cairn-receipt>`
          : nothing
      }
      ${(this.active || this.isHovered) && !this.deleting ? this.#toolbar(message) : nothing}`
  }

  #gutter({ author, at }: MessageView): TemplateResult {
    if (this.follows) {
      return html`<div class="gutter" aria-hidden="true">
        <time datetime=${isoTime(at)} title=${formatFull(at)}>${formatTime(at)}</time>
      </div>`
    }
    return html`<cairn-avatar name=${author.name} .person=${author.userId} src=${author.avatar ?? ''}></cairn-avatar>`
  }

  #header(message: MessageView): TemplateResult {
    const { author, at, writtenAt } = message
    return html`<header>
      <bdi class="author n${toneOf(author.userId)}">${author.name}</bdi>
      <time class="meta" datetime=${isoTime(at)} title=${formatFull(at)}>${formatTime(at)}</time>
      ${
        isLate(message)
          ? html`<time class="meta late" datetime=${isoTime(writtenAt)} title=${formatFull(writtenAt)}
              >${t('chat.written', { time: formatTime(writtenAt) })}</time
            >`
          : nothing
      }
    </header>`
  }

  #content(message: MessageView): TemplateResult {
    const { text, replyTo, forwardedFrom, files, reactions, thread, delivery, waiting, seq } = message
    return html`${replyTo ? html`<cairn-quote .quote=${replyTo}></cairn-quote>` : nothing}
    ${forwardedFrom ? html`<cairn-quote kind="forward" .quote=${forwardedFrom}></cairn-quote>` : nothing}
    ${
      text === ''
        ? nothing
        : html`<cairn-rich-text
            class=${isJumbo(text) ? 'jumbo' : ''}
            .text=${text}
            .names=${this.names}
          ></cairn-rich-text>`
    }
    ${files.map(
      (file) =>
        html`<div class="file">
          <cairn-icon name=${file.type.startsWith('image/') ? 'image' : 'file'}></cairn-icon><bdi>${file.name}</bdi
          ><span class="meta">${formatBytes(file.bytes)}</span>
        </div>`,
    )}
    ${this.#notes(message)} ${this.#yourVersion(message)}
    ${
      reactions.length > 0
        ? html`<cairn-reactions
            .reactions=${reactions}
            ?readonly=${!this.rights.canReact}
            @reaction-chosen=${this.#chooseReaction}
            @reaction-wanted=${() => this.#act('react')}
          ></cairn-reactions>`
        : nothing
    }
    ${
      thread && !this.threaded && seq > 0
        ? html`<cairn-thread-chip .thread=${thread} @thread-opened=${() => this.#act('thread')}></cairn-thread-chip>`
        : nothing
    }
    ${
      delivery?.state === 'refused' && waiting === null
        ? html`<cairn-refusal
            .refusal=${delivery.refusal}
            .chatTitle=${this.chatTitle}
            @refusal-answered=${this.#answerRefusal}
          ></cairn-refusal>`
        : nothing
    }`
  }

  #notes({ editedAt, waiting, delivery, isPinned }: MessageView): TemplateResult | typeof nothing {
    const notes: TemplateResult[] = []
    if (waiting) notes.push(note('clock', t(`chat.waiting.${waiting}`)))
    else if (editedAt !== null) {
      notes.push(
        html`<time class="note" datetime=${isoTime(editedAt)} title=${formatFull(editedAt)}>${t('chat.edited')}</time>`,
      )
    }
    if (isPinned) notes.push(note('pin', t('chat.pinned')))
    if (delivery?.state === 'rate-limited' || delivery?.state === 'held') {
      notes.push(note('clock', deliveryName(delivery, this.now)))
    }
    return notes.length === 0 ? nothing : html`<div class="foot">${notes}</div>`
  }

  #yourVersion({ yourVersion }: MessageView): TemplateResult | typeof nothing {
    if (!yourVersion) return nothing
    const { text, refusal } = yourVersion
    return html`<section class="version" aria-label=${t('chat.your-version')}>
      <header>
        <span>${t('chat.your-version')}</span>
        <span class="foot">
          <button type="button" class="text-button" @click=${() => this.#act('copy-version')}>
            ${t('chat.refusal.copy')}
          </button>
          <button type="button" class="text-button" @click=${() => this.#act('discard-version')}>
            ${t('chat.refusal.discard')}
          </button>
        </span>
      </header>
      ${refusal ? html`<span class="note">${refusalText(refusal, this.chatTitle)}</span>` : nothing}
      <p dir="auto">${text}</p>
    </section>`
  }

  #deleted(): TemplateResult {
    return html`<p class="deleted">${t('chat.deleted')}</p>`
  }

  #deletingNote(): TemplateResult {
    return html`<div class="foot">
      <span class="deleted">${t('chat.deleting')}</span>
      <button type="button" class="text-button" @click=${this.#undo}>${t('chat.undo')}</button>
    </div>`
  }

  #toolbar(message: MessageView): TemplateResult | typeof nothing {
    const offered = actionsOf(message, this.rights)
    if (offered.length === 0) return nothing
    return html`<div class="toolbar" role="group" aria-label=${t('chat.actions')}>
      ${TOOLBAR.filter((action) => offered.includes(action)).map((action) => {
        const name = t(`chat.action.${action}`)
        return html`<button
          type="button"
          class="icon-button"
          title=${name}
          aria-label=${name}
          @click=${() => this.#act(action)}
        >
          <cairn-icon name=${ICON[action]}></cairn-icon>
        </button>`
      })}
      <button
        type="button"
        class="icon-button more"
        title=${t('chat.action.menu')}
        aria-label=${t('chat.action.menu')}
        aria-haspopup="menu"
        @click=${this.#openMenu}
      >
        <cairn-icon name="ellipsis"></cairn-icon>
      </button>
    </div>`
  }

  #keydown = (event: KeyboardEvent): void => {
    if (event.composedPath()[0] !== this || !this.message) return
    const action = messageActionOf(event)
    if (action === null) return
    const offered = actionsOf(this.message, this.rights)
    if (action === 'menu') this.#openMenu()
    else if (action === 'pin' && offered.includes('unpin')) this.#act('unpin')
    else if (action === 'delete' && !offered.includes('delete') && offered.includes('cancel')) this.#act('cancel')
    else if (offered.includes(action)) this.#act(action)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #contextMenu = (event: MouseEvent): void => {
    if (event.target instanceof HTMLAnchorElement || getSelection()?.isCollapsed === false || event.button !== 2) return
    if (event.composedPath().some((part) => part instanceof HTMLAnchorElement)) return
    event.preventDefault()
    const { clientX: x, clientY: y } = event
    this.#dispatch('menu-wanted', { message: this.message, anchor: { left: x, right: x, top: y, bottom: y } })
  }

  #openMenu = (): void => {
    const button = this.renderRoot.querySelector('.more') ?? this
    this.#dispatch('menu-wanted', { message: this.message, anchor: button.getBoundingClientRect() })
  }

  #act(action: MessageAction): void {
    this.#dispatch('message-action', { action, message: this.message })
  }

  #chooseReaction(event: CustomEvent<{ name: string }>): void {
    event.stopPropagation()
    this.#dispatch('reaction-toggled', { messageId: this.message!.id, name: event.detail.name })
  }

  #answerRefusal(event: CustomEvent<{ action: RefusalAction }>): void {
    event.stopPropagation()
    this.#act(event.detail.action)
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

function note(icon: IconName, text: string): TemplateResult {
  return html`<span class="note"><cairn-icon name=${icon}></cairn-icon>${text}</span>`
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-message': CairnMessage
  }
}
