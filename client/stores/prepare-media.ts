/** Brings the media of chats to this device, one after the other (docs/behaviour.md, MV13): "Prepare offline", and what arrives. */
import type { ChannelId } from '../../schema/ids.ts'
import type { MediaPart } from '../persistence/media-disk.ts'
import type { Device } from '../sync/device.ts'
import { filesOfChat } from './chat-files.ts'
import type { MediaSource } from './media-item.ts'
import { isPictureType } from './media-kind.ts'
import type { FileView } from './message-view.ts'

export interface PrepareProgress {
  readonly done: number
  /** Grows while chats are read. */
  readonly total: number
  /** Fetched so far. */
  readonly bytes: number
}

export interface PrepareOptions {
  readonly signal?: AbortSignal
  readonly progress?: (now: PrepareProgress) => void
  /** Only so many messages with files of each chat. */
  readonly newest?: number
}

export interface PrepareResult {
  /** Kept of these chats in all. */
  readonly files: number
  readonly bytes: number
  /** Wanted, and not to be had now. */
  readonly missing: number
  /** The limit, or the browser, allows no more. */
  readonly isFull: boolean
}

export interface PrepareSource {
  /** Whether it is to be brought. */
  isWanted(file: FileView, part: MediaPart): boolean
  fits(bytes: number): Promise<boolean>
  readonly bring: MediaSource['bring']
}

/** The small ones are counted as this much before they come. */
const THUMB_BYTES = 30_000

export async function prepareMedia(
  device: Device,
  source: PrepareSource,
  chats: readonly ChannelId[],
  { signal, progress, newest = Infinity }: PrepareOptions,
): Promise<Pick<PrepareResult, 'missing' | 'isFull'>> {
  let [done, total, bytes, missing] = [0, 0, 0, 0]
  for (const chat of chats) {
    const parts = await partsOf(device, chat, newest, source)
    total += parts.length
    for (const { file, part, message } of parts) {
      if (signal?.aborted) return { missing, isFull: false }
      if (!(await source.fits(part === 'whole' ? file.bytes : THUMB_BYTES))) return { missing, isFull: true }
      const found = await source.bring(file, part, { chat, message }, () => undefined)
      if (found.outcome === 'here') bytes += found.blob.size
      else missing++
      progress?.({ done: ++done, total, bytes })
    }
  }
  return { missing, isFull: false }
}

async function partsOf(
  device: Device,
  chat: ChannelId,
  newest: number,
  source: PrepareSource,
): Promise<{ file: FileView; part: MediaPart; message: string }[]> {
  const parts: { file: FileView; part: MediaPart; message: string }[] = []
  let left = newest
  for await (const { messages } of filesOfChat(device, chat)) {
    for (const { id: message, files } of messages.slice(0, left)) {
      for (const file of files) {
        if (isPictureType(file.type) && source.isWanted(file, 'thumb')) parts.push({ file, part: 'thumb', message })
        if (source.isWanted(file, 'whole')) parts.push({ file, part: 'whole', message })
      }
    }
    left -= messages.length
    if (left <= 0) break
  }
  return parts
}
