/** Brings what the person chose to this device now, and up to date; ends in a fact (docs/behaviour.md, OS4, OS5, OS34, OS35). */
import type { ChannelId } from '../../schema/ids.ts'
import type { Core } from '../sync/core.ts'
import type { Device } from '../sync/device.ts'
import { fetchVolume } from './fetch-volume.ts'
import { heldDocuments } from './held-volumes.ts'
import { heldOf, newestOf } from './keep-history.ts'
import { limitOf, oldestKept, type KeepSettings } from './keep-settings.ts'
import type { MediaPort } from './ports.ts'

export interface PrepareDeps {
  readonly core: Core
  readonly device: Pick<Device, 'openVolume' | 'status'>
  readonly settings: Pick<KeepSettings, 'history' | 'chats'>
  media(): Promise<MediaPort>
}

export interface PrepareProgress {
  readonly part: 'messages' | 'files'
  /** Chats, or files. */
  readonly done: number
  readonly total: number
}

/** What is not on this device when it ends. */
export interface PrepareLeft {
  /** Volumes and parts of files that did not come. */
  readonly missing: number
  /** Files that there is no room for. */
  readonly noRoom: number
  /** Files that the server no longer has: no device is readier than this one. */
  readonly gone: number
}

/** What is on this device when it ends. */
export interface PrepareFact extends PrepareLeft {
  readonly chats: number
  readonly messages: number
  readonly files: number
  readonly bytes: number
  readonly atMs: number
}

/** Whether all that can be had is here. */
export function isReady({ missing, noRoom }: PrepareLeft): boolean {
  return missing === 0 && noRoom === 0
}

export async function prepareOffline(
  deps: PrepareDeps,
  chats: readonly ChannelId[],
  signal: AbortSignal,
  progress: (now: PrepareProgress) => void,
): Promise<PrepareFact> {
  let left: PrepareLeft = { missing: 0, noRoom: 0, gone: 0 }
  progress({ part: 'messages', done: 0, total: chats.length })
  for (const [done, channelId] of chats.entries()) {
    if (signal.aborted) break
    const missing = await prepareChat(deps, channelId, signal, (part) =>
      progress({ part: 'messages', done: done + part, total: chats.length }),
    )
    left = { ...left, missing: left.missing + missing }
  }
  const media = await deps.media()
  if (!signal.aborted) {
    const files = (now: { done: number; total: number }) => progress({ part: 'files', ...now })
    const { missing, noRoom, gone } = await media.prepare(chats, { signal, progress: files })
    left = { missing: left.missing + missing, noRoom, gone }
  }
  return { ...(await factOf(deps, chats)), ...left }
}

/** @returns how many volumes did not come */
async function prepareChat(
  { core, device, settings }: PrepareDeps,
  channelId: ChannelId,
  signal: AbortSignal,
  progress: (part: number) => void,
): Promise<number> {
  const newest = await newestOf(core, channelId)
  const oldestMs = oldestKept(limitOf(settings, channelId), core.clock.now())
  for (let volume = newest; volume >= 0 && !signal.aborted; volume--) {
    // What is here already is brought up to date.
    if (!(await fetchVolume(core, device, channelId, volume, signal))) return signal.aborted ? 0 : volume + 1
    progress((newest - volume + 1) / (newest + 1))
    const here = (await heldOf(core, channelId)).find((one) => one.volume === volume)
    if (here?.fromMs !== null && here !== undefined && here.fromMs < oldestMs) break
  }
  return 0
}

/** What is here now of these chats. */
export async function factOf(
  { core, media }: Pick<PrepareDeps, 'core' | 'media'>,
  chats: readonly ChannelId[],
): Promise<Omit<PrepareFact, keyof PrepareLeft>> {
  const held = await heldDocuments(core, new Set(chats))
  const kept = await (await media()).countOf(chats)
  const volumes = held.flatMap(({ volume }) => volume ?? [])
  return {
    chats: new Set(volumes.map(({ channelId }) => channelId)).size,
    messages: volumes.reduce((sum, { messages }) => sum + messages, 0),
    files: kept.files,
    bytes: held.reduce((sum, { bytes }) => sum + bytes, 0) + kept.bytes,
    atMs: core.clock.now(),
  }
}
