/**
 * Where a message is, wherever it is (docs/behaviour.md, SR22): in memory, on the disk, or in a volume that has to come from
 * the server. Volumes are ranges of arrival, so a time leads to one by halves; few are opened for it.
 */
import { accountDocument, channelDocument, volumeDocument } from '../../schema/documents.ts'
import { isUlid, writtenAt, type ChannelId } from '../../schema/ids.ts'
import type { ChannelPrefs } from '../../schema/registers/account.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import type { Device, DocumentView } from '../sync/device.ts'
import type { IndexPlace } from './index-question.ts'
import { localSearchOf } from './local-search.ts'

export type Place =
  | (IndexPlace & { readonly is: 'here' })
  /** Set aside by its reader. */
  | { readonly is: 'hidden' | 'cleared' }
  /** Neither here nor, where the server could be asked, there. */
  | { readonly is: 'offline' | 'unknown' }

/** A message written without a network arrives later: so many volumes after its time are looked through. */
const LATE_VOLUMES = 3
const VOLUME_WITHIN_MS = 20_000

export async function placeOf(device: Device, channelId: ChannelId, messageId: string): Promise<Place> {
  const account = device.view(accountDocument(device.userId))
  if (account.get('hidden', messageId) !== undefined) return { is: 'hidden' }
  const here = device.locate(channelId, messageId) ?? (await indexed(device, channelId, messageId))
  const place = here ?? (isUlid(messageId) ? await fetched(device, channelId, messageId) : 'unknown')
  if (typeof place === 'string') return { is: place }
  const cleared = (account.get('channels', channelId) as ChannelPrefs | undefined)?.clearedSeq ?? 0
  return place.seq > 0 && place.seq <= cleared ? { is: 'cleared' } : { is: 'here', ...place }
}

/** The id of a message that only the server told of; null = it cannot be had now. */
export async function idOfNum(device: Device, channelId: ChannelId, num: number, atMs: number): Promise<string | null> {
  const volume = await volumeOfTime(device, channelId, atMs)
  const view = volume === null ? null : await opened(device, channelId, volume)
  for (const [id, stamp] of view?.entries('stamps') ?? []) {
    if ((stamp as unknown as StampValue).id === num) return id
  }
  return null
}

/** The message that another answers; null = none, or it is not in memory. */
export function rootOf(device: Device, channelId: ChannelId, messageId: string): string | null {
  const place = device.locate(channelId, messageId)
  if (!place) return null
  const value = device.view(volumeDocument(channelId, place.volume)).get('messages', messageId)
  return (value as MessageValue | undefined)?.replyTo?.id ?? null
}

function indexed(device: Device, channelId: ChannelId, messageId: string): Promise<IndexPlace | null> {
  return localSearchOf(device)
    .locate(channelId, messageId)
    .catch(() => null)
}

/** It may be in a volume that is on the disk and not in the index: deleted ones and the server's own are not in that. */
async function fetched(device: Device, channelId: ChannelId, id: string): Promise<IndexPlace | 'offline' | 'unknown'> {
  const first = await volumeOfTime(device, channelId, writtenAt(id))
  const last = Math.min(device.newestVolume(channelId), (first ?? -1) + LATE_VOLUMES - 1)
  let isAllSeen = first !== null
  for (let volume = first ?? 0; isAllSeen && volume <= last; volume++) {
    const view = await opened(device, channelId, volume)
    const stamp = view?.get('stamps', id) as StampValue | undefined
    if (stamp) return { volume, seq: stamp.seq }
    isAllSeen = view !== null
  }
  return isAllSeen || isLive(device) ? 'unknown' : 'offline'
}

function isLive(device: Device): boolean {
  return device.status().sync.state === 'live'
}

/** The volume in which messages that arrived then are; null = it cannot be told without the server. */
async function volumeOfTime(device: Device, channelId: ChannelId, atMs: number): Promise<number | null> {
  const spans = await localSearchOf(device)
    .spans(channelId)
    .catch(() => [])
  const known = new Map(spans.map(({ volume, firstAt }) => [volume, firstAt]))
  let [low, high] = [0, device.newestVolume(channelId)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const firstAt = known.get(middle) ?? (await firstAtOf(device, channelId, middle))
    if (firstAt === null) return null
    if (firstAt <= atMs) low = middle
    else high = middle - 1
  }
  return low
}

async function firstAtOf(device: Device, channelId: ChannelId, volume: number): Promise<number | null> {
  const view = await opened(device, channelId, volume)
  if (!view) return null
  let first = Infinity
  for (const [, stamp] of view.entries('stamps')) first = Math.min(first, (stamp as unknown as StampValue).at)
  return first
}

/** A volume once it is in memory; null = it does not come. */
async function opened(device: Device, channelId: ChannelId, volume: number): Promise<DocumentView | null> {
  await read(device, device.view(channelDocument(channelId)))
  const close = device.openVolume(channelId, volume)
  const view = device.view(volumeDocument(channelId, volume))
  await read(device, view)
  // It stays in memory for a while, as what was used last.
  setTimeout(close)
  return view.state === 'ready' ? view : null
}

/** Waits while it comes from the disk, or from a server that is in touch. */
function read(device: Device, view: DocumentView): Promise<void> {
  const isOver = () => view.state === 'ready' || (view.state === 'absent' && !isLive(device))
  if (isOver()) return Promise.resolve()
  return new Promise((resolve) => {
    const look = () => {
      if (!isOver()) return
      end()
    }
    const end = () => {
      stops.forEach((stop) => stop())
      clearTimeout(timer)
      resolve()
    }
    const stops = [view.subscribe(look), device.onStatus(look)]
    const timer = setTimeout(end, VOLUME_WITHIN_MS)
  })
}
