/** A message and everything that answers it, level by level (docs/behaviour.md, CQ3). */
import type { UserId } from '../../schema/ids.ts'
import { findMessage, isPutAway } from '../access/find-message.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'

/** Also those that are passed over count, so that hiding a long thread does not make it longer. */
const MAX_LOOKED = 2_000

/**
 * @returns the message, then breadth first; those that answer the same message stand together, oldest first
 * @throws CairnError not_found
 */
export function listThread(
  deps: QueryDeps,
  userId: UserId,
  input: { readonly id: number; readonly limit: number },
): StoredMessage[] {
  const world = deps.world()
  const { message: root } = findMessage(world, deps.messages, userId, input.id)
  const reached = new Set<string>([root.messageId])
  const found = [root]
  // A set is gone through in the order of its growing: that is breadth first, and rings end.
  for (const messageId of reached) {
    for (const reply of deps.messages.replies(root.channelId, messageId)) {
      if (found.length >= input.limit || reached.size >= MAX_LOOKED) return found
      if (reached.has(reply.messageId)) continue
      reached.add(reply.messageId)
      if (!isPutAway(world, userId, reply)) found.push(reply)
    }
  }
  return found
}
