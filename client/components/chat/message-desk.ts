/**
 * What a timeline with a composer does by itself when an action is asked for: opens the menu or picker, answers, edits,
 * copies, and waits five seconds before a deletion. All else goes on to who makes edits.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { announce } from '../../app/announcer.ts'
import { copyText } from '../../app/copy-text.ts'
import { chatRoute, hashOf } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import type { MessageView } from '../../stores/message-view.ts'
import { TIMERS, type Timers, type Unsubscribe } from '../../stores/store.ts'
import type { CairnMessageTools } from './cairn-message-tools.ts'
import type { CairnComposer } from './cairn-composer.ts'
import type { ComposerContext } from './cairn-composer-banner.ts'
import type { MessageActionDetail } from './message-actions.ts'

export const UNDO_MS = 5_000

type Host = ReactiveControllerHost & HTMLElement & { readonly chatId: string }

export class MessageDesk implements ReactiveController {
  /** What the composer answers or edits. */
  context: ComposerContext | null = null
  /** Messages that will be deleted unless it is undone. */
  deleting: ReadonlySet<string> = new Set()
  #timers = new Map<string, { readonly message: MessageView; readonly chatId: string; readonly stop: Unsubscribe }>()

  constructor(
    private readonly host: Host,
    private readonly tools: () => CairnMessageTools | null,
    private readonly composer: () => CairnComposer | null,
    private readonly timers: Timers = TIMERS,
  ) {
    host.addController(this)
  }

  get isEditing(): boolean {
    return this.context?.kind === 'edit'
  }

  hostConnected(): void {
    window.addEventListener('pagehide', this.commit)
  }

  /** The person asked for it: leaving the chat does not undo. */
  hostDisconnected(): void {
    window.removeEventListener('pagehide', this.commit)
    this.commit()
  }

  /** For `message-action`; stops those that end here. */
  act = (event: CustomEvent<MessageActionDetail>): void => {
    const { action, message } = event.detail
    const row = event.composedPath().find((part) => part instanceof HTMLElement && part.localName === 'cairn-message')
    const origin = row instanceof HTMLElement ? row : null
    switch (action) {
      case 'react':
        event.stopPropagation()
        return this.react(message, origin)
      case 'reactions':
        event.stopPropagation()
        return void this.tools()?.openReactions(message, (origin ?? this.host).getBoundingClientRect(), origin)
      case 'reply':
        event.stopPropagation()
        return this.reply(message)
      case 'edit':
        event.stopPropagation()
        return this.edit(message)
      case 'copy':
        event.stopPropagation()
        return void copyText(message.text)
      case 'copy-version':
        event.stopPropagation()
        return void copyText(message.yourVersion?.text ?? '')
      case 'copy-link': {
        event.stopPropagation()
        return void copyText(
          `${location.origin}${location.pathname}${hashOf(chatRoute(this.host.chatId, null, message.id))}`,
        )
      }
      case 'delete':
        event.stopPropagation()
        return this.#startDeleting(message)
    }
  }

  /** For `menu-wanted`. */
  menu = (event: HTMLElementEventMap['menu-wanted']): void => {
    const { message, anchor } = event.detail
    const row = event.composedPath()[0]
    void this.tools()?.openMenu(message, anchor, row instanceof HTMLElement ? row : null)
  }

  /** For `receipts-wanted`. */
  receipts = ({ detail }: HTMLElementEventMap['receipts-wanted']): void => {
    void this.tools()?.openReceipts(detail.delivery, detail.anchor, detail.from)
  }

  /** For `delete-undone`. */
  undo = (event: HTMLElementEventMap['delete-undone']): void => {
    const { messageId } = event.detail
    this.#timers.get(messageId)?.stop()
    this.#timers.delete(messageId)
    this.#update()
  }

  /** @param row  what the picker stands beside, and where the focus goes back to; null = the whole chat */
  react(message: MessageView, row: HTMLElement | null): void {
    this.tools()?.openPicker(message, (row ?? this.host).getBoundingClientRect(), row)
  }

  reply(message: MessageView): void {
    const { id, author, text } = message
    this.#setContext({ kind: 'reply', messageId: id, author, text: text.replace(/\s+/g, ' ').slice(0, 200) })
  }

  /** Where nothing can be written, nothing is edited either. */
  edit(message: MessageView): void {
    if (!this.composer()) return
    if (message.delivery?.state === 'refused') return void this.#writeAgain(message)
    const { id, author, text } = message
    this.#setContext({ kind: 'edit', messageId: id, author, text })
  }

  leave = (): void => this.#setContext(null)

  /** What the composer answers, for a message that does not come from it; what comes after it answers nothing. */
  takeReply(): string | null {
    if (this.context?.kind !== 'reply') return null
    const { messageId } = this.context
    this.context = null
    this.host.requestUpdate()
    return messageId
  }

  /** Puts a text that could not be kept back where it was written. */
  giveBack(text: string): void {
    this.composer()?.insert(text)
  }

  /** For `context-restored`: nobody asked for it now, so the focus stays where it is. */
  restore = ({ detail }: HTMLElementEventMap['context-restored']): void => {
    this.context = detail.context
    this.host.requestUpdate()
  }

  /** Writes what waits for an undo. */
  commit = (): void => {
    for (const { message, chatId, stop } of [...this.#timers.values()]) {
      stop()
      this.#delete(message, chatId)
    }
  }

  /** A refused message goes back into the box whole, with what it answers; it is a new one when it is sent. */
  async #writeAgain(message: MessageView): Promise<void> {
    const { replyTo, text } = message
    this.#setContext(replyTo && { kind: 'reply', messageId: replyTo.id, author: replyTo.author, text: replyTo.excerpt })
    await this.host.updateComplete
    const composer = this.composer()
    await composer?.updateComplete
    if (!composer) return
    composer.insert(text)
    // Whoever keeps drafts lets go of it once its text is one.
    this.#dispatch('message-action', { action: 'edit', message })
  }

  #startDeleting(message: MessageView): void {
    if (this.#timers.has(message.id)) return
    // Another chat may be on the screen by then.
    const { chatId } = this.host
    const stop = this.timers.after(UNDO_MS, () => this.#delete(message, chatId))
    this.#timers.set(message.id, { message, chatId, stop })
    announce(t('chat.deleting'))
    this.#update()
  }

  #delete(message: MessageView, chatId: string): void {
    this.#timers.delete(message.id)
    this.#dispatch('message-deleted', { message, chatId })
    this.#update()
  }

  #dispatch(type: string, detail: object): void {
    this.host.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  #setContext(context: ComposerContext | null): void {
    this.context = context
    this.host.requestUpdate()
    void this.host.updateComplete.then(() => this.composer()?.focus())
  }

  #update(): void {
    this.deleting = new Set(this.#timers.keys())
    this.host.requestUpdate()
  }
}

declare global {
  interface HTMLElementEventMap {
    /** The time to undo is over: erase it everywhere. */
    'message-deleted': CustomEvent<{ readonly message: MessageView; readonly chatId: string }>
  }
}
