/** Pins a message of a chat before all others, or takes every pin down (docs/behaviour.md, CH23). */
import { channelDocument } from '../../schema/documents.ts'
import { pinMessage } from '../../schema/edits/pin-message.ts'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import { canPost, channelOf } from '../../schema/rules/channel.ts'
import { findMessage } from '../access/find-message.ts'
import type { ChatView } from '../queries/chat-view.ts'
import { viewChat } from '../queries/view-chat.ts'
import type { CommandDeps } from './deps.ts'

export interface SetPinnedMessageCommand {
  readonly channelId: ChannelId
  /** Integer id; null = none. */
  readonly id: number | null
}

/** @throws CairnError forbidden: who may not post; not_found: no message of this chat */
export async function setPinnedMessage(
  deps: CommandDeps,
  userId: UserId,
  { channelId, id }: SetPinnedMessageCommand,
): Promise<ChatView> {
  await deps.runInCommit((tx) => {
    const channel = channelOf(tx.world, channelId)
    if (!channel || !canPost(channel, userId)) throw new CairnError(ErrorCode.Forbidden, 'PN1: only who may post pins')
    if (id === null) {
      // Dialects know one pin. Taking down the newest alone would show the one before it.
      const pins = [...tx.world.registers(channelDocument(channelId)).entries('pins')]
      const down = pins.flatMap(([messageId]) =>
        pinMessage(tx.world, userId, { channelId, messageId: messageId as MessageId, isPinned: false }),
      )
      return tx.write({ userId }, down)
    }
    const { message } = findMessage(tx.world, deps.messages, userId, id)
    if (message.channelId !== channelId) throw new CairnError(ErrorCode.NotFound, 'CH23: not a message of this chat')
    const pin = { channelId, messageId: message.messageId, isPinned: true, isNewest: true }
    tx.write({ userId }, pinMessage(tx.world, userId, pin))
  })
  return viewChat(deps, userId, channelId)
}
