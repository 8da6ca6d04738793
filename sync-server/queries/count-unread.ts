/** What a person has not read in a channel, counted in the projection as the web app counts it (docs/behaviour.md, PJ15, PJ17, CH1). */
import { accountDocument, channelDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { ownMarks } from '../../schema/projection/located-messages.ts'
import type { JoinedValue } from '../../schema/registers/members.ts'
import type { World } from '../../schema/views.ts'
import type { QueryDeps } from './deps.ts'

export interface UnreadCounts {
  readonly unread: number
  /** Those of them that mention the person, by name or with everyone. */
  readonly mentions: number
}

/** @param world a sound one; the person is a member */
export function countUnread(deps: QueryDeps, world: World, userId: UserId, channelId: ChannelId): UnreadCounts {
  const { messages } = deps
  const marks = ownMarks(world, channelId, userId)
  const afterSeq = Math.max(marks.readSeq, marks.clearedSeq)
  // Nothing has arrived since: the usual case, which needs no count.
  if ((deps.channels.channel(channelId)?.last_seq ?? 0) <= afterSeq) return { unread: 0, mentions: 0 }
  const joined = world.registers(channelDocument(channelId)).get('joined', String(userId)) as JoinedValue | undefined
  const sinceMs = joined?.at ?? -1
  const account = world.registers(accountDocument(userId))
  const isHidden = (messageId: string) => account.get('hidden', messageId) !== undefined
  const [hidesSomething] = account.entries('hidden')
  const unread = hidesSomething
    ? messages.unreadIds(channelId, afterSeq, userId, sinceMs).filter((messageId) => !isHidden(messageId)).length
    : messages.countUnread(channelId, afterSeq, userId, sinceMs)
  const mentions = messages.mentionsSince(channelId, afterSeq, userId).filter((seq) => {
    const message = messages.atSeq(channelId, seq)
    return message && message.by !== userId && message.arrivedAt >= sinceMs && !isHidden(message.messageId)
  }).length
  return { unread, mentions }
}
