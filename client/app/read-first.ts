/** What the first screen shows is read before it is rendered: else it is rendered once without, and once with it. */
import { accountDocument, channelDocument, DIRECTORY, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Device } from '../sync/device.ts'

/** A slow disk keeps nobody waiting: what the screen lacks is shown as coming. */
const AT_LATEST_MS = 300

/** @param chat  the one that the page begins with */
export async function readFirst(device: Device, chat: ChannelId | null): Promise<void> {
  device.watch(chat)
  const documents = () => [
    accountDocument(device.userId),
    DIRECTORY,
    ...(chat ? [channelDocument(chat), volumeDocument(chat, device.newestVolume(chat))] : []),
  ]
  const isRead = () => documents().every((doc) => device.view(doc).state !== 'loading')
  if (isRead()) return
  await new Promise<void>((resolve) => {
    const stops = new Map<string, () => void>()
    const listen = () => {
      for (const doc of documents()) if (!stops.has(doc)) stops.set(doc, device.view(doc).subscribe(look))
    }
    const end = () => {
      clearTimeout(timer)
      for (const stop of stops.values()) stop()
      resolve()
    }
    const look = () => {
      // A root may tell of another volume than the one that is here.
      listen()
      if (isRead()) end()
    }
    const timer = setTimeout(end, AT_LATEST_MS)
    listen()
  })
}
