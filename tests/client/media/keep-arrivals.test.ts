import { beforeEach, expect, it } from 'vitest'
import { aRidge, NIGHT, NOW, PUMP, type Ridge } from '../../../client/fixtures/ridge.ts'
import { ARRIVED_FOR_MS, keepArrivals } from '../../../client/stores/keep-arrivals.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import type { PrepareOptions } from '../../../client/stores/prepare-media.ts'
import { handTimers } from '../stores/support.ts'

let ridge: Ridge
let timers: ReturnType<typeof handTimers>
let moved: Map<ChannelId, number>
let tell: () => void
let prepared: (readonly ChannelId[])[]
/** The oldest volume that was to be read of a chat, each time. */
let readFrom: number[]
let newest: number
let mayFetch: boolean

beforeEach(() => {
  ridge = aRidge()
  timers = handTimers()
  moved = new Map([[PUMP, 2]])
  prepared = []
  readFrom = []
  newest = 0
  mayFetch = true
  keepArrivals({
    device: { ...watched(ridge), newestVolume: () => newest },
    chats: () => [...moved].map(([id, movedAt]) => ({ id, movedAt })),
    onChats(listener) {
      tell = listener
      return () => undefined
    },
    prepare(chats, { newest }: PrepareOptions) {
      readFrom.push(...chats.map((chat) => newest!.fromVolume(chat)))
      return Promise.resolve(prepared.push(chats))
    },
    mayFetch: () => Promise.resolve(mayFetch),
    after: (ms, run) => timers.after(ms, run),
    signal: new AbortController().signal,
  })
})

const watched = ({ device }: Ridge) => ({
  onStatus: (listener: () => void) => device.onStatus(listener),
  status: () => device.status(),
})

/** Until what was begun is done. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

async function arrives(chat: ChannelId, at: number): Promise<void> {
  moved.set(chat, at)
  tell()
  timers.advance(ARRIVED_FOR_MS)
  await settled()
}

it('[MV15] what arrives in a chat that is not open is kept, once for each time it moves', async () => {
  timers.advance(ARRIVED_FOR_MS)
  await settled()
  await arrives(NIGHT, 3)
  await arrives(NIGHT, 3)
  expect(prepared).toEqual([[PUMP], [NIGHT]])
})

it('[MV15] what comes together is fetched together', async () => {
  moved.set(NIGHT, 5)
  tell()
  tell()
  timers.advance(ARRIVED_FOR_MS)
  await settled()
  expect(prepared).toEqual([[PUMP, NIGHT]])
})

it('[MV15] nothing is fetched where it costs, nor without a connection; it is later', async () => {
  mayFetch = false
  timers.advance(ARRIVED_FOR_MS)
  await settled()
  mayFetch = true
  ridge.device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
  await arrives(NIGHT, 4)
  expect(prepared).toEqual([])
  ridge.device.setSync({ state: 'live', sinceMs: NOW }, NOW)
  timers.advance(ARRIVED_FOR_MS)
  await settled()
  expect(prepared).toEqual([[PUMP, NIGHT]])
})

it('[MV15] of a long chat only what came since the last time is read', async () => {
  newest = 40
  timers.advance(ARRIVED_FOR_MS)
  await settled()
  newest = 42
  await arrives(PUMP, 4)
  await arrives(PUMP, 5)
  expect(readFrom).toEqual([40, 40, 42])
})
