/** What becomes of an intent on the replica as it is now, before it is sent (docs/behaviour.md, OB22-OB26). Pure. */
import { sameJson, type Json } from '../../schema/json.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import { settle } from '../../schema/rules/settle.ts'
import { isDeletion, type Intent } from './intent.ts'

export type Settlement =
  | { readonly kind: 'send'; readonly value: Json | null }
  /** The register holds it already. */
  | { readonly kind: 'done' }
  | { readonly kind: 'superseded' }
  /** Changed since the author saw it: a person decides again. */
  | { readonly kind: 'stale'; readonly stands: Json | null }

/** @param stands what the replica holds; null = absent */
export function settleIntent(intent: Intent, stands: Json | null, userId: number, nowMs: number): Settlement {
  const { root, value, base } = intent
  if (sameJson(stands, value)) return { kind: 'done' }
  if (isDeletion(root, value) && stands === null) return { kind: 'done' }
  if (root === 'messages' && base === null && stands !== null && !isDeletion(root, value)) {
    return settleArrived(intent, stands as unknown as MessageValue, userId, nowMs)
  }
  // What the author saw, or wrote just before: its answer may have been lost.
  const isKnown = sameJson(stands, base) || (intent.sentValue !== undefined && sameJson(stands, intent.sentValue))
  if (isKnown) return { kind: 'send', value }
  const outcome = settle(root, stands ?? undefined, value ?? undefined)
  if (outcome === 'stale') return { kind: 'stale', stands }
  return outcome === 'before' ? { kind: 'superseded' } : { kind: 'send', value }
}

/** A new message that arrived before. What was written since becomes an edit of it. */
function settleArrived(intent: Intent, stands: MessageValue, userId: number, nowMs: number): Settlement {
  const value = intent.value as unknown as MessageValue
  // Edited or deleted elsewhere since it arrived, and not rewritten here: nothing is lost.
  const isUntouched = intent.rev === 0 && value.editedAt === undefined
  if (isUntouched && stands.by === userId && (stands.editedAt ?? stands.deletedAt) !== undefined)
    return { kind: 'done' }
  if (stands.deletedAt !== undefined || stands.by !== userId) return { kind: 'superseded' }
  const { editedAt = 0, ...words } = value
  const { editedAt: standingEditedAt = 0, ...standing } = stands
  if (sameJson(words, standing)) return { kind: 'done' }
  if (editedAt > 0 && editedAt < standingEditedAt) return { kind: 'superseded' }
  const edited = { ...value, editedAt: Math.max(editedAt, nowMs, standingEditedAt + 1) }
  return { kind: 'send', value: edited as unknown as Json }
}
