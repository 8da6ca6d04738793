/** Which of two values a register keeps when the writer of one did not know the other (docs/behaviour.md, ST1-ST6). */
import { sameJson, type Json } from '../json.ts'
import type { MessageValue } from '../registers/messages.ts'
import type { ReadValue } from '../registers/account.ts'

/** `incoming`: the arriving write holds; `before`: it is overruled; `stale`: a person has to decide again. */
export type Settled = 'incoming' | 'before' | 'stale'

/**
 * Decides a stale write. Pure, and the same on both sides: the server asks it at arrival, the sender before sending.
 *
 * @param before    what the register holds now; undefined = absent
 * @param incoming  what the stale write would leave; undefined = absent
 */
export function settle(root: string, before: Json | undefined, incoming: Json | undefined): Settled {
  if (before === undefined) return 'incoming'
  if (root === 'members') return sameJson(before, incoming) ? 'incoming' : 'stale'
  if (root === 'messages') return settleMessage(before as MessageValue, incoming as MessageValue | undefined)
  if (root === 'read' && incoming !== undefined) {
    return (incoming as unknown as ReadValue).seq >= (before as unknown as ReadValue).seq ? 'incoming' : 'before'
  }
  return 'incoming'
}

/** ST1-ST3: a deletion stays and wins; else the later edit, a tie going to the one that arrives. */
function settleMessage(before: MessageValue, incoming: MessageValue | undefined): Settled {
  if (before.deletedAt !== undefined || incoming === undefined) return 'before'
  if (incoming.deletedAt !== undefined) return 'incoming'
  return (incoming.editedAt ?? 0) >= (before.editedAt ?? 0) ? 'incoming' : 'before'
}
