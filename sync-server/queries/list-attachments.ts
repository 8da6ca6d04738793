/** The files of a channel's messages (docs/behaviour.md, CQ10). */
import type { UserId } from '../../schema/ids.ts'
import { MAX_FILES_PER_MESSAGE } from '../../schema/limits.ts'
import type { FileValue } from '../../schema/registers/messages.ts'
import type { Channel } from '../../schema/rules/channel.ts'
import { isPutAway } from '../access/find-message.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'

/** A file in its place in a message. */
export interface Attachment {
  /**
   * Made of the message's integer id and the place, so it is unique, rises with them, and is the same after a projection
   * was made again, while one upload may be in several messages.
   */
  readonly id: number
  readonly message: StoredMessage
  readonly file: FileValue
}

/** @param input.beforeId  only attachments with a smaller id; newest first */
export function listAttachments(
  deps: QueryDeps,
  userId: UserId,
  input: { readonly channel: Channel; readonly limit: number; readonly beforeId?: number },
): Attachment[] {
  const { channel, limit, beforeId = Number.MAX_SAFE_INTEGER } = input
  const world = deps.world()
  // Ids rise with seq in a channel: where that message is one of it, what came later need not be read.
  const last = deps.messages.byId(Math.floor(beforeId / MAX_FILES_PER_MESSAGE))
  const beforeSeq = last?.channelId === channel.id ? last.seq + 1 : undefined
  const found: Attachment[] = []
  for (const message of deps.messages.withFiles(channel.id, beforeSeq)) {
    if (found.length >= limit) break
    if (message.deletedAt !== null || isPutAway(world, userId, message)) continue
    found.push(
      ...attachmentsOf(message)
        .reverse()
        .filter(({ id }) => id < beforeId),
    )
  }
  return found.slice(0, limit)
}

/** In the order in which the message names them. */
export function attachmentsOf(message: StoredMessage): Attachment[] {
  return message.files.map((file, place) => ({ id: message.id * MAX_FILES_PER_MESSAGE + place, message, file }))
}
