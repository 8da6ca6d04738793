/** The links of a channel that a person may take back (docs/behaviour.md, AP10). */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { mayRevokeInvite } from '../access/manage-channel.ts'
import type { InviteLink, InviteLinks } from '../storage/invite-links.ts'
import type { QueryDeps } from './deps.ts'

/** @returns those that are not over, the one that lasts longest first; their tokens are known to nobody any more */
export function listInvites(
  deps: QueryDeps & { readonly inviteLinks: InviteLinks },
  userId: UserId,
  channelId: ChannelId,
): InviteLink[] {
  const world = deps.world()
  return deps.inviteLinks.of(channelId, deps.now()).filter((link) => mayRevokeInvite(world, userId, link))
}
