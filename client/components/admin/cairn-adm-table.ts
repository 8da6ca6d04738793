/** A table of the administration: sorted by a button in each header, filtered by a box, with a menu for each row. Cards below 600 px. */
import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { fold } from '../../../schema/fold.ts'
import { t } from '../../app/text.ts'
import { base } from '../../styles/shared.ts'
import '../base/cairn-button.ts'
import '../base/cairn-field.ts'
import type { CairnField } from '../base/cairn-field.ts'
import '../base/cairn-menu.ts'
import type { MenuItem, MenuSelectEvent } from '../base/cairn-menu.ts'
import { tableStyles } from './table-styles.ts'

export interface Cell {
  readonly text: string
  /** What the column is sorted by; the text when left out. */
  readonly order?: number
}

export interface TableRow {
  readonly id: number
  /** Of the row and its menu. */
  readonly name: string
  readonly cells: readonly Cell[]
  readonly items: readonly MenuItem[]
}

/** More rows are made on demand. */
const STEP = 100

@customElement('cairn-adm-table')
export class CairnAdmTable extends LitElement {
  @property() label = ''
  @property({ attribute: false }) columns: readonly string[] = []
  @property({ attribute: false }) rows: readonly TableRow[] = []
  @state() private query = ''
  @state() private sorted: { readonly column: number; readonly isDown: boolean } = { column: 0, isDown: false }
  @state() private shown = STEP

  protected override render(): unknown {
    const rows = this.#found()
    return html`<cairn-field
        type="search"
        label=${t('admin.filter')}
        .value=${this.query}
        @input=${(event: Event) => (this.query = (event.target as CairnField).value)}
      ></cairn-field>
      <table role="table" aria-label=${this.label} aria-rowcount=${rows.length + 1}>
        <thead role="rowgroup">
          <tr role="row">
            ${this.columns.map((name, i) => this.#header(name, i))}
            <td role="cell"></td>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(
            rows.slice(0, this.shown),
            ({ id }) => id,
            (row) => this.#row(row),
          )}
        </tbody>
      </table>
      ${
        rows.length > this.shown
          ? html`<cairn-button @click=${() => (this.shown += STEP)}>${t('action.more')}</cairn-button>`
          : nothing
      }`
  }

  #header(name: string, column: number): unknown {
    const { sorted } = this
    const isIt = sorted.column === column
    const turn = () => (this.sorted = { column, isDown: isIt && !sorted.isDown })
    return html`<th
      role="columnheader"
      scope="col"
      aria-sort=${isIt ? (sorted.isDown ? 'descending' : 'ascending') : nothing}
    >
      <button type="button" title=${t('admin.sortBy', { name })} @click=${turn}>
        ${name}${isIt ? html`<cairn-icon name=${sorted.isDown ? 'arrow-down' : 'arrow-up'}></cairn-icon>` : nothing}
      </button>
    </th>`
  }

  #row({ id, name, cells, items }: TableRow): unknown {
    return html`<tr role="row">
      ${cells.map(({ text }, i) =>
        i === 0
          ? html`<th role="rowheader" scope="row"><bdi>${text}</bdi></th>`
          : html`<td role="cell" data-name=${this.columns[i] ?? ''}>${text}</td>`,
      )}
      <td role="cell" class="menu">
        ${
          items.length > 0
            ? html`<cairn-menu
                label=${t('members.actions', { name })}
                .items=${items}
                @select=${({ detail }: MenuSelectEvent) =>
                  this.dispatchEvent(new CustomEvent('row-action', { detail: { id, action: detail.id } }))}
              ></cairn-menu>`
            : nothing
        }
      </td>
    </tr>`
  }

  #found(): TableRow[] {
    const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
    const { column, isDown } = this.sorted
    const wanted = fold(this.query.trim())
    const found = this.rows.filter(({ cells }) => cells.some(({ text }) => fold(text).includes(wanted)))
    const sign = isDown ? -1 : 1
    return found.sort((a, b) => {
      const [x, y] = [a.cells[column]!, b.cells[column]!]
      const by = x.order !== undefined && y.order !== undefined ? x.order - y.order : compare(x.text, y.text)
      return sign * by || a.id - b.id
    })
  }

  static override styles = [base, tableStyles]
}

declare global {
  interface HTMLElementTagNameMap {
    'cairn-adm-table': CairnAdmTable
  }
  interface HTMLElementEventMap {
    'row-action': CustomEvent<{ readonly id: number; readonly action: string }>
  }
}
