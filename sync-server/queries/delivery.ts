/** How far a message has come (docs/behaviour.md, DL1-DL4): sent, then delivered, then read, by everybody else in the channel. */
import { accountDocument, channelDocument } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import type { ReadValue } from '../../schema/registers/account.ts'
import type { JoinedValue } from '../../schema/registers/members.ts'
import { membersOf, type Channel } from '../../schema/rules/channel.ts'
import { mayKnow } from '../../schema/rules/privacy.ts'
import type { World } from '../../schema/views.ts'
import type { StoredMessage } from '../storage/stored-message.ts'
import type { QueryDeps } from './deps.ts'

export type Delivery = 'sent' | 'delivered' | 'read'

interface Member {
  readonly userId: UserId
  readonly joinedAt: number
  /** 0 = nothing, or not for the viewer to know. */
  readonly readSeq: number
  readonly deliveredSeq: number
}

/** @returns what to ask of the channel's messages, as `viewer` may know it; good until something is written */
export function deliveryIn(
  deps: QueryDeps,
  world: World,
  viewer: UserId,
  channel: Channel,
): (message: StoredMessage) => Delivery {
  const members = marksOf(deps, world, viewer, channel)
  return (message) => {
    if (hasEverybody(message, members, (member) => member.readSeq)) return 'read'
    return hasEverybody(message, members, (member) => member.deliveredSeq) ? 'delivered' : 'sent'
  }
}

/** DL1, DL2: all but the author; whoever joined later has it as read. */
function hasEverybody(message: StoredMessage, members: readonly Member[], seqOf: (member: Member) => number): boolean {
  return members.every(
    (member) => seqOf(member) >= message.seq || member.userId === message.by || member.joinedAt > message.arrivedAt,
  )
}

/** @param viewer  null = somebody who may know everything */
function marksOf(deps: QueryDeps, world: World, viewer: UserId | null, channel: Channel): Member[] {
  const reached = new Map(deps.channels.positions.delivered(channel.id).map((row) => [row.user_id, row]))
  const root = world.registers(channelDocument(channel.id))
  const members = membersOf(world, channel).map((userId): Member => {
    const { seq: deliveredSeq, read_seq: readSeq } = reached.get(userId) ?? { seq: 0, read_seq: 0 }
    // DL3: asked only of those who have a mark, since it opens their account.
    const isKnown = deliveredSeq > 0 && (viewer === null || mayKnow(world, viewer, userId, 'lastSeen'))
    const joinedAt = (root.get('joined', String(userId)) as JoinedValue | undefined)?.at ?? 0
    return { userId, joinedAt, readSeq: isKnown ? readSeq : 0, deliveredSeq: isKnown ? deliveredSeq : 0 }
  })
  // Whoever is furthest behind answers for all the others.
  return members.sort((a, b) => a.deliveredSeq - b.deliveredSeq || a.readSeq - b.readSeq)
}

/** Whether nobody at all has it as more than sent, so that every viewer is told the same. */
export function isSentForAll(deps: QueryDeps, world: World, channel: Channel, message: StoredMessage): boolean {
  return !hasEverybody(message, marksOf(deps, world, null, channel), (member) => member.deliveredSeq)
}

/** One's own positions in a channel. */
export function ownPositions(
  deps: QueryDeps,
  world: World,
  userId: UserId,
  channel: Channel,
): { readonly deliveredSeq: number; readonly readSeq: number } {
  const read = world.registers(accountDocument(userId)).get('read', channel.id) as ReadValue | undefined
  const readSeq = read?.seq ?? 0
  const deliveredSeq = Math.max(readSeq, deps.channels.positions.deliveredSeq(channel.id, userId))
  return { deliveredSeq, readSeq }
}
