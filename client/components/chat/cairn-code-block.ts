/** A block of code: scrolls sideways, can be copied; coloured when it names a language and is on the screen. */
import { html, LitElement, nothing, type PropertyValues } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { copyText } from '../../app/copy-text.ts'
import { t } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import { chatBase } from './chat-styles.ts'
import { codeStyles } from './code-styles.ts'
import type { CodeRun } from './highlight-code.ts'

@customElement('cairn-code-block')
export class CairnCodeBlock extends LitElement {
  @property() text = ''
  @property() lang = ''
  @state() private runs: readonly CodeRun[] | null = null
  #sight: IntersectionObserver | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#look()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#sight?.disconnect()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('text') && !changed.has('lang')) return
    this.runs = null
    this.#look()
  }

  protected override render(): unknown {
    const { runs } = this
    return html`<pre tabindex="0" role="group" aria-label=${this.lang || t('chat.code')}><code>${
        runs ? runs.map(({ text, kind }) => (kind ? html`<span class=${kind}>${text}</span>` : text)) : this.text
      }</code></pre>
      <button
        type="button"
        class="icon-button"
        title=${t('talk.code.copy')}
        aria-label=${t('talk.code.copy')}
        @click=${this.#copy}
      >
        <cairn-icon name="copy"></cairn-icon>
      </button>
      ${this.lang ? html`<span class="lang" aria-hidden="true">${this.lang}</span>` : nothing}`
  }

  #look(): void {
    this.#sight?.disconnect()
    if (this.lang === '' || this.runs) return
    this.#sight = new IntersectionObserver((seen) => {
      if (seen.some(({ isIntersecting }) => isIntersecting)) void this.#colour()
    })
    this.#sight.observe(this)
  }

  async #colour(): Promise<void> {
    this.#sight?.disconnect()
    const { text, lang } = this
    const { highlightCode } = await import('./highlight-code.ts')
    if (text === this.text && lang === this.lang) this.runs = highlightCode(text, lang.toLowerCase())
  }

  #copy = (): void => void copyText(this.text)

  static override styles = [chatBase, codeStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-code-block': CairnCodeBlock
  }
}
