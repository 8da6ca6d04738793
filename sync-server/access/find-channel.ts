/** From a channel's integer id to the channel, for those who may know of it (docs/behaviour.md, CA1-CA3). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { channelDocument } from '../../schema/documents.ts'
import { canRead, channelOf, type Channel } from '../../schema/rules/channel.ts'
import type { World } from '../../schema/views.ts'

export interface Channels {
  channelByNum(num: number): ChannelId | null
}

/** CA1: a channel that the person is in. @throws CairnError not_found; forbidden where they could read its root and join */
export function findOwnChannel(world: World, channels: Channels, userId: UserId, num: number): Channel {
  const channel = findKnownChannel(world, channels, userId, num)
  if (channel.role(userId) === 'none') throw new CairnError(ErrorCode.Forbidden, 'CA1: not a member')
  return channel
}

/** CA2: a channel whose root the person may read: their own ones, and what is open to join. @throws CairnError not_found */
export function findKnownChannel(world: World, channels: Channels, userId: UserId, num: number): Channel {
  const channelId = channels.channelByNum(num)
  const channel = channelId && channelOf(world, channelId)
  if (
    !channel ||
    !canRead(world, userId, { kind: 'channel', channelId: channel.id, name: channelDocument(channel.id) })
  )
    throw new CairnError(ErrorCode.NotFound, 'CA2: no such channel')
  return channel
}
