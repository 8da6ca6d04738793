/** Looks through tables for one search (docs/behaviour.md, SR1-SR12). Pure. */
import type { FoundRow, IndexAnswer, IndexSearch } from './index-question.ts'
import { TRAITS, type SearchRow } from './search-row.ts'
import { foldRow, isNamedBy, type VolumeTable } from './volume-table.ts'
import { fitOf } from './words.ts'

/** A search of one letter looks through this many newest messages. */
export const RECENT_MESSAGES = 1_000
/** More are not kept than this many times what is asked for. */
const SLACK = 8

interface Candidate {
  readonly at: number
  readonly fit: number
  row(): FoundRow
}

export interface ChannelTable {
  readonly channel: string
  readonly table: VolumeTable
}

/** @param tables  of the chats that are looked through; others are left out */
export function searchTables(tables: readonly ChannelTable[], search: IndexSearch): Omit<IndexAnswer, 'isBuilding'> {
  const chats = new Map(search.chats.map((chat) => [chat.id, chat]))
  const [hidden, overruled] = [new Set(search.hidden), new Set(search.overruled)]
  const [from, ids] = [search.from && new Set(search.from), search.ids && new Set(search.ids)]
  const own = tables.filter(({ channel }) => chats.has(channel))
  const { toOf } = search
  const mine = toOf ? idsBy(own, toOf) : null
  const since = Math.max(search.after, search.isRecentOnly ? recentSince(own) : 0)
  const isBest = search.order === 'best'
  const best = isBest
    ? (a: Candidate, b: Candidate) => b.fit - a.fit || b.at - a.at
    : (a: Candidate, b: Candidate) => b.at - a.at
  let kept: Candidate[] = []
  let [total, files] = [0, 0]

  function keep(candidate: Candidate, isNamed: boolean): void {
    if (search.isNamed && !isNamed) return
    total++
    if (isNamed) files++
    kept.push(candidate)
    if (kept.length > search.limit * SLACK) kept = kept.sort(best).slice(0, search.limit)
  }

  for (const { channel, table } of own) {
    const { clearedSeq, readSeq } = chats.get(channel)!
    const { ids: key, by, seq, at, traits, roots } = table.columns
    table.scan(search.terms, (n) => {
      const id = key[n]!
      if (at[n]! < since || at[n]! >= search.before || (traits[n]! & search.traits) !== search.traits) return
      if (seq[n]! <= clearedSeq || hidden.has(id) || overruled.has(id)) return
      if ((from && !from.has(by[n]!)) || (ids && !ids.has(id))) return
      if (search.unreadOf !== null && (by[n] === search.unreadOf || seq[n]! <= readSeq)) return
      if (mine && (by[n] === toOf || !((traits[n]! & TRAITS.mentionsMe) !== 0 || mine.has(roots[n]!)))) return
      const fit = isBest ? fitOf(table.folded(n), search.terms) : 0
      keep({ at: at[n]!, fit, row: () => ({ ...table.row(n), channel }) }, table.isNamed(n, search.terms))
    })
  }
  // What waits is one's own.
  for (const row of mine ? [] : search.pending) {
    if (!chats.has(row.channel) || hidden.has(row.id) || !isWanted(row, search, since)) continue
    if ((from && !from.has(row.by)) || (ids && !ids.has(row.id)) || search.unreadOf !== null) continue
    const folded = foldRow(row)
    if (!search.terms.every((term) => folded.includes(term))) continue
    keep(
      { at: row.at, fit: fitOf(folded, search.terms), row: () => row },
      row.files !== '' && isNamedBy(folded, search.terms),
    )
  }
  const hits = kept.sort(best).slice(0, search.limit)
  return { total, files, hits: hits.map((hit) => hit.row()) }
}

function isWanted(row: SearchRow, { before, traits }: IndexSearch, since: number): boolean {
  return row.at >= since && row.at < before && (row.traits & traits) === traits
}

function idsBy(tables: readonly ChannelTable[], userId: number): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { table } of tables) {
    const { ids, by } = table.columns
    for (let n = 0; n < ids.length; n++) if (by[n] === userId) found.add(ids[n]!)
  }
  return found
}

/** When the oldest of the newest messages came. */
function recentSince(tables: readonly ChannelTable[]): number {
  const times: number[] = []
  for (const { table } of tables) times.push(...table.columns.at.slice(-RECENT_MESSAGES))
  return times.sort((a, b) => b - a)[RECENT_MESSAGES - 1] ?? 0
}
