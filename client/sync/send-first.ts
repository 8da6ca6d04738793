/** What a person wants sent before everything else (docs/behaviour.md, OB37). Pure. Within a chat nothing overtakes. */
import { channelOfDocument, isActive, type Intent, type Queue } from './intent.ts'

/** Puts an item, and what its chat has to send before it, in front. The one asked for last goes first. */
export function sendFirst(queue: Queue, n: number): Queue {
  const item = queue.intents.find((intent) => intent.n === n)
  if (item === undefined || !isActive(item)) return queue
  const lane = laneOf(item)
  const first = Math.max(0, ...queue.intents.map((intent) => intent.first ?? 0)) + 1
  const goes = (intent: Intent) => intent.n <= n && isActive(intent) && laneOf(intent) === lane
  return { ...queue, intents: queue.intents.map((intent) => (goes(intent) ? { ...intent, first } : intent)) }
}

/** As written, but for what was put in front. */
export function inSendingOrder(intents: readonly Intent[]): readonly Intent[] {
  if (!intents.some(({ first }) => first !== undefined)) return intents
  return [...intents].sort((a, b) => (b.first ?? 0) - (a.first ?? 0))
}

/** What keeps its order among itself: a chat, in whichever documents; else a document. */
function laneOf({ doc }: Intent): string {
  return channelOfDocument(doc) ?? doc
}
