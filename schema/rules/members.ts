/** Rules of `members` (docs/behaviour.md, MB10-MB19): joining, leaving, adding, roles. Pure. */
import { channelDocument } from '../documents.ts'
import { ErrorCode } from '../errors.ts'
import { sameJson } from '../json.ts'
import { parseUserId, type UserId } from '../ids.ts'
import type { MemberValue } from '../registers/members.ts'
import type { Actor, World } from '../views.ts'
import { hasBlocked, hasContact, isOpenToJoin, privacyOf, RANK, userExists, type Channel } from './channel.ts'
import { ALLOW, refuse, type Decision, type Entry } from './decision.ts'

/** @param entry key: userId; value {role, by}; its `before` is what the actor would change */
export function judgeMember(actor: Actor, entry: Entry, channel: Channel, world: World): Decision {
  const target = parseUserId(entry.key) as UserId
  const value = entry.value as MemberValue
  const before = (entry.before as MemberValue | undefined)?.role ?? 'none'
  if (channel.isFixed) return refuse(ErrorCode.Forbidden, 'MB10: members of this channel follow from its id')
  if (value.by !== actor.userId) return refuse(ErrorCode.Forbidden, 'MB11: written in another name')
  // Without the comparison of `by`, a stranger could sign every register of a channel that is open to join.
  if (entry.before !== undefined && sameJson(entry.before, entry.value)) return ALLOW
  // A deleted account can still be removed, but takes no role.
  if (value.role !== 'none' && !userExists(world, target)) return refuse(ErrorCode.Invalid, 'MB12: no such account')
  const isLastOwner = before === 'owner' && value.role !== 'owner' && countOwners(channel, world) === 1
  if (target === actor.userId) {
    if (value.role === 'none') {
      if (channel.kind === 'public') return refuse(ErrorCode.Forbidden, 'MB13: nobody leaves a public channel')
      return before === 'none' ? refuse(ErrorCode.Invalid, 'MB13: not a member') : ALLOW
    }
    if (before === 'none') {
      const joins = value.role === 'member' && isOpenToJoin(channel)
      return joins ? ALLOW : refuse(ErrorCode.Forbidden, 'MB14: not open to join')
    }
    if (RANK[value.role] > RANK[before]) return refuse(ErrorCode.Forbidden, 'MB15: nobody raises their own role')
    return isLastOwner ? refuse(ErrorCode.Forbidden, 'MB16: the last owner cannot be demoted') : ALLOW
  }
  const rank = RANK[channel.role(actor.userId)]
  if (rank < RANK.admin) return refuse(ErrorCode.Forbidden, 'MB17: owner or admin only')
  const ownerMakesOwner = rank === RANK.owner && value.role === 'owner'
  if (RANK[value.role] >= rank && !ownerMakesOwner)
    return refuse(ErrorCode.Forbidden, 'MB15: at or above one’s own rank')
  if (RANK[before] >= rank && rank < RANK.owner) return refuse(ErrorCode.Forbidden, 'MB15: of one’s own rank or above')
  if (isLastOwner) return refuse(ErrorCode.Forbidden, 'MB16: the last owner cannot be demoted')
  if (before === 'none' && value.role === 'none') return refuse(ErrorCode.Invalid, 'MB13: not a member')
  if (channel.kind === 'public') {
    return value.role === 'none' ? refuse(ErrorCode.Forbidden, 'MB13: nobody is removed from a public channel') : ALLOW
  }
  if (before !== 'none' || actor.consentOf === target) return ALLOW
  return judgeInvitation(actor.userId, target, world)
}

/** MB18: whether `target`'s privacy lets `inviter` add them. */
export function judgeInvitation(inviter: UserId, target: UserId, world: World): Decision {
  const audience = privacyOf(world, target).groupInvites ?? 'everyone'
  const open = audience === 'everyone' || (audience === 'contacts' && hasContact(world, target, inviter))
  if (open && !hasBlocked(world, target, inviter)) return ALLOW
  return refuse(ErrorCode.Privacy, 'MB18: this person does not accept the invitation')
}

function countOwners(channel: Channel, world: World): number {
  let owners = 0
  for (const [, value] of world.registers(channelDocument(channel.id)).entries('members')) {
    if ((value as MemberValue).role === 'owner') owners++
  }
  return owners
}
