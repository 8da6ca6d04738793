/**
 * What is pasted into a composer: HTML becomes markup, of a very long text is asked whether it shall be a file. Files were taken
 * before.
 */
import { html, nothing, type LitElement, type TemplateResult } from 'lit'
import { t } from '../../app/text.ts'
import './cairn-composer-question.ts'
import { StoreController } from '../../controllers/store-controller.ts'
import type { DraftsView } from '../../stores/drafts-store.ts'
import type { Stores } from '../../stores/stores.ts'
import type { ComposerTyped } from './composer-typed.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'

/** A longer text is easier read as a file (UI.md, section 6). */
export const LONG_CHARS = 4_000

export class ComposerPaste {
  /** Waits where drafts are kept: the composer goes when another page, chat or panel is shown. */
  readonly #drafts: StoreController<DraftsView>
  /** The draft whose text is being made a file: it waits on until that is kept. */
  #toFile: string | null = null

  /**
   * @param stores     null where nobody holds the chat
   * @param canAttach  whether a file can be made of it here
   */
  constructor(
    private readonly host: LitElement,
    private readonly typed: ComposerTyped,
    private readonly stores: () => Stores | null,
    private readonly draftKey: () => string,
    private readonly canAttach: () => boolean,
  ) {
    this.#drafts = new StoreController(host, () => stores()?.drafts)
  }

  /** While a long text waits for a word of its person. */
  question(): TemplateResult | typeof nothing {
    const long = this.#long
    if (long === '' || this.#toFile === this.draftKey()) return nothing
    return html`<cairn-composer-question
      class="paste"
      question=${t('talk.paste.long', { count: long.length })}
      .answers=${[
        ['here', t('talk.paste.here')],
        ['file', t('talk.paste.file')],
      ]}
      @question-answered=${this.#answered}
    ></cairn-composer-question>`
  }

  /** For `paste` on the text box. */
  pasted(event: ClipboardEvent): void {
    const data = event.clipboardData
    if (!data) return
    const plain = data.getData('text/plain')
    const rich = this.typed.isInFence ? '' : data.getData('text/html')
    const markdown = rich === '' ? null : htmlToMarkdown(rich)
    const text = markdown ?? plain
    // While one waits, the next goes into the text: neither may take the other's place.
    if (text.length > LONG_CHARS && this.canAttach() && this.stores() && this.#long === '') {
      event.preventDefault()
      try {
        this.#keep(text)
      } finally {
        void this.host.updateComplete.then(() =>
          this.host.renderRoot.querySelector<HTMLElement>('cairn-composer-question.paste')?.focus(),
        )
      }
    } else if (markdown !== null) {
      event.preventDefault()
      this.typed.insert(markdown)
    }
  }

  #answered = ({ detail }: HTMLElementEventMap['question-answered']): void => {
    const text = this.#long
    this.host.focus()
    if (detail.answer === 'file') return this.#makeFile(text)
    if (detail.answer === 'here') this.typed.insert(text)
    this.#keep('')
  }

  #makeFile(text: string): void {
    const key = this.draftKey()
    const pasted = this.stores()?.drafts.pasted
    const files = [new File([text], t('talk.paste.name'), { type: 'text/plain' })]
    const taken = (isTaken: boolean): void => {
      this.#toFile = null
      if (isTaken) pasted?.keep(key, '')
      else this.host.requestUpdate()
    }
    this.#toFile = key
    this.host.requestUpdate()
    this.host.dispatchEvent(
      new CustomEvent('files-attached', { detail: { files, taken }, bubbles: true, composed: true }),
    )
  }

  /** '' = none waits. */
  get #long(): string {
    return this.#drafts.view ? (this.stores()?.drafts.pasted.text(this.draftKey()) ?? '') : ''
  }

  #keep(text: string): void {
    this.stores()?.drafts.pasted.keep(this.draftKey(), text)
  }
}
