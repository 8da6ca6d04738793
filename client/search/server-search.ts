/** Messages that the server finds (`/api/v1/messages/search`), for what this device does not hold (docs/behaviour.md, SR21, SR26, SR28). */
import * as z from 'zod/mini'
import { askServer, type Fetch } from '../stores/account-api.ts'
import type { ResolvedQuery } from './resolve-query.ts'
import { TRAITS } from './search-row.ts'
import { foldText } from './words.ts'

export interface ServerHit {
  /** Its integer id. */
  readonly num: number
  /** Of its chat. */
  readonly chatNum: number
  readonly by: number
  readonly text: string
  /** Arrival, milliseconds. */
  readonly at: number
}

export interface ServerPage {
  /** What the filters leave of it, the newest first. */
  readonly hits: readonly ServerHit[]
  /** The integer id that the next page begins below; null = the server has no more that could be left. */
  readonly next: number | null
}

/** Of one page, as the server counts: more are not asked for at once. */
export const SERVER_LIMIT = 100

const message = z.object({
  id: z.int(),
  chat_id: z.int(),
  sender_id: z.int(),
  type: z.string(),
  text: z.nullable(z.string()),
  created_at: z.string(),
})
const messages = z.array(message)

const KIND_BITS: Readonly<Record<string, number>> = {
  image: TRAITS.image | TRAITS.file,
  video: TRAITS.video | TRAITS.file,
  circle_video: TRAITS.video | TRAITS.file,
  voice: TRAITS.voice | TRAITS.file,
  audio: TRAITS.voice | TRAITS.file,
  file: TRAITS.file,
}

/** Whether the server can look for it. `none`: what it means here is said already. */
export type ServerReach = 'all' | 'needs-word' | 'not-these' | 'none'

/** The server looks for words; it knows nothing of pins, of what is unread, and of mentions. */
export function serverReach(query: ResolvedQuery): ServerReach {
  if (query.unknown.length > 0 || query.isRecentOnly) return 'none'
  if (query.isPinned || query.isUnread || (query.traits & TRAITS.mentionsMe) !== 0) return 'not-these'
  return query.terms.length > 0 ? 'all' : 'needs-word'
}

/**
 * @param chatNum  its integer id, where only one chat is looked through
 * @param before   the integer id that the page begins below; null = the newest page
 * @returns null where there was no answer
 */
export async function searchServer(
  query: ResolvedQuery,
  chatNum: number | null,
  before: number | null,
  fetch: Fetch = (path, init) => globalThis.fetch(path, init),
): Promise<ServerPage | null> {
  const asked = new URLSearchParams({ query: query.terms.join(' '), limit: String(SERVER_LIMIT) })
  if (chatNum !== null) asked.set('chat_id', String(chatNum))
  if (before !== null) asked.set('before_id', String(before))
  const answer = await askServer(fetch, 'GET', `/messages/search?${asked.toString()}`, messages)
  if (!answer.ok) return null
  const { traits, terms, after, from } = query
  const last = answer.value.length < SERVER_LIMIT ? undefined : answer.value.at(-1)
  const hits = answer.value
    .filter((one) => (traitsOf(one) & traits) === traits)
    .map((one) => ({
      num: one.id,
      chatNum: one.chat_id,
      by: one.sender_id,
      text: one.text ?? '',
      at: Date.parse(one.created_at),
    }))
    .filter(({ by, at }) => at >= after && at < query.before && (from === null || from.includes(by)))
    .filter(({ text }) => terms.every((term) => foldText(text).includes(term)))
  return { hits, next: last && Date.parse(last.created_at) >= after ? last.id : null }
}

function traitsOf({ type, text }: z.infer<typeof message>): number {
  return (KIND_BITS[type] ?? 0) | (/\bhttps?:\/\/\S/i.test(text ?? '') ? TRAITS.link : 0)
}
