/** The files of a chat that this device knows of, read volume by volume from the newest. */
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import type { Timeline } from '../../schema/projection/project-timeline.ts'
import type { FileView, LinkView } from './message-view.ts'
import { readVolumes, type VolumePart, type VolumeReader } from './read-volumes.ts'

/** A message with files or links. */
export interface FileMessage {
  readonly id: MessageId
  readonly by: number
  readonly type: string
  readonly at: number
  readonly files: readonly FileView[]
  readonly links: readonly LinkView[]
}

/** One volume of a chat. */
export type VolumeFiles = VolumePart<FileMessage>

/** @param fromVolume  none before it is read */
export function filesOfChat(
  device: VolumeReader,
  channelId: ChannelId,
  fromVolume = 0,
): AsyncGenerator<VolumeFiles, void> {
  return readVolumes(device, channelId, messagesOf, fromVolume)
}

function messagesOf(timeline: Timeline): readonly FileMessage[] {
  const hasFiles = timeline.view(
    ({ value }) => (value.files?.length ?? 0) + (value.links?.length ?? 0) > 0 && value.deletedAt === undefined,
  )
  return hasFiles
    .map(({ id, by, type, stamp, writtenAt, files, links }) => ({
      id,
      by,
      type,
      at: stamp?.at ?? writtenAt,
      files,
      links,
    }))
    .reverse()
}
