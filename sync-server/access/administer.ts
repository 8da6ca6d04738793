/**
 * Who administers the workspace, and what of it (docs/behaviour.md, AP1-AP3). Every command and query of the administration
 * asks here, also inside of its commit: a right that was taken meanwhile is no right.
 */
import { DIRECTORY } from '../../schema/documents.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { channelOf, isAdministrator, type Channel } from '../../schema/rules/channel.ts'
import type { World } from '../../schema/views.ts'
import type { Channels } from './find-channel.ts'

/** AP1. @throws CairnError forbidden */
export function requireAdministrator(world: World, userId: UserId): void {
  if (!isAdministrator(world, userId)) throw new CairnError(ErrorCode.Forbidden, 'AP1: administrators only')
}

/** AP2: an administrator changes others; so there is always one left. @throws CairnError forbidden */
export function requireAdministeredPerson(world: World, actor: UserId, userId: UserId): void {
  requireAdministrator(world, actor)
  if (actor === userId) throw new CairnError(ErrorCode.Forbidden, 'AP2: that is yourself')
}

/** AP3: of channels an administrator is told of those that anyone may find. @throws CairnError forbidden, not_found */
export function findAdministeredChannel(world: World, channels: Channels, actor: UserId, num: number): Channel {
  requireAdministrator(world, actor)
  const channelId = channels.channelByNum(num)
  const isListed = channelId !== null && world.registers(DIRECTORY).get('channels', channelId) !== undefined
  const channel = isListed ? channelOf(world, channelId) : null
  if (!channel) throw new CairnError(ErrorCode.NotFound, 'AP3: no such channel')
  return channel
}

/** Every channel that anyone may find, as the directory names them. @throws CairnError forbidden */
export function listAdministeredChannels(world: World, actor: UserId): ChannelId[] {
  requireAdministrator(world, actor)
  return [...world.registers(DIRECTORY).entries('channels')].map(([id]) => id as ChannelId)
}
