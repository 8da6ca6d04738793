/** Closes a chat for oneself: it leaves the list until something new arrives, and nothing is cleared (docs/behaviour.md, CM21). */
import { setChannelPreference } from '../../schema/edits/set-channel-preference.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { CommandDeps } from './deps.ts'

/** Of one that nobody wrote in yet nothing is to be closed. */
export async function closeChat(deps: CommandDeps, userId: UserId, channelId: ChannelId): Promise<void> {
  await deps.runInCommit((tx) => {
    if (!deps.channels.channel(channelId)) return
    // As of the last message, not of now: what comes within this very millisecond opens the chat again.
    const hiddenAt = deps.messages.last(channelId)?.at ?? tx.nowMs
    tx.write({ userId }, setChannelPreference(tx.world, userId, { channelId, change: { hiddenAt } }))
  })
}
