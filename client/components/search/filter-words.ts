/** Filters in the person's language. What is typed stays as it is in every language, so that a search can be shared. */
import { t } from '../../app/text.ts'
import type { FilterSuggestion } from '../../search/suggest-filters.ts'
import { HAS, IS, MENTIONS } from '../../search/search-query.ts'

const NAMED: ReadonlySet<string> = new Set([...HAS, ...IS, ...MENTIONS])
type Named = (typeof HAS)[number] | (typeof IS)[number] | (typeof MENTIONS)[number]

/** What a suggestion means. */
export function meaningOf({ name, value, title }: FilterSuggestion): string {
  if (title !== '') return title
  if (value === '') return t(`search.filter.${name}`)
  return NAMED.has(value) ? t(`search.value.${value as Named}`) : ''
}
