/** Keeps what arrives in chats that nobody looks at (docs/behaviour.md, MV15): the newest media of each chat that has moved, when all else is done. */
import type { ChannelId } from '../../schema/ids.ts'
import type { Device } from '../sync/device.ts'
import type { PrepareOptions } from './prepare-media.ts'

/** What came together is fetched together. */
export const ARRIVED_FOR_MS = 4_000
/** Messages with files of each chat: what is older comes when it is looked at. */
const NEWEST = 20
export interface ArrivalsDeps {
  readonly device: Pick<Device, 'onStatus' | 'status' | 'newestVolume'>
  /** With when each moved last, ms; the newest first. */
  readonly chats: () => readonly { readonly id: ChannelId; readonly movedAt: number }[]
  readonly onChats: (listener: () => void) => () => void
  readonly prepare: (chats: readonly ChannelId[], options: PrepareOptions) => Promise<unknown>
  /** Whether there is room, and no cost, for what nobody asked for. */
  readonly mayFetch: () => Promise<boolean>
  /** @returns cancel */
  readonly after: (ms: number, run: () => void) => () => void
  readonly signal: AbortSignal
}

export function keepArrivals({ device, chats, onChats, prepare, mayFetch, after, signal }: ArrivalsDeps): void {
  /** Chats as they were when they were looked through, with the newest volume that they had then. */
  const done = new Map<ChannelId, { readonly movedAt: number; readonly volume: number }>()
  let cancel: (() => void) | null = null
  let isBusy = false
  let isAgain = false

  /** A long chat with few files is not read through whenever something arrives in it. */
  const fromVolume = (chat: ChannelId): number => done.get(chat)?.volume ?? device.newestVolume(chat)

  const look = (): void => {
    if (cancel === null && !signal.aborted) cancel = after(ARRIVED_FOR_MS, run)
  }
  const run = (): void => {
    cancel = null
    if (isBusy) isAgain = true
    else void keep()
  }

  async function keep(): Promise<void> {
    const { isSender, sync } = device.status()
    if (!isSender || sync.state !== 'live') return
    isBusy = true
    try {
      const moved = chats()
        .filter(({ id, movedAt }) => done.get(id)?.movedAt !== movedAt)
        .map((chat) => ({ ...chat, volume: device.newestVolume(chat.id) }))
      if (moved.length === 0 || !(await mayFetch())) return
      await prepare(
        moved.map(({ id }) => id),
        { newest: { messages: NEWEST, fromVolume }, signal },
      )
      if (device.status().sync.state === 'live') for (const { id, ...now } of moved) done.set(id, now)
    } finally {
      isBusy = false
      if (isAgain) look()
      isAgain = false
    }
  }

  const stops = [onChats(look), device.onStatus(look)]
  signal.addEventListener('abort', () => {
    cancel?.()
    for (const stop of stops) stop()
  })
  look()
}
