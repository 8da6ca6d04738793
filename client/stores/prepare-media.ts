/** Brings the media of chats to this device, one after the other (docs/behaviour.md, MV13, OS34, OS35): "Prepare offline", and what arrives. */
import type { ChannelId } from '../../schema/ids.ts'
import type { MediaPart } from '../persistence/media-disk.ts'
import type { Device } from '../sync/device.ts'
import { filesOfChat } from './chat-files.ts'
import { isPictureType } from './media-kind.ts'
import type { FetchedMedia } from './media-net.ts'
import type { MediaPlace } from './media-shelf.ts'
import type { FileView } from './message-view.ts'

export interface PrepareProgress {
  readonly done: number
  /** Grows while chats are read. */
  readonly total: number
}

export interface PrepareOptions {
  readonly signal?: AbortSignal
  readonly progress?: (now: PrepareProgress) => void
  /** Only what is new: of each chat so many messages with files, none of them in a volume before this one. */
  readonly newest?: { readonly messages: number; readonly fromVolume: (chat: ChannelId) => number }
}

export interface PrepareResult {
  /** Kept of these chats in all. */
  readonly files: number
  readonly bytes: number
  /** Parts of files that were wanted, and are not to be had now. */
  readonly missing: number
  /** Files that the limit, or the browser, has no room for. */
  readonly noRoom: number
  /** Files that the server no longer has, or not for this person. */
  readonly gone: number
}

/** `unkept`: it came, and found no room, or was not asked for without any. */
export type Brought = FetchedMedia['outcome'] | 'unkept'

export interface PrepareSource {
  /** Whether it is to be brought. */
  isWanted(file: FileView, part: MediaPart): boolean
  fits(bytes: number): Promise<boolean>
  bring(file: FileView, part: MediaPart, place: MediaPlace): Promise<Brought>
}

/** The small ones are counted as this much before they come. */
const THUMB_BYTES = 30_000

export async function prepareMedia(
  device: Device,
  source: PrepareSource,
  chats: readonly ChannelId[],
  { signal, progress, newest }: PrepareOptions,
): Promise<Pick<PrepareResult, 'missing' | 'noRoom' | 'gone'>> {
  let [done, total, missing] = [0, 0, 0]
  const noRoom = new Set<string>()
  const gone = new Set<string>()
  const result = () => ({ missing, noRoom: noRoom.size, gone: gone.size })
  for (const chat of chats) {
    const parts = await partsOf(device, chat, source, newest?.messages, newest?.fromVolume(chat))
    total += parts.length
    for (const { file, part, message } of parts) {
      if (signal?.aborted) return result()
      const outcome = await broughtOf(source, file, part, { chat, message })
      if (outcome === 'unkept') noRoom.add(file.id)
      else if (outcome === 'failed') missing++
      else if (outcome === 'gone') gone.add(file.id)
      // Some pictures have no small one.
      else if (part === 'whole') gone.delete(file.id)
      progress?.({ done: ++done, total })
    }
  }
  return result()
}

/** How many files of these chats have a part that is wanted. Nothing is fetched. */
export async function missingFiles(
  device: Device,
  source: Pick<PrepareSource, 'isWanted'>,
  chats: readonly ChannelId[],
): Promise<number> {
  const missing = new Set<string>()
  for (const chat of chats) for (const { file } of await partsOf(device, chat, source)) missing.add(file.id)
  return missing.size
}

async function broughtOf(source: PrepareSource, file: FileView, part: MediaPart, place: MediaPlace): Promise<Brought> {
  // It has come for another message that names it too.
  if (!source.isWanted(file, part)) return 'here'
  const fits = await source.fits(part === 'whole' ? file.bytes : THUMB_BYTES)
  return fits ? source.bring(file, part, place) : 'unkept'
}

async function partsOf(
  device: Device,
  chat: ChannelId,
  source: Pick<PrepareSource, 'isWanted'>,
  most = Infinity,
  fromVolume = 0,
): Promise<{ file: FileView; part: MediaPart; message: string }[]> {
  const parts: { file: FileView; part: MediaPart; message: string }[] = []
  let left = most
  for await (const { messages } of filesOfChat(device, chat, fromVolume)) {
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
