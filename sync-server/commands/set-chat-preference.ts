/** Mutes, archives, pins or favours a chat for oneself, or takes it back (docs/behaviour.md, CH22). */
import { setChannelPreference } from '../../schema/edits/set-channel-preference.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { ChatView } from '../queries/chat-view.ts'
import { viewChat } from '../queries/view-chat.ts'
import type { CommandDeps } from './deps.ts'

export interface SetChatPreferenceCommand {
  readonly channelId: ChannelId
  readonly change: {
    readonly muted?: boolean
    readonly archived?: boolean
    readonly pinned?: boolean
    readonly favorite?: boolean
  }
}

export async function setChatPreference(
  deps: CommandDeps,
  userId: UserId,
  command: SetChatPreferenceCommand,
): Promise<ChatView> {
  await deps.runInCommit((tx) => tx.write({ userId }, setChannelPreference(tx.world, userId, command)))
  return viewChat(deps, userId, command.channelId)
}
