/** Brings one volume to this device and up to date, and waits until the disk has it. It is let go of again at once. */
import { volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Core } from '../sync/core.ts'
import type { Device } from '../sync/device.ts'

/** How often it is looked whether it has come. */
const LOOK_EVERY_MS = 50
/** A volume that has not come by then does not come on this link: the next one is tried, or none. */
export const GIVE_UP_AFTER_MS = 60_000

/** @returns whether it is here, and known to be what the server has */
export async function fetchVolume(
  core: Core,
  device: Pick<Device, 'openVolume' | 'status'>,
  channelId: ChannelId,
  volume: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const doc = volumeDocument(channelId, volume)
  const close = device.openVolume(channelId, volume)
  try {
    const untilMs = core.env.now() + GIVE_UP_AFTER_MS
    while (!signal?.aborted && core.env.now() < untilMs) {
      if (device.status().sync.state !== 'live') return false
      if (isKept(core, doc)) return true
      await pause(core, LOOK_EVERY_MS)
    }
    return false
  } finally {
    close()
  }
}

/** On the disk; where this tab is the sender, also known to be current. */
function isKept(core: Core, doc: string): boolean {
  if (!core.replicas.records.has(doc) || core.replicas.missing.has(doc)) return false
  const { leads } = core.role ?? {}
  return !leads || (leads.catchUp.isCurrent(doc) && !leads.progress.isUnsaved(doc))
}

export function pause(core: Pick<Core, 'env'>, ms: number): Promise<void> {
  return new Promise((resolve) => void core.env.schedule(ms, resolve))
}
