/** Where a search is typed: a text box that completes filters, and the filters as buttons. What is typed goes out as `search-typed`. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { announce } from '../../app/announcer.ts'
import { isComposing } from '../../app/is-composing.ts'
import { t } from '../../app/text.ts'
import {
  complete,
  openPartOf,
  parseQuery,
  withoutFilter,
  writeFilter,
  type FilterName,
  type OpenPart,
  type QueryFilter,
} from '../../search/search-query.ts'
import { suggestFilters, type FilterSuggestion } from '../../search/suggest-filters.ts'
import type { Names } from '../../search/resolve-query.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-icon.ts'
import { combobox } from '../base/combobox.ts'
import { walkOptions } from '../base/walk-options.ts'
import { meaningOf } from './filter-words.ts'
import { searchBoxStyles } from './search-box-styles.ts'

const NO_NAMES: Names = { me: 0, people: [], chats: [] }
/** Offered as buttons; the others are typed. */
const OFFERED: readonly FilterName[] = ['from', 'in', 'has', 'before', 'after', 'is']

@customElement('cairn-search-box')
export class CairnSearchBox extends LitElement {
  @property() typed = ''
  /** Asked when something is to be completed. */
  @property({ attribute: false }) names: () => Names = () => NO_NAMES
  @property({ type: Number }) now = 0
  @state() private suggestions: readonly FilterSuggestion[] = []
  @state() private active = -1
  @query('input') private input!: HTMLInputElement
  #part: OpenPart = { name: null, value: '', start: 0, end: 0 }

  override focus(): void {
    this.input.focus()
    this.input.select()
  }

  protected override render(): unknown {
    return html`<div class="box">
        <cairn-icon name="search"></cairn-icon>
        ${combobox({
          label: t('search.label'),
          placeholder: t('search.placeholder'),
          value: this.typed,
          count: this.suggestions.length,
          active: this.active,
          enterKey: 'search',
          typed: this.#typed,
          pressed: this.#keydown,
          clicked: this.#suggest,
          left: this.#close,
        })}
        ${
          this.typed === ''
            ? nothing
            : html`<button type="button" class="clear" aria-label=${t('search.clear')} @click=${this.#clear}>
                <cairn-icon name="x"></cairn-icon>
              </button>`
        }
        <ul id="list" role="listbox" aria-label=${t('search.suggestions')} ?hidden=${this.suggestions.length === 0}>
          ${this.suggestions.map((one, i) => this.#option(one, i))}
        </ul>
      </div>
      <div class="chips" role="group" aria-label=${t('search.filters')}>
        ${parseQuery(this.typed).filters.map((filter) => this.#chip(filter))}
        ${OFFERED.map(
          (name) =>
            html`<button type="button" title=${t(`search.filter.${name}`)} @click=${() => this.#begin(name)}>
              <bdi dir="ltr">${name}:</bdi><span class="visually-hidden"> ${t(`search.filter.${name}`)}</span>
            </button>`,
        )}
      </div>`
  }

  #chip(filter: QueryFilter): unknown {
    const text = writeFilter(filter.name, filter.value)
    return html`<button
      type="button"
      class="on"
      aria-label=${t('search.removeFilter', { filter: text })}
      @click=${() => this.#set(withoutFilter(this.typed, filter))}
    >
      <bdi dir="ltr">${text}</bdi><cairn-icon name="x"></cairn-icon>
    </button>`
  }

  #option(one: FilterSuggestion, i: number): unknown {
    return html`<li
      id="option-${i}"
      role="option"
      aria-selected=${i === this.active ? 'true' : 'false'}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#take(one)}
    >
      <bdi dir="ltr">${one.value === '' ? `${one.name}:` : writeFilter(one.name, one.value)}</bdi>
      <small><bdi>${meaningOf(one)}</bdi></small>
    </li>`
  }

  #typed = (): void => {
    this.#set(this.input.value)
    this.#suggest()
  }

  #suggest = (): void => {
    this.#part = openPartOf(this.typed, this.input.selectionStart ?? this.typed.length)
    const before = this.suggestions.length
    this.suggestions = suggestFilters(this.#part, this.names(), this.now)
    // A word is meant as a word unless somebody goes to the filter that it may become.
    this.active = this.#part.name !== null && this.#part.value !== '' && this.suggestions.length > 0 ? 0 : -1
    const n = this.suggestions.length
    if (n > 0 && n !== before) announce(t('search.suggested', { n }))
  }

  #keydown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const n = this.suggestions.length
    const to = walkOptions(event.key, this.active, n)
    const chosen = this.suggestions[this.active]
    if (to !== null) this.active = to
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) this.#take(chosen)
    else if (event.key === 'Escape' && n > 0) this.#close()
    else if (event.key === 'Enter') this.dispatchEvent(new CustomEvent('search-entered', { detail: null }))
    else if (event.key === 'ArrowDown') this.dispatchEvent(new CustomEvent('results-wanted', { detail: null }))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  #begin(name: FilterName): void {
    const typed = `${this.typed.trimEnd()} ${name}:`.trimStart()
    this.#put(typed, typed.length)
  }

  #take({ name, value }: FilterSuggestion): void {
    const { typed, caret } = complete(this.typed, this.#part, name, value)
    this.#put(typed, caret)
  }

  /** With the caret there, and what may follow. */
  #put(typed: string, caret: number): void {
    this.#set(typed)
    this.input.value = typed
    this.input.focus()
    this.input.setSelectionRange(caret, caret)
    this.#suggest()
  }

  #clear = (): void => {
    this.#put('', 0)
  }

  #close = (): void => {
    this.suggestions = []
    this.active = -1
  }

  #set(typed: string): void {
    this.typed = typed
    this.dispatchEvent(new CustomEvent('search-typed', { detail: { typed } }))
  }

  static override styles = [base, searchBoxStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-search-box': CairnSearchBox
  }
  interface HTMLElementEventMap {
    'search-typed': CustomEvent<{ readonly typed: string }>
    'search-entered': CustomEvent<null>
    'results-wanted': CustomEvent<null>
  }
}
