/** Threads as counts: how much stands below each message (docs/behaviour.md, PJ9). */
import { isDeleted } from '../registers/messages.ts'
import { timeOf, type LocatedMessage } from './located-messages.ts'

export interface ReplyCount {
  count: number
  lastAt: number | null
}

/**
 * @param messages  those shown; a reply counts for what it answers and for all above
 * @returns counts by message id, for ids with something below. Linear; messages that answer each other in a ring,
 *          which no honest client writes, pass nothing on
 */
export function countReplies(messages: readonly LocatedMessage[]): Map<string, ReplyCount> {
  const parent = new Map<string, string>()
  const byId = new Map(messages.map((message) => [message.id as string, message]))
  const open = new Map<string, number>()
  for (const { id, value } of messages) {
    if (value.replyTo === undefined || value.replyTo.id === id) continue
    parent.set(id, value.replyTo.id)
    open.set(value.replyTo.id, (open.get(value.replyTo.id) ?? 0) + 1)
  }
  const counts = new Map<string, ReplyCount>()
  // From the leaves up: a message is passed on once everything below it was.
  const ready = messages.filter(({ id }) => !open.has(id)).map(({ id }) => id as string)
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    const above = parent.get(id)
    if (above === undefined) continue
    let total = counts.get(above)
    if (!total) counts.set(above, (total = { count: 0, lastAt: null }))
    const below = counts.get(id)
    const message = byId.get(id)
    const isLive = message !== undefined && !isDeleted(message.value)
    total.count += (below?.count ?? 0) + (isLive ? 1 : 0)
    total.lastAt = latest(total.lastAt, below?.lastAt ?? null)
    if (isLive) total.lastAt = latest(total.lastAt, timeOf(message))
    const left = (open.get(above) as number) - 1
    open.set(above, left)
    // What is not loaded passes nothing on: its own parent is not known.
    if (left === 0 && byId.has(above)) ready.push(above)
  }
  return counts
}

function latest(a: number | null, b: number | null): number | null {
  return a === null || (b !== null && b > a) ? b : a
}
