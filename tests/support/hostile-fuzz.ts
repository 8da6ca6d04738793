/** One random update after another through the whole core; each case follows from its seed alone. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { ROOTS } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import { CloseCode } from '../../schema/protocol/close-codes.ts'
import { encodeFrame } from '../../schema/protocol/frames.ts'
import type { Room } from '../../sync-server/sync/room.ts'
import type { Endpoint } from '../../sync-server/sync/transport.ts'
import { coreHarness, makeUpdate, memoryDatabase, MuxPeer, type CoreHarness } from './core-harness.ts'
import { aScene, fingerprint, type Scene } from './hostile-scene.ts'
import { dice, type Dice } from './hostile-random.ts'

export interface Case {
  readonly answer: string
  readonly ms: number
  readonly bytes: number
  /** What is wrong, or null. */
  readonly fault: string | null
}

/** A workspace that starts again from the same bytes whenever a case changed it. */
export class FuzzWorkspace {
  private readonly stored: Buffer
  /** Message ids that nobody used. */
  private readonly spareIds: readonly string[]
  private readonly docs: readonly string[]
  /** Updates that the server accepted while the scene was made. */
  private readonly corpus: readonly Uint8Array[]
  private readonly ids: readonly string[]
  private readonly nowMs: number
  private readonly settingsId: string
  private h: CoreHarness
  private sockets = 0
  private print: string | null = null

  constructor() {
    const scene = aScene()
    for (let i = 0; i < 8; i++) {
      const id = scene.h.newId()
      scene.bo.update(
        'channel/general/0',
        scene.edit('channel/general/0', [['messages', id, { by: 2, text: `${i}` }]], 40),
      )
      scene.bo.update('channel/general/0', scene.edit('channel/general/0', [['reactions', `${id}/heart/2`, 1]], 40))
      if (i % 2)
        scene.bo.update(
          'channel/general/0',
          scene.edit('channel/general/0', [['reactions', `${id}/heart/2`, null]], 40),
        )
      scene.bo.update('account/2', scene.edit('account/2', [['drafts', 'general', `draft ${i}`]], 40))
    }
    const { privateRoot } = scene
    this.docs = [
      'channel/general/0',
      'channel/general/0',
      'channel/general',
      privateRoot,
      `${privateRoot}/0`,
      'account/2',
      'directory',
    ]
    this.ids = [...scene.room('channel/general/0').entries('messages')].map(([id]) => id)
    this.corpus = this.docs.flatMap((doc) => scene.h.core.deps.log.rowsSince(doc, 0))
    this.spareIds = [scene.h.newId(), scene.h.newId(), scene.h.newId()]
    this.nowMs = scene.h.clock.nowMs
    this.settingsId = scene.h.core.deps.wireSettings().id
    this.stored = Buffer.from(scene.h.db.serialize())
    this.h = this.fresh()
  }

  play(seed: number, compareAll: boolean): Case {
    const d = dice(seed)
    const doc = d.pick(this.docs)
    const user = d.pick([1, 2, 2, 2, 3])
    const room = this.h.core.deps.rooms.get(doc)
    const update = d.chance(0.5) ? this.mutated(d, room) : this.grown(d, room)
    const { peer } = this.open(user)
    const before = this.cheap(room)
    const others = ofOthers(room, user)
    const start = performance.now()
    peer.update(doc, update)
    const ms = performance.now() - start
    const answer = answerOf(peer)
    const accepted = answer === 'accepted'
    const fault = accepted ? this.judgeAccepted(doc, user, others) : this.judgeRefused(doc, before, compareAll)
    const crash = peer.closedWith === CloseCode.Again ? 'the core failed' : null
    if (accepted || crash || fault) this.h = this.fresh()
    else peer.drop()
    return { answer, ms, bytes: update.length, fault: crash ?? fault }
  }

  /** Several people's updates in one turn: decided as if each had come alone. @returns what is wrong, or null */
  playCrowd(seed: number): string | null {
    const d = dice(seed)
    const doc = 'channel/general/0'
    const room = this.h.core.deps.rooms.get(doc)
    const honest = (user: number, id: string) =>
      [user, makeUpdate(room.doc, [['messages', id, { by: user, text: 'honest' }]], 70 + user)] as const
    const hostile = Array.from({ length: 1 + d.below(6) }, () => {
      const update = d.chance(0.5) ? this.mutated(d, room) : this.grown(d, room)
      return [d.pick([1, 2, 2, 3]), update] as const
    })
    const [first, last] = this.spareIds as [string, string]
    const crowd = [honest(1, first), ...hostile, honest(2, last)]
    const together = this.decide(doc, crowd, true)
    const oneByOne = this.decide(doc, crowd, false)
    if (together.fault !== null) return together.fault
    if (together.answers.at(0) !== 'accepted' || together.answers.at(-1) !== 'accepted')
      return 'honest work was refused'
    return JSON.stringify(together) === JSON.stringify(oneByOne) ? null : 'a group is decided otherwise than one by one'
  }

  private decide(doc: string, crowd: readonly (readonly [number, Uint8Array])[], inOneTurn: boolean) {
    this.h = this.fresh()
    const { clock } = this.h
    const sockets = crowd.map(([user]) => this.open(user))
    crowd.forEach(([, payload], i) => {
      sockets[i]?.endpoint.receive(encodeFrame({ kind: 'update', doc, row: 1, payload }))
      if (!inOneTurn) clock.turn()
    })
    clock.turn()
    const failed = sockets.some(({ peer }) => peer.closedWith === CloseCode.Again)
    const answers = sockets.map(({ peer }) => answerOf(peer))
    const room = this.h.core.deps.rooms.get(doc)
    const registers = ROOTS.volume.map((root) => [...room.entries(root)].map((entry) => JSON.stringify(entry)).sort())
    const fault = failed ? 'the core failed' : this.judgeAccepted(doc, 0, ofOthers(room, 0))
    const rows = this.h.db.prepare(`SELECT * FROM messages WHERE channel = 'general' ORDER BY seq`).all()
    const result = { answers, registers, fault, rows }
    this.h = this.fresh()
    return result
  }

  private open(user: number): { peer: MuxPeer; endpoint: Endpoint } {
    const peer = new MuxPeer()
    const identity = { userId: user as UserId, sessionId: 'fuzz', expiresAtMs: Infinity, kind: 'cookie' as const }
    const endpoint = this.h.core.connectMux(peer, identity)
    peer.attach(endpoint, this.h.clock)
    const device = `fuzz-device-${++this.sockets}`
    peer.control({ t: 'hello', version: 1, device, connection: 1, settings: this.settingsId })
    return { peer, endpoint }
  }

  private fresh(): CoreHarness {
    const h = coreHarness({ db: memoryDatabase(this.stored), seed: 7, nowMs: this.nowMs })
    this.print = null
    return h
  }

  private cheap(room: Room): string {
    const { position, chain } = this.h.core.deps.log.head()
    return `${position} ${chain} ${room.digestText()} ${[...Y.decodeStateVector(Y.encodeStateVector(room.doc))].join()} ${room.doc.share.size}`
  }

  private judgeRefused(doc: string, before: string, compareAll: boolean): string | null {
    if (this.cheap(this.h.core.deps.rooms.get(doc)) !== before) return 'state changed'
    if (!compareAll) return null
    const print = fingerprint({ h: this.h } as Scene)
    const same = this.print === null || this.print === print
    this.print = print
    return same ? null : 'a trace was left'
  }

  private judgeAccepted(doc: string, user: number, others: string): string | null {
    const room = this.h.core.deps.rooms.get(doc)
    if (room.hasPending()) return 'pending structs'
    if (room.doc.share.size !== ROOTS[room.ref.kind].length) return 'an unknown root'
    if (ofOthers(room, user) !== others) return 'what belongs to others changed'
    const reloaded = new Y.Doc()
    for (const row of this.h.core.deps.log.load(doc)?.updates ?? []) Y.applyUpdate(reloaded, row)
    for (const root of ROOTS[room.ref.kind]) {
      const [a, b] = [reloaded.getMap(root).toJSON(), Object.fromEntries(room.entries(root))]
      if (JSON.stringify(Object.entries(a).sort()) !== JSON.stringify(Object.entries(b).sort()))
        return 'the log holds something else'
    }
    return null
  }

  /** A real update, damaged. */
  private mutated(d: Dice, room: Room): Uint8Array {
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(room.doc))
    copy.clientID = d.pick([40, 40, 5, room.serverClient, 9_000])
    const known = Y.encodeStateVector(copy)
    copy.transact(() => {
      for (let left = d.below(3); left > 0; left--) {
        const [root = '', key = ''] = this.register(d, room)
        if (d.chance(0.3)) copy.getMap(root).delete(key)
        else copy.getMap(root).set(key, this.value(d))
      }
    })
    const bases = [Y.encodeStateAsUpdate(copy, known), Y.encodeStateAsUpdate(copy), d.pick(this.corpus)]
    let bytes: Uint8Array = d.pick(bases)
    for (let left = d.below(4); left > 0; left--) bytes = damage(d, bytes, d.pick(this.corpus))
    return bytes
  }

  /** Structs and ranges that follow the grammar but for chance. */
  private grown(d: Dice, room: Room): Uint8Array {
    const encoder = encoding.createEncoder()
    const clients = [40, 40, 5, room.serverClient, 9_000, 9_001]
    const clock = (client: number) => {
      const known = Y.getState(room.doc.store, client)
      return d.pick([known, known, known, Math.max(0, known - 1), d.below(known + 1), known + 1, odd(d)])
    }
    const id = () => {
      const client = d.pick(clients)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, d.chance(0.8) ? d.below(Y.getState(room.doc.store, client) + 1) : clock(client))
    }
    const groups = d.below(4)
    encoding.writeVarUint(encoder, d.chance(0.97) ? groups : odd(d))
    for (let g = 0; g < groups; g++) {
      const client = d.pick(clients)
      const count = d.below(4)
      encoding.writeVarUint(encoder, d.chance(0.97) ? count : odd(d))
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock(client))
      for (let i = 0; i < count; i++) this.struct(d, room, encoder, id)
    }
    const deleters = d.below(3)
    encoding.writeVarUint(encoder, d.chance(0.97) ? deleters : odd(d))
    for (let i = 0; i < deleters; i++) {
      const client = d.pick(clients)
      const ranges = d.below(4)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, ranges)
      for (let r = 0; r < ranges; r++) {
        encoding.writeVarUint(encoder, clock(client))
        encoding.writeVarUint(encoder, d.chance(0.9) ? d.below(3) : odd(d))
      }
    }
    return encoding.toUint8Array(encoder)
  }

  private struct(d: Dice, room: Room, encoder: encoding.Encoder, id: () => void): void {
    const ref = d.chance(0.8) ? d.pick([8, 8, 8, 1]) : d.below(12)
    const flags = d.chance(0.9) ? d.pick([0x20, 0x20, 0x80]) : d.pick([0, 0x40, 0xc0, 0xe0])
    const info = d.chance(0.98) ? ref | flags : d.below(256)
    encoding.writeUint8(encoder, info)
    if ((info & 31) === 0 || info === 10) return encoding.writeVarUint(encoder, d.chance(0.8) ? 1 + d.below(3) : odd(d))
    if (info & 0x80) id()
    if (info & 0x40) id()
    if ((info & 0xc0) === 0) {
      const [root = '', key = ''] = this.register(d, room)
      if (d.chance(0.95)) {
        encoding.writeVarUint(encoder, 1)
        encoding.writeVarString(encoder, d.chance(0.95) ? root : d.pick(['', 'evil', '__proto__', `${root}\n`]))
      } else {
        encoding.writeVarUint(encoder, d.below(3))
        id()
      }
      if (info & 0x20)
        encoding.writeVarString(encoder, d.chance(0.95) ? key : d.pick(['', '__proto__', 'a\nb', `${key}/`]))
    }
    this.content(d, encoder, info & 31)
  }

  private content(d: Dice, encoder: encoding.Encoder, ref: number): void {
    if (ref === 1) return encoding.writeVarUint(encoder, d.chance(0.9) ? 1 + d.below(3) : odd(d))
    if (ref === 8 || ref === 2) {
      encoding.writeVarUint(encoder, d.chance(0.9) ? 1 : odd(d))
      if (ref === 8) encoding.writeAny(encoder, this.value(d) as never)
      else encoding.writeVarString(encoder, JSON.stringify(this.value(d)))
      return
    }
    if (ref === 7) return encoding.writeVarUint(encoder, d.below(8))
    for (let left = 1 + d.below(2); left > 0; left--) encoding.writeVarString(encoder, d.pick(['{}', '1', 'x', '"y"']))
  }

  private register(d: Dice, room: Room): [root: string, key: string] {
    const root = d.pick<string>(ROOTS[room.ref.kind])
    const live = [...room.entries(root)].map(([key]) => key)
    const id = d.pick(this.ids)
    const made = [
      id,
      this.h.newId(),
      `${id}/heart/${1 + d.below(3)}`,
      `${id}/thumbsup/2`,
      '1',
      '2',
      'title',
      'topic',
      'general',
      'theme',
    ]
    return [root, d.chance(0.5) && live.length > 0 ? d.pick(live) : d.pick(made)]
  }

  private value(d: Dice): Json {
    const by = 1 + d.below(3)
    const good = [
      { by, text: 'x' },
      { by, text: `edit ${d.below(99)}`, editedAt: d.below(99) },
      { by, deletedAt: 1 + d.below(9) },
      1,
      { role: d.pick(['owner', 'admin', 'member', 'none']), by },
      'text',
      { by, at: 1 },
      { seq: d.below(9), messageId: d.pick(this.ids) },
      true,
    ]
    const bad = [
      null,
      -0,
      1e300,
      [],
      {},
      [[[[[[[[[[]]]]]]]]]],
      JSON.parse('{"__proto__":{"by":1},"by":2}'),
      { by: { by } },
      '\u0000',
    ]
    return (d.chance(0.9) ? d.pick<unknown>(good) : d.pick<unknown>(bad)) as Json
  }
}

function answerOf(peer: MuxPeer): string {
  const controls = peer.controls()
  const refused = controls.find((c) => c.t === 'refused')
  if (refused?.t === 'refused') return refused.entries[0]?.code ?? 'no-access'
  return controls.some((c) => c.t === 'ack') ? 'accepted' : 'gap'
}

/** Numbers that programs forget. */
function odd(d: Dice): number {
  return d.pick([0, 2, 127, 128, 16_384, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 52, Number.MAX_SAFE_INTEGER])
}

function damage(d: Dice, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const at = d.below(bytes.length + 1)
  const to = Math.min(bytes.length, at + d.below(24))
  switch (d.below(6)) {
    case 0: {
      const flipped = Uint8Array.from(bytes)
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << d.below(8))
      return flipped
    }
    case 1:
      return bytes.slice(0, at)
    case 2:
      return Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(to)])
    case 3:
      return Uint8Array.from([...bytes.slice(0, to), ...bytes.slice(at)])
    case 4:
      return Uint8Array.from([...bytes.slice(0, at), ...other.slice(d.below(other.length + 1)), ...bytes.slice(to)])
    default: {
      const changed = Uint8Array.from(bytes)
      if (at < changed.length) changed[at] = d.pick([0, 1, 10, 127, 128, 255])
      return changed
    }
  }
}

/** Messages and reactions that this user may not touch, and what only the server writes about people. */
function ofOthers(room: Room, user: number): string {
  const kept: unknown[] = []
  if (room.ref.kind === 'volume') {
    for (const [key, value] of room.entries('messages'))
      if ((value as { by: number }).by !== user) kept.push([key, value])
    for (const [key] of room.entries('reactions')) if (!key.endsWith(`/${user}`)) kept.push(key)
  }
  if (room.ref.kind === 'directory') for (const root of ROOTS.directory) kept.push(...room.entries(root))
  if (room.ref.kind === 'account') kept.push(...room.entries('memberships'))
  return JSON.stringify(kept.map((entry) => JSON.stringify(entry)).sort())
}
