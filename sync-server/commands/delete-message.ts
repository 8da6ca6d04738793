/** Deletes a message for everyone, or hides it for the caller alone (docs/behaviour.md, CM7). */
import { deleteMessage as deleteMessageEdit } from '../../schema/edits/delete-message.ts'
import { hideMessage } from '../../schema/edits/hide-message.ts'
import type { UserId } from '../../schema/ids.ts'
import { findMessage } from '../access/find-message.ts'
import type { CommandDeps } from './deps.ts'

export interface DeleteMessageCommand {
  /** Integer id. */
  readonly id: number
  readonly forAll: boolean
}

/** @throws CairnError not_found, or the broken rule's code */
export async function deleteMessage(deps: CommandDeps, userId: UserId, input: DeleteMessageCommand): Promise<void> {
  await deps.runInCommit((tx) => {
    const { channelId, messageId } = findMessage(tx.world, deps.messages, userId, input.id).message
    const writes = input.forAll
      ? deleteMessageEdit(tx.world, userId, { channelId, messageId })
      : hideMessage(tx.world, userId, { messageId, isHidden: true })
    tx.write({ userId }, writes)
  })
}
