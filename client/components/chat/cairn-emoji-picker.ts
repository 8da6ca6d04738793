/** Emoji in a grid, found by name. The search field keeps the focus; arrows walk the grid. */
import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { isComposing } from '../../app/is-composing.ts'
import { t } from '../../app/text.ts'
import { anyEmoji, searchEmoji, type EmojiView } from './emoji-search.ts'
import { chatBase } from './chat-styles.ts'
import { hasEmojiFont, shownEmoji } from './emoji-support.ts'
import { emojiPickerStyles } from './emoji-picker-styles.ts'
import { stepRow } from './step-row.ts'

@customElement('cairn-emoji-picker')
export class CairnEmojiPicker extends LitElement {
  @property({ attribute: false }) emoji: readonly EmojiView[] = []
  /** Names used lately, the last one first. */
  @property({ attribute: false }) recent: readonly string[] = []
  @state() private term = ''
  @state() private active = 0
  @query('input') private field!: HTMLInputElement

  override focus(): void {
    void this.updateComplete.then(() => this.field.focus())
  }

  protected override render(): unknown {
    const shown = this.#shown()
    const recent = this.#recent()
    return html`<input
        type="search"
        role="combobox"
        aria-label=${t('chat.emoji.search')}
        placeholder=${t('chat.emoji.search')}
        aria-expanded="true"
        aria-controls="grid"
        aria-autocomplete="list"
        aria-activedescendant=${shown.length > 0 ? `e${this.active}` : nothing}
        autocomplete="off"
        spellcheck="false"
        .value=${this.term}
        @input=${this.#search}
        @keydown=${this.#move}
      />
      <div id="grid" role="listbox" aria-label=${t('chat.emoji.list')}>
        ${recent.length > 0 ? this.#group(t('chat.emoji.recent'), recent, 0) : nothing}
        ${this.#group(this.term ? t('chat.emoji.found') : t('chat.emoji.all'), shown.slice(recent.length), recent.length)}
      </div>
      <p aria-hidden="true">
        ${shown[this.active] ? html`<span>${hasEmojiFont() ? shown[this.active]!.emoji : nothing}</span> :${shown[this.active]!.name}:` : t('chat.emoji.none')}
      </p>`
  }

  #group(label: string, items: readonly EmojiView[], from: number): TemplateResult | typeof nothing {
    if (items.length === 0) return nothing
    return html`<div role="group" aria-label=${label}>
      <h3 aria-hidden="true">${label}</h3>
      <div class=${hasEmojiFont() ? 'cells' : 'cells named'} role="presentation">
        ${items.map(({ name, emoji }, index) => {
          const place = from + index
          return html`<div
            id="e${place}"
            role="option"
            aria-selected=${place === this.active}
            aria-label=${name.replaceAll('_', ' ')}
            title=":${name}:"
            @pointerenter=${() => (this.active = place)}
            @click=${() => this.#pick({ name, emoji })}
          >
            ${shownEmoji(emoji, name)}
          </div>`
        })}
      </div>
    </div>`
  }

  /** What the grid shows, in order: the recent ones stand first, and again at their own place. */
  #shown(): readonly EmojiView[] {
    return [...this.#recent(), ...searchEmoji(this.emoji, this.term)]
  }

  #recent(): readonly EmojiView[] {
    if (this.term !== '') return []
    return this.recent.flatMap((name) => anyEmoji(name, this.emoji) ?? [])
  }

  #search(event: Event): void {
    this.term = (event.target as HTMLInputElement).value
    this.active = 0
  }

  #move(event: KeyboardEvent): void {
    if (isComposing(event)) return
    const shown = this.#shown()
    if (event.key === 'Enter') {
      event.preventDefault()
      const chosen = shown[this.active]
      if (chosen) this.#pick(chosen)
      return
    }
    const step = this.#step(event.key, shown.length)
    if (step === null) return
    event.preventDefault()
    this.active = Math.max(0, Math.min(shown.length - 1, step))
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector(`#e${this.active}`)?.scrollIntoView({ block: 'nearest' }),
    )
  }

  /** Where a key leads. */
  #step(key: string, count: number): number | null {
    const forward = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const grid = { recent: this.#recent().length, count, columns: this.#columns() }
      return stepRow(this.active, key === 'ArrowDown', grid)
    }
    if (this.term !== '' && this.field.selectionStart !== this.term.length) return null
    if (key === 'ArrowLeft' || key === 'ArrowRight') return this.active + (key === forward ? 1 : -1)
    return null
  }

  /** As many as the screen has room for. */
  #columns(): number {
    const cells = this.renderRoot.querySelector('.cells')
    return cells ? getComputedStyle(cells).gridTemplateColumns.split(' ').length : 1
  }

  #pick(detail: EmojiView): void {
    this.dispatchEvent(new CustomEvent('emoji-picked', { detail, bubbles: true, composed: true }))
    this.term = ''
    this.active = 0
  }

  static override styles = [chatBase, emojiPickerStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-emoji-picker': CairnEmojiPicker
  }
  interface HTMLElementEventMap {
    'emoji-picked': CustomEvent<EmojiView>
  }
}
