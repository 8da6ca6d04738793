/**
 * Where a message is written: a plain textarea that grows, with suggestions, formatting, reply and edit banners. It holds
 * what is being typed and nothing else: drafts come in with their key and go out as they change.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import '../media/cairn-record-button.ts'
import './cairn-attach-button.ts'
import './cairn-composer-banner.ts'
import './cairn-composer-tools.ts'
import './cairn-suggest.ts'
import './cairn-upload-tray.ts'
import type { CairnAttachButton } from './cairn-attach-button.ts'
import type { ComposerContext } from './cairn-composer-banner.ts'
import type { CairnComposerTools } from './cairn-composer-tools.ts'
import { editDraftKey } from '../../stores/draft-key.ts'
import { typedDirection } from '../base/typed-direction.ts'
import { chatBase } from './chat-styles.ts'
import { ComposerBox } from './composer-box.ts'
import './composer-events.ts'
import { ComposerEmoji } from './composer-emoji.ts'
import { composerFoot } from './composer-foot.ts'
import { ComposerFiles } from './composer-files.ts'
import { ComposerKeyboard, isTouch } from './composer-keyboard.ts'
import { ComposerNotify } from './composer-notify.ts'
import { ComposerPaste } from './composer-paste.ts'
import { composerStyles } from './composer-styles.ts'
import { ComposerSuggest } from './composer-suggest.ts'
import { ComposerTyped } from './composer-typed.ts'
import { ComposerTyping } from './composer-typing.ts'
import { DraftContext } from './draft-context.ts'
import { suggestStyles } from './suggest-styles.ts'
import { NO_SUGGESTIONS, type SuggestSource } from './suggestions.ts'

/** What keys anywhere ask of a composer. */
export type ComposerCommand = 'attach' | 'emoji'

@customElement('cairn-composer')
export class CairnComposer extends LitElement {
  /** Chat and thread: with another key another draft is shown. */
  @property() draftKey = ''
  @property() draft = ''
  @property() placeholder = ''
  @property({ attribute: false }) context: ComposerContext | null = null
  @property({ attribute: false }) source: SuggestSource = NO_SUGGESTIONS
  @property({ attribute: false }) recentEmoji: readonly string[] = []
  @property({ type: Boolean }) offline = false
  @property({ type: Boolean }) canAttach = false
  /** The person's setting. */
  @property({ attribute: false }) enterSends = true

  @query('textarea') private area!: HTMLTextAreaElement
  @query('cairn-composer-tools') private tools!: CairnComposerTools
  @query('cairn-attach-button') private attach!: CairnAttachButton | null
  #box = new ComposerBox(() => this.area)
  #emoji = new ComposerEmoji(this, () => this.source.emoji)
  #suggest = new ComposerSuggest(this, () => this.source, this.#emoji)
  #typed = new ComposerTyped(this, this.#box, this.#suggest, () => this.#tellDraft())
  #files = new ComposerFiles(this, () => this.draftKey)
  #paste = new ComposerPaste(
    this,
    this.#typed,
    () => this.#files.stores,
    () => this.draftKey,
    () => this.canAttach && !this.#isEditing,
  )
  #notify = new ComposerNotify(
    this,
    () => (this.#isEditing ? 0 : this.source.everyone),
    () => this.#send(true),
  )
  #typing = new ComposerTyping((typing) => this.#dispatch('typing-changed', { typing }))
  #kept = new DraftContext(this, () => this.#files.stores)
  #keyboard = new ComposerKeyboard({
    typed: this.#typed,
    suggest: this.#suggest,
    place: () => ({ enterSends: this.enterSends, hasContext: this.context !== null }),
    send: () => this.#send(),
    leave: () => this.#leave(),
    want: (what) => this.#dispatch(what, null),
  })

  override focus = (): void => this.area.focus()

  /** What keys anywhere ask of it. */
  tell(command: ComposerCommand): void {
    if (command === 'emoji') this.tools.openEmoji()
    else this.attach?.open()
  }

  /** Adds text at the caret: a quote, an emoji, what a refused message said. */
  insert(text: string): void {
    this.#typed.insert(text)
    this.focus()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('draftKey')) this.#typed.open(this.draft)
    else if (changed.has('draft')) this.#typed.follow(this.draft, changed.get('draft') ?? '')
    if (!changed.has('context') && !changed.has('draftKey')) return
    // It was about what stood in the box.
    this.#notify.takeBack()
    this.#enterContext(changed.get('context'))
  }

  protected override render(): unknown {
    return html`<div class="box">
        <cairn-suggest
          .items=${this.#suggest.items}
          .active=${this.#suggest.active}
          @suggestion-chosen=${({ detail }: HTMLElementEventMap['suggestion-chosen']) => this.#typed.accept(detail.index)}
        ></cairn-suggest>
        ${
          this.context
            ? html`<cairn-composer-banner
                .context=${this.context}
                @banner-closed=${this.#leave}
              ></cairn-composer-banner>`
            : nothing
        }
        ${this.#isEditing ? nothing : this.#tray()}
        <div class="line">
          ${this.canAttach ? this.#attachButton() : nothing} ${this.#area()}
          <cairn-composer-tools
            .emoji=${this.#emoji.all}
            .recent=${this.recentEmoji}
            ?editing=${this.#isEditing}
            ?canSend=${this.#canSend}
            @format-wanted=${this.#format}
            @emoji-picked=${this.#emojiPicked}
            @picker-opened=${this.#emoji.load}
            @picker-left=${this.focus}
            @send-wanted=${() => this.#send()}
          >
            ${
              this.canAttach && !this.#isEditing
                ? html`<cairn-record-button .draftKey=${this.draftKey}></cairn-record-button>`
                : nothing
            }
          </cairn-composer-tools>
        </div>
        ${this.#notify.question()} ${this.#isEditing ? nothing : this.#paste.question()}
      </div>
      ${composerFoot(this.#typed.left, this.#files.hint(this.offline))}`
  }

  /** An edit changes the text alone: what else belongs to the draft comes back after it. */
  get #isEditing(): boolean {
    return this.context?.kind === 'edit'
  }

  #attachButton(): TemplateResult {
    return html`<cairn-attach-button reason=${this.#isEditing ? t('files.notInEdit') : ''}></cairn-attach-button>`
  }

  #area(): TemplateResult {
    const { active, isOpen } = this.#suggest
    return html`<textarea
      dir=${typedDirection(this.#typed.text)}
      rows="1"
      aria-label=${this.placeholder}
      aria-autocomplete="list"
      aria-controls=${isOpen ? 'suggestions' : nothing}
      aria-activedescendant=${isOpen ? `suggestion-${active}` : nothing}
      placeholder=${this.placeholder}
      enterkeyhint=${isTouch() ? 'enter' : 'send'}
      .value=${this.#typed.text}
      @input=${this.#input}
      @paste=${this.#pasted}
      @keydown=${this.#keyboard.press}
      @keyup=${this.#typed.moved}
      @click=${this.#typed.look}
      @blur=${this.#blurred}
    ></textarea>`
  }

  #tray(): TemplateResult {
    return html`<cairn-upload-tray
      .files=${this.#files.inTray}
      ?holdsBig=${this.#files.view.holdsBig}
      .preview=${this.#files.preview}
      @upload-action=${this.#files.act}
      @box-wanted=${this.focus}
    ></cairn-upload-tray>`
  }

  /** Files go without a word, too. */
  get #canSend(): boolean {
    const { text, left, canSend } = this.#typed
    if (this.#isEditing || this.#files.inTray.length === 0) return canSend
    return this.#files.canSend && (text.trim() === '' || left >= 0)
  }

  #input = (): void => {
    this.#notify.takeBack()
    this.#typed.typed()
    this.#typing.typed(this.#typed.text)
  }

  #send(isConfirmed = false): void {
    if (!this.#canSend) return
    const text = this.#typed.text.trim()
    const { context } = this
    if (!isConfirmed && this.#notify.asks(text)) return
    this.#notify.takeBack()
    this.#suggest.close()
    if (context?.kind === 'edit') {
      this.#typed.endEdit()
      this.#dispatch('edit-submitted', { messageId: context.messageId, text })
    } else {
      this.#typed.show('')
      const files = this.#files.inTray.map(({ key }) => key)
      this.#dispatch('message-submitted', { text, replyTo: context?.messageId ?? null, files })
    }
    this.#typing.stop()
    this.focus()
  }

  /** An edit puts the message in the box and keeps the draft; leaving it brings the draft back. */
  #enterContext(before: ComposerContext | null | undefined): void {
    if (before?.kind === 'edit' && this.context?.kind !== 'edit') this.#typed.endEdit()
    if (this.context?.kind === 'edit') this.#typed.beginEdit(this.#kept.textOf(this.context))
  }

  #leave = (): void => {
    if (this.context?.kind === 'edit') this.#tellEdit(this.context, '')
    this.#dispatch('context-left', null)
    this.focus()
  }

  #blurred = (event: FocusEvent): void => {
    if (!(event.relatedTarget instanceof Node) || !this.renderRoot.contains(event.relatedTarget)) this.#suggest.close()
  }

  #format = ({ detail }: HTMLElementEventMap['format-wanted']): void => {
    // First the focus: the browser's undo knows only of what is done to a box that has it.
    this.focus()
    this.#typed.format(detail.format)
  }

  #pasted = (event: ClipboardEvent): void => {
    if (!this.canAttach || !this.#files.pasted(event)) this.#paste.pasted(event)
  }

  #emojiPicked = ({ detail }: HTMLElementEventMap['emoji-picked']): void => this.insert(detail.emoji)

  /** What is edited is a draft of its own, as soon as it says something else. */
  #tellDraft(): void {
    const { draftKey, context } = this
    const { text } = this.#typed
    if (context?.kind === 'edit') this.#tellEdit(context, text === context.text ? '' : text)
    else this.#dispatch('draft-changed', { draftKey, text })
  }

  #tellEdit({ messageId }: ComposerContext, text: string): void {
    this.#dispatch('draft-changed', { draftKey: editDraftKey(this.draftKey, messageId), text })
  }

  #dispatch(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  static override styles = [chatBase, composerStyles, suggestStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-composer': CairnComposer
  }
}
