/**
 * What a person answered on a notification while no page was open (docs/behaviour.md, NF16, NF17): read up to there, and a
 * message where there is one. Its id comes from the device, which may bring the same answer by its outbox too.
 */
import { markRead } from '../../schema/edits/mark-read.ts'
import { postMessage } from '../../schema/edits/post-message.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import { channelOf } from '../../schema/rules/channel.ts'
import type { CommandDeps } from './deps.ts'
import { quote } from './quote.ts'

export interface AnswerNoticeCommand {
  readonly channelId: ChannelId
  /** What notified: all up to it is read. */
  readonly about: MessageId
  /** Of the new message. */
  readonly messageId: MessageId
  /** null = marked as read only. */
  readonly text: string | null
  /** Whether the message names what it answers. */
  readonly quotes: boolean
}

/** @throws CairnError not_found: no such message for this person; else the broken rule's code */
export async function answerNotice(deps: CommandDeps, userId: UserId, input: AnswerNoticeCommand): Promise<void> {
  const { channelId, about, messageId, text, quotes } = input
  await deps.runInCommit((tx) => {
    const message = deps.messages.find(channelId, about)
    const isMember = (channelOf(tx.world, channelId)?.role(userId) ?? 'none') !== 'none'
    if (!message || !isMember) throw new CairnError(ErrorCode.NotFound, 'CA3: no such message')
    const read = markRead(tx.world, userId, { channelId, seq: message.seq, messageId: about })
    if (read.length > 0) tx.write({ userId }, read)
    // It came by the outbox of a page before: done.
    if (text === null || tx.world.findMessage(channelId, messageId)?.by === userId) return
    const replyTo = quotes && message.deletedAt === null ? quote(message) : undefined
    tx.write({ userId }, postMessage(tx.world, userId, { channelId, messageId, text, replyTo, keepsDraft: true }))
  })
}
