/** One's own saved messages, founded at the first use (docs/behaviour.md, CH12). */
import { channelDocument } from '../../schema/documents.ts'
import { savedChannelId, type UserId } from '../../schema/ids.ts'
import type { ChatView } from '../queries/chat-view.ts'
import { viewChat } from '../queries/view-chat.ts'
import type { CommandDeps } from './deps.ts'

export async function openSaved(deps: CommandDeps, userId: UserId): Promise<ChatView> {
  const channelId = savedChannelId(userId)
  const isFounded = deps.world().registers(channelDocument(channelId)).get('meta', 'num') !== undefined
  // Reading it again costs no commit.
  if (!isFounded) await deps.runInCommit((tx) => tx.foundFixed({ userId }, channelId))
  return viewChat(deps, userId, channelId)
}
