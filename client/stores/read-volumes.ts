/** The volumes of a chat that this device knows of, read one after the other from the newest: none is kept open for it. */
import { volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import { readTimeline, type Timeline } from '../../schema/projection/project-timeline.ts'
import type { Device } from '../sync/device.ts'
import { isRead } from './is-read.ts'

/** What one volume of a chat has of a kind. */
export interface VolumePart<Item> {
  /** The newest first. */
  readonly messages: readonly Item[]
  /** Whether its messages are on this device. */
  readonly isHere: boolean
}

export type VolumeReader = Pick<Device, 'view' | 'world' | 'userId' | 'newestVolume'>

/**
 * @param pick        the newest first
 * @param fromVolume  none before it is read
 * @returns volumes, the newest first, each read when it is asked for
 */
export async function* readVolumes<Item>(
  device: VolumeReader,
  channelId: ChannelId,
  pick: (timeline: Timeline) => readonly Item[],
  fromVolume = 0,
): AsyncGenerator<VolumePart<Item>, void> {
  for (let volume = device.newestVolume(channelId); volume >= fromVolume; volume--) {
    const isHere = await isRead(device, volumeDocument(channelId, volume))
    const timeline = () => readTimeline({ world: device.world(), channelId, me: device.userId, volumes: [volume] })
    yield { messages: isHere || volume === 0 ? pick(timeline()) : [], isHere }
  }
}
