/** Changes what a channel says of itself: title, topic, picture (docs/behaviour.md, CH14). */
import { renameChannel, type RenameChannelInput } from '../../schema/edits/rename-channel.ts'
import type { UserId } from '../../schema/ids.ts'
import { requireManager } from '../access/manage-channel.ts'
import type { ChatView } from '../queries/chat-view.ts'
import { viewChat } from '../queries/view-chat.ts'
import type { CommandDeps } from './deps.ts'

/** What is not named stays. @throws CairnError forbidden; invalid, conflict with the field */
export async function changeChannel(deps: CommandDeps, userId: UserId, input: RenameChannelInput): Promise<ChatView> {
  await deps.runInCommit((tx) => {
    requireManager(tx.world, userId, input.channelId)
    tx.write({ userId }, renameChannel(tx.world, userId, input))
  })
  return viewChat(deps, userId, input.channelId)
}
