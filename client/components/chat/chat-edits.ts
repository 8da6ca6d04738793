/** What the events of a chat or thread write: one place where they become actions of the stores. */
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { excerptOf } from '../../../schema/projection/excerpt-of.ts'
import { reactionName } from '../../../schema/default-reactions.ts'
import type { ChannelId, MessageId } from '../../../schema/ids.ts'
import { linkCardsOf } from '../../stores/link-cards.ts'
import { navigate } from '../../app/navigate.ts'
import { notices } from '../../app/notices.ts'
import { chatRoute } from '../../app/routes.ts'
import { t } from '../../app/text.ts'
import type { NewMessage } from '../../stores/actions.ts'
import { editDraftKey, threadDraftKey } from '../../stores/draft-key.ts'
import type { MessageView } from '../../stores/message-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { discardWithUndo } from './discard-with-undo.ts'
import { withRecent } from './emoji-search.ts'
import { filesToTray, retryMessage, sendFromTray } from './message-files.ts'
import { isOfFounding, type MessageActionDetail } from './message-actions.ts'
import { storageFailed } from './storage-failed.ts'

const RECENT = 'emoji.recent'

export interface EditsHost extends ReactiveControllerHost, HTMLElement {
  readonly stores: Stores | null
  readonly chatId: string
  /** Finds a message among those on the screen. */
  messageOf(messageId: string): MessageView | undefined
  giveBack(text: string): void
}

export class ChatEdits implements ReactiveController {
  #recent: { readonly text: string; readonly names: readonly string[] } = { text: '', names: [] }
  /** @param threadRoot  of a thread: its texts do not come from the channel's draft */
  constructor(
    private readonly host: EditsHost,
    private readonly threadRoot: (() => string) | null = null,
  ) {
    host.addController(this)
    host.addEventListener('message-submitted', this.#submit)
    host.addEventListener('edit-submitted', this.#edit)
    host.addEventListener('reaction-toggled', this.#react)
    host.addEventListener('message-action', this.#act)
    host.addEventListener('message-deleted', this.#delete)
    host.addEventListener('selection-used', this.#useSelection)
    host.addEventListener('link-cards-wanted', ({ detail }) => {
      detail.take(host.stores && linkCardsOf(host.stores.device))
    })
    host.addEventListener('draft-changed', this.#draft)
    host.addEventListener('typing-changed', this.#typing)
    host.addEventListener('emoji-picked', ({ detail }) => this.#rememberSign(detail.emoji))
    host.addEventListener('media-asked', ({ detail }) => (detail.answer = this.#mediaPlace))
    host.addEventListener('media-opened', ({ detail }) => void this.#openMedia(detail))
    host.addEventListener('join-wanted', () => this.#run((stores) => stores.actions.join(this.#channelId)))
  }

  hostDisconnected(): void {
    void this.host.stores?.drafts.flush()
  }

  /** The same object until they are others: every picker of the chat has it. */
  get recentEmoji(): readonly string[] {
    const recent = this.host.stores?.prefs.view[RECENT]
    const text = typeof recent === 'string' ? recent : ''
    if (text !== this.#recent.text) this.#recent = { text, names: text.split(' ').filter(Boolean) }
    return this.#recent.names
  }

  /** How a new message names the one that it answers. */
  quoteOf(messageId: string | null): NewMessage['replyTo'] {
    if (messageId === null) return undefined
    return { id: messageId, excerpt: excerptOf(this.host.messageOf(messageId)?.text ?? '') || undefined }
  }

  get #channelId(): ChannelId {
    return this.host.chatId as ChannelId
  }

  get #mediaPlace(): { readonly stores: Stores; readonly chatId: string } | null {
    const { stores, chatId } = this.host
    return stores && { stores, chatId }
  }

  async #openMedia(what: HTMLElementEventMap['media-opened']['detail']): Promise<void> {
    const place = this.#mediaPlace
    if (place) (await import('../media/open-viewer.ts')).openViewer(place, what)
  }

  #submit = ({ detail: { text, replyTo, files = [] } }: HTMLElementEventMap['message-submitted']): void => {
    const message = {
      channelId: this.#channelId,
      text,
      replyTo: this.quoteOf(replyTo),
      keepsDraft: this.threadRoot !== null,
    }
    const draftKey = this.#draftKey
    this.#run(
      (stores) =>
        files.length > 0 ? sendFromTray(stores, message, draftKey, files) : stores.actions.send(message, draftKey),
      () => this.host.giveBack(text),
    )
  }

  #edit = ({ detail: { messageId, text } }: HTMLElementEventMap['edit-submitted']): void => {
    const draftKey = editDraftKey(this.host.chatId, messageId)
    if (this.host.messageOf(messageId)?.text === text) return this.host.stores?.drafts.set(draftKey, '')
    const channelId = this.#channelId
    this.#run(
      async ({ actions, drafts }) => {
        const saved = await drafts.sending(draftKey)
        await actions.edit(channelId, messageId as MessageId, text)
        saved()
      },
      () => this.host.giveBack(text),
    )
  }

  #react = ({ detail: { messageId, name } }: HTMLElementEventMap['reaction-toggled']): void => {
    this.#remember(name)
    this.#run(({ actions }) => actions.react(this.#channelId, messageId as MessageId, name))
  }

  #delete = ({ detail: { message, chatId } }: HTMLElementEventMap['message-deleted']): void => {
    this.#run(({ actions }) => actions.delete(chatId as ChannelId, message.id as MessageId))
  }

  #act = ({ detail: { action, message } }: CustomEvent<MessageActionDetail>): void => {
    const id = message.id as MessageId
    switch (action) {
      case 'thread':
        return navigate(chatRoute(this.host.chatId, { name: 'thread', root: id }))
      case 'forward':
        return this.#forward([message])
      case 'pin':
      case 'unpin':
        return this.#run(({ actions }) => actions.pin(this.#channelId, id, action === 'pin'))
      case 'save':
        return this.#run(async ({ actions }) => {
          await actions.save(this.#channelId, id)
          notices.show({ id: 'saved', text: t('chat.saved') })
        })
      case 'unread':
        return this.#run(({ actions }) => actions.markUnread(this.#channelId, id))
      case 'hide':
        return this.#hide(id)
      case 'retry':
        return this.#run((stores) => retryMessage(stores, this.#numberOf(message), message))
      case 'edit':
        return this.#run((stores) => this.#writtenAgain(stores, message))
      case 'cancel':
        return this.#cancel(message)
      case 'discard':
        // It still waits, and would be shown until it is really gone.
        if (isOfFounding(message)) return this.#cancel(message)
        return this.#discard(this.#numberOf(message))
      case 'discard-version':
        return this.#discard(this.#numberOf(message))
    }
  }

  /** A refused message is in the composer again: it goes once its files are in the tray, and its text is kept as a draft. */
  async #writtenAgain(stores: Stores, message: MessageView): Promise<void> {
    const isWhole = await filesToTray(stores, this.#draftKey, message)
    await stores.drafts.flush()
    if (!isWhole) return
    await stores.actions.discard(this.#numberOf(message))
  }

  #forward(messages: readonly MessageView[]): void {
    const { stores, chatId } = this.host
    void import('../dialogs/cairn-forward.ts').then(
      ({ openForward }) => stores && openForward(stores, chatId, messages),
    )
  }

  #useSelection = ({ detail }: HTMLElementEventMap['selection-used']): void => {
    const { action, messages } = detail
    if (action === 'forward') return this.#forward(messages)
    const ids = messages.map(({ id }) => id as MessageId)
    this.#run(async (stores) => {
      const { useSelection } = await import('./use-selection.ts')
      await useSelection[action](stores, this.#channelId, ids, messages)
    })
  }

  /** Of the composer here. In a thread it is the root's, whichever of its messages is answered. */
  get #draftKey(): string {
    return this.threadRoot ? threadDraftKey(this.host.chatId, this.threadRoot()) : this.host.chatId
  }

  #hide(id: MessageId): void {
    this.#run(({ actions }) => actions.hide([id]))
    notices.show({
      id: `hide-${id}`,
      text: t('chat.hidden'),
      actions: [{ id: 'undo', label: t('chat.undo') }],
      answered: (answer) => answer === 'undo' && this.#run(({ actions }) => actions.hide([id], false)),
    })
  }

  #cancel(message: MessageView): void {
    this.#run(async (stores) => {
      const { cancelWithUndo } = await import('./cancel-with-undo.ts')
      cancelWithUndo(stores, [this.#numberOf(message)], storageFailed)
    })
  }

  #discard(n: number): void {
    const { stores } = this.host
    if (stores) discardWithUndo(stores.shownOutbox, [n], storageFailed)
  }

  /** The outbox's number of what this message waits with. */
  #numberOf({ id, delivery, yourVersion }: MessageView): number {
    if (delivery?.state === 'refused') return delivery.n
    if (yourVersion) return yourVersion.n
    const items = this.host.stores?.outbox.view.items ?? []
    return items.find((item) => item.messageId === id && item.kind === 'message')?.n ?? -1
  }

  #draft = ({ detail: { draftKey, text } }: HTMLElementEventMap['draft-changed']): void => {
    this.host.stores?.drafts.set(draftKey, text)
  }

  #typing = ({ detail: { typing } }: HTMLElementEventMap['typing-changed']): void => {
    this.host.stores?.device.setActivity({ typing })
  }

  /** As a reaction with it is named: the lists of both pickers know that. */
  #rememberSign(emoji: string): void {
    const { stores } = this.host
    if (stores) this.#remember(reactionName(emoji, stores.device.world().settings))
  }

  #remember(name: string): void {
    const recent = withRecent(this.recentEmoji, name)
    if (recent.join(' ') !== this.recentEmoji.join(' ')) this.#run(({ prefs }) => prefs.set(RECENT, recent.join(' ')))
  }

  /** A write fails only when the browser cannot keep it; then nothing was lost from the screen either. */
  #run(act: (stores: Stores) => Promise<unknown>, failed?: () => void): void {
    const { stores } = this.host
    if (!stores) return
    act(stores).catch(() => {
      failed?.()
      storageFailed()
    })
  }
}
