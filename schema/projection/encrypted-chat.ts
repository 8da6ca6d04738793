/** Whether a chat is encrypted (docs/behaviour.md, PJ22): what its row, its header and the page about it say by a lock. */
import { isDeleted } from '../registers/messages.ts'
import type { ChannelKind } from '../registers/meta.ts'
import type { LocatedMessage } from './located-messages.ts'

/**
 * By what was said last, whatever this person has hidden or cleared: both see the same. What the server tells, and what is
 * deleted, says nothing of it.
 *
 * @param messages  of the newest volume, in timeline order
 */
export function isEncryptedChat(kind: ChannelKind, messages: readonly LocatedMessage[]): boolean {
  if (kind !== 'direct') return false
  for (let i = messages.length - 1; i >= 0; i--) {
    const { value } = messages[i] as LocatedMessage
    if (value.type !== 'system' && !isDeleted(value)) return value.sealed !== undefined
  }
  return false
}
