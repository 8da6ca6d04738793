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
  return audienceOf(world, event)(userId)
}

/** The same question for many people: the channel is looked up once. @returns to be asked at once, not later */
export function audienceOf(world: World, event: LiveEvent): (userId: UserId) => boolean {
  const channel = 'channelId' in event ? channelOf(world, event.channelId) : null
  return (userId) => judge(world, userId, event, (channel?.role(userId) ?? 'none') !== 'none')
}

function judge(world: World, userId: UserId, event: LiveEvent, isMember: boolean): boolean {
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
      return event.userId === userId || isMember
    case 'read-moved':
    case 'delivered-moved':
      return event.userId === userId || (isMember && mayKnow(world, userId, event.userId, 'lastSeen'))
    default:
      return isMember
  }
}
