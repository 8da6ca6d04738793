/** What is pasted into a composer: HTML becomes markup, a very long text is offered as a file. Files were taken before. */
import type { LitElement } from 'lit'
import type { ComposerTyped } from './composer-typed.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'

/** A longer text is easier read as a file (UI.md, section 6). */
export const LONG_CHARS = 4_000

export class ComposerPaste {
  /** By the draft it was pasted into: another chat may be shown meanwhile. */
  readonly #waiting = new Map<string, string>()

  /** @param canAttach  whether a file can be made of it here */
  constructor(
    private readonly host: LitElement,
    private readonly typed: ComposerTyped,
    private readonly draftKey: () => string,
    private readonly canAttach: () => boolean,
  ) {}

  /** A long text that waits for a word of its person; '' = none. */
  get long(): string {
    return this.#waiting.get(this.draftKey()) ?? ''
  }

  /** For `paste` on the text box. @returns whether a question is to be asked */
  pasted(event: ClipboardEvent): boolean {
    const data = event.clipboardData
    if (!data) return false
    const plain = data.getData('text/plain')
    const html = this.typed.isInFence ? '' : data.getData('text/html')
    const markdown = html === '' ? null : htmlToMarkdown(html)
    const text = markdown ?? plain
    // While one waits, the next goes into the text: neither may take the other's place.
    if (text.length > LONG_CHARS && this.canAttach() && this.long === '') {
      event.preventDefault()
      this.#ask(text)
      return true
    }
    if (markdown !== null) {
      event.preventDefault()
      this.typed.insert(markdown)
    }
    return false
  }

  /** Takes the long text, as it was answered. */
  take(): string {
    const { long } = this
    this.#ask('')
    return long
  }

  #ask(text: string): void {
    this.#waiting.set(this.draftKey(), text)
    this.host.requestUpdate()
  }
}
