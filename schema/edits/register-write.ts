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

/** Drops undefined members: a register holds JSON, and JSON has none. */
export function plain(value: object): Json {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))
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
