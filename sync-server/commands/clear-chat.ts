/** Clears what was said in a chat until now, for oneself; and closes it, if asked to (docs/behaviour.md, CH19, CH21). */
import { setChannelPreference } from '../../schema/edits/set-channel-preference.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { CommandDeps } from './deps.ts'

export interface ClearChatCommand {
  readonly channelId: ChannelId
  /** Leaves the chat list until something new arrives. */
  readonly closes?: boolean
}

export async function clearChat(
  deps: CommandDeps,
  userId: UserId,
  { channelId, closes }: ClearChatCommand,
): Promise<void> {
  await deps.runInCommit((tx) => {
    const clearedSeq = deps.channels.channel(channelId)?.last_seq || undefined
    // All there is gets cleared, so that only what comes now is newer; it may come within this very millisecond.
    const hiddenAt = closes ? tx.nowMs - 1 : undefined
    tx.write({ userId }, setChannelPreference(tx.world, userId, { channelId, change: { clearedSeq, hiddenAt } }))
  })
}
