import { describe, expect, it } from 'vitest'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { encodeFrame } from '../../../schema/protocol/frames.ts'
import { decodeAwareness } from '../../../sync-server/sync/awareness.ts'
import type { StockPeer } from '../../support/core-harness.ts'
import {
  ADA_CLIENT,
  aScene,
  attacker,
  byMux,
  byStock,
  fingerprint,
  honestWorkGoesOn,
  type Scene,
} from '../../support/hostile-scene.ts'

const DOC = 'channel/general'
const ADA_HERE = 50

type Said = readonly [client: number, clock: number, state: string]

function awareness(...entries: Said[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, entries.length)
  for (const [client, clock, state] of entries) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, state)
  }
  return encoding.toUint8Array(encoder)
}

function stockMessage(payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint8Array(encoder, payload)
  return encoding.toUint8Array(encoder)
}

/** What a stock socket was told of others, newest last. */
function heard(peer: StockPeer): [number, unknown][] {
  return peer.received
    .filter((message) => message[0] === 1)
    .flatMap((message) => {
      const decoder = decoding.createDecoder(message)
      decoding.readVarUint(decoder)
      return (decodeAwareness(decoding.readVarUint8Array(decoder)) ?? []).map(
        ({ client, state }): [number, unknown] => [client, state],
      )
    })
}

/** Ada on a stock socket, her id seen in awareness first; Cy listens; `say` is Bo. */
function stage(endpoint: 'mux' | 'stock') {
  const scene = aScene()
  const { h } = scene
  const [ada, cy, bo] = [1, 3, 2].map((user) => h.connectStock(user, DOC)) as [StockPeer, StockPeer, StockPeer]
  const mux = attacker(scene, 2)
  ada.bring(stockMessage(awareness([ADA_HERE, 1, '{"active":"active"}'])))
  const say = (...entries: Said[]) => {
    if (endpoint === 'stock') bo.bring(stockMessage(awareness(...entries)))
    else mux.bring(encodeFrame({ kind: 'awareness', doc: DOC, row: 0, payload: awareness(...entries) }))
    expect([bo.closedWith, mux.closedWith]).toEqual([null, null])
  }
  return { scene, h, ada, cy, say }
}

const boundTo = (scene: Scene, client: number) => scene.room(DOC).ownerOf(client)

describe.each(['mux', 'stock'] as const)('awareness, by %s', (endpoint) => {
  it('[AW2] states for another’s id are dropped in silence, null ones too', () => {
    const { scene, cy, say } = stage(endpoint)
    const before = fingerprint(scene)
    const count = heard(cy).length
    say(
      [ADA_HERE, 9, '{"typing":true,"active":"active"}'],
      [ADA_HERE, 10, 'null'],
      [scene.room(DOC).serverClient, 1, '{}'],
    )
    expect(heard(cy).slice(count)).toEqual([])
    expect(fingerprint(scene)).toBe(before)
    honestWorkGoesOn(scene)
  })

  it('[AW2] an id seen in awareness belongs to who said it: nobody writes under it first', () => {
    const { scene } = stage(endpoint)
    expect(boundTo(scene, ADA_HERE)).toBe(1)
    const play = endpoint === 'mux' ? byMux : byStock
    const stolen = scene.edit(DOC, [['pins', scene.message, { by: 2, at: 1 }]], ADA_HERE)
    expect(play(scene, 2, DOC, stolen)).toBe('forbidden')
    const own = scene.edit(DOC, [['pins', scene.message, { by: 1, at: 1 }]], ADA_HERE)
    expect(play(scene, 1, DOC, own)).toBe('accepted')
  })

  it('[AW2] a null state binds nothing', () => {
    const { scene, cy, say } = stage(endpoint)
    const before = fingerprint(scene)
    say([60, 1, 'null'])
    expect(boundTo(scene, 60)).toBe(null)
    expect(heard(cy).map(([client]) => client)).not.toContain(60)
    expect(fingerprint(scene)).toBe(before)
  })

  it.each([
    '{"user":"ada"}',
    '{"typing":1}',
    '{"active":"away"}',
    '{"__proto__":{"typing":true}}',
    '{"typing":true,"constructor":1}',
    '[]',
    '"x"',
    '7',
    '{',
    '['.repeat(100_000),
    '{"typing":'.repeat(20_000),
  ])('[AW3] a state that is none is dropped (%#)', (state) => {
    const { scene, cy, say } = stage(endpoint)
    const before = fingerprint(scene)
    say([61, 1, state])
    expect(boundTo(scene, 61)).toBe(null)
    expect(heard(cy).map(([client]) => client)).not.toContain(61)
    expect(fingerprint(scene)).toBe(before)
  })

  it('[AW2] one message binds few ids, and none beyond 32 bits', () => {
    const { scene, say } = stage(endpoint)
    const bound = () => scene.room(DOC).bindings.size
    const before = bound()
    say([2 ** 33, 1, '{}'], ...Array.from({ length: 900 }, (_, i): Said => [10_000 + i, 1, '{}']))
    expect(bound() - before).toBeLessThanOrEqual(16)
    expect(boundTo(scene, 2 ** 33)).toBe(null)
    honestWorkGoesOn(scene, ADA_CLIENT)
  })

  it('[AW1] what is cut off or endless is dropped', () => {
    const { scene, say, cy } = stage(endpoint)
    const before = fingerprint(scene)
    const count = heard(cy).length
    say(...Array.from({ length: 1_001 }, (_, i): Said => [20_000 + i, 1, '{}']))
    expect(heard(cy).slice(count)).toEqual([])
    expect(fingerprint(scene)).toBe(before)
    const whole = awareness([70, 1, '{"active":"idle"}'])
    for (let end = 0; end < whole.length; end++) expect(decodeAwareness(whole.slice(0, end)) ?? []).toEqual([])
  })
})
