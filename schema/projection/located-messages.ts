/** The messages of some volumes, in timeline order: what timeline, threads, unread counts and chat rows start from. */
import { accountDocument, volumeDocument } from '../documents.ts'
import { writtenAt, type ChannelId, type MessageId, type UserId } from '../ids.ts'
import type { ChannelPrefs, ReadValue } from '../registers/account.ts'
import type { MessageValue } from '../registers/messages.ts'
import type { StampValue } from '../registers/stamps.ts'
import type { World } from '../views.ts'

export interface LocatedMessage {
  readonly id: MessageId
  readonly volume: number
  readonly value: MessageValue
  readonly stamp: StampValue | null
}

/**
 * PJ2, PJ3: every message of `volumes` once, sorted by seq, then pending ones by id.
 * An id that two volumes show (its acknowledgement is on the way) is taken where it is stamped, else from the higher one.
 */
export function locateMessages(world: World, channelId: ChannelId, volumes: readonly number[]): LocatedMessage[] {
  const byId = new Map<string, LocatedMessage>()
  for (const volume of [...new Set(volumes)].sort((a, b) => a - b)) {
    const registers = world.registers(volumeDocument(channelId, volume))
    for (const [key, value] of registers.entries('messages')) {
      const stamp = (registers.get('stamps', key) as StampValue | undefined) ?? null
      const other = byId.get(key)
      if (other?.stamp && !(stamp && stamp.seq < other.stamp.seq)) continue
      byId.set(key, { id: key as MessageId, volume, value: value as unknown as MessageValue, stamp })
    }
  }
  return [...byId.values()].sort(compareMessages)
}

export function compareMessages(a: LocatedMessage, b: LocatedMessage): number {
  const seq = (a.stamp?.seq ?? Infinity) - (b.stamp?.seq ?? Infinity)
  if (seq !== 0 && !Number.isNaN(seq)) return seq
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Arrival, or writing while it is pending. */
export function timeOf(message: LocatedMessage): number {
  return message.stamp?.at ?? writtenAt(message.id)
}

/** What one person has set aside in a channel. */
export interface OwnMarks {
  readonly readSeq: number
  readonly clearedSeq: number
  readonly prefs: ChannelPrefs
  /** PJ5: hidden for this person, or cleared with all up to `clearedSeq`. */
  isLeftOut(message: LocatedMessage): boolean
}

export function ownMarks(world: World, channelId: ChannelId, me: UserId): OwnMarks {
  const account = world.registers(accountDocument(me))
  const prefs = (account.get('channels', channelId) as ChannelPrefs | undefined) ?? {}
  const clearedSeq = prefs.clearedSeq ?? 0
  const readSeq = (account.get('read', channelId) as ReadValue | undefined)?.seq ?? 0
  // Most people hide nothing, and a whole volume is asked.
  let hidesAny: boolean | undefined
  const isHidden = (id: string) => {
    hidesAny ??= account.entries('hidden')[Symbol.iterator]().next().done !== true
    return hidesAny && account.get('hidden', id) !== undefined
  }
  return {
    readSeq,
    clearedSeq,
    prefs,
    isLeftOut: ({ id, stamp }) => (stamp !== null && stamp.seq <= clearedSeq) || isHidden(id),
  }
}
