/** How much of this device Cairn uses, part by part, each as measured, and how near that is to what the browser gives (OS16, OS17). */
import type { Core } from '../sync/core.ts'
import { heldDocuments } from './held-volumes.ts'
import type { Estimate, StoragePorts } from './ports.ts'

export interface Usage {
  readonly messages: { readonly bytes: number; readonly count: number; readonly chats: number }
  readonly media: { readonly bytes: number; readonly files: number }
  readonly index: number
  readonly app: number
  readonly estimate: Estimate
}

/** A part that cannot be measured now counts as nothing; the others are told all the same. */
export async function measureStorage(core: Core | null, ports: StoragePorts): Promise<Usage> {
  const nothing = { bytes: 0, files: 0 }
  const [held, media, index, app, estimate] = await Promise.all([
    core ? heldDocuments(core) : [],
    or(nothing, async () => (await ports.media()).usage()),
    or(0, () => ports.indexBytes()),
    or(0, () => ports.appBytes()),
    or({ usage: null, quota: null }, () => ports.estimate()),
  ])
  const volumes = held.flatMap(({ volume }) => volume ?? [])
  return {
    messages: {
      bytes: held.reduce((sum, { bytes }) => sum + bytes, 0),
      count: volumes.reduce((sum, { messages }) => sum + messages, 0),
      chats: new Set(volumes.map(({ channelId }) => channelId)).size,
    },
    ...{ media, index, app, estimate },
  }
}

export type Level = 'fine' | 'near' | 'full'

export const NEAR = 0.8
export const FULL = 0.95

export function levelOf({ usage, quota }: Estimate): Level {
  if (usage === null || quota === null || quota <= 0) return 'fine'
  const part = usage / quota
  return part >= FULL ? 'full' : part >= NEAR ? 'near' : 'fine'
}

async function or<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    console.warn('cairn: measure storage', cause)
    return otherwise
  }
}
