/**
 * Who runs a channel (docs/behaviour.md, CA6, CA7). The rules judge each write; this asks before, also where nothing would
 * have to be written, so that the answer does not depend on what stands there already.
 */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { channelOf, RANK, type Channel } from '../../schema/rules/channel.ts'
import type { World } from '../../schema/views.ts'

/** CA6: its owners and admins. @throws CairnError forbidden */
export function requireManager(world: World, userId: UserId, channelId: ChannelId): Channel {
  const channel = requireMember(world, userId, channelId)
  if (channel.isFixed) throw new CairnError(ErrorCode.Forbidden, 'CA6: nobody runs this channel')
  if (RANK[channel.role(userId)] < RANK.admin) throw new CairnError(ErrorCode.Forbidden, 'CA6: owner or admin only')
  return channel
}

/** AP10: a link is taken back by the channel's owners and admins, and by who made it. */
export function mayRevokeInvite(
  world: World,
  userId: UserId,
  link: { readonly channelId: ChannelId; readonly maker: UserId },
): boolean {
  const channel = channelOf(world, link.channelId)
  const rank = channel ? RANK[channel.role(userId)] : RANK.none
  return rank >= RANK.admin || (rank >= RANK.member && link.maker === userId)
}

/** CA7: who can leave it or be removed from it. @throws CairnError forbidden: a channel that follows from its id, or a public one */
export function requireLeavable(world: World, userId: UserId, channelId: ChannelId): Channel {
  const channel = requireMember(world, userId, channelId)
  if (channel.isFixed || channel.kind === 'public') {
    throw new CairnError(ErrorCode.Forbidden, 'CA7: nobody leaves this channel')
  }
  return channel
}

/** For a right that was lost between the door and the commit. */
function requireMember(world: World, userId: UserId, channelId: ChannelId): Channel {
  const channel = channelOf(world, channelId)
  if (!channel || channel.role(userId) === 'none') throw new CairnError(ErrorCode.Forbidden, 'CA1: not a member')
  return channel
}
