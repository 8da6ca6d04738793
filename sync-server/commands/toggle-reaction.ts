/** Adds a reaction to a message, or takes it back (docs/behaviour.md, CM9, ED5). */
import { toggleReaction as toggleReactionEdit } from '../../schema/edits/toggle-reaction.ts'
import type { UserId } from '../../schema/ids.ts'
import { findMessage } from '../access/find-message.ts'
import { listReactions, type ReactionsView } from '../queries/list-reactions.ts'
import type { CommandDeps } from './deps.ts'

export interface ToggleReactionCommand {
  /** Integer id. */
  readonly id: number
  /** A name of the allowed set, or one emoji. */
  readonly reaction: string
}

/** @returns all reactions of the message as they are now. @throws CairnError not_found, or the broken rule's code */
export async function toggleReaction(
  deps: CommandDeps,
  userId: UserId,
  input: ToggleReactionCommand,
): Promise<ReactionsView[]> {
  const message = await deps.runInCommit((tx) => {
    const { message } = findMessage(tx.world, deps.messages, userId, input.id)
    const { channelId, messageId } = message
    tx.write({ userId }, toggleReactionEdit(tx.world, userId, { channelId, messageId, reaction: input.reaction }))
    return message
  })
  return listReactions(deps, userId, message)
}
