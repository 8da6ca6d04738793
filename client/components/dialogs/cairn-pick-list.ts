/**
 * Chooses several of a list that is found by name: the search field keeps the focus, arrows walk the list, Enter ticks, and so does
 * Space where nothing is being typed (docs/behaviour.md, UI152). Dispatches `picked`.
 */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { classMap } from 'lit/directives/class-map.js'
import { repeat } from 'lit/directives/repeat.js'
import { announce } from '../../app/announcer.ts'
import { isComposing } from '../../app/is-composing.ts'
import { t, type MessageKey } from '../../app/text.ts'
import { SayController } from '../../controllers/say-controller.ts'
import { base, clipped, scrolls } from '../../styles/shared.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-icon.ts'
import { combobox } from '../base/combobox.ts'
import { fieldStyles } from '../base/field-styles.ts'
import type { IconName } from '../base/icons.ts'
import { steadyList } from '../base/steady-list.ts'
import { walkOptions } from '../base/walk-options.ts'
import { pickListStyles } from './pick-list-styles.ts'

export interface Pick {
  readonly id: string
  readonly title: string
  /** Stands after the title; '' = nothing does. */
  readonly more: string
  /** Of a person; null shows the icon. */
  readonly person: number | null
  readonly picture: string
  readonly icon: IconName
  /** Why it cannot be chosen; '' = it can. */
  readonly reason: string
}

@customElement('cairn-pick-list')
export class CairnPickList extends LitElement {
  /** What a term finds, the best first. */
  @property({ attribute: false }) find: (term: string) => readonly Pick[] = () => []
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set()
  @property() label = ''
  @property() placeholder = ''
  /** How many are chosen, in words. */
  @property() count = ''
  /** Says that a `query` found nothing. */
  @property({ attribute: false }) none: 'members.none' | 'switcher.none' = 'switcher.none' satisfies MessageKey
  @state() private term = ''
  @state() private active = 0
  @query('input') private field!: HTMLInputElement | null
  /** A key walks the list: Space is no letter of a name then. */
  #walks = false
  #found: readonly Pick[] = []
  /** How many were found or chosen. */
  #state = ''
  protected readonly stateSaid = new SayController(this, () => this.#state)

  override focus(): void {
    void this.updateComplete.then(() => this.field?.focus())
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('term')) {
      this.#found = []
      this.active = 0
    }
    const steady = steadyList({ found: this.#found, active: this.active }, this.find(this.term))
    this.#found = steady.found
    this.active = steady.active
    this.#state = this.#found.length === 0 ? t(this.none, { query: this.term }) : this.count
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('active')) this.renderRoot.querySelector('.active')?.scrollIntoView({ block: 'nearest' })
  }

  protected override render(): unknown {
    const found = this.#found
    return html`<label for="box">${this.label}</label>
      <div class="frame">
        ${combobox({
          type: 'search',
          placeholder: this.placeholder,
          value: this.term,
          count: found.length,
          active: this.active,
          typed: this.#typed,
          pressed: this.#keydown,
        })}
      </div>
      <ul
        id="list"
        class="scrolls"
        role="listbox"
        tabindex="-1"
        aria-multiselectable="true"
        aria-label=${this.label}
        ?hidden=${found.length === 0}
        @mousedown=${(event: Event) => event.preventDefault()}
      >
        ${repeat(
          found,
          ({ id }) => id,
          (pick, i) => this.#option(pick, i),
        )}
      </ul>
      <p>${this.#state}</p>`
  }

  #option(pick: Pick, i: number): unknown {
    const { id, title, more, person, picture, icon, reason } = pick
    return html`<li
      id="option-${i}"
      role="option"
      aria-selected=${this.chosen.has(id) ? 'true' : 'false'}
      aria-disabled=${reason ? 'true' : nothing}
      class=${classMap({ active: i === this.active })}
      @click=${() => this.#toggle(pick, i)}
    >
      <span class="tick"><cairn-icon name="check"></cairn-icon></span>
      ${
        person === null
          ? html`<cairn-avatar icon=${icon}></cairn-avatar>`
          : html`<cairn-avatar .name=${title} .person=${person} src=${picture}></cairn-avatar>`
      }
      <span class="title clipped"><bdi>${title}</bdi> ${more ? html`<small><bdi>${more}</bdi></small>` : nothing}</span>
      ${reason ? html`<small class="reason">${reason}</small>` : nothing}
    </li>`
  }

  #typed = (): void => {
    this.term = this.field?.value ?? ''
    this.#walks = false
    void this.updateComplete.then(
      () => this.#found.length > 0 && announce(t('switcher.count', { n: this.#found.length })),
    )
  }

  #keydown = (event: KeyboardEvent): void => {
    if (isComposing(event)) return
    const to = walkOptions(event.key, this.active, this.#found.length)
    const pick = this.#found[this.active]
    const ticks = event.key === 'Enter' || (event.key === ' ' && (this.#walks || this.term === ''))
    if (to !== null) {
      this.active = to
      this.#walks = true
    } else if (ticks && pick) this.#toggle(pick, this.active)
    else return
    event.preventDefault()
  }

  #toggle({ id, title, reason }: Pick, i: number): void {
    this.active = i
    if (reason) return announce(reason)
    announce(t(this.chosen.has(id) ? 'pick.dropped' : 'pick.chosen', { name: title }))
    this.dispatchEvent(new CustomEvent('picked', { detail: { id, title } }))
  }

  static override styles = [base, clipped, scrolls, fieldStyles, pickListStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-pick-list': CairnPickList
  }
  interface HTMLElementEventMap {
    /** One is to be chosen, or no longer. */
    picked: CustomEvent<{ readonly id: string; readonly title: string }>
  }
}
