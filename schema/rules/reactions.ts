/** Reaction rules (docs/behaviour.md, RX1-RX6). Pure: judges one register write against the channel's state. */
import { volumeDocument, type VolumeRef } from '../documents.ts'
import { ErrorCode } from '../errors.ts'
import { isDeleted, type MessageValue } from '../registers/messages.ts'
import { parseReactionKey, type ReactionKey } from '../registers/reactions.ts'
import type { Actor, Settings, World } from '../views.ts'
import type { Channel } from './channel.ts'
import { ALLOW, refuse, type Decision, type Entry } from './decision.ts'
import { isOneEmoji } from './one-emoji.ts'

/** @param entry key: `messageId/name/userId`; value 1, or undefined to take it back */
export function judgeReaction(actor: Actor, entry: Entry, channel: Channel, volume: VolumeRef, world: World): Decision {
  const { messageId, name, userId } = parseReactionKey(entry.key) as ReactionKey
  if (userId !== actor.userId) return refuse(ErrorCode.Forbidden, 'RX1: a reaction in another name')
  if (channel.role(actor.userId) === 'none') return refuse(ErrorCode.Forbidden, 'RX4: not a member')
  if (entry.value === undefined) return ALLOW
  if (!isReactionName(name, world.settings))
    return refuse(ErrorCode.Invalid, 'RX2: neither an allowed name nor one emoji')
  const message = world.registers(volumeDocument(channel.id, volume.volume)).get('messages', messageId) as
    MessageValue | undefined
  return message && !isDeleted(message) ? ALLOW : refuse(ErrorCode.Gone, 'RX3: no such message')
}

/** RX2: a name of the allowed set, or one emoji. */
export function isReactionName(name: string, settings: Settings): boolean {
  return settings.reactions.has(name) || isOneEmoji(name)
}
