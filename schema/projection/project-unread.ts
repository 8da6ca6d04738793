/**
 * What a person has not read in a channel (docs/behaviour.md, PJ15-PJ17). Pure and total.
 *
 * Exact: every volume in `volumes`, where each message is looked at. Estimated: the other volumes, of which only the
 * range of `seq` is known, from the root's `volumes`; there every number counts as an unread message and none as a
 * mention, so `count` may be too large (own, deleted, hidden and system messages) and `mentions` too small.
 * The newest volume has no known end: when it is not among `volumes` it counts as empty. `isExact` tells which it is.
 */
import { channelDocument } from '../documents.ts'
import type { ChannelId, UserId } from '../ids.ts'
import type { JoinedValue, VolumeValue } from '../registers/members.ts'
import { isDeleted } from '../registers/messages.ts'
import type { World } from '../views.ts'
import { locateMessages, ownMarks, type LocatedMessage } from './located-messages.ts'
import { soundWorld } from './sound-world.ts'

export interface UnreadView {
  readonly count: number
  /** Unread messages that mention the person, by name or with everyone. */
  readonly mentions: number
  /** seq of the first unread one where it is known, for the new-messages line; null = nothing unread is loaded. */
  readonly firstSeq: number | null
  readonly isExact: boolean
  /** seq of the last loaded one from before the person joined; 0 = none is loaded. */
  readonly joinedSeq: number
}

/** @param volumes  those that may be read */
export function projectUnread(given: World, channelId: ChannelId, me: UserId, volumes: readonly number[]): UnreadView {
  const world = soundWorld(given)
  return unreadAmong(world, channelId, me, volumes, locateMessages(world, channelId, volumes))
}

export function unreadCount(world: World, channelId: ChannelId, me: UserId, volumes: readonly number[]): number {
  return projectUnread(world, channelId, me, volumes).count
}

export function unreadMentions(world: World, channelId: ChannelId, me: UserId, volumes: readonly number[]): number {
  return projectUnread(world, channelId, me, volumes).mentions
}

/** @param world     a sound world
 *  @param messages  all of `volumes`, in timeline order */
export function unreadAmong(
  world: World,
  channelId: ChannelId,
  me: UserId,
  volumes: readonly number[],
  messages: readonly LocatedMessage[],
): UnreadView {
  const marks = ownMarks(world, channelId, me)
  const root = world.registers(channelDocument(channelId))
  const joinedAt = (root.get('joined', String(me)) as JoinedValue | undefined)?.at ?? -1
  const readSeq = Math.max(marks.readSeq, marks.clearedSeq)
  let [count, mentions] = [0, 0]
  let firstSeq: number | null = null
  // Arrivals rise with seq: all that came before something from before one joined came before that, too.
  let joinedSeq = 0
  for (const message of messages) {
    const { value, stamp } = message
    if (!stamp) break
    if (stamp.at < joinedAt) joinedSeq = stamp.seq
    if (stamp.seq <= readSeq || stamp.at < joinedAt || value.by === me || value.type === 'system') continue
    if (isDeleted(value) || marks.isLeftOut(message)) continue
    count++
    firstSeq ??= stamp.seq
    if (stamp.mentions?.some((mention) => mention === me || mention === 'everyone')) mentions++
  }
  const estimate = unreadElsewhere(world, channelId, volumes, Math.max(readSeq, joinedSeq))
  return { count: count + estimate.count, mentions, firstSeq, isExact: estimate.isExact, joinedSeq }
}

/** Numbers above `readSeq` in volumes that are not looked into, by where each begins. */
function unreadElsewhere(
  world: World,
  channelId: ChannelId,
  volumes: readonly number[],
  readSeq: number,
): { count: number; isExact: boolean } {
  const starts = new Map<number, number>([[0, 1]])
  for (const [key, value] of world.registers(channelDocument(channelId)).entries('volumes')) {
    starts.set(Number(key), (value as unknown as VolumeValue).from)
  }
  const ordered = [...starts].sort(([a], [b]) => a - b)
  const loaded = new Set(volumes)
  let [count, isExact] = [0, true]
  for (const [i, [volume, from]] of ordered.entries()) {
    if (loaded.has(volume)) continue
    const next = ordered[i + 1]
    // Nothing is known of the newest volume's end.
    if (!next) isExact = false
    const unread = next ? next[1] - Math.max(from, readSeq + 1) : 0
    if (unread <= 0) continue
    count += unread
    isExact = false
  }
  return { count, isExact }
}
