/**
 * What was found while catching up, and what came while no page was open, in few notifications (docs/behaviour.md, NF13,
 * NF44). Pure.
 */
import type { SummedNotice, WorkerNotice } from './notice.ts'

/** Chats that have a notification of their own; of more there is one for all. */
const MAX_CHATS = 3

export interface SummaryWords {
  /** "3 new messages" */
  messages(n: number): string
  /** "12 messages in 4 chats" */
  inChats(n: number, chats: number): string
}

const WEIGHT = { mention: 3, reply: 2, message: 1, reaction: 0 } as const

/**
 * The newest of each chat, with how many there are; of more than three chats one for all of them, which opens the list.
 * Those that matter most come first, and only the first of all may sound.
 *
 * @param found  in whatever order; one may stand for several of its chat
 */
export function sumUp(found: readonly WorkerNotice[], words: SummaryWords): SummedNotice[] {
  const chats = new Map<string, WorkerNotice[]>()
  for (const notice of found) chats.set(notice.chat, [...(chats.get(notice.chat) ?? []), notice])
  const newest = [...chats.values()].map(newestOf)
  newest.sort((a, b) => weightOf(b) - weightOf(a) || b.at - a.at)
  const count = newest.reduce((sum, notice) => sum + countOf(notice), 0)
  const [first] = newest
  if (first && newest.length > MAX_CHATS) {
    const how = newest.some((notice) => notice.how === 'sound') ? 'sound' : 'silent'
    const summary = words.inChats(count, newest.length)
    return [{ ...first, how, title: '', name: '', text: '', summary, ofMany: newest }]
  }
  return newest.map((notice, n) => {
    const summary = countOf(notice) === 1 ? {} : { summary: words.messages(countOf(notice)) }
    return { ...notice, ...summary, how: n === 0 ? notice.how : 'silent' }
  })
}

export function countOf({ count = 1 }: WorkerNotice): number {
  return count
}

/** Of one chat: it matters as much as the one that matters most, and is heard if one of them is. */
function newestOf(notices: readonly WorkerNotice[]): WorkerNotice {
  const newest = notices.reduce((a, b) => (b.seq > a.seq ? b : a))
  if (notices.length === 1) return newest
  const { why } = notices.reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a))
  const how = notices.some((notice) => notice.how === 'sound') ? 'sound' : 'silent'
  const toldAtMs = Math.max(...notices.map((notice) => notice.toldAtMs ?? 0))
  return { ...newest, why, how, toldAtMs, count: notices.reduce((sum, notice) => sum + countOf(notice), 0) }
}

function weightOf({ why, kind }: WorkerNotice): number {
  return WEIGHT[why] + (kind === 'direct' ? 1 : 0)
}
