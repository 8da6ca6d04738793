/** What follows from changes of a channel's root: memberships, directory, successor, system messages (docs/behaviour.md, MB20-MB26). */
import { parseUserId, type ChannelId, type UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { JoinedValue, MemberValue, Role } from '../../schema/registers/members.ts'
import type { SystemEvent } from '../../schema/registers/messages.ts'
import type { ChannelKind } from '../../schema/registers/meta.ts'
import { RANK } from '../../schema/rules/channel.ts'
import type { Actor } from '../../schema/views.ts'
import { endMembership, grantMembership, numberChannel, publishChannel, putJoined } from './founding.ts'
import type { Room } from './room.ts'
import { postSystem } from './system-message.ts'
import type { Changed, Transaction } from './transaction.ts'

export function followRoot(
  tx: Transaction,
  room: Room,
  channelId: ChannelId,
  actor: Actor,
  changed: readonly Changed[],
): void {
  const isFounding = room.get('meta', 'num') === undefined
  if (isFounding) numberChannel(tx, channelId)
  const members = changed.filter(({ entry }) => entry.root === 'members')
  for (const { entry } of members) {
    const before = entry.before as MemberValue | undefined
    followMember(tx, room, channelId, entry.key, before)
    if (!isFounding) tellMember(tx, room, channelId, entry.key, before)
    noteInvitation(tx, room, channelId, actor, entry.key, before)
  }
  if (changed.some(({ entry }) => entry.root === 'pins')) tx.live.push({ kind: 'pins-changed', channelId })
  if (room.get('meta', 'deletedAt') !== undefined) return endChannel(tx, room, channelId)
  const successor = appointSuccessor(tx, room, channelId)
  if (isFounding || changed.some(({ entry }) => entry.root === 'meta')) {
    publishChannel(tx, channelId)
    tx.live.push({ kind: isFounding ? 'channel-founded' : 'channel-changed', channelId })
    if (isFounding && room.get('meta', 'kind') === 'public') tx.events.push({ kind: 'opened', channelId })
    if (!isFounding) renameMemberships(tx, room, channelId)
  }
  if (isFounding) return
  for (const { entry, decided } of changed) {
    const event = systemEventOf(actor, entry.root, entry.key, entry.before, decided)
    if (event) postSystem(tx, channelId, event)
  }
  if (successor !== null) postSystem(tx, channelId, { kind: 'role', user: successor, value: 'owner' })
}

/** MB20: the person's account document names the channel as long as they are in it. */
function followMember(
  tx: Transaction,
  room: Room,
  channelId: ChannelId,
  key: string,
  before: MemberValue | undefined,
): void {
  const userId = parseUserId(key) as UserId
  const { role, by } = room.get('members', key) as unknown as MemberValue
  const old: Role = before?.role ?? 'none'
  const kind = room.get('meta', 'kind') as ChannelKind
  if (old === 'none' && role !== 'none') putJoined(tx, channelId, userId)
  if (role === 'none') room.put('joined', key, undefined)
  if (kind === 'public') return
  if (role === 'none') endMembership(tx, channelId, userId, by as UserId | 0)
  else grantMembership(tx, channelId, userId, membership(room, kind, role), old === 'none')
}

function tellMember(
  tx: Transaction,
  room: Room,
  channelId: ChannelId,
  key: string,
  before: MemberValue | undefined,
): void {
  const { role } = room.get('members', key) as unknown as MemberValue
  const old: Role = before?.role ?? 'none'
  if (role !== old)
    tx.live.push({ kind: 'member-changed', channelId, userId: parseUserId(key) as UserId, role, before: old })
}

/** NT4: whoever is brought in by somebody else is told so. */
function noteInvitation(
  tx: Transaction,
  room: Room,
  channelId: ChannelId,
  actor: Actor,
  key: string,
  before: MemberValue | undefined,
): void {
  const userId = parseUserId(key) as UserId
  if ((before?.role ?? 'none') !== 'none' || userId === actor.userId || userId === actor.consentOf) return
  const joined = room.get('joined', key) as unknown as JoinedValue | undefined
  if (joined) tx.tables.putInvitation(userId, { ...joined, channelId, by: actor.userId })
}

/** MB23: every membership of a deleted channel ends, its sockets are shut out, and nobody finds it any more. */
function endChannel(tx: Transaction, room: Room, channelId: ChannelId): void {
  const members: UserId[] = []
  for (const [key, value] of [...room.entries('members')]) {
    const userId = parseUserId(key)
    if (userId === null || (value as unknown as MemberValue).role === 'none') continue
    members.push(userId)
    endMembership(tx, channelId, userId)
  }
  publishChannel(tx, channelId)
  tx.live.push({ kind: 'channel-deleted', channelId, members })
  tx.events.push({ kind: 'deleted', channelId })
}

function membership(room: Room, kind: ChannelKind, role: Role) {
  const title = room.get('meta', 'title') as string | undefined
  return { kind, role, ...(title ? { title } : {}) }
}

function renameMemberships(tx: Transaction, room: Room, channelId: ChannelId): void {
  const kind = room.get('meta', 'kind') as ChannelKind
  if (kind === 'public') return
  for (const [key, value] of [...room.entries('members')]) {
    const { role } = value as unknown as MemberValue
    const userId = parseUserId(key)
    if (role !== 'none' && userId !== null) grantMembership(tx, channelId, userId, membership(room, kind, role), false)
  }
}

/** MB21: when nobody owns the channel any more, the longest-standing admin does, else the longest-standing member. */
function appointSuccessor(tx: Transaction, room: Room, channelId: ChannelId): UserId | null {
  const roles = [...room.entries('members')].map(([key, value]) => ({
    key,
    role: (value as unknown as MemberValue).role,
  }))
  if (roles.some(({ role }) => role === 'owner')) return null
  const since = (key: string) => (room.get('joined', key) as unknown as JoinedValue | undefined)?.id ?? Infinity
  const [heir] = roles
    .filter(({ role }) => role !== 'none')
    .sort((a, b) => RANK[b.role] - RANK[a.role] || since(a.key) - since(b.key) || Number(a.key) - Number(b.key))
  if (!heir) return null
  room.put('members', heir.key, { role: 'owner', by: 0 })
  followMember(tx, room, channelId, heir.key, { role: heir.role, by: 0 })
  tellMember(tx, room, channelId, heir.key, { role: heir.role, by: 0 })
  return parseUserId(heir.key)
}

function systemEventOf(
  actor: Actor,
  root: string,
  key: string,
  before: Json | undefined,
  after: Json | undefined,
): SystemEvent | null {
  if (root === 'meta') return key === 'title' ? { kind: 'renamed', actor: actor.userId, value: after as string } : null
  if (root !== 'members') return null
  const user = Number(key)
  const old = (before as unknown as MemberValue | undefined)?.role ?? 'none'
  const role = (after as unknown as MemberValue).role
  if (old === role) return null
  const self = user === actor.userId || user === actor.consentOf
  if (old === 'none') return self ? { kind: 'joined', user } : { kind: 'added', actor: actor.userId, user }
  if (role === 'none') return self ? { kind: 'left', user } : { kind: 'removed', actor: actor.userId, user }
  return { kind: 'role', actor: actor.userId, user, value: role }
}
