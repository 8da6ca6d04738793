/** What the first screen shows is read before it is rendered: else it is rendered once without, and once with it. */
import { accountDocument, DIRECTORY } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import { chatIsRead, isRead } from '../stores/is-read.ts'
import type { Device } from '../sync/device.ts'

/** A slow disk keeps nobody waiting: what the screen lacks is shown as coming. */
const AT_LATEST_MS = 300

/** @param chat  the one that the page begins with */
export async function readFirst(device: Device, chat: ChannelId | null): Promise<void> {
  device.watch(chat)
  const mine = [isRead(device, accountDocument(device.userId)), isRead(device, DIRECTORY)]
  const screen: Promise<unknown> = Promise.all([...mine, chat ? chatIsRead(device, chat) : Promise.resolve()])
  await Promise.race([screen, new Promise((resolve) => setTimeout(resolve, AT_LATEST_MS))])
}
