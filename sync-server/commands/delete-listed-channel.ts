/** An administrator deletes a channel that everyone is in (docs/behaviour.md, AP9, MT6). */
import { deleteChannel } from '../../schema/edits/delete-channel.ts'
import type { UserId } from '../../schema/ids.ts'
import { findAdministeredChannel } from '../access/administer.ts'
import type { CommandDeps } from './deps.ts'

/** @throws CairnError forbidden: no administrator, or one that its owners delete; not_found */
export async function deleteListedChannel(deps: CommandDeps, actor: UserId, num: number): Promise<void> {
  await deps.runInCommit((tx) => {
    const { id: channelId } = findAdministeredChannel(tx.world, deps.channels, actor, num)
    tx.write({ userId: actor }, deleteChannel(tx.world, actor, { channelId }))
  })
}
