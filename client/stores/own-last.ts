/** One's own last message of a chat that can be edited, wherever on this device it is (docs/behaviour.md, KB8). */
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import type { Timeline } from '../../schema/projection/project-timeline.ts'
import { isDeleted } from '../../schema/registers/messages.ts'
import { readVolumes, type VolumeReader } from './read-volumes.ts'

/** Further back nobody means to edit: each is read whole for it. */
export const MOST_VOLUMES = 16

/** @returns null = there is none in the newest volumes that this device has */
export async function ownLast(device: VolumeReader, channelId: ChannelId): Promise<MessageId | null> {
  const ownOf = ({ messages }: Timeline): readonly MessageId[] =>
    messages
      .filter(({ value }) => {
        const isWritten = value.type !== 'system' && value.sealed === undefined && !isDeleted(value)
        return isWritten && value.by === device.userId
      })
      .map(({ id }) => id)
      .reverse()
  let looked = 0
  for await (const volume of readVolumes(device, channelId, ownOf)) {
    const [own] = volume.messages
    if (own) return own
    if (++looked === MOST_VOLUMES) break
  }
  return null
}
