/** The composer's emoji button with its picker. What is picked goes to the text box, and so does the focus. */
import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { t } from '../../app/text.ts'
import { raised } from '../../styles/shared.ts'
import '../base/cairn-icon.ts'
import { place } from '../base/place.ts'
import './cairn-emoji-picker.ts'
import type { CairnEmojiPicker } from './cairn-emoji-picker.ts'
import { chatBase } from './chat-styles.ts'
import type { EmojiView } from './emoji-search.ts'

@customElement('cairn-emoji-button')
export class CairnEmojiButton extends LitElement {
  @property({ attribute: false }) emoji: readonly EmojiView[] = []
  @property({ attribute: false }) recent: readonly string[] = []
  @query('button') private button!: HTMLButtonElement
  @query('.picker') private box!: HTMLElement
  @query('cairn-emoji-picker') private picker!: CairnEmojiPicker
  #hadFocus = false

  open = (): void => {
    this.box.showPopover()
    place(this.box, this.button.getBoundingClientRect(), { side: 'above', align: 'end' })
    this.picker.focus()
    this.#dispatch('picker-opened')
  }

  protected override render(): unknown {
    return html`<button
        type="button"
        class="icon-button"
        title=${t('chat.composer.emoji')}
        aria-label=${t('chat.composer.emoji')}
        @pointerdown=${keepFocus}
        @click=${this.open}
      >
        <cairn-icon name="smile"></cairn-icon>
      </button>
      <div class="picker raised" popover @beforetoggle=${this.#turning} @toggle=${this.#toggled}>
        <cairn-emoji-picker
          .emoji=${this.emoji}
          .recent=${this.recent}
          @emoji-picked=${() => this.box.hidePopover()}
        ></cairn-emoji-picker>
      </div>`
  }

  /** By Escape or a choice, not by a press elsewhere that took the focus. What is hidden has it no more. */
  #turning = (event: ToggleEvent): void => {
    this.#hadFocus = event.newState === 'closed' && this.box.matches(':focus-within')
  }

  #toggled = (event: ToggleEvent): void => {
    if (event.newState !== 'closed' || !this.#hadFocus) return
    this.#dispatch('picker-left')
  }

  #dispatch(type: 'picker-opened' | 'picker-left'): void {
    this.dispatchEvent(new CustomEvent(type, { detail: null, bubbles: true, composed: true }))
  }

  static override styles = [
    chatBase,
    raised,
    css`
      .picker {
        position: fixed;
        inset: auto;
        margin: 0;
        padding: 0;
        font: var(--t-md) var(--font);
        color: var(--text);
      }
    `,
  ]
}

/** A press on a button must not close the keyboard of a phone. */
export function keepFocus(event: PointerEvent): void {
  event.preventDefault()
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-emoji-button': CairnEmojiButton
  }
  interface HTMLElementEventMap {
    'picker-opened': CustomEvent<null>
    /** The picker closed with the focus in it. */
    'picker-left': CustomEvent<null>
  }
}
