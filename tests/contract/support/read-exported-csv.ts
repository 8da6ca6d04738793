/** Reads CSV as RFC 4180 has it; throws where it is not. */

/** @returns each row by the names of the first line */
export function readCsv(text: string): Record<string, string>[] {
  const [names = [], ...rows] = cellsOf(text)
  return rows.map((cells) => {
    if (cells.length !== names.length) throw new Error(`a row of ${cells.length} cells, not ${names.length}`)
    return Object.fromEntries(names.map((name, n) => [name, cells[n] ?? '']))
  })
}

function cellsOf(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
    cell.lastIndex = at
    const found = cell.exec(text)
    if (!found) throw new Error(`no cell at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`)
    row.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'))
    at = cell.lastIndex
    if (found[3] === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}
