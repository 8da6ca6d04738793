/** Founds a channel with its first members (docs/behaviour.md, CH10). */
import { foundChannel, type FoundChannelInput } from '../../schema/edits/found-channel.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { userExists } from '../../schema/rules/channel.ts'
import type { ChatView } from '../queries/chat-view.ts'
import { viewChat } from '../queries/view-chat.ts'
import type { CommandDeps } from './deps.ts'

export interface CreateChannelCommand extends Omit<FoundChannelInput, 'channelId' | 'members'> {
  /** The others; the caller may be among them. */
  readonly memberIds?: readonly number[]
  /** Who of them is an admin from the start. */
  readonly adminIds?: readonly number[]
}

/** @throws CairnError not_found: no such account; privacy; conflict, invalid with the field; all of it is refused then */
export async function createChannel(
  deps: CommandDeps,
  userId: UserId,
  { memberIds = [], adminIds = [], ...about }: CreateChannelCommand,
): Promise<ChatView> {
  const members = [...new Set(memberIds as readonly UserId[])].filter((member) => member !== userId)
  const roles = members.map((member) => [member, adminIds.includes(member) ? 'admin' : 'member'] as const)
  const channelId = await deps.runInCommit((tx) => {
    if (!members.every((member) => userExists(tx.world, member)))
      throw new CairnError(ErrorCode.NotFound, 'CH10: no such account')
    const channelId = tx.newId() as ChannelId
    tx.write({ userId }, foundChannel(tx.world, userId, { ...about, channelId, members: roles }))
    return channelId
  })
  return viewChat(deps, userId, channelId)
}
