/**
 * A command's way in: register writes of an authenticated person are judged like an update's entries and written under
 * the server's client id, with the same stamps and memberships following (docs/behaviour.md, AD10-AD12).
 */
import { parseDocumentName, volumeDocument, type DocumentRef } from '../../schema/documents.ts'
import type { RegisterWrite } from '../../schema/edits/register-write.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { parseReactionKey } from '../../schema/registers/reactions.ts'
import { canRead, newestVolume } from '../../schema/rules/channel.ts'
import type { Entry } from '../../schema/rules/decision.ts'
import { judgeUpdate, type Verdict } from '../../schema/rules/judge.ts'
import { noAccess } from '../../schema/rules/no-access.ts'
import type { Actor } from '../../schema/views.ts'
import { followUp } from './follow-up.ts'
import type { MessageQuota } from './message-quota.ts'
import type { Room } from './room.ts'
import type { Transaction } from './transaction.ts'

interface Judged {
  readonly room: Room
  readonly verdicts: readonly Verdict[]
}

/**
 * Judges all writes first, so that a refusal leaves nothing behind, then writes them.
 *
 * @param writes  as an edit of schema/edits returns them; of several on one register the last holds
 * @throws CairnError with the first refusal's code
 */
export function writeRegisters(
  tx: Transaction,
  actor: Actor,
  writes: readonly RegisterWrite[],
  quota: MessageQuota,
): void {
  const judged = [...byDocument(tx, writes)].map(([name, group]) => judge(tx, actor, name, group))
  const [waits] = quota.reserve(
    tx,
    actor,
    judged.flatMap(({ verdicts }) => verdicts),
  )
  if (waits) {
    const retryAfterSeconds = Math.ceil((waits.detail as { retryAfterMs: number }).retryAfterMs / 1_000)
    throw new CairnError(waits.code, waits.reason, { retryAfterSeconds })
  }
  for (const { room, verdicts } of judged) {
    room.transact(() => {
      for (const { entry, decided } of verdicts) room.put(entry.root, entry.key, decided)
      followUp(tx, room, actor, verdicts)
    })
  }
}

/** An edit names a channel's root for messages and reactions: here they find their volume. */
function byDocument(tx: Transaction, writes: readonly RegisterWrite[]): Map<string, RegisterWrite[]> {
  const groups = new Map<string, RegisterWrite[]>()
  for (const write of writes) {
    const name = placeOf(tx, write)
    const group = groups.get(name)
    if (group) group.push(write)
    else groups.set(name, [write])
  }
  return groups
}

function placeOf(tx: Transaction, { doc, root, key }: RegisterWrite): string {
  const ref = parseDocumentName(doc)
  if (ref?.kind !== 'channel' || (root !== 'messages' && root !== 'reactions')) return doc
  const messageId = root === 'messages' ? key : (parseReactionKey(key)?.messageId ?? '')
  const found = tx.tables.messages.find(ref.channelId, messageId)
  return volumeDocument(ref.channelId, found?.volume ?? newestVolume(tx.world, ref.channelId))
}

function judge(tx: Transaction, actor: Actor, name: string, writes: readonly RegisterWrite[]): Judged {
  const ref = parseDocumentName(name) as DocumentRef
  if (!canRead(tx.world, actor.userId, ref)) {
    const { code, reason } = noAccess(tx.world, actor.userId, ref)
    throw new CairnError(code, reason)
  }
  const room = tx.room(name)
  const entries = writes.map(({ root, key, value }): Entry => {
    return { root, key, before: room.get(root, key), value: value ?? undefined, causal: true }
  })
  const verdicts = judgeUpdate(actor, ref, entries, tx.world)
  for (const { entry, decision } of verdicts) {
    if (!decision.allowed)
      throw new CairnError(decision.code, decision.reason, { field: fieldOf(entry, decision.code) })
  }
  return { room, verdicts }
}

/** What is at fault, as callers name it too. */
function fieldOf({ root, key }: Entry, code: ErrorCode): string | undefined {
  if (code !== ErrorCode.Invalid && code !== ErrorCode.Conflict) return undefined
  if (root === 'meta') return key
  return root === 'messages' ? 'text' : root === 'reactions' ? 'emoji' : undefined
}
