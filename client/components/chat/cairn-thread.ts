/** One thread of this device: reads its store, shows `cairn-thread-view`, and writes what that asks for. */
import { css, html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { ChannelId, MessageId } from '../../../schema/ids.ts'
import '../../app/all-words.ts'
import '../base/all-icons.ts'
import { chatRoute } from '../../app/routes.ts'
import { navigate } from '../../app/navigate.ts'
import { TickController } from '../../controllers/tick-controller.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import { threadDraftKey } from '../../stores/draft-key.ts'
import { enterSends } from '../../stores/enter-sends.ts'
import type { MessageView } from '../../stores/message-view.ts'
import type { Stores } from '../../stores/stores.ts'
import { threadOf, type ThreadStore } from '../../stores/thread-store.ts'
import '../base/cairn-skeleton.ts'
import type { ComposerCommand } from './cairn-composer.ts'
import { namedTitle } from './kind-icons.ts'
import { ChatEdits } from './chat-edits.ts'
import { ChatUploads } from './chat-uploads.ts'
import { answerTarget } from './answer-target.ts'
import { dropStyles } from './drop-styles.ts'
import './cairn-thread-view.ts'
import type { CairnThreadView } from './cairn-thread-view.ts'
import { ChatWordsMaker } from './chat-words.ts'
import { findThread } from './go-to-message.ts'
import { tickMs } from './tick.ts'

@customElement('cairn-thread')
export class CairnThread extends LitElement {
  @property({ attribute: false }) stores: Stores | null = null
  @property() chatId = ''
  /** The message that the thread answers. */
  @property() root = ''
  /** One of its messages to show and mark. */
  @property({ attribute: false }) target: string | null = null
  /** That message is to be answered. */
  @property({ attribute: false }) isReply = false
  @query('cairn-thread-view') private view!: CairnThreadView | null
  #words = new ChatWordsMaker()
  #tick = new TickController(this, () => tickMs(this.#thread.view?.replies ?? []))
  #edits = new ChatEdits(this, () => this.root)
  #chat = new StoreController(this, () => this.stores?.chat(this.chatId as ChannelId))
  #thread = new StoreController(this, () => this.#store)
  #sync = new StoreController(this, () => this.stores?.sync)
  #prefs = new StoreController(this, () => this.stores?.prefs)
  #drafts = new StoreController(this, () => this.stores?.drafts)

  constructor() {
    super()
    new ChatUploads(
      this,
      () => (this.#chat.view?.readOnly ? null : threadDraftKey(this.chatId, this.root)),
      () => this.view?.desk.isEditing === true,
      () => this.#edits.quoteOf(this.view?.desk.takeReply() ?? this.root),
    )
  }

  /** What takes the focus to the thread takes it to the composer. */
  get isAnswering(): boolean {
    return this.isReply || this.view?.isAnswering === true
  }

  override focus(): void {
    void this.updateComplete.then(() => this.view?.focus())
  }

  tell(command: ComposerCommand): void {
    this.view?.tell(command)
  }

  messageOf(messageId: string): MessageView | undefined {
    const thread = this.#thread.view
    return thread?.root?.id === messageId ? thread.root : thread?.replies.find(({ id }) => id === messageId)
  }

  giveBack(text: string): void {
    this.view?.desk.giveBack(text)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { stores, chatId, root } = this
    if (!stores || !(changed.has('root') || changed.has('stores'))) return
    void findThread(stores, chatId as ChannelId, root as MessageId)
  }

  /** What it is to be answered in stands once it was rendered. */
  protected override updated(): void {
    const { view } = this
    if (this.isReply) void view?.updateComplete.then(() => answerTarget(this, view))
  }

  protected override render(): unknown {
    const { stores, chatId } = this
    const chat = this.#chat.view
    const thread = this.#thread.view
    if (!stores || !chat || !thread) return nothing
    if (thread.isLoading && !thread.root) return html`<cairn-skeleton shape="message"></cairn-skeleton>`
    const { names, source } = this.#words.wordsOf(stores, stores.chat(chatId as ChannelId), chat)
    const draftKey = threadDraftKey(chatId, this.root)
    // Where nothing can be written any more, all that was is shown.
    const draft = chat.readOnly ? stores.drafts.written(draftKey) : stores.drafts.text(draftKey)
    return html`<cairn-thread-view
      .chatId=${chatId}
      .heading=${namedTitle(chat.channel)}
      .root=${thread.root}
      .replies=${thread.replies}
      .gaps=${thread.gaps}
      .rights=${chat.rights}
      .readOnly=${chat.readOnly}
      ?canJoin=${chat.channel.canJoin}
      .names=${names}
      .source=${source}
      .draft=${this.#drafts.view ? draft : ''}
      .recentEmoji=${this.#edits.recentEmoji}
      .enterSends=${enterSends(this.#prefs.view)}
      ?offline=${(this.#sync.view?.asOfMs ?? null) !== null}
      ?counted=${chat.channel.kind !== 'direct'}
      .now=${this.#tick.stepOf(stores.device.now())}
      .target=${this.target}
      @message-opened=${this.#open}
      @gap-opened=${({ detail }: HTMLElementEventMap['gap-opened']) => this.#store?.load(detail)}
    ></cairn-thread-view>`
  }

  get #store(): ThreadStore | undefined {
    return this.stores ? threadOf(this.stores, this.chatId as ChannelId, this.root as MessageId) : undefined
  }

  #open = (event: HTMLElementEventMap['message-opened']): void => {
    navigate(chatRoute(this.chatId, null, event.detail.messageId))
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

declare global {
  interface HTMLElementTagNameMap {
    'cairn-thread': CairnThread
  }
}
