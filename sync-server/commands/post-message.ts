/** Posts a message under the caller's name (docs/behaviour.md, CM1). The same rules as for a synced one. */
import { postMessage as postMessageEdit, type PostMessageInput } from '../../schema/edits/post-message.ts'
import { ErrorCode, CairnError } from '../../schema/errors.ts'
import type { MessageId, UserId } from '../../schema/ids.ts'
import type { StoredMessage } from '../storage/message-index.ts'
import type { CommandDeps } from './deps.ts'

/** @returns the message with its stamp. @throws CairnError with the broken rule's code */
export async function postMessage(
  deps: CommandDeps,
  userId: UserId,
  input: Omit<PostMessageInput, 'messageId' | 'keepsDraft'>,
): Promise<StoredMessage> {
  const messageId = await deps.runInCommit((tx) => {
    const messageId = tx.newId() as MessageId
    tx.write({ userId }, postMessageEdit(tx.world, userId, { ...input, messageId, keepsDraft: true }))
    return messageId
  })
  const posted = deps.messages.find(input.channelId, messageId)
  if (!posted) throw new CairnError(ErrorCode.Internal, 'a posted message is not in the projection')
  return posted
}
