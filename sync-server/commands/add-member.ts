/** Adds a person to a channel (docs/behaviour.md, CH15). */
import { addMember as addMemberEdit } from '../../schema/edits/add-member.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Role } from '../../schema/registers/members.ts'
import { userExists } from '../../schema/rules/channel.ts'
import { requireManager } from '../access/manage-channel.ts'
import { findMember, type MembershipView } from '../queries/list-members.ts'
import type { CommandDeps } from './deps.ts'

export interface MemberCommand {
  readonly channelId: ChannelId
  /** Whom it is about. */
  readonly memberId: number
}

export interface AddMemberCommand extends MemberCommand {
  /** `member` when left out; what the caller could give to a member. */
  readonly role?: Exclude<Role, 'none'>
}

/** @throws CairnError forbidden; not_found: no such account; conflict: is in it already; privacy */
export async function addMember(
  deps: CommandDeps,
  userId: UserId,
  { channelId, memberId, role }: AddMemberCommand,
): Promise<MembershipView> {
  const member = memberId as UserId
  await deps.runInCommit((tx) => {
    const channel = requireManager(tx.world, userId, channelId)
    if (!userExists(tx.world, member)) throw new CairnError(ErrorCode.NotFound, 'CH15: no such account')
    if (channel.role(member) !== 'none') throw new CairnError(ErrorCode.Conflict, 'CH15: is a member already')
    tx.write({ userId }, addMemberEdit(tx.world, userId, { channelId, userId: member, role }))
  })
  return findMember(deps, channelId, member)
}
