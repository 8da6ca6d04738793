/** Deletes a channel for everyone (docs/behaviour.md, CH20). */
import { deleteChannel as deleteChannelEdit } from '../../schema/edits/delete-channel.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { CommandDeps } from './deps.ts'

/** @throws CairnError forbidden: not its owner, or one that nobody deletes */
export async function deleteChannel(deps: CommandDeps, userId: UserId, channelId: ChannelId): Promise<void> {
  await deps.runInCommit((tx) => tx.write({ userId }, deleteChannelEdit(tx.world, userId, { channelId })))
}
