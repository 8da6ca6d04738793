/** What was typed into a search, as words and filters (docs/behaviour.md, SR5-SR9). Pure. */

export const FILTERS = ['from', 'in', 'has', 'before', 'after', 'mentions', 'is'] as const
export type FilterName = (typeof FILTERS)[number]

export const HAS = ['file', 'image', 'video', 'voice', 'link'] as const
export const IS = ['pinned', 'saved', 'unread'] as const
export const MENTIONS = ['me'] as const

export interface QueryFilter {
  readonly name: FilterName
  /** Without quotes. */
  readonly value: string
  /** Where it stands in what was typed, half-open. */
  readonly start: number
  readonly end: number
}

export interface ParsedQuery {
  /** Without the filters. */
  readonly text: string
  readonly filters: readonly QueryFilter[]
}

/** A filter with its value, a phrase, or a word; a quote that is not closed goes to the end. */
const PART = /(?:(from|in|has|before|after|mentions|is):)?(?:"([^"]*)"?|([^\s"]+))/gi
/** A filter that has no value yet is no word either. */
const OPEN = /(?<=^|\s)(?:from|in|has|before|after|mentions|is):(?=\s|$)/gi

export function parseQuery(typed: string): ParsedQuery {
  const words: string[] = []
  const filters: QueryFilter[] = []
  for (const match of typed.matchAll(PART)) {
    const [part, name, quoted, bare] = match
    if (name === undefined) {
      if (!/^(?:from|in|has|before|after|mentions|is):$/i.test(part)) words.push(part)
      continue
    }
    const value = (quoted ?? bare ?? '').trim()
    const filter = name.toLowerCase() as FilterName
    if (value !== '') filters.push({ name: filter, value, start: match.index, end: match.index + part.length })
  }
  return { text: words.join(' ').replace(OPEN, '').trim(), filters }
}

/** Nothing to look for. */
export function isEmptyQuery({ text, filters }: ParsedQuery): boolean {
  return text === '' && filters.length === 0
}

/** As it is typed: `in:"night shift"`. */
export function writeFilter(name: FilterName, value: string): string {
  const bare = value.replaceAll('"', '')
  return /\s/.test(bare) ? `${name}:"${bare}"` : `${name}:${bare}`
}

/** What was typed with one more filter at its end, ready to go on. */
export function withFilter(typed: string, name: FilterName, value: string): string {
  return `${typed.trimEnd()} ${writeFilter(name, value)} `.trimStart()
}

export function withoutFilter(typed: string, { start, end }: QueryFilter): string {
  return `${typed.slice(0, start).trimEnd()} ${typed.slice(end).trimStart()}`.trimStart()
}

/** `2026-03-01`: when that day begins here; null = no day. */
export function dayOf(value: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value) ?? []
  if (year === undefined) return null
  const date = new Date(Number(year), Number(month) - 1, Number(day))
  return date.getMonth() === Number(month) - 1 && date.getDate() === Number(day) ? date.getTime() : null
}

/** The filter or word that the caret stands in, to be completed. */
export interface OpenPart {
  /** null = a word, which may become a filter. */
  readonly name: FilterName | null
  readonly value: string
  readonly start: number
  readonly end: number
}

export function openPartOf(typed: string, caret: number): OpenPart {
  for (const match of typed.matchAll(PART)) {
    const [part, name, quoted, bare] = match
    const end = match.index + part.length
    if (caret <= match.index || caret > end) continue
    // A closed quote is done.
    if (name !== undefined && quoted !== undefined && part.endsWith('"') && !part.endsWith(':"') && caret === end) break
    const open = /^(from|in|has|before|after|mentions|is):$/i.exec(part)
    if (open) return { name: open[1]!.toLowerCase() as FilterName, value: '', start: match.index, end }
    const value = quoted ?? bare ?? ''
    return { name: (name?.toLowerCase() as FilterName | undefined) ?? null, value, start: match.index, end }
  }
  return { name: null, value: '', start: caret, end: caret }
}

/** What was typed, with the part that the caret stands in taken as this filter. @returns with where the caret goes */
export function complete(
  typed: string,
  part: OpenPart,
  name: FilterName,
  value: string,
): { typed: string; caret: number } {
  const put = value === '' ? `${name}:` : `${writeFilter(name, value)} `
  const rest = typed.slice(part.end)
  return { typed: typed.slice(0, part.start) + put + rest.trimStart(), caret: part.start + put.length }
}
