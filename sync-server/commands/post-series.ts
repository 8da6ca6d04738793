/** Posts several messages under the caller's name, all or none, one right after the other (docs/behaviour.md, CM20). */
import { volumeDocument } from '../../schema/documents.ts'
import { postMessage as postMessageEdit } from '../../schema/edits/post-message.ts'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import { newestVolume } from '../../schema/rules/channel.ts'
import type { CommandDeps } from './deps.ts'
import { replyOf, type PostMessageCommand } from './post-message.ts'

export interface PostSeriesCommand {
  readonly channelId: ChannelId
  /** In the order in which they are to stand. */
  readonly parts: readonly Pick<PostMessageCommand, 'text' | 'type' | 'files'>[]
  /** Integer id of a message of the same channel, which the first one answers. */
  readonly replyToId?: number
}

/** @throws CairnError with the broken rule's code; `rate`; `not_found` or `invalid` for `replyToId` */
export async function postSeries(
  deps: CommandDeps,
  userId: UserId,
  { channelId, parts, replyToId }: PostSeriesCommand,
): Promise<void> {
  await deps.runInCommit(
    (tx) => {
      const replyTo = replyToId === undefined ? undefined : replyOf(deps, tx, userId, { channelId }, replyToId)
      const writes = parts.flatMap((part, place) => {
        const message = { ...part, channelId, messageId: tx.newId() as MessageId, keepsDraft: true }
        return postMessageEdit(tx.world, userId, place === 0 ? { ...message, replyTo } : message)
      })
      tx.write({ userId }, writes)
    },
    volumeDocument(channelId, newestVolume(deps.world(), channelId)),
  )
}
