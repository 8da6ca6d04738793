/** What to offer while a person types `@name`, `#channel` or `:emoji`. Pure: the text before the caret and local lists. */
import { fold } from '../../../schema/fold.ts'
import { isInOpenFence } from './composer-text.ts'

export type SuggestKind = 'mention' | 'channel' | 'emoji'

/** The word being typed. `from` is the position of its sign. */
export interface SuggestQuery {
  readonly kind: SuggestKind
  readonly query: string
  readonly from: number
  readonly to: number
}

export const MAX_SUGGESTIONS = 8

const SIGNS: Readonly<Record<string, SuggestKind>> = { '@': 'mention', '#': 'channel', ':': 'emoji' }
/** The sign starts a word, so an address or a time of day asks for nothing. */
const TRIGGER = /(?:^|[\s([{"'«“*_~>])([@#:])([\p{L}\p{N}_+.-]{0,32})$/u

/** @returns the word at the caret that asks for suggestions, or null; an emoji needs two letters, code has none */
export function queryAt(text: string, caret: number): SuggestQuery | null {
  const before = text.slice(Math.max(0, caret - 64), caret)
  const match = TRIGGER.exec(before)
  if (!match || isInCode(text, caret)) return null
  const [, sign = '', query = ''] = match
  const kind = SIGNS[sign]!
  if (kind === 'emoji' && query.length < 2) return null
  return { kind, query, from: caret - query.length - 1, to: caret }
}

function isInCode(text: string, caret: number): boolean {
  if (isInOpenFence(text, caret)) return true
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret)
  return (line.match(/`/g)?.length ?? 0) % 2 === 1
}

export interface Candidate<T> {
  readonly item: T
  /** Names it goes by, the shown one first. */
  readonly names: readonly string[]
  /** Offered before others that match equally well. */
  readonly isNear?: boolean
}

/**
 * The best matches: near ones (members) first, then by how the query fits (whole, start, start of a word, inside),
 * then in the given order.
 */
export function rank<T>(candidates: Iterable<Candidate<T>>, query: string, limit = MAX_SUGGESTIONS): T[] {
  const wanted = fold(query)
  const found: { item: T; score: number; index: number }[] = []
  let index = 0
  for (const candidate of candidates) {
    const fit = Math.min(...candidate.names.map((name) => fitOf(fold(name), wanted)))
    if (fit < NO_FIT)
      found.push({ item: candidate.item, score: fit + (candidate.isNear === false ? NO_FIT : 0), index })
    index++
  }
  found.sort((a, b) => a.score - b.score || a.index - b.index)
  return found.slice(0, limit).map(({ item }) => item)
}

const NO_FIT = 4

function fitOf(name: string, wanted: string): number {
  if (wanted === '') return 1
  if (name === wanted) return 0
  if (name.startsWith(wanted)) return 1
  const at = name.indexOf(wanted)
  if (at < 0) return NO_FIT
  return /[\s_.-]/.test(name[at - 1]!) ? 2 : 3
}
