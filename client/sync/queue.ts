/**
 * The outbox's rules (docs/behaviour.md, OB1-OB12): pure steps from one queue to the next.
 * The shell that makes them durable is `outbox.ts`.
 */
import { isUlid } from '../../schema/ids.ts'
import { sameJson, type Json } from '../../schema/json.ts'
import type { MemberValue } from '../../schema/registers/members.ts'
import type { RefusedEntry } from '../../schema/protocol/downstream.ts'
import { isDeletion, isNewMessage, isSameRegister, type Intent, type Queue, type Wanted } from './intent.ts'

/** Queues what a person wrote: of several values of a register the newest, in the place of the oldest. */
export function enqueue(queue: Queue, wanted: readonly Wanted[], at: number): Queue {
  let { intents, nextN } = queue
  for (const want of wanted) {
    const existing = intents.find((i) => isSameRegister(i, want) && i.parked !== 'superseded')
    if (existing === undefined) {
      if (sameJson(want.base, want.value)) continue
      intents = [...intents, { ...want, n: nextN++, at, rev: 0, sent: false }]
    } else if (cancels(existing, want)) {
      intents = withoutMessage(intents, existing)
    } else {
      intents = intents.map((i) => (i === existing ? rewritten(existing, want) : i))
    }
  }
  return { ...queue, intents, nextN }
}

/** Whether the register ends as it began, so that the server need not hear of it. Not when it may be in flight. */
function cancels(existing: Intent, want: Wanted): boolean {
  if (existing.sent) return false
  if (isNewMessage(existing) && isDeletion(want.root, want.value)) return true
  const { base, parked } = existing
  if (want.root === 'members' && base === null && (want.value as MemberValue | null)?.role === 'none') return true
  return sameJson(parked === undefined ? base : want.base, want.value)
}

function rewritten(existing: Intent, want: Wanted): Intent {
  const { parked, code: _code, reason: _reason, detail: _detail, ...kept } = existing
  // Nobody saw the first wording of an unsent message, so it does not count as edited.
  const isUnseen = isNewMessage(existing) && !existing.sent
  const value = isUnseen ? withoutField(want.value, 'editedAt') : want.value
  const base = parked === undefined ? existing.base : want.base
  const left = existing.sent && existing.sentValue === undefined ? { sentValue: existing.value } : {}
  return { ...kept, ...left, value, base, volume: existing.volume ?? want.volume, rev: existing.rev + 1 }
}

/** Takes out an intent, and with an unsent message what refers to it. */
function withoutMessage(intents: readonly Intent[], gone: Intent): readonly Intent[] {
  const isReference = (i: Intent) =>
    isNewMessage(gone) &&
    i.doc === gone.doc &&
    (i.root === 'reactions' ? i.key.startsWith(`${gone.key}/`) : i.root === 'pins' && i.key === gone.key)
  return intents.filter((i) => i !== gone && !isReference(i))
}

/** A person takes an item back. A message that may have arrived is deleted after it instead. */
export function discard(queue: Queue, n: number, userId: number, at: number): Queue {
  const item = queue.intents.find((i) => i.n === n)
  if (item === undefined) return queue
  if (item.parked === undefined && item.sent && isNewMessage(item) && !isDeletion(item.root, item.value)) {
    return change(queue, item, { value: { by: userId, deletedAt: at }, rev: item.rev + 1 })
  }
  return { ...queue, intents: withoutMessage(queue.intents, item) }
}

/** A person wants a parked item sent after all. @param base what the replica holds now, so that it is no longer stale */
export function retry(queue: Queue, n: number, base: Json | null, at: number): Queue {
  const item = queue.intents.find((i) => i.n === n)
  if (item === undefined || item.parked === undefined) return queue
  const { parked: _parked, code: _code, reason: _reason, detail: _detail, againAt: _againAt, ...kept } = item
  const isEdit = item.root === 'messages' && base !== null && !isDeletion(item.root, item.value)
  const editedAt = Math.max(at, ((base as { editedAt?: number } | null)?.editedAt ?? 0) + 1)
  const value = isEdit ? { ...(item.value as object), editedAt } : item.value
  const again: Intent = { ...kept, value, base, rev: item.rev + 1, sent: false }
  // A newer value of the register was written meanwhile: the person's choice replaces it.
  const rest = queue.intents.filter((i) => i === item || !isSameRegister(i, item) || i.parked !== undefined)
  return { ...queue, intents: rest.map((i) => (i === item ? again : i)) }
}

/** One intent of an update as it was sent. */
export interface SentIntent {
  readonly n: number
  readonly rev: number
  readonly value: Json | null
}

/** Before an update leaves: from now on these may be at the server. */
export function markSent(queue: Queue, ns: ReadonlySet<number>, volume: number | null): Queue {
  const sentTo = (i: Intent) => (volume !== null && isNewMessage(i) ? { sentTo: volume } : {})
  return mapIntents(queue, (i) => {
    if (!ns.has(i.n)) return i
    const { sentValue: _sentValue, ...kept } = i
    return { ...kept, sent: true, ...sentTo(i) }
  })
}

/**
 * An update is durable at the server, and on this device's disk. What was rewritten meanwhile stays, on top of it.
 *
 * @param superseded  whether settle overruled the write
 * @param volume      the volume it went to, or null for other documents
 */
export function acknowledge(
  queue: Queue,
  sent: readonly SentIntent[],
  superseded: (intent: Intent) => boolean,
  volume: number | null,
): Queue {
  const byN = new Map(sent.map((s) => [s.n, s]))
  const intents = queue.intents.flatMap((intent): Intent[] => {
    const was = byN.get(intent.n)
    if (was === undefined) return [intent]
    if (was.rev === intent.rev) return superseded(intent) ? overruled(intent) : []
    const at = volume !== null && intent.root === 'messages' ? { volume } : {}
    return [{ ...intent, base: was.value, sent: false, ...at }]
  })
  return { ...queue, intents, arrived: countArrived(queue, (intent) => byN.has(intent.n)) }
}

/** With the new messages among these, which are at the server now; one that is to be deleted there does not count. */
function countArrived(queue: Queue, isTaken: (intent: Intent) => boolean): number {
  const isCounted = (i: Intent) => isNewMessage(i) && !isDeletion(i.root, i.value) && isTaken(i)
  return (queue.arrived ?? 0) + queue.intents.filter(isCounted).length
}

/** What is kept of an intent that a later value overruled: the text a person wrote, and nothing else. */
export function overruled(intent: Intent): Intent[] {
  if (intent.root !== 'messages' || isDeletion(intent.root, intent.value)) return []
  return [{ ...intent, parked: 'superseded', sent: false }]
}

/** What the sender decided about an intent as it was at `rev`: it becomes these. */
export interface Decided {
  readonly rev: number
  readonly becomes: readonly Intent[]
}

/** Applies decisions; an intent that was rewritten meanwhile is left for the next look. */
export function decide(queue: Queue, decided: ReadonlyMap<number, Decided>): Queue {
  const apply = (intent: Intent): readonly Intent[] => {
    const decision = decided.get(intent.n)
    return decision?.rev === intent.rev ? decision.becomes : [intent]
  }
  const isDone = (intent: Intent) => apply(intent).length === 0
  return { ...queue, intents: queue.intents.flatMap(apply), arrived: countArrived(queue, isDone) }
}

/** The server refused an intent for good: its text stays with the person. */
export function refused(intent: Intent, entry: Pick<RefusedEntry, 'code' | 'reason' | 'detail'>): Intent {
  const { code, reason, detail } = entry
  return { ...intent, parked: 'refused', sent: false, code, reason, ...(detail === undefined ? {} : { detail }) }
}

/** A message gets a new id (`clock`), also in everything that refers to it. */
export function renameMessage(queue: Queue, from: string, to: string): Queue {
  return mapIntents(queue, (intent) => {
    const key = intent.key === from ? to : intent.key.startsWith(`${from}/`) ? to + intent.key.slice(26) : intent.key
    const value = isUlid(from) ? replaceId(intent.value, from, to) : intent.value
    if (key === intent.key && value === intent.value) return intent
    return { ...intent, key, value, rev: intent.rev + 1, sent: false, sentTo: undefined }
  })
}

function replaceId(value: Json | null, from: string, to: string): Json | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const record = value as { readonly [field: string]: Json }
  let changed: Record<string, Json> | null = null
  for (const field of ['replyTo', 'forwardedFrom'] as const) {
    const reference = record[field] as { readonly id?: Json } | undefined
    if (reference?.id === from) changed = { ...(changed ?? record), [field]: { ...reference, id: to } }
  }
  if (record['messageId'] === from) changed = { ...(changed ?? record), messageId: to }
  return changed ?? value
}

export function change(queue: Queue, item: Intent, fields: Partial<Intent>): Queue {
  return mapIntents(queue, (i) => (i.n === item.n ? { ...i, ...fields } : i))
}

function mapIntents(queue: Queue, map: (intent: Intent) => Intent): Queue {
  return { ...queue, intents: queue.intents.map(map) }
}

function withoutField(value: Json | null, field: string): Json | null {
  if (value === null || typeof value !== 'object' || !(field in value)) return value
  const { [field]: _left, ...rest } = value as Record<string, Json>
  return rest
}
