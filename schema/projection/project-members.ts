/** A channel's members as a list (docs/behaviour.md, PJ13). Pure and total. */
import { channelDocument } from '../documents.ts'
import type { ChannelId, UserId } from '../ids.ts'
import type { JoinedValue, MemberValue, Role } from '../registers/members.ts'
import { channelOf, membersOf, RANK } from '../rules/channel.ts'
import type { World } from '../views.ts'
import { projectPerson, type PersonView } from './project-person.ts'
import { soundWorld } from './sound-world.ts'

export interface MemberView extends PersonView {
  readonly role: Role
  /** Who gave the role; null where it follows from the channel's id or kind. */
  readonly by: UserId | null
  /** null until the server has stamped it. */
  readonly joinedAt: number | null
}

/** @returns those with a role, owners first, then by joining, then by id; empty for a channel this device lacks */
export function projectMembers(given: World, channelId: ChannelId): MemberView[] {
  const world = soundWorld(given)
  const channel = channelOf(world, channelId)
  if (!channel) return []
  const root = world.registers(channelDocument(channelId))
  const joinedId = new Map<UserId, number>()
  const members = membersOf(world, channel).map((userId): MemberView => {
    const key = String(userId)
    const joined = root.get('joined', key) as JoinedValue | undefined
    const written = root.get('members', key) as MemberValue | undefined
    joinedId.set(userId, joined?.id ?? Infinity)
    const role = channel.role(userId)
    const by = written && written.role === role ? (written.by as UserId) : null
    return { ...projectPerson(world, userId), role, by, joinedAt: joined?.at ?? null }
  })
  const order = ({ userId }: MemberView) => joinedId.get(userId) as number
  return members.sort(
    (a, b) => RANK[b.role] - RANK[a.role] || (order(a) === order(b) ? a.userId - b.userId : order(a) - order(b)),
  )
}
