import * as Y from 'yjs'
import { describe, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import { CloseCode } from '../../../schema/protocol/close-codes.ts'
import { encodeControl, encodeFrame, encodeStock } from '../../../schema/protocol/frames.ts'
import { refound } from '../../../sync-server/sync/maintenance.ts'
import { MuxPeer, StockPeer } from '../../support/core-harness.ts'
import {
  aScene,
  attacker,
  byMux,
  byStock,
  fingerprint,
  GENERAL,
  honestWorkGoesOn,
  type Scene,
} from '../../support/hostile-scene.ts'
import { oneStruct, write } from '../../support/hostile-updates.ts'

const post = (s: Scene, doc: string, by: number, client?: number) =>
  s.edit(doc, [['messages', s.h.newId(), { by, text: 'x' }]], client)

/** Sockets of one session of Bo's, both kinds. */
function expiring({ h }: Scene, expiresAtMs: number, device = 'short-lived') {
  const identity = { userId: 2 as UserId, sessionId: 'short', expiresAtMs, kind: 'cookie' as const }
  const [mux, stock] = [new MuxPeer(), new StockPeer()]
  mux.attach(h.core.connectMux(mux, identity), h.clock)
  stock.attach(h.core.connectStock(stock, identity, GENERAL), h.clock)
  mux.control({ t: 'hello', version: 1, device, connection: 1 })
  return { mux, stock }
}

/** A socket whose messages wait for the end of the turn. */
function aSocket({ h }: Scene, user: number) {
  const peer = new MuxPeer()
  const identity = { userId: user as UserId, sessionId: 's', expiresAtMs: Infinity, kind: 'cookie' as const }
  const endpoint = h.core.connectMux(peer, identity)
  endpoint.receive(encodeControl({ t: 'hello', version: 1, device: `device-of-${user}`, connection: 1 }))
  return { peer, endpoint }
}

describe('a right that ends', () => {
  it('[MB20] who is removed gets no further byte of the channel, on any socket', () => {
    const scene = aScene()
    const { privateRoot, ada, bo, h, edit } = scene
    const volume = `${privateRoot}/0`
    const stock = [privateRoot, volume].map((doc) => h.connectStock(2, doc))
    bo.control({ t: 'watch', channel: privateRoot.slice(8) })
    ada.update(privateRoot, edit(privateRoot, [['members', '2', { role: 'none', by: 1 }]]))
    expect(stock.map((peer) => peer.closedWith)).toEqual([CloseCode.NoAccess, CloseCode.NoAccess])
    const [before, stockBefore] = [bo.frames().length, stock.map((peer) => peer.received.length)]
    ada.update(volume, post(scene, volume, 1))
    ada.update(privateRoot, edit(privateRoot, [['meta', 'topic', 'secret']]))
    h.clock.advance(10_000)
    const later = bo
      .frames()
      .slice(before)
      .map((frame) => (frame.kind === 'control' ? frame.json : frame.doc))
    expect(later.filter((text) => text.includes(privateRoot.slice(8)))).toEqual([])
    expect(stock.map((peer) => peer.received.length)).toEqual(stockBefore)
    expect(byMux(scene, 2, volume, post(scene, volume, 2))).toBe('no-access')
    expect(byStock(scene, 2, volume, post(scene, volume, 2))).toBe('no-access')
  })

  it('[MB20] a write in the same turn as the removal comes too late', () => {
    const scene = aScene()
    const { privateRoot, bo } = scene
    const volume = `${privateRoot}/0`
    const removal = scene.edit(privateRoot, [['members', '2', { role: 'none', by: 1 }]])
    const late = post(scene, volume, 2)
    const [first, second] = [aSocket(scene, 1), aSocket(scene, 2)]
    first.endpoint.receive(encodeFrame({ kind: 'update', doc: privateRoot, row: 1, payload: removal }))
    second.endpoint.receive(encodeFrame({ kind: 'update', doc: volume, row: 1, payload: late }))
    scene.h.clock.turn()
    expect([first.peer.acks(), second.peer.acks()]).toEqual([[1], []])
    expect([...scene.room(volume).entries('messages')].map(([, m]) => (m as { by: number }).by)).toEqual([0])
    expect(bo.controls().some((c) => c.t === 'closed' && c.doc === volume)).toBe(true)
  })

  it('[GW6] logging out ends the sockets of the session, and what they bring is not read', () => {
    const scene = aScene()
    const { mux, stock } = expiring(scene, Infinity)
    scene.h.core.endSession('short')
    expect([mux.closedWith, stock.closedWith]).toEqual([CloseCode.NoSession, CloseCode.NoSession])
    const before = fingerprint(scene)
    mux.update(GENERAL, post(scene, GENERAL, 2))
    stock.bring(encodeStock('update', post(scene, GENERAL, 2)))
    expect(fingerprint(scene)).toBe(before)
  })

  it('[GW6] a session that expires ends its sockets within a second, and writes nothing from that moment on', () => {
    const scene = aScene()
    const { nowMs } = scene.h.clock
    const silent = expiring(scene, nowMs + 5_000)
    const talking = expiring(scene, nowMs + 5_000, 'talkative')
    const before = fingerprint(scene)
    scene.h.clock.nowMs = nowMs + 5_000
    talking.mux.update(GENERAL, post(scene, GENERAL, 2))
    talking.stock.bring(encodeStock('update', post(scene, GENERAL, 2)))
    expect([talking.mux.closedWith, talking.stock.closedWith]).toEqual([CloseCode.NoSession, CloseCode.NoSession])
    expect(fingerprint(scene)).toBe(before)
    scene.h.clock.advance(1_000)
    expect(silent.stock.closedWith).toBe(CloseCode.NoSession)
  })

  it('[GW10] nothing is read before the hello', () => {
    const { h } = aScene()
    for (const first of [
      encodeControl({ t: 'open', doc: 'directory' }),
      encodeFrame({ kind: 'step1', doc: 'directory', row: 0, payload: new Uint8Array([0]) }),
    ]) {
      const peer = h.connect(2, { hello: false })
      peer.bring(first)
      expect([peer.closedWith, peer.received]).toEqual([CloseCode.RefusedWrite, []])
    }
  })
})

describe('an old generation', () => {
  it('[AD6] is recognised in a state vector and in an update, and ends a stock socket with 4409', () => {
    const scene = aScene()
    const { h, room } = scene
    const old = new Y.Doc()
    Y.applyUpdate(old, Y.encodeStateAsUpdate(room(GENERAL).doc))
    const [oldServer, clock] = [
      room(GENERAL).serverClient,
      Y.getState(room(GENERAL).doc.store, room(GENERAL).serverClient),
    ]
    h.core.deps.writer.enqueue({
      run: (tx) => void refound(tx, tx.room(GENERAL)),
      committed: () => undefined,
      failed: (cause) => expect.unreachable(String(cause)),
    })
    h.clock.turn()
    const before = fingerprint(scene)
    const stock = h.connectStock(2, GENERAL)
    stock.bring(encodeStock('step1', Y.encodeStateVector(old)))
    expect(stock.closedWith).toBe(CloseCode.OldGeneration)
    expect(byStock(scene, 2, GENERAL, Y.encodeStateAsUpdate(old))).toBe('old-generation')
    expect(byMux(scene, 2, GENERAL, Y.encodeStateAsUpdate(old))).toBe('old-generation')
    const forged = () => oneStruct(oldServer, clock, write('messages', h.newId(), { by: 2, text: 'x' }))
    expect(byStock(scene, 2, GENERAL, forged())).toBe('old-generation')
    expect(fingerprint(scene)).toBe(before)
    honestWorkGoesOn(scene, 777)
  })
})

describe('gaps', () => {
  it('[GW24] three in a row end the socket with 4500, on both endpoints; progress starts the count again', () => {
    const scene = aScene()
    const gap = () => oneStruct(60, 5, write('messages', scene.h.newId(), { by: 2, text: 'x' }))
    const before = fingerprint(scene)
    const [mux, stock] = [attacker(scene, 2), scene.h.connectStock(2, GENERAL)]
    const closed = [0, 1, 2].map(() => {
      mux.update(GENERAL, gap())
      stock.bring(encodeStock('update', gap()))
      return [mux.closedWith, stock.closedWith]
    })
    expect(closed).toEqual([
      [null, null],
      [null, null],
      [CloseCode.Again, CloseCode.Again],
    ])
    expect(fingerprint(scene)).toBe(before)
    const honest = attacker(scene, 2)
    for (const _ of [0, 1, 2, 3]) {
      honest.update(GENERAL, gap())
      honest.update(GENERAL, gap())
      honest.update(GENERAL, post(scene, GENERAL, 2))
    }
    expect([honest.closedWith, honest.acks().length]).toEqual([null, 4])
  })
})
