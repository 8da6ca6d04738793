/** What a search box offers while a filter is typed (docs/behaviour.md, SR5-SR8). Pure. */
import { FILTERS, HAS, IS, MENTIONS, type FilterName, type OpenPart } from './search-query.ts'
import type { Names } from './resolve-query.ts'
import { foldText } from './words.ts'

export interface FilterSuggestion {
  readonly name: FilterName
  /** '' = the filter itself, whose value is to follow. */
  readonly value: string
  /** What people read of a person or a chat; '' = as it is typed. */
  readonly title: string
}

const MAX_SUGGESTIONS = 7
const DAY_MS = 86_400_000

/** @param part  where the caret stands */
export function suggestFilters(part: OpenPart, names: Names, nowMs: number): FilterSuggestion[] {
  const wanted = foldText(part.value).replace(/^[@#]/, '')
  const { name } = part
  if (name === null) {
    if (wanted === '') return []
    return FILTERS.filter((filter) => filter.startsWith(wanted)).map((filter) => ({
      name: filter,
      value: '',
      title: '',
    }))
  }
  const found = valuesOf(name, names, nowMs, part.value.startsWith('@'))
  const fits = found.filter(({ value, title }) => isNamed(value, wanted) || isNamed(title, wanted))
  // What stands there already needs no completing.
  return fits.filter(({ value }) => foldText(value) !== foldText(part.value)).slice(0, MAX_SUGGESTIONS)
}

function valuesOf(name: FilterName, { people, chats }: Names, nowMs: number, isDirect: boolean): FilterSuggestion[] {
  const plain = (values: readonly string[]) => values.map((value) => ({ name, value, title: '' }))
  const person = (sign: string) =>
    people
      .filter(({ username }) => username !== '')
      .map((one) => ({ name, value: sign + one.username, title: one.name }))
  switch (name) {
    case 'from':
      return [...plain(['me']), ...person('@')]
    case 'in': {
      if (isDirect) return person('@')
      const shared = chats.filter(({ other, isSaved }) => other === null && !isSaved)
      return [...shared.map(({ title }) => ({ name, value: title, title: '' })), ...person('@')]
    }
    case 'has':
      return plain(HAS)
    case 'is':
      return plain(IS)
    case 'mentions':
      return plain(MENTIONS)
    case 'before':
    case 'after':
      return plain([0, 1, 7, 30, 365].map((days) => isoDay(nowMs - days * DAY_MS)))
  }
}

/** Some word of the name begins so. */
function isNamed(name: string, wanted: string): boolean {
  const folded = foldText(name).replace(/^[@#]/, '')
  return folded.startsWith(wanted) || folded.includes(` ${wanted}`)
}

/** The local day of a time, as filters write it. */
export function isoDay(atMs: number): string {
  const date = new Date(atMs)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
