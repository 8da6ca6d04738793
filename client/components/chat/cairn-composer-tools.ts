/** The buttons beside a text box: markup, emoji, send. They act on the box, which keeps the focus. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import './cairn-emoji-button.ts'
import { keepFocus, type CairnEmojiButton } from './cairn-emoji-button.ts'
import { chatBase } from './chat-styles.ts'
import type { Format } from './composer-text.ts'
import type { EmojiView } from './emoji-search.ts'

const FORMATS = ['bold', 'italic', 'code'] as const satisfies readonly Format[]

@customElement('cairn-composer-tools')
export class CairnComposerTools extends LitElement {
  @property({ attribute: false }) emoji: readonly EmojiView[] = []
  @property({ attribute: false }) recent: readonly string[] = []
  /** A message is being edited: sending saves it. */
  @property({ type: Boolean }) editing = false
  @property({ type: Boolean }) canSend = false
  @query('cairn-emoji-button') private picker!: CairnEmojiButton

  openEmoji(): void {
    this.picker.open()
  }

  protected override render(): unknown {
    const send = this.editing ? t('chat.composer.save') : t('chat.composer.send')
    return html`<div class="formats" role="group" aria-label=${t('chat.composer.format')}>
        ${FORMATS.map((format) => this.#formatButton(format))}
      </div>
      <cairn-emoji-button .emoji=${this.emoji} .recent=${this.recent}></cairn-emoji-button>
      <button
        type="button"
        class="icon-button send"
        aria-disabled=${!this.canSend}
        title=${send}
        aria-label=${send}
        @pointerdown=${keepFocus}
        @click=${() => this.#dispatch('send-wanted', null)}
      >
        <cairn-icon name=${this.editing ? 'check' : 'send'}></cairn-icon>
      </button>`
  }

  #formatButton(format: (typeof FORMATS)[number]): TemplateResult {
    const name = t(`chat.composer.${format}`)
    return html`<button
      type="button"
      class="icon-button"
      title=${name}
      aria-label=${name}
      @pointerdown=${keepFocus}
      @click=${() => this.#dispatch('format-wanted', { format })}
    >
      <cairn-icon name=${format}></cairn-icon>
    </button>`
  }

  #dispatch(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }))
  }

  static override styles = [
    chatBase,
    css`
      :host,
      .formats {
        display: flex;
      }
      .send {
        background: var(--accent);
        color: var(--on-accent);
      }
      .send:hover {
        background: var(--accent-hover);
        color: var(--on-accent);
      }
      .send[aria-disabled='true'] {
        background: none;
        color: var(--text-3);
      }
      /* The width of the composer around it. */
      @container (max-width: 519px) {
        .formats {
          display: none;
        }
      }
      @media (forced-colors: active) {
        .send {
          border: 1px solid ButtonBorder;
        }
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-composer-tools': CairnComposerTools
  }
  interface HTMLElementEventMap {
    'format-wanted': CustomEvent<{ readonly format: Format }>
    'send-wanted': CustomEvent<null>
  }
}
