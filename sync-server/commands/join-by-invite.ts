/** Joins a channel by a link (docs/behaviour.md, CH25, MB19). */
import { addMember } from '../../schema/edits/add-member.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { channelOf, userExists } from '../../schema/rules/channel.ts'
import { hashToken } from '../accounts/session-store.ts'
import type { ChatView } from '../queries/chat-view.ts'
import { viewChat } from '../queries/view-chat.ts'
import type { CommandDeps } from './deps.ts'

/**
 * The maker of the link adds the person, with the rights that the maker has now. Who is in it already uses nothing up.
 *
 * @throws CairnError not_found: unknown, over, used up, or made by somebody who could not add them any more
 */
export async function joinByInvite(deps: CommandDeps, userId: UserId, token: string): Promise<ChatView> {
  const channelId = await deps.runInCommit((tx) => {
    const link = deps.inviteLinks.find(hashToken(token))
    const channel = link && channelOf(tx.world, link.channelId)
    if (!link || link.expiresAt <= tx.nowMs || !channel || channel.isDeleted) throw noSuchInvite()
    if (channel.role(userId) !== 'none') return channel.id
    const isUsedUp = link.maxUses !== null && link.uses >= link.maxUses
    if (isUsedUp || !userExists(tx.world, link.maker)) throw noSuchInvite()
    try {
      const actor = { userId: link.maker, consentOf: userId }
      tx.write(actor, addMember(tx.world, link.maker, { channelId: channel.id, userId }))
    } catch (error) {
      // Which right the maker lacks is not the joiner's business.
      throw error instanceof CairnError && error.code !== ErrorCode.StorageFailed ? noSuchInvite(error) : error
    }
    deps.inviteLinks.use(link.hash)
    return channel.id
  })
  return viewChat(deps, userId, channelId)
}

function noSuchInvite(cause?: unknown): CairnError {
  return new CairnError(ErrorCode.NotFound, 'CH25: This invitation is not valid any more.', { cause })
}
