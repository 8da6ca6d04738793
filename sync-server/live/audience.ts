/** Who hears of a live event (docs/behaviour.md, LV2): whoever may see what it tells of. Pure. */
import type { UserId } from '../../schema/ids.ts'
import { channelOf } from '../../schema/rules/channel.ts'
import { mayKnow } from '../../schema/rules/privacy.ts'
import type { World } from '../../schema/views.ts'
import type { LiveEvent } from './live-events.ts'

/**
 * Asked of each person who is connected, after the event: a member who was removed hears of the removal, and of nothing that
 * comes later.
 */
export function hears(world: World, userId: UserId, event: LiveEvent): boolean {
  switch (event.kind) {
    case 'person-changed':
      return true
    case 'presence-changed':
      return event.userId === userId || mayKnow(world, userId, event.userId, 'lastSeen')
    case 'preference-changed':
      return event.userId === userId
    case 'channel-deleted':
      return event.members.includes(userId)
    case 'member-changed':
      return event.userId === userId || isMember(world, userId, event)
    case 'read-moved':
    case 'delivered-moved':
      return (
        event.userId === userId || (isMember(world, userId, event) && mayKnow(world, userId, event.userId, 'lastSeen'))
      )
    default:
      return isMember(world, userId, event)
  }
}

function isMember(world: World, userId: UserId, { channelId }: Extract<LiveEvent, { channelId: unknown }>): boolean {
  return (channelOf(world, channelId)?.role(userId) ?? 'none') !== 'none'
}
