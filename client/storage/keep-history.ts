/**
 * Keeps history as the person chose (docs/behaviour.md, OS1, OS10-OS14): what is older than that leaves; what belongs here and
 * is not comes by itself, chat by chat by recency, one volume at a time, when all else is done. The sender's tab does it.
 */
import { channelDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Core } from '../sync/core.ts'
import type { Device } from '../sync/device.ts'
import { fetchVolume, pause } from './fetch-volume.ts'
import { forgetVolumes } from './forget-volumes.ts'
import { heldDocuments } from './held-volumes.ts'
import { limitOf, oldestKept, type KeepSettings } from './keep-settings.ts'
import { leavingVolumes, missingVolume, type KeptVolume } from './leaving-volumes.ts'

/** The screen comes first: history waits this long after a start, and between two volumes. */
export const BEGIN_AFTER_MS = 15_000
export const BETWEEN_MS = 500
/** What is old today was not yesterday: looked at again this often. */
export const LOOK_EVERY_MS = 6 * 60 * 60_000

export interface HistoryDeps {
  readonly core: Core
  readonly device: Device
  settings(): KeepSettings
  /** The newest activity first. */
  chats(): readonly ChannelId[]
  /** Whether there is room, and no cost, for what nobody asked for. */
  mayFetch(): Promise<boolean>
  readonly signal: AbortSignal
}

/** Looks now and then, and whenever the tab becomes the sender or gets in touch with the server. @returns to look now */
export function keepHistory(deps: HistoryDeps): () => void {
  const { core, device, signal } = deps
  let work: Promise<unknown> | null = null
  let isAgain = false

  const look = (): void => {
    isAgain = true
    if (work !== null || signal.aborted || !isSender(deps)) return
    isAgain = false
    work = dropHistory(deps)
      .then(() => fillHistory(deps))
      .catch((cause: unknown) => core.report('keep history', cause))
      .finally(() => {
        work = null
        if (isAgain) look()
      })
  }
  const later = (ms: number): void => {
    const cancel = core.env.schedule(ms, () => {
      look()
      later(LOOK_EVERY_MS)
    })
    signal.addEventListener('abort', cancel, { once: true })
  }
  let before = ''
  const stop = device.onStatus(() => {
    const { isSender: sends, sync } = device.status()
    const now = `${sends} ${sync.state === 'live'}`
    if (now === before) return
    before = now
    if (now === 'true true') core.env.schedule(BEGIN_AFTER_MS, look)
  })
  signal.addEventListener('abort', stop, { once: true })
  later(BEGIN_AFTER_MS)
  return look
}

/** @returns how many volumes left */
export async function dropHistory({ core, settings }: Pick<HistoryDeps, 'core' | 'settings'>): Promise<number> {
  const now = settings()
  if (now.history === 'all' && Object.values(now.chats).every((limit) => limit === 'all')) return 0
  const held = (await heldDocuments(core)).flatMap(({ volume }) => volume ?? [])
  return forgetVolumes(core, leavingVolumes(held, now, core.newestVolume, core.clock.now()))
}

/** Until all that is kept is here, or it may not go on. @returns how many volumes came */
export async function fillHistory(deps: HistoryDeps): Promise<number> {
  const { core, device, signal } = deps
  let came = 0
  for (const channelId of deps.chats()) {
    for (;;) {
      const isLive = device.status().sync.state === 'live'
      if (signal.aborted || !isSender(deps) || !isLive || deps.settings().isSaving || !(await deps.mayFetch()))
        return came
      const volume = await nextVolume(core, channelId, deps.settings())
      if (volume === null) break
      if (!(await fetchVolume(core, device, channelId, volume, signal))) break
      came++
      await pause(core, BETWEEN_MS)
    }
  }
  return came
}

/** The next volume of a chat that is to come; null = it is complete, or not to be read. */
export async function nextVolume(
  core: Core,
  channelId: ChannelId,
  settings: Pick<KeepSettings, 'history' | 'chats'>,
): Promise<number | null> {
  if (!core.access.reads(channelId)) return null
  const newest = await newestOf(core, channelId)
  const oldestMs = oldestKept(limitOf(settings, channelId), core.clock.now())
  return missingVolume(await heldOf(core, channelId), newest, oldestMs)
}

export async function heldOf(core: Core, channelId: ChannelId): Promise<KeptVolume[]> {
  return (await heldDocuments(core, new Set([channelId]))).flatMap(({ volume }) => volume ?? [])
}

/** The root tells it, so it is read first. */
export async function newestOf(core: Core, channelId: ChannelId): Promise<number> {
  return core.replicas.use(channelDocument(channelId), () => core.newestVolume(channelId))
}

function isSender({ core }: Pick<HistoryDeps, 'core'>): boolean {
  return core.role?.leads !== undefined
}
