/** Stamps, mentions, sealing and the founding of direct and saved channels (docs/behaviour.md, SM1-SM9). */
import { DIRECTORY, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import { isDeleted, type MessageValue } from '../../schema/registers/messages.ts'
import { parseReactionKey, type ReactionKey } from '../../schema/registers/reactions.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import type { DirectoryUser } from '../../schema/registers/directory.ts'
import { channelOf, membersOf } from '../../schema/rules/channel.ts'
import type { VolumeRef } from '../../schema/rules/judge.ts'
import { resolveMentions } from '../../schema/rules/mentions.ts'
import type { Actor } from '../../schema/views.ts'
import { channelDocument } from '../../schema/documents.ts'
import { foundFixed } from './founding.ts'
import type { Room } from './room.ts'
import type { Changed, Transaction } from './transaction.ts'

/** Reactions of one message are re-stamped at most this often, the last change always. */
export const RESTAMP_MS = 1_000

export function followVolume(
  tx: Transaction,
  room: Room,
  ref: VolumeRef,
  actor: Actor,
  changed: readonly Changed[],
): void {
  foundFixed(tx, ref.channelId, actor.userId)
  const reacted = new Map<MessageId, ReactionKey[]>()
  let lastSeq = 0
  for (const { entry, decided } of changed) {
    if (entry.root === 'messages')
      lastSeq = Math.max(lastSeq, stampMessage(tx, room, ref, entry.key, decided as MessageValue, actor))
    else followReaction(tx, ref.channelId, parseReactionKey(entry.key) as ReactionKey, decided !== undefined, reacted)
  }
  for (const [messageId, given] of reacted) {
    stampReactions(tx, room, ref.channelId, messageId)
    tx.live.push({ kind: 'reactions-changed', channelId: ref.channelId, messageId, given })
  }
  sealWhenFull(tx, ref, lastSeq)
}

/**
 * SM1-SM4: a new message gets the next `seq` and `id`; a changed one a new `mod` and its mentions anew.
 *
 * @returns the `seq` of a new message, else 0
 */
export function stampMessage(
  tx: Transaction,
  room: Room,
  ref: VolumeRef,
  messageId: string,
  message: MessageValue,
  actor?: Actor,
): number {
  const old = room.get('stamps', messageId) as StampValue | undefined
  const mentions = isDeleted(message) ? [] : mentionsOf(tx, ref.channelId, message)
  const counts = tx.tables.channel(ref.channelId)
  const base = old
    ? {
        id: old.id,
        seq: old.seq,
        at: old.at,
        mod: nextMod(tx, ref.channelId),
        ...(old.rmod === undefined ? {} : { rmod: old.rmod }),
      }
    : {
        id: tx.log.counters.count('message'),
        seq: (counts?.last_seq ?? 0) + 1,
        at: Math.max(tx.nowMs, counts?.last_mod ?? 0),
      }
  const stamp: StampValue = mentions.length > 0 ? { ...base, mentions } : base
  room.put('stamps', messageId, stamp)
  tx.tables.raiseCounts(ref.channelId, stamp.seq, ref.volume, stamp.mod ?? stamp.at)
  tx.tables.messages.put(ref.channelId, messageId, ref.volume, message, stamp)
  const kind = !old ? 'message-posted' : isDeleted(message) ? 'message-deleted' : 'message-edited'
  const by = actor?.userId ?? message.by
  tx.live.push({ kind, channelId: ref.channelId, messageId: messageId as MessageId, by: by as UserId })
  return old ? 0 : stamp.seq
}

function mentionsOf(tx: Transaction, channelId: ChannelId, message: MessageValue): StampValue['mentions'] & object {
  if (!message.text?.includes('@') || message.type === 'system') return []
  const channel = channelOf(tx.world, channelId)
  if (!channel) return []
  const directory = tx.world.registers(DIRECTORY)
  const people = membersOf(tx.world, channel).map(
    (userId) =>
      [userId, (directory.get('users', String(userId)) as DirectoryUser | undefined)?.username ?? ''] as const,
  )
  return resolveMentions(message.text, people)
}

/** @param reacted  each message with what came to be on it; put in here */
function followReaction(
  tx: Transaction,
  channelId: ChannelId,
  key: ReactionKey,
  present: boolean,
  reacted: Map<MessageId, ReactionKey[]>,
): void {
  const { messageId, name, userId } = key
  tx.tables.messages.putReaction(channelId, messageId, name, userId, present)
  reacted.set(messageId, [...(reacted.get(messageId) ?? []), ...(present ? [key] : [])])
}

/** SM5: at most once a second a message; a change within the second waits for its end. */
export function stampReactions(tx: Transaction, room: Room, channelId: ChannelId, messageId: string): void {
  const old = room.get('stamps', messageId) as StampValue | undefined
  if (!old) return
  if (old.rmod !== undefined && tx.nowMs - old.rmod < RESTAMP_MS) {
    tx.tables.putDue(room.name, messageId)
    tx.events.push({ kind: 'stamp-due' })
    return
  }
  const rmod = nextMod(tx, channelId)
  room.put('stamps', messageId, { ...old, rmod })
  tx.tables.messages.putReactionTime(channelId, messageId, rmod)
  tx.tables.clearDue(room.name, messageId)
}

/** Strictly increasing in the channel, and not before the clock. */
function nextMod(tx: Transaction, channelId: ChannelId): number {
  const mod = Math.max(tx.nowMs, (tx.tables.channel(channelId)?.last_mod ?? 0) + 1)
  tx.tables.raiseCounts(channelId, 0, 0, mod)
  return mod
}

/** SM6: the stamp that fills the newest volume opens the next one in the same transaction. @param seq of that stamp, 0 = none */
export function sealWhenFull(tx: Transaction, ref: VolumeRef, seq: number): void {
  const root = tx.room(channelDocument(ref.channelId))
  const next = ref.volume + 1
  if (root.get('volumes', String(next)) !== undefined) return
  // Counted by `seq`, which is dense: Yjs would go through every message to tell how many there are.
  const { from } = (root.get('volumes', String(ref.volume)) as { from: number } | undefined) ?? { from: 1 }
  if (seq - from + 1 < tx.world.settings.volumeMessages) return
  root.transact(() => root.put('volumes', String(next), { from: seq + 1 }))
  tx.tables.raiseCounts(ref.channelId, 0, next, 0)
  tx.keepEmpty(tx.room(volumeDocument(ref.channelId, next)))
  tx.events.push({ kind: 'volume-opened', channelId: ref.channelId, volume: next })
}
