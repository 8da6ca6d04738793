/** Of how many of its chats this device has the newest part: what the first run tells. */
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { Core } from '../sync/core.ts'

export function countChats({ access, replicas, newestVolume }: Core): {
  readonly done: number
  readonly total: number
} {
  let [done, total] = [0, 0]
  for (const channelId of access.channels()) {
    total++
    const isHere = replicas.isHeld(channelDocument(channelId))
    if (isHere && replicas.isHeld(volumeDocument(channelId, newestVolume(channelId)))) done++
  }
  return { done, total }
}
