/** Posts a message under the caller's name (docs/behaviour.md, CM1-CM4). The same rules as for a synced one. */
import { volumeDocument } from '../../schema/documents.ts'
import { postMessage as postMessageEdit, type PostMessageInput } from '../../schema/edits/post-message.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { MessageId, UserId } from '../../schema/ids.ts'
import { newestVolume } from '../../schema/rules/channel.ts'
import { findMessage } from '../access/find-message.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { CommitTransaction } from '../sync/sync-server-port.ts'
import type { CommandDeps } from './deps.ts'
import { quote } from './quote.ts'

export interface PostMessageCommand extends Pick<
  PostMessageInput,
  'channelId' | 'text' | 'type' | 'files' | 'links' | 'sealed' | 'metadata'
> {
  /** Integer id of a message of the same channel. */
  readonly replyToId?: number
  /** The client's own name for the message: sent again, it gives the same message. */
  readonly clientMessageId?: string
  /** Whether the same text again within seconds is refused. */
  readonly coolsDown?: boolean
}

/**
 * @returns the message with its stamp; of a repeated `clientMessageId` the one it stands for, as it is now
 * @throws CairnError with the broken rule's code; `rate` when too many are sent; `not_found` or `invalid` for `replyToId`
 */
export async function postMessage(
  deps: CommandDeps,
  userId: UserId,
  input: PostMessageCommand,
): Promise<StoredMessage> {
  const { channelId, text = '', clientMessageId } = input
  // A commit that fails is tried again; what is noted outside of it must not count against that.
  let isNoted = false
  const cool = () => {
    if (isNoted || input.coolsDown !== true) return
    const retryAfterSeconds = deps.cooldown.take(userId, channelId, text)
    if (retryAfterSeconds !== null)
      throw new CairnError(ErrorCode.Rate, 'CM4: the same text again', { retryAfterSeconds })
    isNoted = true
  }
  const place = (tx: CommitTransaction) => {
    const known = clientMessageId === undefined ? null : deps.clientMessageIds.find(userId, clientMessageId)
    if (known) return known
    cool()
    const messageId = tx.newId() as MessageId
    const replyTo = input.replyToId === undefined ? undefined : replyOf(deps, tx, userId, input, input.replyToId)
    const { type, files, links, sealed, metadata } = input
    const content = { text, type, files, links, sealed, metadata }
    const message: PostMessageInput = { ...content, channelId, messageId, replyTo, keepsDraft: true }
    tx.write({ userId }, postMessageEdit(tx.world, userId, message))
    if (clientMessageId !== undefined)
      deps.clientMessageIds.put(userId, clientMessageId, { channelId, messageId }, tx.nowMs)
    return { channelId, messageId }
  }
  try {
    const placed = await deps.runInCommit(place, volumeDocument(channelId, newestVolume(deps.world(), channelId)))
    const posted = deps.messages.find(placed.channelId, placed.messageId)
    if (!posted) throw new CairnError(ErrorCode.Internal, 'a posted message is not in the projection')
    return posted
  } catch (error) {
    if (isNoted) deps.cooldown.release(userId, channelId, text)
    throw error
  }
}

export function replyOf(
  deps: CommandDeps,
  tx: CommitTransaction,
  userId: UserId,
  { channelId }: Pick<PostMessageCommand, 'channelId'>,
  id: number,
): NonNullable<PostMessageInput['replyTo']> {
  const { message } = findMessage(tx.world, deps.messages, userId, id)
  if (message.channelId === channelId) return quote(message)
  throw new CairnError(ErrorCode.Invalid, 'CM5: a message of another channel', { field: 'reply_to_message_id' })
}
