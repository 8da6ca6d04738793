/** What a socket may do, how it ends, and what it is told of others: the real core with scripted sockets. */
import * as Y from 'yjs'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { describe, expect, it } from 'vitest'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { MAX_UPDATE_BYTES } from '../../../schema/limits.ts'
import { CloseCode } from '../../../schema/protocol/close-codes.ts'
import { encodeControl, encodeFrame, encodeStock } from '../../../schema/protocol/frames.ts'
import type { StampValue } from '../../../schema/registers/stamps.ts'
import { MAX_SOCKETS_PER_USER } from '../../../sync-server/sync/hub.ts'
import { refound } from '../../../sync-server/sync/maintenance.ts'
import { coreHarness, makeUpdate, MuxPeer, type CoreHarness } from '../../support/core-harness.ts'

const ROOT = 'channel/general'
const GENERAL = `${ROOT}/0`

function aRidge(settings = {}) {
  const h = coreHarness(settings)
  for (const [n, name] of ['ada', 'bo', 'cy'].entries()) h.addUser(n + 1, name, n === 0)
  const write = (peer: MuxPeer, doc: string, root: string, key: string, value: unknown) =>
    peer.update(doc, makeUpdate(peer.replica(doc), [[root, key, value]]))
  const say = (peer: MuxPeer, by: number, text: string) => {
    const id = h.newId()
    write(peer, GENERAL, 'messages', id, { by, text })
    return id
  }
  const stampOf = (peer: MuxPeer, id: string) => peer.replica(GENERAL).getMap('stamps').get(id) as StampValue
  return { h, write, say, stampOf }
}

const identity = { userId: 2 as UserId, sessionId: 'bo', expiresAtMs: Infinity, kind: 'cookie' as const }

function aSocketOfBo(h: CoreHarness): MuxPeer {
  const peer = new MuxPeer()
  peer.attach(h.core.connectMux(peer, identity), h.clock)
  return peer
}

function here(doc: string, state: object): Uint8Array {
  const awareness = new Awareness(new Y.Doc())
  awareness.setLocalState(state)
  const payload = encodeAwarenessUpdate(awareness, [awareness.clientID])
  awareness.destroy()
  return encodeFrame({ kind: 'awareness', doc, row: 0, payload })
}

describe('a socket and its end', () => {
  it('[GW1] a wrong document name ends with 4400, an unreadable document with 4403', () => {
    const { h } = aRidge()
    expect(h.connectStock(2, 'nothing/here').closedWith).toBe(CloseCode.BadDocument)
    expect(h.connectStock(2, 'account/1').closedWith).toBe(CloseCode.NoAccess)
    expect(h.connectStock(2, `${ROOT}/7`).closedWith).toBe(CloseCode.NoAccess)
    expect(h.connectStock(2, GENERAL).closedWith).toBe(null)
  })

  it('[GW2] a user has at most 256 sockets; a closed one makes room', () => {
    const { h } = aRidge()
    const sockets = Array.from({ length: MAX_SOCKETS_PER_USER }, () => aSocketOfBo(h))
    expect(sockets.every(({ closedWith }) => closedWith === null)).toBe(true)
    expect(aSocketOfBo(h).closedWith).toBe(CloseCode.TooFast)
    sockets[0]?.drop()
    expect(aSocketOfBo(h).closedWith).toBe(null)
  })

  it('[GW3] a device’s higher connection ends the lower one, and a lower one that comes late is turned away', () => {
    const { h } = aRidge()
    const third = h.connect(2, { connection: 3 })
    const late = h.connect(2, { connection: 2 })
    expect([third.closedWith, late.closedWith]).toEqual([null, CloseCode.Replaced])
    const fourth = h.connect(2, { connection: 4 })
    expect([third.closedWith, fourth.closedWith]).toEqual([CloseCode.Replaced, null])
    expect(h.connect(2, { device: 'another-device', connection: 1 }).closedWith).toBe(null)
  })

  it('[GW7] a socket that sends too fast is ended with 4529; later it may come back', () => {
    const { h } = aRidge()
    const bo = h.connect(2)
    const ping = encodeControl({ t: 'heartbeat' })
    for (let n = 0; n < 25_000 && bo.closedWith === null; n++) bo.bring(ping)
    expect(bo.closedWith).toBe(CloseCode.TooFast)
    expect(h.connect(2, { connection: 2 }).closedWith).toBe(null)
  })

  it('[GW9] a stopping server stores what came before and ends every socket with 4503', () => {
    const { h } = aRidge()
    const [bo, stock] = [h.connect(2), h.connectStock(2, GENERAL)]
    const id = h.newId()
    bo.bringWithoutTurn(GENERAL, makeUpdate(bo.replica(GENERAL), [['messages', id, { by: 2, text: 'last words' }]]))
    h.core.stop()
    expect([bo.closedWith, stock.closedWith]).toEqual([CloseCode.Restarting, CloseCode.Restarting])
    expect(h.core.deps.tables.messages.find('general', id)).toMatchObject({ by: 2 })
  })

  it('[GW22] a state vector or update of an old generation ends a stock socket with 4409', () => {
    const { h, say } = aRidge()
    const ada = h.connect(1)
    say(ada, 1, 'before')
    const old = ada.replica(GENERAL)
    h.core.deps.writer.enqueue({
      run: (tx) => void refound(tx, tx.room(GENERAL)),
      committed: () => undefined,
      failed: (cause) => expect.unreachable(String(cause)),
    })
    h.clock.turn()
    const asking = h.connectStock(2, GENERAL)
    asking.bring(encodeStock('step1', Y.encodeStateVector(old)))
    expect(asking.closedWith).toBe(CloseCode.OldGeneration)
    const writing = h.connectStock(2, GENERAL)
    // What a client of the old generation sends as it comes back: all that it has, the server's writes among it.
    writing.bring(encodeStock('update', Y.encodeStateAsUpdate(old)))
    expect(writing.closedWith).toBe(CloseCode.OldGeneration)
  })

  it('[GW23] a stock socket hears something every 20 s', () => {
    const { h } = aRidge()
    const stock = h.connectStock(2, GENERAL)
    for (let n = 0; n < 3; n++) {
      const before = stock.received.length
      h.clock.advance(20_000)
      expect(stock.received.length).toBeGreaterThan(before)
    }
  })

  it('[AD1] an update of 2 MiB is looked at, one byte more is refused unread', () => {
    const { h } = aRidge()
    const bo = h.connect(2)
    bo.update(GENERAL, new Uint8Array(MAX_UPDATE_BYTES))
    bo.update(GENERAL, new Uint8Array(MAX_UPDATE_BYTES + 1))
    expect(bo.controls().flatMap((c) => (c.t === 'refused' ? c.entries.map(({ code }) => code) : []))).toEqual([
      'invalid',
      'too_large',
    ])
  })
})

describe('stamps', () => {
  it('[SM2] an edit gets a new `mod`, a reaction a new `rmod`, and both rise strictly in a channel', () => {
    const { h, write, say, stampOf } = aRidge()
    const ada = h.connect(1)
    const [one, two] = [say(ada, 1, 'one'), say(ada, 1, 'two')]
    const marks: number[] = []
    for (const id of [one, two, one]) {
      write(ada, GENERAL, 'messages', id, { by: 1, text: `again ${marks.length}`, editedAt: h.clock.nowMs })
      marks.push(stampOf(ada, id).mod ?? 0)
    }
    write(ada, GENERAL, 'reactions', `${two}/heart/1`, 1)
    marks.push(stampOf(ada, two).rmod ?? 0)
    expect(marks).toEqual([...marks].sort((a, b) => a - b))
    expect(new Set(marks).size).toBe(4)
    expect(stampOf(ada, one)).toMatchObject({ seq: 1 })
  })

  it('[SM3] mentions are resolved at each new text, and a deleted message mentions nobody', () => {
    const { h, write, say, stampOf } = aRidge()
    const ada = h.connect(1)
    const id = say(ada, 1, 'hello @bo')
    expect(stampOf(ada, id).mentions).toEqual([2])
    write(ada, GENERAL, 'messages', id, { by: 1, text: 'hello @cy and @bo', editedAt: h.clock.nowMs })
    expect([...(stampOf(ada, id).mentions ?? [])].sort()).toEqual([2, 3])
    write(ada, GENERAL, 'messages', id, { by: 1, deletedAt: h.clock.nowMs })
    expect(stampOf(ada, id).mentions).toBe(undefined)
  })

  it('[SM4] a write of the value already held changes no stamp', () => {
    const { h, write, say, stampOf } = aRidge()
    const ada = h.connect(1)
    const id = say(ada, 1, 'one')
    const before = stampOf(ada, id)
    write(ada, GENERAL, 'messages', id, { by: 1, text: 'one' })
    expect(ada.acks().length).toBe(2)
    expect(stampOf(ada, id)).toEqual(before)
  })
})

describe('people who are here', () => {
  const told = (peer: MuxPeer) => peer.controls().flatMap((c) => (c.t === 'presence' ? [c.states] : []))
  const watching = (h: CoreHarness, userId: number) => {
    const peer = h.connect(userId)
    peer.control({ t: 'watch', channel: 'general' })
    return peer
  }

  it('[PR1] [PR2] coming, idling and going are told to the screens that show a channel with the person', () => {
    const { h } = aRidge()
    const ada = watching(h, 1)
    const bo = h.connect(2)
    bo.bring(here(ROOT, { active: 'active' }))
    bo.bring(here(ROOT, { active: 'idle' }))
    expect(h.core.presenceOf(2 as UserId)).not.toBe('offline')
    bo.drop()
    expect(told(ada).at(-1)).toEqual({ 2: 'offline' })
    expect(told(ada).some((states) => states[2] === 'active')).toBe(true)
    expect(h.core.presenceOf(2 as UserId)).toBe('offline')
  })

  it('[UI81] whoever was green in a channel that was left is told as offline, once', () => {
    const { h } = aRidge()
    h.connect(2)
    const ada = watching(h, 1)
    expect(told(ada)).toEqual([{ 2: 'active' }])
    ada.control({ t: 'watch', channel: null })
    ada.control({ t: 'watch', channel: null })
    expect(told(ada).slice(1)).toEqual([{ 2: 'offline' }])
    ada.control({ t: 'watch', channel: 'general' })
    expect(told(ada).at(-1)).toEqual({ 2: 'active' })
  })

  it('[PU11] somebody reads a channel while a window that they are in shows it', () => {
    const { h } = aRidge()
    const reads = () => [1, 2].map((userId) => h.core.isReading(userId as UserId, 'general' as ChannelId))
    h.connect(1)
    const bo = watching(h, 2)
    expect(reads()).toEqual([false, true])
    bo.bring(here(ROOT, { active: 'idle' }))
    expect(reads()).toEqual([false, false])
    bo.bring(here(ROOT, { active: 'active' }))
    expect(reads()).toEqual([false, true])
    bo.control({ t: 'watch', channel: null })
    expect(reads()).toEqual([false, false])
    bo.control({ t: 'watch', channel: 'general' })
    bo.drop()
    expect(reads()).toEqual([false, false])
  })

  it('[PR8] a device hears what the others of its person show in a window that they are in', () => {
    const { h } = aRidge()
    const showing = (device: string) => {
      const peer = h.connect(2, { device })
      peer.control({ t: 'watch', channel: 'general' })
      return peer
    }
    const phone = h.connect(2, { device: 'phone-of-2' })
    const elsewhere = () => {
      h.clock.turn()
      return phone.controls().flatMap((c) => (c.t === 'elsewhere' ? [c.channels] : []))
    }
    watching(h, 1)
    expect(elsewhere()).toEqual([])
    const desk = showing('desk-of-2')
    expect(elsewhere()).toEqual([['general']])
    desk.bring(here(ROOT, { active: 'idle' }))
    expect(elsewhere()).toEqual([['general'], []])
    desk.bring(here(ROOT, { active: 'active' }))
    const tablet = showing('tablet-of-2')
    expect(elsewhere()).toEqual([['general'], [], ['general']])
    desk.drop()
    tablet.control({ t: 'watch', channel: null })
    expect(elsewhere().at(-1)).toEqual([])
    expect(elsewhere()).toHaveLength(4)
    expect(desk.controls().some(({ t }) => t === 'elsewhere')).toBe(true)
  })

  it('[AW4] what a socket said goes with it', () => {
    const { h } = aRidge()
    const ada = watching(h, 1)
    const bo = h.connect(2)
    bo.bring(here(ROOT, { typing: true, active: 'active' }))
    const typing = () => ada.controls().findLast(({ t }) => t === 'typing')
    expect(typing()).toMatchObject({ users: [2] })
    bo.drop()
    expect(typing()).toMatchObject({ users: [] })
  })

  it('[MK1] positions are told when a channel comes on screen, then at most every 5 s', () => {
    const { h, write, say } = aRidge()
    const bo = h.connect(2)
    const ids = [say(bo, 2, 'one'), say(bo, 2, 'two')]
    const ada = watching(h, 1)
    const marks = () => ada.controls().filter(({ t }) => t === 'marks')
    expect(marks()).toEqual([expect.objectContaining({ read: {} })])
    for (const [n, id] of ids.entries()) {
      write(bo, 'account/2', 'read', 'general', { seq: n + 1, messageId: id })
      h.clock.advance(1_000)
    }
    expect(marks().length).toBe(1)
    h.clock.advance(4_000)
    expect(marks().length).toBe(2)
    expect(marks().at(-1)).toMatchObject({ read: { 2: 2 } })
  })

  it('[MK2] they are told by the reader’s privacy, and to those who may post', () => {
    const { h, write, say } = aRidge()
    const [ada, bo] = [h.connect(1), h.connect(2)]
    const id = say(bo, 2, 'one')
    write(bo, 'account/2', 'profile', 'privacy', { lastSeen: 'nobody' })
    write(bo, 'account/2', 'read', 'general', { seq: 1, messageId: id })
    ada.control({ t: 'watch', channel: 'general' })
    expect(ada.controls().findLast(({ t }) => t === 'marks')).toMatchObject({ read: {} })

    const news = h.newId()
    ada.update(
      `channel/${news}`,
      makeUpdate(new Y.Doc(), [
        ['meta', 'kind', 'broadcast'],
        ['meta', 'title', 'Notices'],
        ['meta', 'createdBy', 1],
        ['members', '1', { role: 'owner', by: 1 }],
        ['members', '2', { role: 'member', by: 1 }],
      ]),
    )
    const before = bo.controls().length
    bo.control({ t: 'watch', channel: news })
    expect(
      bo
        .controls()
        .slice(before)
        .filter(({ t }) => t === 'marks'),
    ).toEqual([])
  })
})

it('[RM5] a device that resumes is told of each changed older volume in one line', () => {
  const { h, write, say } = aRidge({ settings: { volumeMessages: 2 } })
  const ada = h.connect(1)
  const first = say(ada, 1, 'one')
  say(ada, 1, 'two')
  const { position, chain } = h.core.deps.log.head()
  for (let n = 0; n < 3; n++) write(ada, GENERAL, 'reactions', `${first}/${['heart', 'thumbsup', 'tada'][n]}/1`, 1)
  const bo = h.connect(2, { hello: false })
  bo.control({ t: 'hello', version: 1, device: 'device-2', connection: 1 })
  bo.control({ t: 'resume', position, chain })
  h.clock.turn()
  const lines = bo.controls().filter((c) => JSON.stringify(c).includes(`"${GENERAL}"`))
  expect(lines.length).toBe(1)
  expect(bo.frames().some((frame) => frame.kind !== 'control' && frame.doc === GENERAL)).toBe(false)
})
