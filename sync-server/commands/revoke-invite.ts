/** Takes a link back: nobody joins by it any more (docs/behaviour.md, AP10). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { mayRevokeInvite } from '../access/manage-channel.ts'
import type { CommandDeps } from './deps.ts'

export interface RevokeInviteCommand {
  readonly channelId: ChannelId
  /** The link's hash. */
  readonly inviteId: string
}

/** @throws CairnError not_found: unknown, over, another channel's, or one that is not theirs to take back */
export async function revokeInvite(
  deps: CommandDeps,
  userId: UserId,
  { channelId, inviteId }: RevokeInviteCommand,
): Promise<void> {
  await deps.runInCommit((tx) => {
    const link = deps.inviteLinks.find(inviteId)
    if (!link || link.channelId !== channelId || !mayRevokeInvite(tx.world, userId, link))
      throw new CairnError(ErrorCode.NotFound, 'AP10: no such link')
    deps.inviteLinks.remove(link.hash)
  })
}
