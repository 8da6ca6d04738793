/** The buttons beside a text box: markup, emoji, send. They act on the box, which keeps the focus. */
import { css, html, LitElement, type TemplateResult } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { isMac, showKeys } from '../../app/keyboard.ts'
import { t } from '../../app/text.ts'
import '../base/cairn-icon.ts'
import '../base/cairn-menu.ts'
import type { MenuSelectEvent } from '../base/cairn-menu.ts'
import type { IconName } from '../base/icons.ts'
import './cairn-emoji-button.ts'
import { keepFocus, type CairnEmojiButton } from './cairn-emoji-button.ts'
import { chatBase } from './chat-styles.ts'
import type { Format } from './composer-text.ts'
import type { EmojiView } from './emoji-search.ts'

const FORMATS = ['bold', 'italic', 'strike', 'code', 'fence', 'quote', 'bullets', 'numbers', 'link'] as const
const ICONS: Record<Format, IconName> = {
  ...{ bold: 'bold', italic: 'italic', strike: 'strikethrough', code: 'code', fence: 'square-code' },
  ...{ quote: 'quote', bullets: 'list', numbers: 'list-ordered', link: 'link' },
}
/** As `composer-keys` has them. */
const KEYS: Partial<Record<Format, string>> = {
  ...{ bold: 'Mod+B', italic: 'Mod+I', strike: 'Mod+Shift+X', code: 'Mod+E', link: 'Mod+Alt+K' },
}

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
      <cairn-menu
        class="more"
        icon="bold"
        label=${t('talk.format.more')}
        .items=${FORMATS.map((id) => ({ id, label: t(`chat.composer.${id}`), icon: ICONS[id], keys: keysOf(id) }))}
        @select=${({ detail }: MenuSelectEvent) => this.#format(detail.id as Format)}
      ></cairn-menu>
      <cairn-emoji-button .emoji=${this.emoji} .recent=${this.recent}></cairn-emoji-button>
      <slot></slot>
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
    const keys = keysOf(format)
    const name = t(`chat.composer.${format}`)
    return html`<button
      type="button"
      class="icon-button"
      title=${keys ? `${name} (${keys})` : name}
      aria-label=${name}
      @pointerdown=${keepFocus}
      @click=${() => this.#format(format)}
    >
      <cairn-icon name=${ICONS[format]}></cairn-icon>
    </button>`
  }

  #format(format: Format): void {
    this.#dispatch('format-wanted', { format })
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
      @container (max-width: 639px) {
        .formats {
          display: none;
        }
      }
      @container (min-width: 640px) {
        .more {
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

function keysOf(format: Format): string | undefined {
  const keys = KEYS[format]
  return keys && showKeys(keys, isMac(), 'writing')
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
