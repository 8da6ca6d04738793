/** The newest message of a channel that the server has, as far as this device knows: what is marked when all is read. */
import { volumeDocument } from '../../schema/documents.ts'
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import { soundWorld } from '../../schema/projection/sound-world.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import type { Device } from '../sync/device.ts'

export interface NewestMessage {
  readonly seq: number
  readonly id: MessageId
}

/** Of its newest volume, else of the one before, where that is empty or not here; null while it is being read. */
export function newestMessage(
  device: Pick<Device, 'world' | 'view' | 'newestVolume'>,
  channelId: ChannelId,
): NewestMessage | null {
  const world = soundWorld(device.world())
  for (let volume = device.newestVolume(channelId); volume >= 0; volume--) {
    const doc = volumeDocument(channelId, volume)
    if (device.view(doc).state === 'loading') return null
    let newest: NewestMessage | null = null
    for (const [id, value] of world.registers(doc).entries('stamps')) {
      const { seq } = value as unknown as StampValue
      if (seq > (newest?.seq ?? 0)) newest = { seq, id: id as MessageId }
    }
    if (newest) return newest
  }
  return null
}
