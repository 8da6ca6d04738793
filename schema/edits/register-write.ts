/** What an edit returns: the registers it wants, for the outbox on a device and for a command on the server (ED1). */
import { channelDocument, volumeDocument } from '../documents.ts'
import type { ChannelId } from '../ids.ts'
import type { Json } from '../json.ts'
import type { MessageValue } from '../registers/messages.ts'
import { newestVolume } from '../rules/channel.ts'
import type { World } from '../views.ts'

/** One wanted register value. */
export interface RegisterWrite {
  /** A document name; of `messages` and `reactions` the channel's root document, since the sender picks the volume. */
  readonly doc: string
  readonly root: string
  readonly key: string
  /** null = remove the register. */
  readonly value: Json | null
}

/** A value as a register holds it: without undefined members, since JSON has none, and with well-formed text. */
export function plain(value: object): Json {
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return wellFormed(Object.fromEntries(members) as Json)
}

/**
 * Half a surrogate pair becomes U+FFFD, as UTF-8 makes it on the wire (ED16). Otherwise a sender would compare what it
 * wanted with what the server has, and never find its write done.
 */
export function wellFormed(value: string): string
export function wellFormed(value: Json): Json
export function wellFormed(value: Json): Json {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\uFFFD')
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item: Json) => wellFormed(item))
  return Object.fromEntries(Object.entries(value).map(([key, member]: [string, Json]) => [key, wellFormed(member)]))
}

/** The message as this device shows it, sent or still waiting; null when it has none of that id. */
export function findMessageValue(world: World, channelId: ChannelId, messageId: string): MessageValue | null {
  // A waiting message has no place yet, and is shown in the newest volume.
  const volume = world.findMessage(channelId, messageId)?.volume ?? newestVolume(world, channelId)
  const value = world.registers(volumeDocument(channelId, volume)).get('messages', messageId)
  return (value as MessageValue | undefined) ?? null
}

export function messageWrite(channelId: ChannelId, messageId: string, message: MessageValue): RegisterWrite {
  return { doc: channelDocument(channelId), root: 'messages', key: messageId, value: plain(message) }
}
