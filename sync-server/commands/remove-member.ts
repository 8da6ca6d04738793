/** Removes a member from a channel (docs/behaviour.md, CH17). */
import { removeMember as removeMemberEdit } from '../../schema/edits/remove-member.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { requireLeavable, requireManager } from '../access/manage-channel.ts'
import type { MemberCommand } from './add-member.ts'
import type { CommandDeps } from './deps.ts'

/** Oneself too: that is leaving. @throws CairnError forbidden; not_found: no member */
export async function removeMember(
  deps: CommandDeps,
  userId: UserId,
  { channelId, memberId }: MemberCommand,
): Promise<void> {
  const member = memberId as UserId
  await deps.runInCommit((tx) => {
    const channel = requireLeavable(tx.world, userId, channelId)
    if (member !== userId) requireManager(tx.world, userId, channelId)
    if (channel.role(member) === 'none') throw new CairnError(ErrorCode.NotFound, 'CH17: no such member')
    tx.write({ userId }, removeMemberEdit(tx.world, userId, { channelId, userId: member }))
  })
}
