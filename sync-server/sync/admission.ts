/**
 * The server's decision on an update: inspect it, bind its client ids, judge every entry, then merge it together with
 * repairs and stamps, or leave no trace (docs/behaviour.md, AD1-AD9; DESIGN.md, section 4).
 */
import { ErrorCode } from '../../schema/errors.ts'
import { MAX_UPDATE_BYTES } from '../../schema/limits.ts'
import { sameJson } from '../../schema/json.ts'
import type { RefusedEntry } from '../../schema/protocol/downstream.ts'
import { canRead } from '../../schema/rules/channel.ts'
import { judgeUpdate, type Verdict } from '../../schema/rules/judge.ts'
import { noAccess } from '../../schema/rules/no-access.ts'
import type { Actor } from '../../schema/views.ts'
import { followUp } from './follow-up.ts'
import { inspect } from './inspect.ts'
import type { MessageQuota } from './message-quota.ts'
import type { Room } from './room.ts'
import type { Transaction } from './transaction.ts'

export type Outcome =
  | { readonly kind: 'accepted'; readonly superseded: readonly { root: string; key: string }[] }
  | { readonly kind: 'refused'; readonly entries: readonly RefusedEntry[] }
  | { readonly kind: 'gap' }
  | { readonly kind: 'old-generation' }
  /** No right to the document (any more); `entries` as for a refusal. */
  | { readonly kind: 'no-access'; readonly entries: readonly RefusedEntry[] }

/** Everything of the update at once: a refusal that belongs to no register. */
function refuseAll(code: ErrorCode, reason: string): Outcome {
  return { kind: 'refused', entries: [{ root: '', key: '', code, reason }] }
}

/** A write that a socket brought. Changes nothing unless it is accepted. Throws only on a defect or a failing disk. */
export function admit(tx: Transaction, room: Room, actor: Actor, update: Uint8Array, quota: MessageQuota): Outcome {
  if (update.length > MAX_UPDATE_BYTES) return refuseAll(ErrorCode.TooLarge, 'AD1: over the size of one update')
  const inspection = inspect(room.doc, room.rootNames, update)
  if (!canRead(tx.world, actor.userId, room.ref)) {
    const touched = inspection.kind === 'entries' ? inspection.entries : []
    const { code, reason } = noAccess(tx.world, actor.userId, room.ref)
    // What builds on items that are not here any more names no register, and must not be brought again for that.
    const named = touched.length > 0 ? touched : [{ root: '', key: '' }]
    return { kind: 'no-access', entries: named.map(({ root, key }) => ({ root, key, code, reason })) }
  }
  if (inspection.kind === 'invalid' || inspection.kind === 'too_large') {
    return refuseAll(inspection.kind, inspection.reason)
  }
  for (const client of inspection.clients) {
    if (room.retired.has(client)) return { kind: 'old-generation' }
    if (client === room.serverClient) return refuseAll(ErrorCode.Forbidden, 'AD3: the server’s client id')
    const owner = room.bindings.get(client)
    if (owner !== undefined && owner !== actor.userId)
      return refuseAll(ErrorCode.Forbidden, 'AD3: another user’s client id')
  }
  if (inspection.kind === 'gap') return { kind: 'gap' }
  const verdicts = judgeUpdate(actor, room.ref, inspection.entries, tx.world)
  const refused = verdicts.flatMap(toRefused)
  if (refused.length > 0) return { kind: 'refused', entries: refused }
  if (inspection.clients.size === 0 && verdicts.length === 0) return { kind: 'accepted', superseded: [] }
  const waits = quota.reserve(tx, actor, verdicts)
  if (waits.length > 0) return { kind: 'refused', entries: waits }
  merge(tx, room, actor, update, verdicts, inspection.clients)
  const superseded = verdicts.filter((v) => v.superseded).map(({ entry }) => ({ root: entry.root, key: entry.key }))
  return { kind: 'accepted', superseded }
}

function merge(
  tx: Transaction,
  room: Room,
  actor: Actor,
  update: Uint8Array,
  verdicts: readonly Verdict[],
  clients: ReadonlySet<number>,
): void {
  for (const client of clients) tx.bind(room, client, actor.userId)
  room.transact(() => {
    room.merge(update, clients)
    if (room.hasPending()) throw new Error('an inspected update left something pending')
    repair(room, verdicts)
    followUp(tx, room, actor, verdicts)
  })
}

/** Where Yjs shows another value than the decided one, the server writes the decided one again. */
function repair(room: Room, verdicts: readonly Verdict[]): void {
  const decided = new Map(verdicts.map((v) => [`${v.entry.root}\n${v.entry.key}`, v]))
  for (const { entry, decided: value } of decided.values()) {
    if (!sameJson(room.get(entry.root, entry.key), value)) room.put(entry.root, entry.key, value)
  }
}

function toRefused({ entry, decision }: Verdict): RefusedEntry[] {
  if (decision.allowed) return []
  const { code, reason, detail } = decision
  return [{ root: entry.root, key: entry.key, code, reason, ...(detail === undefined ? {} : { detail }) }]
}
