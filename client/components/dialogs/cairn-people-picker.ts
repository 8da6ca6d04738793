/** Chooses people by name, from local data. Dispatches `change`. */
import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import type { UserId } from '../../../schema/ids.ts'
import type { PersonView } from '../../../schema/projection/project-person.ts'
import { t } from '../../app/text.ts'
import { rank } from '../chat/suggest.ts'
import './cairn-pick-list.ts'
import type { CairnPickList, Pick } from './cairn-pick-list.ts'

const SHOWN = 50

@customElement('cairn-people-picker')
export class CairnPeoplePicker extends LitElement {
  @property({ attribute: false }) people: readonly PersonView[] = []
  @property({ attribute: false }) chosen: ReadonlySet<UserId> = new Set()
  @property() label = ''
  @query('cairn-pick-list') private list!: CairnPickList | null

  override focus(): void {
    void this.updateComplete.then(() => this.list?.focus())
  }

  protected override render(): unknown {
    return html`<cairn-pick-list
      label=${this.label}
      placeholder=${t('members.find')}
      count=${t('members.selected', { n: this.chosen.size })}
      .none=${'members.none'}
      .chosen=${new Set([...this.chosen].map(String))}
      .find=${(term: string) => this.#find(term.trim())}
      @picked=${this.#toggle}
    ></cairn-pick-list>`
  }

  #find(term: string): readonly Pick[] {
    if (term === '') return this.people.slice(0, SHOWN).map(pickOf)
    const candidates = this.people.map((item) => ({ item, names: [item.name, item.username] }))
    return rank(candidates, term, SHOWN).map(pickOf)
  }

  #toggle = ({ detail }: HTMLElementEventMap['picked']): void => {
    const userId = Number(detail.id) as UserId
    const chosen = new Set(this.chosen)
    if (!chosen.delete(userId)) chosen.add(userId)
    this.chosen = chosen
    this.dispatchEvent(new Event('change'))
  }

  static override styles = css`
    :host {
      display: block;
    }
  `
}

function pickOf({ userId, name, username, avatar }: PersonView): Pick {
  const more = username ? `@${username}` : ''
  return { id: String(userId), title: name, more, person: userId, picture: avatar ?? '', icon: 'user', reason: '' }
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-people-picker': CairnPeoplePicker
  }
}
