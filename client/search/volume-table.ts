/**
 * One volume as the index keeps it: a column for each fact, and all texts folded into one string, which is looked through
 * with `indexOf`. Parts of words, accents and scripts without spaces need nothing else, and a change costs its volume only
 * (docs/decisions/0012-local-search.md).
 */
import type { SearchRow } from './search-row.ts'
import { foldText } from './words.ts'

/** Between the texts; no folded text holds it. */
const END = '\0'
/** Between a text and the names of its files. */
const FILES = '\n'
/** Columns of a row beside its texts, in bytes, roughly. */
const ROW_BYTES = 64

/** What is told of a table without reading it. */
export interface TableHead {
  readonly doc: string
  readonly generation: string
  /** Of the document it was made from: one that differs asks for another table. */
  readonly digest: string
  readonly rows: number
  readonly bytes: number
  /** Arrival of its first and its last message; 0 = it has none. */
  readonly firstAt: number
  readonly lastAt: number
}

/** As the disk holds it: rows in the order of `seq`. */
export interface TableColumns {
  readonly doc: string
  readonly generation: string
  readonly digest: string
  readonly ids: string[]
  readonly texts: string[]
  readonly files: string[]
  readonly roots: string[]
  readonly by: number[]
  readonly seq: number[]
  readonly num: number[]
  readonly at: number[]
  readonly traits: number[]
  /** Each text and its files' names, folded, each ended by `\0`. */
  readonly folded: string
}

export class VolumeTable {
  #columns: TableColumns
  /** Where each row's part of `folded` ends. */
  #ends: Int32Array | null = null

  constructor(columns: TableColumns) {
    this.#columns = columns
  }

  static of(doc: string, generation: string, digest: string, rows: readonly SearchRow[]): VolumeTable {
    return new VolumeTable(columnsOf(doc, generation, digest, rows, new Map()))
  }

  get columns(): TableColumns {
    return this.#columns
  }

  get head(): TableHead {
    const { doc, generation, digest, ids, texts, folded, at } = this.#columns
    const chars = texts.reduce((sum, text) => sum + text.length, folded.length)
    return {
      doc,
      generation,
      digest,
      rows: ids.length,
      bytes: chars + ids.length * ROW_BYTES,
      firstAt: at[0] ?? 0,
      lastAt: at.at(-1) ?? 0,
    }
  }

  row(n: number): SearchRow {
    const { ids, texts, files, roots, by, seq, num, at, traits } = this.#columns
    return {
      id: ids[n]!,
      text: texts[n]!,
      files: files[n]!,
      root: roots[n]!,
      by: by[n]!,
      seq: seq[n]!,
      num: num[n]!,
      at: at[n]!,
      traits: traits[n]!,
    }
  }

  /** @param gone  ids that are not to be found any more */
  change(digest: string, rows: readonly SearchRow[], gone: readonly string[]): void {
    const { doc, generation, ids } = this.#columns
    if (rows.length === 0 && gone.length === 0) {
      this.#columns = { ...this.#columns, digest }
      return
    }
    const kept = new Map(ids.map((id, n) => [id, this.row(n)]))
    for (const id of gone) kept.delete(id)
    for (const row of rows) kept.set(row.id, row)
    const known = new Map<string, string>()
    const changed = new Set(rows.map(({ id }) => id))
    for (const [n, part] of this.#columns.folded.split(END).slice(0, -1).entries()) {
      if (!changed.has(ids[n]!)) known.set(ids[n]!, part)
    }
    this.#columns = columnsOf(doc, generation, digest, [...kept.values()], known)
    this.#ends = null
  }

  /** Calls `found` with each row, oldest first, that holds all the terms; of none, with every row. */
  scan(terms: readonly string[], found: (n: number) => void): void {
    const { folded, ids } = this.#columns
    if (terms.length === 0) return ids.forEach((_, n) => found(n))
    const ends = (this.#ends ??= endsOf(folded, ids.length))
    // The longest is the rarest, as a rule: the others are looked for only where it stands.
    const [first, ...rest] = [...terms].sort((a, b) => b.length - a.length) as [string, ...string[]]
    let n = 0
    for (let at = folded.indexOf(first); at >= 0; at = folded.indexOf(first, ends[n - 1]! + 1)) {
      n = rowAt(ends, at, n)
      const part = rest.length > 0 ? this.folded(n) : ''
      if (rest.every((term) => part.includes(term))) found(n)
      n++
      if (n >= ids.length) return
    }
  }

  /** A row's text and files' names, as they are compared. */
  folded(n: number): string {
    const { folded, ids } = this.#columns
    const ends = (this.#ends ??= endsOf(folded, ids.length))
    return folded.slice(n === 0 ? 0 : ends[n - 1]! + 1, ends[n])
  }

  /** Whether the names of its files hold one of the terms. */
  isNamed(n: number, terms: readonly string[]): boolean {
    return this.#columns.files[n] !== '' && isNamedBy(this.folded(n), terms)
  }
}

/** @param known  folded parts of rows that did not change */
function columnsOf(
  doc: string,
  generation: string,
  digest: string,
  given: readonly SearchRow[],
  known: ReadonlyMap<string, string>,
): TableColumns {
  const rows = [...given].sort((a, b) => a.seq - b.seq || (a.id < b.id ? -1 : 1))
  const folded = rows.map((row) => (known.get(row.id) ?? foldRow(row)) + END)
  return {
    doc,
    generation,
    digest,
    ids: rows.map(({ id }) => id),
    texts: rows.map(({ text }) => text),
    files: rows.map(({ files }) => files),
    roots: rows.map(({ root }) => root),
    by: rows.map(({ by }) => by),
    seq: rows.map(({ seq }) => seq),
    num: rows.map(({ num }) => num),
    at: rows.map(({ at }) => at),
    traits: rows.map(({ traits }) => traits),
    folded: folded.join(''),
  }
}

export function foldRow({ text, files }: Pick<SearchRow, 'text' | 'files'>): string {
  return files === '' ? foldText(text) : `${foldText(text)}${FILES}${foldText(files)}`
}

/** @param folded  of a row with files */
export function isNamedBy(folded: string, terms: readonly string[]): boolean {
  const names = folded.slice(folded.indexOf(FILES) + 1)
  return terms.every((term) => names.includes(term))
}

function endsOf(folded: string, rows: number): Int32Array {
  const ends = new Int32Array(rows)
  for (let n = 0, at = -1; n < rows; n++) ends[n] = at = folded.indexOf(END, at + 1)
  return ends
}

/** The row whose part holds position `at`, not before row `from`. */
function rowAt(ends: Int32Array, at: number, from: number): number {
  let [low, high] = [from, ends.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! < at) low = middle + 1
    else high = middle
  }
  return low
}
