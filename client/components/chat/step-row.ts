/** One row up or down in a grid of two groups, the recent ones and the rest (docs/behaviour.md, UI196, UI244). Rows count from the start of each group. Pure. */

export interface GroupedGrid {
  /** Of the first group; 0 = there is none. */
  readonly recent: number
  /** Of both together. */
  readonly count: number
  readonly columns: number
}

/** @returns the cell of the next row in the same column, or the last cell of that row; where there is no row, `at` itself */
export function stepRow(at: number, isDown: boolean, { recent, count, columns }: GroupedGrid): number {
  const [from, end] = at < recent ? [0, recent] : [recent, count]
  const column = (at - from) % columns
  const rowStart = at - column
  if (isDown) {
    const isLastRow = rowStart + columns >= end
    if (isLastRow && end === count) return at
    return isLastRow ? Math.min(end + column, count - 1) : Math.min(at + columns, end - 1)
  }
  if (rowStart > from) return at - columns
  if (from === 0) return at
  const lastRow = Math.floor((from - 1) / columns) * columns
  return Math.min(lastRow + column, from - 1)
}
