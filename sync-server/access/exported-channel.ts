/** Which channels somebody may have exported (docs/behaviour.md, EX2, EX3). Asked anew each time: rights end at once. */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { channelIdForm, type ChannelId, type UserId } from '../../schema/ids.ts'
import { listChannels } from '../../schema/projection/project-chats.ts'
import { channelOf, type Channel } from '../../schema/rules/channel.ts'
import type { World } from '../../schema/views.ts'

/** Who reads an export, and how much of what they may read. */
export interface Reading {
  /** null: the operator, who owns the disk; nothing is left out of the channels that are named. */
  readonly userId: UserId | null
  /** null: all of it. */
  readonly channels: ReadonlySet<string> | null
}

export interface Channels {
  channel(id: string): { readonly num: number } | undefined
  channelByNum(num: number): ChannelId | null
}

/** @throws CairnError not_found: not there, not theirs to read, or not what the token is for; which one is never told */
export function findExportedChannel(world: World, channels: Channels, reading: Reading, given: string): Channel {
  // A default channel may have a number for a name; then it is that one.
  const id = channelIdForm(given) && channels.channel(given) ? (given as ChannelId) : numbered(channels, given)
  const channel = id && exportedChannel(world, channels, reading, id)
  if (!channel) throw new CairnError(ErrorCode.NotFound, 'EX2: no such channel')
  return channel
}

/** The channel, or null where this reader has none. */
export function exportedChannel(world: World, channels: Channels, reading: Reading, id: ChannelId): Channel | null {
  if (reading.channels && !reading.channels.has(id)) return null
  const channel = channels.channel(id) ? channelOf(world, id) : null
  if (!channel || reading.userId === null) return channel
  return channel.role(reading.userId) === 'none' ? null : channel
}

/** Those of a person, by their account and the directory; the operator names theirs. */
export function listExportedChannels(world: World, channels: Channels, reading: Reading): Channel[] {
  const ids = reading.userId === null ? [...(reading.channels ?? [])] : listChannels(world, reading.userId)
  return ids.flatMap((id) => exportedChannel(world, channels, reading, id as ChannelId) ?? [])
}

function numbered(channels: Channels, given: string): ChannelId | null {
  return /^[1-9]\d{0,14}$/.test(given) ? channels.channelByNum(Number(given)) : null
}
