/** One chat of this device: reads its stores, shows `cairn-chat-view`, and writes what that asks for. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { ChannelId, MessageId } from '../../../schema/ids.ts'
import '../../app/all-words.ts'
import '../base/all-icons.ts'
import { redirect } from '../../app/navigate.ts'
import { parseRoute } from '../../app/routes.ts'
import { MediaController, PHONE } from '../../controllers/media-controller.ts'
import { TickController } from '../../controllers/tick-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { enterSends } from '../../stores/enter-sends.ts'
import type { MessageView } from '../../stores/message-view.ts'
import type { Stores } from '../../stores/stores.ts'
import type { SyncView } from '../../stores/strip.ts'
import type { TimelineStore } from '../../stores/timeline-store.ts'
import { ChatEdits } from './chat-edits.ts'
import { ChatUploads } from './chat-uploads.ts'
import { dropStyles } from './drop-styles.ts'
import '../search/cairn-find-bar.ts'
import '../shell/cairn-sync-status.ts'
import type { CairnFindBar } from '../search/cairn-find-bar.ts'
import './cairn-chat-view.ts'
import { GoToDate } from './go-to-date.ts'
import { SayNews } from './say-news.ts'
import type { CairnChatView, ChatCommand } from './cairn-chat-view.ts'
import { EMPTY_FEED, feedOf } from './chat-feed.ts'
import { ChatWordsMaker } from './chat-words.ts'
import { answerTarget } from './answer-target.ts'
import { goToMessage } from './go-to-message.ts'
import { tickMs } from './tick.ts'

@customElement('cairn-chat')
export class CairnChat extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  /** A message to show and mark. */
  @property() target: string | null = null
  /** That message is to be answered. */
  @property({ attribute: false }) isReply = false
  @state() private isFinding = false
  @query('cairn-find-bar') private finder!: CairnFindBar | null
  @query('cairn-chat-view') private view!: CairnChatView | null
  #words = new ChatWordsMaker()
  #edits = new ChatEdits(this)
  protected readonly goToDate = new GoToDate(this)
  protected readonly news = new SayNews(this)
  #tick = new TickController(this, () => tickMs(this.#timeline.view?.messages ?? []))
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))
  #timeline = new StoreController(this, () => this.stores?.timeline(this.chatId as ChannelId))
  /** The list changes with every chat. */
  #rows = new StoreController(
    this,
    () => this.stores?.chats,
    ({ byId }) => byId.get(this.chatId as ChannelId),
  )
  #sync = new StoreController(this, () => this.stores?.sync)
  #prefs = new StoreController(this, () => this.stores?.prefs)
  #drafts = new StoreController(this, () => this.stores?.drafts)
  #phone = new MediaController(this, PHONE)

  constructor() {
    super()
    new ChatUploads(
      this,
      () => (this.#chat.view?.readOnly ? null : this.chatId),
      () => this.view?.desk.isEditing === true,
      () => this.#edits.quoteOf(this.view?.desk.takeReply() ?? null),
    )
  }

  override focus(): void {
    void this.updateComplete.then(() => this.view?.focus())
  }

  tell(command: ChatCommand): void {
    if (command === 'find') return this.#find()
    if (command === 'escape' && this.isFinding) return this.#endFind()
    this.view?.tell(command)
  }

  messageOf(messageId: string): MessageView | undefined {
    return this.#timeline.view?.messages.find(({ id }) => id === messageId)
  }

  /** It is gone to again where it was shown before. */
  async show(messageId: string): Promise<void> {
    this.target = null
    await this.updateComplete
    this.target = messageId
  }

  giveBack(text: string): void {
    this.view?.desk.giveBack(text)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('chatId')) void this.stores?.drafts.flush()
    this.#openThread()
  }

  /** What it is to be answered in stands once it was rendered. */
  protected override updated(): void {
    const { view } = this
    if (this.isReply) void view?.updateComplete.then(() => answerTarget(this, view))
  }

  /** An answer that the address leads to opens with its thread. */
  #openThread(): void {
    const target = this.target === null ? undefined : this.messageOf(this.target)
    const route = parseRoute(location.hash)
    if (!target?.replyTo || route.page !== 'chat' || route.panel || route.message !== target.id) return
    redirect({ ...route, panel: { name: 'thread', root: target.replyTo.id } })
  }

  protected override render(): unknown {
    const { stores, chatId } = this
    const chat = this.#chat.view
    const timeline = this.#timeline.view
    if (!stores || !chat) return html`<cairn-chat-view .chatId=${chatId}></cairn-chat-view>`
    const channelId = chatId as ChannelId
    const { names, source } = this.#words.wordsOf(stores, stores.chat(channelId), chat)
    const { device } = stores
    const row = this.#rows.view?.byId.get(channelId)
    // Where nothing can be written any more, all that was is shown.
    const draft = chat.readOnly ? stores.drafts.written(chatId) : stores.drafts.text(chatId)
    return html`<cairn-chat-view
        .chatId=${chatId}
        .chat=${chat}
        .feed=${timeline ? feedOf(timeline) : EMPTY_FEED}
        .names=${names}
        .source=${source}
        .draft=${this.#drafts.view ? draft : ''}
        .recentEmoji=${this.#edits.recentEmoji}
        .enterSends=${enterSends(this.#prefs.view)}
        canAttach
        ?encrypted=${row?.isEncrypted}
        .unread=${row?.unread ?? 0}
        .asOf=${this.#sync.view?.asOfMs ?? null}
        .me=${device.userId}
        .now=${this.#tick.stepOf(device.now())}
        .target=${this.target}
        @older-wanted=${() => this.#store?.loadOlder()}
        @newer-wanted=${() => this.#store?.loadNewer()}
        @first-wanted=${() => this.#store?.jumpToFirst()}
        @latest-wanted=${this.#toLatest}
        @message-wanted=${({ detail }: HTMLElementEventMap['message-wanted']) => this.#jump(detail.messageId)}
        @message-opened=${this.#open}
        @line-wanted=${({ detail }: HTMLElementEventMap['line-wanted']) => this.#store?.jumpToSeq(detail.seq)}
        @gap-opened=${({ detail }: HTMLElementEventMap['gap-opened']) => this.#store?.load(detail)}
        @messages-read=${({ detail }: HTMLElementEventMap['messages-read']) => this.#read(detail.seq, detail.messageId)}
        @own-last-wanted=${this.#editOwnLast}
        @all-read=${this.#readAll}
        @mute-wanted=${this.#mute}
        >${
          this.#phone.matches && mustBeSaid(this.#sync.view)
            ? html`<cairn-sync-status slot="under-header" .stores=${stores}></cairn-sync-status>`
            : nothing
        }${
          this.isFinding
            ? html`<cairn-find-bar
                slot="under-header"
                .stores=${stores}
                .chatId=${chatId}
                @match-wanted=${this.#open}
                @find-closed=${this.#endFind}
              ></cairn-find-bar>`
            : nothing
        }</cairn-chat-view
      ><cairn-mute-menu bare .stores=${stores} chatId=${chatId}></cairn-mute-menu>`
  }

  get #store(): TimelineStore | undefined {
    return this.stores?.timeline(this.chatId as ChannelId)
  }

  #toLatest = (): void => {
    this.#store?.jumpToLatest()
    void this.updateComplete.then(() => this.view?.toLatest())
  }

  #jump(messageId: string): void {
    if (this.stores) void goToMessage(this.stores, this.chatId as ChannelId, messageId)
  }

  #find(): void {
    this.isFinding = true
    void this.updateComplete.then(() => this.finder?.focus())
  }

  #endFind = (): void => {
    this.isFinding = false
    this.focus()
  }

  #open = (event: HTMLElementEventMap['message-opened'] | HTMLElementEventMap['match-wanted']): void => {
    event.stopPropagation()
    void this.show(event.detail.messageId)
  }

  /** Nobody asked for it: one that could not be kept is made again with the next. */
  #read(seq: number, messageId: string): void {
    const marked = this.stores?.actions.markRead(this.chatId as ChannelId, seq, messageId as MessageId)
    marked?.catch(() => undefined)
  }

  #editOwnLast = async (): Promise<void> => {
    const { editOwnLast } = await import('./edit-own-last.ts')
    await editOwnLast(this, (message) => this.view?.desk.edit(message))
  }

  #mute = ({ detail }: HTMLElementEventMap['mute-wanted']): void => {
    void this.renderRoot.querySelector('cairn-mute-menu')?.openAt(detail.anchor, detail.from)
  }

  #readAll = (): void => {
    const latest = this.#timeline.view?.latest
    if (latest) this.#read(latest.seq, latest.id)
  }

  static override styles = [
    dropStyles,
    css`
      :host {
        display: block;
        block-size: 100%;
        min-block-size: 0;
      }
    `,
  ]
}

/** A phone shows one page at a time: who is in a chat does not see the strip of the list, and can send nothing from here. */
function mustBeSaid(sync: SyncView | undefined): boolean {
  return sync?.words === 'signed-out' || sync?.words === 'too-old'
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-chat': CairnChat
  }
}
