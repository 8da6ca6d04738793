/** Gives a member another role (docs/behaviour.md, CH16). */
import { changeRole as changeRoleEdit } from '../../schema/edits/change-role.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import type { Role } from '../../schema/registers/members.ts'
import { requireManager } from '../access/manage-channel.ts'
import { findMember, type MembershipView } from '../queries/list-members.ts'
import type { MemberCommand } from './add-member.ts'
import type { CommandDeps } from './deps.ts'

export interface ChangeRoleCommand extends MemberCommand {
  readonly role: Exclude<Role, 'none'>
}

/** @throws CairnError forbidden; not_found: no member */
export async function changeRole(
  deps: CommandDeps,
  userId: UserId,
  { channelId, memberId, role }: ChangeRoleCommand,
): Promise<MembershipView> {
  const member = memberId as UserId
  await deps.runInCommit((tx) => {
    const channel = requireManager(tx.world, userId, channelId)
    if (channel.role(member) === 'none') throw new CairnError(ErrorCode.NotFound, 'CH16: no such member')
    if (channel.role(member) === role) return
    tx.write({ userId }, changeRoleEdit(tx.world, userId, { channelId, userId: member, role }))
  })
  return findMember(deps, channelId, member)
}
