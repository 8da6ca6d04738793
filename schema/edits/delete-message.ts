/** Deletes a message for everyone: nothing of its content stays (docs/behaviour.md, ED4). Pure. */
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import { isDeleted } from '../registers/messages.ts'
import type { World } from '../views.ts'
import { findMessageValue, messageWrite, type RegisterWrite } from './register-write.ts'

export interface DeleteMessageInput {
  readonly channelId: ChannelId
  readonly messageId: MessageId
}

/** @returns nothing where there is no such message, or it is deleted already */
export function deleteMessage(world: World, _me: UserId, input: DeleteMessageInput): RegisterWrite[] {
  const before = findMessageValue(world, input.channelId, input.messageId)
  if (!before || isDeleted(before)) return []
  return [messageWrite(input.channelId, input.messageId, { by: before.by, deletedAt: world.nowMs })]
}
