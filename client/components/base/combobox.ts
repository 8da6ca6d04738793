/**
 * The text box above a list (`#list`) that is walked by keys while the box keeps the focus: it tells assistive technology which
 * option (`#option-0` and on) is pointed at. Where a key leads is `walk-options`.
 */
import { html, nothing, type TemplateResult } from 'lit'
import { typedDirection } from './typed-direction.ts'

export interface Combobox {
  readonly type?: 'search' | 'text'
  /** '' = a label for `#box` stands beside it. */
  readonly label?: string
  readonly placeholder: string
  readonly value: string
  /** How many options there are. */
  readonly count: number
  /** The place of the one pointed at; -1 = none. */
  readonly active: number
  /** Takes the focus of the dialog that it stands in. */
  readonly isFirst?: boolean
  readonly enterKey?: 'search'
  readonly typed: () => void
  readonly pressed: (event: KeyboardEvent) => void
  readonly clicked?: () => void
  readonly left?: () => void
}

export function combobox(box: Combobox): TemplateResult {
  const { type = 'text', label, placeholder, value, count, active, isFirst = false, enterKey } = box
  return html`<input
    id="box"
    type=${type}
    ?autofocus=${isFirst}
    enterkeyhint=${enterKey ?? nothing}
    dir=${typedDirection(value)}
    role="combobox"
    aria-autocomplete="list"
    aria-expanded=${count > 0 ? 'true' : 'false'}
    aria-controls="list"
    aria-activedescendant=${count > 0 && active >= 0 ? `option-${active}` : nothing}
    aria-label=${label || nothing}
    placeholder=${placeholder || nothing}
    autocomplete="off"
    autocapitalize="none"
    spellcheck="false"
    .value=${value}
    @input=${box.typed}
    @click=${box.clicked}
    @keydown=${box.pressed}
    @blur=${box.left}
  />`
}
