/** Joins what is open to join (docs/behaviour.md, CH13). */
import { joinChannel as joinChannelEdit } from '../../schema/edits/join-channel.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { channelOf } from '../../schema/rules/channel.ts'
import type { ChatView } from '../queries/chat-view.ts'
import { viewChat } from '../queries/view-chat.ts'
import type { CommandDeps } from './deps.ts'

/** Who is in it already stays as they are. @throws CairnError forbidden */
export async function joinChannel(deps: CommandDeps, userId: UserId, channelId: ChannelId): Promise<ChatView> {
  await deps.runInCommit((tx) => {
    const isMember = (channelOf(tx.world, channelId)?.role(userId) ?? 'none') !== 'none'
    if (!isMember) tx.write({ userId }, joinChannelEdit(tx.world, userId, { channelId }))
  })
  return viewChat(deps, userId, channelId)
}
