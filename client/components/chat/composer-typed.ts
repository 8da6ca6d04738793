/** What is being typed in a composer: its text, every change of it, and the draft that an edit puts aside. */
import type { LitElement, ReactiveController } from 'lit'
import { MAX_TEXT_CHARS } from '../../../schema/limits.ts'
import type { ComposerBox } from './composer-box.ts'
import type { ComposerSuggest } from './composer-suggest.ts'
import { format, isInOpenFence, newLine, replaceRange, type Format, type TextSelection } from './composer-text.ts'

export class ComposerTyped implements ReactiveController {
  #text = ''
  /** What stood here before an edit began. */
  #kept: string | null = null
  #isGrown = false

  /** @param changed  the text was changed by the person: at once, the drafts store waits for a pause */
  constructor(
    private readonly host: LitElement,
    private readonly box: ComposerBox,
    private readonly suggest: ComposerSuggest,
    private readonly changed: () => void,
  ) {
    host.addController(this)
  }

  get text(): string {
    return this.#text
  }

  get canSend(): boolean {
    return this.#text.trim() !== '' && this.left >= 0
  }

  /** Characters that still fit; negative when there are too many. */
  get left(): number {
    return MAX_TEXT_CHARS - this.#text.length
  }

  get isInFence(): boolean {
    return isInOpenFence(this.#text, this.box.selection.start)
  }

  hostUpdated(): void {
    if (!this.#isGrown) this.box.grow()
    this.#isGrown = true
  }

  /** Shows another text that nobody typed. */
  show(text: string): void {
    if (text === this.#text) return
    this.#text = text
    this.#isGrown = false
    this.host.requestUpdate()
  }

  /** For `input`: takes what the box holds. */
  typed(): void {
    this.show(this.box.selection.text)
    this.changed()
    this.look()
  }

  /** Adds text at the caret. */
  insert(text: string): void {
    const { start, end } = this.box.selection
    this.apply(replaceRange({ text: this.#text }, start, end, text))
  }

  format(kind: Format): void {
    this.apply(format(this.box.selection, kind))
  }

  newLine(): void {
    this.apply(newLine(this.box.selection))
  }

  /** Takes a suggestion. */
  accept(index: number): void {
    const accepted = this.suggest.accept(index, this.#text)
    if (accepted) this.apply(accepted)
  }

  apply(wanted: TextSelection): void {
    this.show(this.box.apply(wanted))
    this.changed()
    this.look()
  }

  /** Suggestions for the word at the caret. */
  look = (): void => this.suggest.look(this.#text, this.box.caret)

  /** The caret may stand elsewhere: suggestions are for where it is. */
  moved = (): void => {
    if (this.suggest.isOpen && this.suggest.at !== this.box.caret) this.look()
  }

  /** Puts a message in the box, and the draft aside. */
  beginEdit(text: string): void {
    this.#kept ??= this.#text
    this.show(text)
    void this.host.updateComplete.then(() => this.apply({ text, start: text.length, end: text.length }))
  }

  /** Brings the draft back. */
  endEdit(): void {
    this.show(this.#kept ?? this.#text)
    this.#kept = null
  }

  /** The same draft says something else, unless it was written on here meanwhile. */
  follow(draft: string, before: string): void {
    if (this.#kept === before) this.#kept = draft
    else if (this.#kept === null && this.#text === before) this.show(draft)
  }

  /** The draft of another chat: an edit begun here is left behind. */
  open(draft: string): void {
    this.#kept = null
    this.show(draft)
    this.suggest.close()
  }
}
