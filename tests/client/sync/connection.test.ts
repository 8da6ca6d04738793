/** The connection's states, by hand. */
import { expect, it } from 'vitest'
import { step, UNCONNECTED, wakeAt, type Connection, type ConnectionEvent } from '../../../client/sync/connection.ts'

const after = (now: Connection, atMs: number, ...events: ConnectionEvent[]) =>
  events.reduce((state, event) => step(state, event, atMs).next, now)
const live = (atMs: number) => after(UNCONNECTED, atMs, { kind: 'start' }, { kind: 'opened' }, { kind: 'greeted' })
const closed = (code = 1006, chance = 1): ConnectionEvent => ({ kind: 'closed', code, chance })

it('[RS1] tries again after 1 s, doubling up to 60 s', () => {
  let now: Connection = after(UNCONNECTED, 0, { kind: 'start' })
  const waits: number[] = []
  for (let i = 0; i < 8; i++) {
    now = after(now, 0, closed())
    waits.push(wakeAt(now) ?? -1)
    now = after(now, waits.at(-1)!, { kind: 'tick' })
    expect(now.state).toBe('connecting')
    now = { ...now, sinceMs: 0 } as Connection
  }
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
})

it('[RS1] spreads the tries of many devices over half of the wait', () => {
  const start = after(UNCONNECTED, 0, { kind: 'start' })
  expect(wakeAt(after(start, 0, closed(1006, 0)))).toBe(500)
  expect(wakeAt(after(start, 0, closed(1006, 0.5)))).toBe(750)
})

it('[RS1] begins with 1 s again once the server greeted', () => {
  expect(wakeAt(after(live(100_000), 200_000, closed()))).toBe(201_000)
})

it('[RS2] says something every 25 s', () => {
  const now = live(0)
  expect(wakeAt(now)).toBe(25_000)
  const { next, effects } = step(now, { kind: 'tick' }, 25_000)
  expect(effects).toEqual(['heartbeat'])
  expect(wakeAt(next)).toBe(30_000)
  expect(wakeAt(after(next, 26_000, { kind: 'heard' }))).toBe(50_000)
})

it('[RS2] ends a socket that said nothing for 30 s, also while it greets', () => {
  expect(step(live(0), { kind: 'tick' }, 29_999).effects).toEqual(['heartbeat'])
  expect(step(live(0), { kind: 'tick' }, 30_000).effects).toEqual(['close'])
  const greeting = after(UNCONNECTED, 0, { kind: 'start' }, { kind: 'opened' })
  expect(step(greeting, { kind: 'tick' }, 30_000).effects).toEqual(['close'])
})

it('[RS3] connects at once when a person asks', () => {
  const waiting = after(after(UNCONNECTED, 0, { kind: 'start' }), 0, closed())
  expect(step(waiting, { kind: 'try-now' }, 1).effects).toEqual(['open'])
  expect(step(UNCONNECTED, { kind: 'try-now' }, 1).effects).toEqual([])
})

it('[UI138] gives up a try that hangs for 3 s when a person asks', () => {
  const waiting = after(after(UNCONNECTED, 0, { kind: 'start' }), 0, closed())
  const connecting = after(waiting, 1_000, { kind: 'tick' })
  const greeting = after(connecting, 1_500, { kind: 'opened' })
  for (const [hanging, sinceMs] of [[connecting, 1_000] as const, [greeting, 1_500] as const]) {
    expect(step(hanging, { kind: 'try-now' }, sinceMs + 2_999)).toEqual({ next: hanging, effects: [] })
    const { next, effects } = step(hanging, { kind: 'try-now' }, sinceMs + 3_000)
    expect(next).toEqual({ state: 'connecting', sinceMs: sinceMs + 3_000, attempt: 1 })
    expect(effects).toEqual(['open'])
  }
})

it('[UI82] a link in doubt is asked, once, and is over after 15 s of silence', () => {
  const { next, effects } = step(live(0), { kind: 'try-now' }, 10_000)
  expect(effects).toEqual(['heartbeat'])
  expect(step(next, { kind: 'try-now' }, 11_000)).toEqual({ next, effects: [] })
  expect(wakeAt(next)).toBe(25_000)
  expect(step(next, { kind: 'tick' }, 24_999).effects).toEqual([])
  expect(step(next, { kind: 'tick' }, 25_000).effects).toEqual(['close'])
  const heard = after(next, 12_000, { kind: 'heard' })
  expect(wakeAt(heard)).toBe(35_000)
  expect(step(heard, { kind: 'tick' }, 25_000).effects).toEqual([])
})

it('[UI82] without a network it is over after 2 s of silence, asked before or not', () => {
  const { next, effects } = step(live(0), { kind: 'network-lost' }, 10_000)
  expect(effects).toEqual(['heartbeat'])
  expect(wakeAt(next)).toBe(12_000)
  expect(step(next, { kind: 'try-now' }, 11_000)).toEqual({ next, effects: [] })
  expect(step(next, { kind: 'tick' }, 12_000).effects).toEqual(['close'])
  const asked = after(live(0), 9_000, { kind: 'try-now' })
  const lost = step(asked, { kind: 'network-lost' }, 10_000)
  expect(lost.effects).toEqual([])
  expect(wakeAt(lost.next)).toBe(12_000)
  // The browser was wrong.
  expect(wakeAt(after(next, 11_000, { kind: 'heard' }))).toBe(35_000)
})

it('[RS4] an ended session is not tried again', () => {
  const now = after(live(0), 1, closed(4401))
  expect(now).toEqual({ state: 'refused', why: 'signed-out' })
  expect(wakeAt(now)).toBe(null)
  expect(step(now, { kind: 'try-now' }, 2).effects).toEqual([])
  expect(step(now, { kind: 'start' }, 2).effects).toEqual(['open'])
})

it('[UI137] signing in again opens a link that an ended session closed, and no other', () => {
  const signedOut = after(live(0), 1, closed(4401))
  expect(step(signedOut, { kind: 'signed-in' }, 2)).toEqual({
    next: { state: 'connecting', sinceMs: 2, attempt: 0 },
    effects: ['open'],
  })
  const tooOld = after(live(0), 1, { kind: 'too-old' })
  for (const other of [tooOld, live(0), UNCONNECTED, after(live(0), 1, closed())])
    expect(step(other, { kind: 'signed-in' }, 2)).toEqual({ next: other, effects: [] })
})

it('[RS6] every other close code is tried again', () => {
  for (const code of [1000, 1006, 4403, 4500, 4503, 4510, 4513, 4529]) {
    expect(after(live(0), 1, closed(code)).state).toBe('offline')
  }
})
