/** Puts a file to a message of one's own (docs/behaviour.md, ED18). Pure. */
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import { sameJson } from '../json.ts'
import { isDeleted, type FileValue } from '../registers/messages.ts'
import type { World } from '../views.ts'
import { findMessageValue, messageWrite, type RegisterWrite } from './register-write.ts'

export interface AttachFileInput {
  readonly channelId: ChannelId
  readonly messageId: MessageId
  readonly file: FileValue
}

/**
 * A message may be posted before its file has come up. Its coming is no edit: nobody reads "edited" under a picture.
 *
 * @returns nothing where there is no such message, or it is deleted; a file that it has already is told anew
 */
export function attachFile(
  world: World,
  _me: UserId,
  { channelId, messageId, file }: AttachFileInput,
): RegisterWrite[] {
  const before = findMessageValue(world, channelId, messageId)
  if (!before || isDeleted(before)) return []
  const files = before.files ?? []
  const isThere = files.some(({ id }) => id === file.id)
  const after = isThere ? files.map((other) => (other.id === file.id ? file : other)) : [...files, file]
  if (sameJson(after, files)) return []
  return [messageWrite(channelId, messageId, { ...before, files: after })]
}
