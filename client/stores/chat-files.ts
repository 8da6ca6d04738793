/** The files of a chat that this device knows of, read volume by volume from the newest: no volume is kept open for it. */
import { volumeDocument } from '../../schema/documents.ts'
import type { ChannelId, MessageId } from '../../schema/ids.ts'
import { readTimeline } from '../../schema/projection/project-timeline.ts'
import type { Device } from '../sync/device.ts'
import type { FileView, LinkView } from './message-view.ts'

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
export interface VolumeFiles {
  /** The newest first. */
  readonly messages: readonly FileMessage[]
  /** Whether its messages are on this device. */
  readonly isHere: boolean
}

/** @returns volumes, the newest first, each read when it is asked for */
export async function* filesOfChat(
  device: Pick<Device, 'view' | 'world' | 'userId' | 'newestVolume'>,
  channelId: ChannelId,
): AsyncGenerator<VolumeFiles, void> {
  for (let volume = device.newestVolume(channelId); volume >= 0; volume--) {
    const isHere = await isRead(device, volumeDocument(channelId, volume))
    yield { messages: isHere || volume === 0 ? messagesOf(device, channelId, volume) : [], isHere }
  }
}

function messagesOf(
  device: Pick<Device, 'world' | 'userId'>,
  channelId: ChannelId,
  volume: number,
): readonly FileMessage[] {
  const { userId: me } = device
  const timeline = readTimeline({ world: device.world(), channelId, me, volumes: [volume] })
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

/** Waits until a document was read from the disk. @returns whether it is on this device */
function isRead(device: Pick<Device, 'view'>, name: string): Promise<boolean> {
  const view = device.view(name)
  if (view.state !== 'loading') return Promise.resolve(view.state === 'ready')
  return new Promise((resolve) => {
    const stop = view.subscribe(() => {
      const { state } = device.view(name)
      if (state === 'loading') return
      stop()
      resolve(state === 'ready')
    })
  })
}
