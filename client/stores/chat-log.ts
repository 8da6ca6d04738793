/** What happened to a chat, from its system messages that this device knows of, read volume by volume from the newest. */
import type { ChannelId, MessageId, UserId } from '../../schema/ids.ts'
import { projectPerson } from '../../schema/projection/project-person.ts'
import { readVolumes, type VolumePart, type VolumeReader } from './read-volumes.ts'
import { systemEventView, type SystemEventView } from './system-event.ts'

export interface LogLine {
  readonly id: MessageId
  readonly at: number
  /** In the server's words, where there is no event. */
  readonly text: string
  readonly event: SystemEventView | null
}

export function logOfChat(device: VolumeReader, channelId: ChannelId): AsyncGenerator<VolumePart<LogLine>, void> {
  const nameOf = (userId: number) => projectPerson(device.world(), userId as UserId).name
  return readVolumes(device, channelId, (timeline) =>
    timeline
      .view(({ value }) => value.type === 'system' && value.deletedAt === undefined)
      .map(({ id, text, event, stamp, writtenAt }) => {
        return { id, text, at: stamp?.at ?? writtenAt, event: event && systemEventView(event, nameOf) }
      })
      .reverse(),
  )
}
