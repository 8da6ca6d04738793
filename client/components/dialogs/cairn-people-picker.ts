/** Chooses people: a search box over a list of checkboxes, from local data. Dispatches `change`. */
import { css, html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { UserId } from '../../../schema/ids.ts'
import type { PersonView } from '../../../schema/projection/project-person.ts'
import { t } from '../../app/text.ts'
import { SayController } from '../../controllers/say-controller.ts'
import { base, clipped, scrolls } from '../../styles/shared.ts'
import { pickListStyles } from './pick-list-styles.ts'
import '../base/cairn-avatar.ts'
import '../base/cairn-field.ts'
import type { CairnField } from '../base/cairn-field.ts'
import { rank } from '../chat/suggest.ts'

const SHOWN = 50

@customElement('cairn-people-picker')
export class CairnPeoplePicker extends LitElement {
  @property({ attribute: false }) people: readonly PersonView[] = []
  @property({ attribute: false }) chosen: ReadonlySet<UserId> = new Set()
  @property() label = ''
  @state() private query = ''
  /** How many were found or chosen, in words. */
  #state = ''
  protected readonly stateSaid = new SayController(this, () => this.#state)

  protected override render(): unknown {
    const found = this.query.trim()
      ? rank(
          this.people.map((item) => ({ item, names: [item.name, item.username] })),
          this.query.trim(),
          SHOWN,
        )
      : this.people.slice(0, SHOWN)
    this.#state =
      found.length === 0 ? t('members.none', { query: this.query }) : t('members.selected', { n: this.chosen.size })
    return html`<cairn-field
        type="search"
        label=${this.label}
        placeholder=${t('members.find')}
        .value=${this.query}
        @input=${(event: Event) => (this.query = (event.target as CairnField).value)}
      ></cairn-field>
      <ul class="scrolls" aria-label=${this.label} tabindex="-1">
        ${repeat(
          found,
          ({ userId }) => userId,
          (person) => this.#row(person),
        )}
      </ul>
      <p>${this.#state}</p>`
  }

  #row({ userId, name, username, avatar }: PersonView): unknown {
    return html`<li>
      <label>
        <input type="checkbox" .checked=${this.chosen.has(userId)} @change=${() => this.#toggle(userId)} />
        <cairn-avatar .name=${name} .person=${userId} src=${avatar ?? ''}></cairn-avatar>
        <span class="clipped"><bdi>${name}</bdi> <small>@${username}</small></span>
      </label>
    </li>`
  }

  #toggle(userId: UserId): void {
    const chosen = new Set(this.chosen)
    if (!chosen.delete(userId)) chosen.add(userId)
    this.chosen = chosen
    this.dispatchEvent(new Event('change'))
  }

  static override styles = [
    base,
    clipped,
    scrolls,
    pickListStyles,
    css`
      :host {
        display: block;
      }
    `,
  ]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-people-picker': CairnPeoplePicker
  }
}
