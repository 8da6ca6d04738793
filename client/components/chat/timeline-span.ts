/**
 * Which of the loaded rows are in the DOM (UI.md, section 5): at most 240. The first frame has what a view shows, and each
 * one after it a few more, until there is enough to scroll: a page of rows at once would take longer than a frame. Pure.
 */

/** Half-open [from, to) positions in the rows. */
export interface Span {
  readonly from: number
  readonly to: number
}

export const MAX_ROWS = 240
/** Rows are added while less than this is left to scroll, or there are fewer than these. */
export const FETCH_PX = 1_500
export const LEAST_ROWS = 60
/** Nearer to the end than this, the view follows what arrives. */
export const PINNED_PX = 40
/** Further from the end than this, the way back is offered. */
export const FAR_PX = 200

/** Rows that a view of usual height shows; where they do not fill it, more are added in the same frame. */
export const FIRST_ROWS = 16
/** Of those round a row that is gone to, the ones before it: it stands in the upper half. */
const FIRST_ABOVE = 6

export function spanAtEnd(total: number): Span {
  return { from: Math.max(0, total - FIRST_ROWS), to: total }
}

export function spanAround(index: number, total: number): Span {
  return { from: Math.max(0, index - FIRST_ABOVE), to: Math.min(total, index + FIRST_ROWS - FIRST_ABOVE) }
}

/** So many more at the start; what is then too much goes at the end. */
export function extendUp({ from, to }: Span, rows: number): Span {
  const start = Math.max(0, from - rows)
  return { from: start, to: Math.min(to, start + MAX_ROWS) }
}

/** So many more at the end; what is then too much goes at the start. */
export function extendDown({ from, to }: Span, total: number, rows: number): Span {
  const end = Math.min(total, to + rows)
  return { from: Math.max(from, end - MAX_ROWS), to: end }
}

/**
 * The span over new rows that shows what the old one showed.
 *
 * @param before    keys of the old rows
 * @param after     position of each key in the new rows
 * @param isPinned  the reader is at the end, and wants to stay there
 */
export function carryOver(
  span: Span,
  before: readonly string[],
  after: ReadonlyMap<string, number>,
  isPinned: boolean,
): Span {
  const total = after.size
  const shown = before.slice(span.from, span.to).flatMap((key) => after.get(key) ?? [])
  if (shown.length === 0) return spanAtEnd(total)
  const wasAtEnd = span.to === before.length
  const first = shown[0]!
  const to = wasAtEnd ? total : shown.at(-1)! + 1
  if (isPinned) return { from: Math.max(first, to - MAX_ROWS), to }
  return { from: first, to: Math.min(to, first + MAX_ROWS) }
}
