/** What was found while catching up, in few notifications (docs/behaviour.md, NF13). Pure. */
import type { WorkerNotice } from './notice.ts'

/** Chats that have a notification of their own. */
const MAX_CHATS = 3

export interface SummaryWords {
  /** "3 new messages" */
  messages(n: number): string
  /** "12 messages in 4 chats" */
  inChats(n: number, chats: number): string
}

const WEIGHT = { mention: 3, reply: 2, message: 1, reaction: 0 } as const

/**
 * The newest of each chat, with how many there are; of more than three chats those that matter most, and one word for the
 * rest. Only the first of all may sound.
 *
 * @param found  in whatever order
 */
export function sumUp(found: readonly WorkerNotice[], words: SummaryWords): WorkerNotice[] {
  const chats = new Map<string, WorkerNotice[]>()
  for (const notice of found) chats.set(notice.chat, [...(chats.get(notice.chat) ?? []), notice])
  const groups = [...chats.values()].map((notices) => {
    const newest = notices.reduce((a, b) => (b.seq > a.seq ? b : a))
    const weight = Math.max(...notices.map(({ why, kind }) => WEIGHT[why] + (kind === 'direct' ? 1 : 0)))
    const how = notices.some((notice) => notice.how === 'sound') ? ('sound' as const) : ('silent' as const)
    return { newest, weight, how, count: notices.length }
  })
  groups.sort((a, b) => b.weight - a.weight || b.newest.at - a.newest.at)
  const own = groups
    .slice(0, MAX_CHATS)
    .map(({ newest, how, count }): WorkerNotice =>
      count === 1 ? newest : { ...newest, how, summary: words.messages(count) },
    )
  const rest = groups.slice(MAX_CHATS)
  const [first] = rest
  if (first) {
    const count = rest.reduce((sum, group) => sum + group.count, 0)
    const summary = words.inChats(count, rest.length)
    const marks = Object.fromEntries(rest.map(({ newest: { chat, seq } }) => [chat, seq]))
    own.push({ ...first.newest, how: 'silent', title: '', name: '', text: '', summary, isOfMany: true, marks })
  }
  return own.map((notice, n) => (n === 0 ? notice : { ...notice, how: 'silent' }))
}
