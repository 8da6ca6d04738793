/**
 * Finds messages by parts of words (docs/behaviour.md, SE1-SE6), newest first. The index holds three characters and more;
 * shorter parts are looked for in the newest texts of the person's channels.
 */
import { fold } from '../../schema/fold.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Channel } from '../../schema/rules/channel.ts'
import type { World } from '../../schema/views.ts'
import { isPutAway } from '../access/find-message.ts'
import { ownChannels } from '../access/own-channels.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'
import { newestAcross, type Source } from './newest-across.ts'

export interface SearchMessagesInput {
  readonly query: string
  readonly limit: number
  /** Only those with a smaller integer id: the next page. */
  readonly beforeId?: number
  /** The query as it stands has to be there, not only each of its parts. */
  readonly isPhrase?: boolean
  /** Not there: a channel that the door does not show. */
  readonly without?: ChannelId
  /** Only there; one that the person is in. */
  readonly channel?: Channel
  /** What else a message must be: a dialect's words for a search. */
  readonly isWanted?: (message: StoredMessage) => boolean
}

const MAX_TERMS = 16
const INDEXED_CHARS = 3
/** The first page is small: where the person reads most of what is said, it is enough. */
const PAGES = [512, 2_048, 4_096]
/** Messages that the index names and the person may have hidden one by one. */
const MAX_LOADED = 2_000
const MAX_SCANNED = 4_000

interface Search extends SearchMessagesInput {
  readonly deps: QueryDeps
  readonly world: World
  readonly userId: UserId
  readonly terms: readonly string[]
  /** Folded; '' = the parts are enough. */
  readonly phrase: string
  /** Channel -> the `seq` up to which it is cleared. */
  readonly own: ReadonlyMap<ChannelId, number>
}

export function searchMessages(deps: QueryDeps, userId: UserId, input: SearchMessagesInput): StoredMessage[] {
  const terms = termsOf(input.query)
  if (terms.length === 0) return []
  const world = deps.world()
  const all = ownChannels(world, userId)
  const own = input.channel ? new Map([[input.channel.id, all.get(input.channel.id) ?? 0]]) : all
  if (input.without !== undefined) own.delete(input.without)
  const phrase = input.isPhrase === true ? fold(input.query.trim()) : ''
  const search: Search = { ...input, deps, world, userId, terms, phrase, own }
  const { found, olderThan } = fromIndex(search)
  if (found.length >= input.limit || olderThan === null) return found
  return [...found, ...scan(search, input.limit - found.length, olderThan)]
}

/** SE1, SE2: white space separates what must all be there. */
function termsOf(query: string): string[] {
  // Control characters mean nothing in a text, and one of them would end the index's expression.
  const terms = fold(query).split(/[\s\p{Cc}]+/u)
  return [...new Set(terms.filter((term) => term !== ''))].slice(0, MAX_TERMS)
}

/** @returns `olderThan`: the integer id below which the index was not asked; null when all that it has was seen */
function fromIndex(search: Search): { found: StoredMessage[]; olderThan: number | null } {
  const { deps, own, limit } = search
  const parts = search.terms.filter((term) => [...term].length >= INDEXED_CHARS)
  const found: StoredMessage[] = []
  let olderThan = search.beforeId ?? Number.MAX_SAFE_INTEGER
  if (parts.length === 0) return { found, olderThan }
  let loaded = 0
  for (const count of PAGES) {
    const { ids, last } = deps.search.candidates(parts, own, olderThan, count)
    for (const id of ids) {
      if (found.length >= limit || loaded++ >= MAX_LOADED) return { found, olderThan: id + 1 }
      const message = deps.messages.byId(id)
      if (message && isFound(search, message)) found.push(message)
    }
    if (last === null) return { found, olderThan: null }
    olderThan = last
  }
  return { found, olderThan }
}

/** SE4, SE5: the newest texts of the person's own channels, one by one. */
function scan(search: Search, limit: number, olderThan: number): StoredMessage[] {
  const sources = [...search.own].map(([channelId, cleared]) => textSource(search, channelId, cleared, olderThan))
  return newestAcross(sources, ({ id }) => id, limit, MAX_SCANNED)
}

function textSource(search: Search, channelId: ChannelId, cleared: number, olderThan: number): Source<StoredMessage> {
  const { messages, search: index } = search.deps
  const last = messages.last(channelId)
  // Where the index was asked before, its part is left out.
  let before = !last ? 1 : last.id < olderThan ? last.seq + 1 : messages.seqFrom(channelId, olderThan)
  const next = () => (before > cleared + 1 ? (messages.idAt(channelId, before - 1) ?? 0) : 0)
  return {
    next: next(),
    read(count) {
      const from = Math.max(cleared + 1, before - count)
      const texts = index.texts(channelId, from, before)
      before = from
      this.next = next()
      return texts.flatMap(({ id, text }) => {
        const message = hasTerms(search, text) ? messages.byId(id) : null
        return message && isFound(search, message) ? [message] : []
      })
    },
  }
}

function hasTerms({ terms, phrase }: Search, text: string): boolean {
  const folded = fold(text)
  return terms.every((term) => folded.includes(term)) && folded.includes(phrase)
}

/** SE3: the index says where a text may be, and this whether it is. */
function isFound(search: Search, message: StoredMessage): boolean {
  if (message.deletedAt !== null || message.text === null || message.type === 'system') return false
  if (search.isWanted?.(message) === false) return false
  return hasTerms(search, message.text) && !isPutAway(search.world, search.userId, message)
}
