/** The end of a channel as one person sees it: what the chat list shows of it, and when it was (docs/behaviour.md, CH2). */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { ownMarks } from '../../schema/projection/located-messages.ts'
import { accountDocument } from '../../schema/documents.ts'
import type { World } from '../../schema/views.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'

export interface ChannelEnd {
  /** Neither deleted nor the server's. */
  readonly lastMessage: StoredMessage | null
  /** Arrival of the last message of any kind, as the web app's list takes it; 0 = there is none. */
  readonly activityAt: number
}

/** @param world a sound one; the person is a member */
export function findLastMessage(deps: QueryDeps, world: World, userId: UserId, channelId: ChannelId): ChannelEnd {
  const account = world.registers(accountDocument(userId))
  const { clearedSeq } = ownMarks(world, channelId, userId)
  let kept: StoredMessage | null = null
  let deleted: StoredMessage | null = null
  for (const message of deps.messages.newest(channelId, undefined, clearedSeq)) {
    if (account.get('hidden', message.messageId) !== undefined) continue
    if (message.deletedAt !== null) {
      deleted ??= message
      continue
    }
    kept ??= message
    if (message.type !== 'system') return { lastMessage: message, activityAt: kept.arrivedAt }
  }
  return { lastMessage: null, activityAt: (kept ?? deleted)?.arrivedAt ?? 0 }
}
