/** Leaves a channel (docs/behaviour.md, CH18). */
import { leaveChannel as leaveChannelEdit } from '../../schema/edits/leave-channel.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { requireLeavable } from '../access/manage-channel.ts'
import type { CommandDeps } from './deps.ts'

/** @throws CairnError forbidden: a chat of two, saved messages, a public channel */
export async function leaveChannel(deps: CommandDeps, userId: UserId, channelId: ChannelId): Promise<void> {
  await deps.runInCommit((tx) => {
    requireLeavable(tx.world, userId, channelId)
    tx.write({ userId }, leaveChannelEdit(tx.world, userId, { channelId }))
  })
}
