/** Edits the text or files of a message (docs/behaviour.md, ED3). Pure. */
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import { isDeleted, type MessageValue } from '../registers/messages.ts'
import type { World } from '../views.ts'
import { findMessageValue, messageWrite, type RegisterWrite } from './register-write.ts'

export interface EditMessageInput {
  readonly channelId: ChannelId
  readonly messageId: MessageId
  readonly text: string
  /** Of an encrypted message, in place of the text. */
  readonly sealed?: MessageValue['sealed']
  /** What a program keeps with it afterwards; left out = what it has. */
  readonly metadata?: MessageValue['metadata']
  /** The files it has afterwards; left out = those it has. */
  readonly files?: MessageValue['files']
}

/** @returns nothing where there is no such message, or it is deleted */
export function editMessage(world: World, _me: UserId, input: EditMessageInput): RegisterWrite[] {
  const before = findMessageValue(world, input.channelId, input.messageId)
  if (!before || isDeleted(before)) return []
  const files = input.files ?? before.files
  const message: MessageValue = {
    ...before,
    text: input.text === '' ? undefined : input.text,
    files: files?.length === 0 ? undefined : files,
    sealed: input.sealed ?? before.sealed,
    metadata: input.metadata ?? before.metadata,
    // Later than what it replaces even where this clock is behind, so that settle keeps it.
    editedAt: Math.max(world.nowMs, (before.editedAt ?? 0) + 1),
  }
  return [messageWrite(input.channelId, input.messageId, message)]
}
