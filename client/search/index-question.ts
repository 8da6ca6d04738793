/** What a page asks of the index, and what it is answered. Plain data: it goes to a worker, and from tab to tab. */
import type { SearchRow } from './search-row.ts'

/** A chat that is looked through, and what its person has set aside there. */
export interface ChatScope {
  readonly id: string
  readonly clearedSeq: number
  readonly readSeq: number
}

/** A row with its place. */
export interface FoundRow extends SearchRow {
  readonly channel: string
}

export type SearchOrder = 'newest' | 'best'

/**
 * One search. Who may read what, what is hidden and what waits to be sent are told with each: what was lost, cleared or
 * deleted a moment ago is not found any more.
 */
export interface IndexSearch {
  /** Folded; all must be there. None = every message that fits the rest. */
  readonly terms: readonly string[]
  readonly chats: readonly ChatScope[]
  readonly hidden: readonly string[]
  /** Messages that wait to be sent, or whose change does: these count, and not what the index has of them. */
  readonly pending: readonly FoundRow[]
  readonly overruled: readonly string[]
  readonly from: readonly number[] | null
  /** Bits of TRAITS that a message must have. */
  readonly traits: number
  /** Half-open [after, before), milliseconds. */
  readonly after: number
  readonly before: number
  /** Only these messages; null = all. */
  readonly ids: readonly string[] | null
  /** Only what this person has not read: of others, above `readSeq`. */
  readonly unreadOf: number | null
  /** Only what others said to this person: messages that mention them, or answer one of theirs. */
  readonly toOf: number | null
  /** Only what is found by the name of a file. */
  readonly isNamed: boolean
  readonly isRecentOnly: boolean
  readonly order: SearchOrder
  readonly limit: number
}

export interface IndexAnswer {
  readonly total: number
  /** Of them, those found by the name of a file. */
  readonly files: number
  /** In the order that was asked for, at most `limit`. */
  readonly hits: readonly FoundRow[]
  /** Not all that the device holds is in the index yet. */
  readonly isBuilding: boolean
}

export interface IndexPlace {
  readonly volume: number
  readonly seq: number
}

export interface IndexUsage {
  readonly bytes: number
  readonly messages: number
  readonly volumes: number
  readonly state: 'ready' | 'building' | 'failed'
}

export interface VolumeSpan {
  readonly volume: number
  readonly firstAt: number
  readonly lastAt: number
}

/** Each kind of question with its answer. */
export interface IndexQuestions {
  search: { ask: IndexSearch; answer: IndexAnswer }
  /** Where a message is, in the volumes of this device; null = not here. */
  locate: { ask: { readonly channel: string; readonly id: string }; answer: IndexPlace | null }
  /** The first message at or after a time; of none, the last one. */
  placeOfTime: { ask: { readonly channel: string; readonly atMs: number }; answer: IndexPlace | null }
  /** Local midnights of the days that have messages, ascending. */
  days: { ask: { readonly channel: string }; answer: number[] }
  spans: { ask: { readonly channel: string }; answer: VolumeSpan[] }
  /** Which of these integer ids are on this device. */
  known: { ask: { readonly channels: readonly string[]; readonly nums: readonly number[] }; answer: number[] }
  usage: { ask: null; answer: IndexUsage }
  rebuild: { ask: null; answer: null }
  /** A search is about to begin: what it needs is read from the disk. */
  warm: { ask: null; answer: null }
}
export type QuestionName = keyof IndexQuestions
export type Question = {
  [Name in QuestionName]: { readonly name: Name; readonly ask: IndexQuestions[Name]['ask'] }
}[QuestionName]

/** What a page tells of its documents. */
export type IndexNews =
  /** All volumes that this device holds: what else the index has goes, what differs is read from the disk. */
  | { readonly t: 'held'; readonly docs: readonly HeldVolume[] }
  /** One was loaded: if the index has another state of it, it asks for the whole. */
  | ({ readonly t: 'check' } & HeldVolume)
  | ({ readonly t: 'whole'; readonly rows: readonly SearchRow[] } & HeldVolume)
  /** A change of one that had the digest `base`. */
  | ({
      readonly t: 'change'
      readonly base: string
      readonly rows: readonly SearchRow[]
      readonly gone: readonly string[]
    } & HeldVolume)

export interface HeldVolume {
  readonly doc: string
  readonly generation: string
  readonly digest: string
}
