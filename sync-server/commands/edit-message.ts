/** Edits the text of a message (docs/behaviour.md, CM6). */
import { editMessage as editMessageEdit } from '../../schema/edits/edit-message.ts'
import type { UserId } from '../../schema/ids.ts'
import type { SealedValue } from '../../schema/registers/messages.ts'
import { findMessage } from '../access/find-message.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { CommandDeps } from './deps.ts'

export interface EditMessageCommand {
  /** Integer id. */
  readonly id: number
  readonly text: string
  /** Of an encrypted message, in place of the text. */
  readonly sealed?: SealedValue
  readonly metadata?: string
}

/** @returns the message as it is now. @throws CairnError not_found, or the broken rule's code */
export async function editMessage(
  deps: CommandDeps,
  userId: UserId,
  input: EditMessageCommand,
): Promise<StoredMessage> {
  await deps.runInCommit((tx) => {
    const { message } = findMessage(tx.world, deps.messages, userId, input.id)
    const { channelId, messageId } = message
    tx.write({ userId }, editMessageEdit(tx.world, userId, { ...input, channelId, messageId }))
  })
  return findMessage(deps.world(), deps.messages, userId, input.id).message
}
