/** Waits until a document was read from the disk: at a start those that nobody looks at come when the page has time. */
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Device } from '../sync/device.ts'

/** @returns whether it is on this device */
export function isRead(device: Pick<Device, 'view'>, name: string): Promise<boolean> {
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

/** Resolves when a chat's root and its newest volume were read. */
export async function chatIsRead(device: Pick<Device, 'view' | 'newestVolume'>, channelId: ChannelId): Promise<void> {
  const newest = () => isRead(device, volumeDocument(channelId, device.newestVolume(channelId)))
  await Promise.all([isRead(device, channelDocument(channelId)), newest()])
  // A root may tell of another volume than the one that was here.
  await newest()
}
