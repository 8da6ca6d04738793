/** Changes what a channel says of itself: title, topic, picture (docs/behaviour.md, CH14, US16). */
import { renameChannel, type RenameChannelInput } from '../../schema/edits/rename-channel.ts'
import type { UserId } from '../../schema/ids.ts'
import { requireManager } from '../access/manage-channel.ts'
import type { MediaDeps } from '../media/deps.ts'
import type { ChatView } from '../queries/chat-view.ts'
import { viewChat } from '../queries/view-chat.ts'
import type { CommandDeps } from './deps.ts'
import { takeAvatar } from './take-avatar.ts'

export interface ChangeChannelInput extends Omit<RenameChannelInput, 'avatar'> {
  /** As `takeAvatar` takes it. */
  readonly avatarUrl?: string | null
}

/** What is not named stays. @throws CairnError forbidden; invalid, conflict with the field; what is wrong with the picture */
export async function changeChannel(
  deps: CommandDeps,
  media: MediaDeps,
  userId: UserId,
  { avatarUrl, ...input }: ChangeChannelInput,
): Promise<ChatView> {
  const { channelId } = input
  requireManager(deps.world(), userId, channelId)
  const picture = avatarUrl === undefined ? null : await takeAvatar(media, userId, { channel: channelId }, avatarUrl)
  try {
    await deps.runInCommit((tx) => {
      requireManager(tx.world, userId, channelId)
      picture?.count()
      const avatar = picture ? (picture.avatar ?? '') : undefined
      tx.write({ userId }, renameChannel(tx.world, userId, { ...input, avatar }))
    })
  } catch (error) {
    await picture?.drop()
    throw error
  }
  return viewChat(deps, userId, channelId)
}
