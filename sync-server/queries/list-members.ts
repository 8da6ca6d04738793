/** Who is in a channel (docs/behaviour.md, CH7). */
import { channelDocument } from '../../schema/documents.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { projectMembers } from '../../schema/projection/project-members.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import type { JoinedValue, Role } from '../../schema/registers/members.ts'
import type { QueryDeps } from './deps.ts'

export interface MembershipView {
  /** Its integer id. */
  readonly id: number
  readonly userId: UserId
  readonly role: Role
  /** Milliseconds since 1970. */
  readonly joinedAt: number
}

/** Everyone joins a public channel by signing up: such a membership is numbered by its channel and its person. */
const PUBLIC_IDS = 1_000_000_000

/** @returns owners first, then admins, then members, each by joining; `limit` of them */
export function listMembers(deps: QueryDeps, channelId: ChannelId, limit = Infinity): MembershipView[] {
  const world = soundWorld(deps.world())
  const root = world.registers(channelDocument(channelId))
  const num = (root.get('meta', 'num') as number | undefined) ?? 0
  const createdAt = (root.get('meta', 'createdAt') as number | undefined) ?? 0
  const members = projectMembers(world, channelId).filter(({ role }) => role !== 'none')
  return members.slice(0, limit).map(({ userId, role }) => {
    const joined = root.get('joined', String(userId)) as JoinedValue | undefined
    if (joined) return { id: joined.id, userId, role, joinedAt: joined.at }
    const signedUpAt = deps.accounts.find(userId)?.createdAtMs ?? 0
    return { id: num * PUBLIC_IDS + userId, userId, role, joinedAt: Math.max(createdAt, signedUpAt) }
  })
}

/** @throws CairnError not_found: not one of them */
export function findMember(deps: QueryDeps, channelId: ChannelId, userId: UserId): MembershipView {
  const member = listMembers(deps, channelId).find((one) => one.userId === userId)
  if (!member) throw new CairnError(ErrorCode.NotFound, 'CH7: no such member')
  return member
}
