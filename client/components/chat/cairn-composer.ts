/**
 * Where a message is written: a plain textarea that grows, with suggestions, formatting, reply and edit banners. It holds
 * what is being typed and nothing else: drafts come in with their key and go out as they change.
 */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { MAX_TEXT_CHARS } from '../../../schema/limits.ts'
import { announce } from '../../app/announcer.ts'
import { t } from '../../app/text.ts'
import type { PersonView } from '../../stores/message-view.ts'
import '../base/cairn-icon.ts'
import { place } from '../base/place.ts'
import './cairn-emoji-picker.ts'
import './cairn-suggest.ts'
import type { CairnEmojiPicker } from './cairn-emoji-picker.ts'
import type { Suggestion } from './cairn-suggest.ts'
import { chatBase } from './chat-styles.ts'
import { composerAction, type ComposerAction } from './composer-keys.ts'
import { composerStyles } from './composer-styles.ts'
import { format, isInOpenFence, newLine, replaceRange, type Format, type TextSelection } from './composer-text.ts'
import { queryAt, type SuggestQuery } from './suggest.ts'
import { mentionsEveryone, NO_SUGGESTIONS, suggestionsFor, type SuggestSource } from './suggestions.ts'
import { raised } from '../../styles/shared.ts'

/** The counter appears when fewer are left. */
const COUNTER_FROM = 500

/** What the next message answers, or which message is being changed. */
export interface ComposerContext {
  readonly kind: 'reply' | 'edit'
  readonly messageId: string
  readonly author: PersonView
  /** The whole text, to edit; its beginning, to answer. */
  readonly text: string
}

const TOOLS = ['bold', 'italic', 'code'] as const satisfies readonly Format[]

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

  @state() private text = ''
  @state() private suggestions: readonly Suggestion[] = []
  @state() private active = 0
  @state() private isAsking = false
  @query('textarea') private box!: HTMLTextAreaElement
  @query('.picker') private pickerBox!: HTMLElement
  @query('cairn-emoji-picker') private picker!: CairnEmojiPicker
  @query('input[type=file]') private files!: HTMLInputElement
  #asked: SuggestQuery | null = null
  /** What stood here before an edit began. */
  #kept: string | null = null

  override focus(): void {
    this.box.focus()
  }

  /** Adds text at the caret: a quote, an emoji, what a refused message said. */
  insert(text: string): void {
    const { selectionStart, selectionEnd } = this.box
    this.#apply(replaceRange({ text: this.text }, selectionStart, selectionEnd, text))
    this.box.focus()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('draftKey')) {
      this.#kept = null
      this.text = this.draft
      this.#closeSuggestions()
    } else if (changed.has('draft') && this.text === (changed.get('draft') ?? '')) this.text = this.draft
    if (changed.has('context') || changed.has('draftKey')) this.#enterContext(changed.get('context'))
  }

  protected override render(): unknown {
    const left = MAX_TEXT_CHARS - this.text.length
    return html`<div class="box">
        <cairn-suggest
          .items=${this.suggestions}
          .active=${this.active}
          @suggestion-chosen=${(event: CustomEvent<{ index: number }>) => this.#accept(event.detail.index)}
        ></cairn-suggest>
        ${this.context ? this.#banner(this.context) : nothing}
        <div class="line">
          ${this.canAttach ? this.#attachButton() : nothing}
          <textarea
            dir=${this.text === '' ? nothing : 'auto'}
            rows="1"
            aria-label=${this.placeholder}
            aria-autocomplete="list"
            aria-controls=${this.suggestions.length > 0 ? 'suggestions' : nothing}
            aria-activedescendant=${this.suggestions.length > 0 ? `suggestion-${this.active}` : nothing}
            placeholder=${this.placeholder}
            enterkeyhint=${isTouch() ? 'enter' : 'send'}
            .value=${this.text}
            @input=${this.#typed}
            @keydown=${this.#keydown}
            @click=${this.#suggest}
            @blur=${this.#blurred}
          ></textarea>
          ${this.#tools()}
        </div>
        ${this.isAsking ? this.#question() : nothing}
      </div>
      <div class="below">
        <span class="hint">${this.offline ? t('chat.composer.offline') : nothing}</span>
        ${
          left < COUNTER_FROM
            ? html`<span class=${left < 0 ? 'count over' : 'count'}
                >${left < 0 ? t('chat.composer.over', { count: -left }) : t('chat.composer.left', { count: left })}</span
              >`
            : nothing
        }
      </div>
      <div class="picker raised" popover @toggle=${this.#pickerToggled}>
        <cairn-emoji-picker
          .emoji=${this.source.emoji}
          .recent=${this.recentEmoji}
          @emoji-picked=${this.#emojiPicked}
        ></cairn-emoji-picker>
      </div>`
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('text')) this.#grow()
  }

  #banner({ kind, author, text }: ComposerContext): TemplateResult {
    return html`<div class="context">
      <cairn-icon name=${kind === 'reply' ? 'reply' : 'pencil'}></cairn-icon>
      <b>${kind === 'reply' ? t('chat.composer.replying', { name: author.name }) : t('chat.composer.editing')}</b>
      <span class="excerpt" dir="auto">${kind === 'reply' ? text : nothing}</span>
      ${this.#button('x', t('chat.composer.cancel'), () => this.#leave())}
    </div>`
  }

  #tools(): TemplateResult {
    const cannotSend = this.text.trim() === '' || this.text.length > MAX_TEXT_CHARS
    const name = this.context?.kind === 'edit' ? t('chat.composer.save') : t('chat.composer.send')
    return html`<div class="formats" role="group" aria-label=${t('chat.composer.format')}>
        ${TOOLS.map((tool) => this.#button(tool, t(`chat.composer.${tool}`), () => this.#format(tool)))}
      </div>
      ${this.#button('smile', t('chat.composer.emoji'), this.#openPicker)}
      <button
        type="button"
        class="icon-button send"
        aria-disabled=${cannotSend}
        title=${name}
        aria-label=${name}
        @pointerdown=${keepFocus}
        @click=${() => this.#send()}
      >
        <cairn-icon name=${this.context?.kind === 'edit' ? 'check' : 'send'}></cairn-icon>
      </button>`
  }

  #attachButton(): TemplateResult {
    return html`${this.#button('plus', t('chat.composer.attach'), () => this.files.click())}
      <input
        type="file"
        multiple
        hidden
        tabindex="-1"
        aria-label=${t('chat.composer.attach')}
        @change=${this.#attached}
      />`
  }

  #button(icon: 'plus' | 'smile' | 'x' | (typeof TOOLS)[number], name: string, act: () => void): TemplateResult {
    return html`<button
      type="button"
      class="icon-button ${icon}"
      title=${name}
      aria-label=${name}
      @pointerdown=${keepFocus}
      @click=${act}
    >
      <cairn-icon name=${icon}></cairn-icon>
    </button>`
  }

  #question(): TemplateResult {
    return html`<div
      class="ask"
      role="alertdialog"
      aria-label=${t('chat.composer.notify', { count: this.source.everyone })}
    >
      <span>${t('chat.composer.notify', { count: this.source.everyone })}</span>
      <button type="button" class="text-button" @click=${this.#notAsked}>${t('chat.composer.cancel')}</button>
      <button type="button" class="text-button primary" @click=${() => this.#send(true)}>
        ${t('chat.composer.notify-yes')}
      </button>
    </div>`
  }

  #typed = (): void => {
    this.text = this.box.value
    this.isAsking = false
    this.#tellDraft()
    this.#suggest()
    this.#dispatch('typing-changed', { typing: this.text.trim() !== '' })
  }

  #keydown = (event: KeyboardEvent): void => {
    // While an input method composes, Enter chooses a word. 229 is how Safari tells.
    if (event.isComposing || event.keyCode === 229) return
    const action = composerAction(event, {
      isSuggesting: this.suggestions.length > 0,
      isEmpty: this.text === '',
      isInFence: isInOpenFence(this.text, this.box.selectionStart),
      isTouch: isTouch(),
      enterSends: this.enterSends,
      hasContext: this.context !== null,
    })
    if (!action) return
    event.preventDefault()
    if (action.do === 'close' || action.do === 'leave') event.stopPropagation()
    this.#do(action)
  }

  #do(action: ComposerAction): void {
    const { length } = this.suggestions
    switch (action.do) {
      case 'send':
        return this.#send()
      case 'new-line':
        return this.#apply(newLine(this.#selection()))
      case 'format':
        return this.#format(action.format)
      case 'accept':
        return this.#accept(this.active)
      case 'next':
        return void (this.active = (this.active + 1) % length)
      case 'previous':
        return void (this.active = (this.active + length - 1) % length)
      case 'close':
        return this.#closeSuggestions()
      case 'leave':
        return this.#leave()
      case 'emoji':
        return this.#openPicker()
      case 'attach':
        return this.canAttach ? this.files.click() : undefined
      case 'edit-last':
        return this.#dispatch('edit-last-wanted', null)
      case 'reply-to-last':
        return this.#dispatch('reply-last-wanted', null)
    }
  }

  #send(isConfirmed = false): void {
    const text = this.text.trim()
    if (text === '' || text.length > MAX_TEXT_CHARS) return
    if (!isConfirmed && this.source.everyone > 0 && mentionsEveryone(text) && this.context?.kind !== 'edit') {
      this.isAsking = true
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.ask .primary')?.focus())
      return
    }
    const { context } = this
    this.isAsking = false
    this.#closeSuggestions()
    if (context?.kind === 'edit') {
      this.#restoreKept()
      this.#dispatch('edit-submitted', { messageId: context.messageId, text })
    } else {
      this.text = ''
      this.#dispatch('message-submitted', { text, replyTo: context?.messageId ?? null })
    }
    this.#dispatch('typing-changed', { typing: false })
    this.box.focus()
  }

  /** An edit puts the message in the box and keeps the draft; leaving it brings the draft back. */
  #enterContext(before: ComposerContext | null | undefined): void {
    if (before?.kind === 'edit' && this.context?.kind !== 'edit') this.#restoreKept()
    if (this.context?.kind !== 'edit') return
    this.#kept ??= this.text
    this.text = this.context.text
    void this.updateComplete.then(() =>
      this.#apply({ text: this.text, start: this.text.length, end: this.text.length }),
    )
  }

  #restoreKept(): void {
    this.text = this.#kept ?? this.text
    this.#kept = null
  }

  #leave(): void {
    this.#dispatch('context-left', null)
    this.box.focus()
  }

  #suggest = (): void => {
    const { selectionStart, selectionEnd } = this.box
    this.#asked = selectionStart === selectionEnd ? queryAt(this.text, selectionStart) : null
    const words = { everyone: t('chat.suggest.everyone'), outside: t('chat.suggest.outside') }
    const before = this.suggestions.length
    this.suggestions = this.#asked ? suggestionsFor(this.#asked, this.source, words) : []
    this.active = 0
    if (this.#asked && this.suggestions.length !== before) {
      announce(t('chat.suggest.count', { count: this.suggestions.length }))
    }
  }

  #accept(index: number): void {
    const chosen = this.suggestions[index]
    if (!chosen || !this.#asked) return
    const { from, to } = this.#asked
    this.#closeSuggestions()
    this.#apply(replaceRange({ text: this.text }, from, to, `${chosen.insert} `))
  }

  #closeSuggestions(): void {
    this.#asked = null
    this.suggestions = []
  }

  #blurred = (event: FocusEvent): void => {
    if (!(event.relatedTarget instanceof Node) || !this.renderRoot.contains(event.relatedTarget))
      this.#closeSuggestions()
  }

  #notAsked = (): void => {
    this.isAsking = false
    this.box.focus()
  }

  #format(kind: Format): void {
    this.#apply(format(this.#selection(), kind))
  }

  #selection(): TextSelection {
    return { text: this.text, start: this.box.selectionStart, end: this.box.selectionEnd }
  }

  /** Through the browser's own editing, so that undo knows of it. */
  #apply({ text, start, end }: TextSelection): void {
    const { value } = this.box
    if (value !== text) {
      const [from, until, by] = difference(value, text)
      this.box.setSelectionRange(from, until)
      const isEdited = document.activeElement !== null && this.box.matches(':focus') && insertText(by)
      if (!isEdited) this.box.setRangeText(by, from, until)
    }
    this.text = this.box.value
    this.box.setSelectionRange(start, end)
    this.#tellDraft()
    this.#suggest()
  }

  #openPicker = (): void => {
    this.pickerBox.showPopover()
    const button = this.renderRoot.querySelector('.smile') ?? this
    place(this.pickerBox, button.getBoundingClientRect(), { side: 'above', align: 'end' })
    this.picker.focus()
  }

  #pickerToggled = (event: ToggleEvent): void => {
    if (event.newState === 'closed' && this.renderRoot.querySelector(':focus-within') !== null) this.box.focus()
  }

  #emojiPicked = (event: CustomEvent<{ name: string }>): void => {
    const found = this.source.emoji.find(({ name }) => name === event.detail.name)
    this.pickerBox.hidePopover()
    if (found) this.insert(found.emoji)
  }

  #attached = (): void => {
    if (this.files.files && this.files.files.length > 0)
      this.#dispatch('files-attached', { files: [...this.files.files] })
    this.files.value = ''
  }

  #grow(): void {
    this.box.style.setProperty('block-size', 'auto')
    this.box.style.setProperty('block-size', `${this.box.scrollHeight}px`)
  }

  /** At once: the drafts store waits for a pause and keeps it. What is edited is no draft. */
  #tellDraft(): void {
    if (this.context?.kind !== 'edit') this.#dispatch('draft-changed', { draftKey: this.draftKey, text: this.text })
  }

  #dispatch(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  static override styles = [chatBase, raised, composerStyles]
}

/** A press on a button must not close the keyboard of a phone. */
function keepFocus(event: PointerEvent): void {
  event.preventDefault()
}

function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches
}

/** The least replacement that makes `after` of `before`: [from, until) in `before`, and what comes there. */
function difference(before: string, after: string): [from: number, until: number, by: string] {
  let from = 0
  while (from < before.length && before[from] === after[from]) from++
  let tail = 0
  const most = Math.min(before.length, after.length) - from
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  return [from, before.length - tail, after.slice(from, after.length - tail)]
}

function insertText(text: string): boolean {
  return document.execCommand(text === '' ? 'delete' : 'insertText', false, text)
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-composer': CairnComposer
  }
  interface HTMLElementEventMap {
    'message-submitted': CustomEvent<{ readonly text: string; readonly replyTo: string | null }>
    'edit-submitted': CustomEvent<{ readonly messageId: string; readonly text: string }>
    'draft-changed': CustomEvent<{ readonly draftKey: string; readonly text: string }>
    'typing-changed': CustomEvent<{ readonly typing: boolean }>
    'files-attached': CustomEvent<{ readonly files: readonly File[] }>
    'edit-last-wanted': CustomEvent<null>
    'reply-last-wanted': CustomEvent<null>
    /** The reply or edit banner was closed. */
    'context-left': CustomEvent<null>
  }
}
