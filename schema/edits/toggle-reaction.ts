/** Adds a reaction or takes it back (docs/behaviour.md, ED5). Pure. */
import { reactionForms, reactionName } from '../default-reactions.ts'
import { channelDocument, volumeDocument } from '../documents.ts'
import type { ChannelId, MessageId, UserId } from '../ids.ts'
import { reactionKey } from '../registers/reactions.ts'
import { newestVolume } from '../rules/channel.ts'
import type { World } from '../views.ts'
import type { RegisterWrite } from './register-write.ts'

export interface ToggleReactionInput {
  readonly channelId: ChannelId
  readonly messageId: MessageId
  /** A name or an emoji. */
  readonly reaction: string
}

/** Written under its name; taking back removes every form of it that this person wrote. */
export function toggleReaction(world: World, me: UserId, input: ToggleReactionInput): RegisterWrite[] {
  const { channelId, messageId, reaction } = input
  const doc = channelDocument(channelId)
  const volume = world.findMessage(channelId, messageId)?.volume ?? newestVolume(world, channelId)
  const registers = world.registers(volumeDocument(channelId, volume))
  const own = reactionForms(reaction, world.settings)
    .map((form) => reactionKey(messageId, form, me))
    .filter((key) => registers.get('reactions', key) !== undefined)
  if (own.length > 0) return own.map((key) => ({ doc, root: 'reactions', key, value: null }))
  const key = reactionKey(messageId, reactionName(reaction, world.settings), me)
  return [{ doc, root: 'reactions', key, value: 1 }]
}
