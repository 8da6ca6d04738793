/** The real sync core in one process: SQLite in memory or in a file, a clock driven by hand, scripted sockets. */
import Database from 'better-sqlite3'
import * as Y from 'yjs'
import { DEFAULT_REACTIONS } from '../../schema/default-reactions.ts'
import { ulidFactory, type UserId } from '../../schema/ids.ts'
import type { Downstream, Presence } from '../../schema/protocol/downstream.ts'
import { decodeFrames, encodeControl, encodeFrame, type Frame } from '../../schema/protocol/frames.ts'
import type { Upstream } from '../../schema/protocol/upstream.ts'
import type { Settings } from '../../schema/views.ts'
import { MIGRATIONS } from '../../sync-server/storage/migrations.ts'
import { createSyncCore, type SyncCore } from '../../sync-server/sync/sync-core.ts'
import type { Endpoint, Transport } from '../../sync-server/sync/transport.ts'

export function memoryDatabase(content?: Buffer): Database.Database {
  const db = new Database(content ?? ':memory:')
  if (!content) for (const sql of MIGRATIONS) db.exec(sql)
  return db
}

export interface ManualClock {
  nowMs: number
  random: () => number
  /** Runs what is due up to `ms` from now, in order of time. */
  advance(ms: number): void
  /** Runs everything deferred to the end of the turn, and what that defers. */
  turn(): void
}

/** Small, fast, seeded: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export interface CoreHarness {
  readonly core: SyncCore
  readonly db: Database.Database
  readonly clock: ManualClock
  settings: Settings
  addUser(userId: number, username: string, admin?: boolean): void
  /** A scripted socket of our own client. */
  connect(userId: number, options?: { device?: string; connection?: number; hello?: boolean }): MuxPeer
  /** A scripted stock socket. */
  connectStock(userId: number, doc: string): StockPeer
  newId(): string
}

export const START_MS = 1_700_000_000_000

export function coreHarness(
  options: {
    db?: Database.Database
    seed?: number
    nowMs?: number
    settings?: Partial<Settings>
    messagesPerMinute?: number
    restPresenceOf?: (userId: UserId) => Presence
  } = {},
): CoreHarness {
  const db = options.db ?? memoryDatabase()
  const random = seededRandom(options.seed ?? 1)
  const deferred: (() => void)[] = []
  let timers: { atMs: number; run: () => void }[] = []
  const clock: ManualClock = {
    nowMs: options.nowMs ?? START_MS,
    random,
    turn() {
      for (let next = deferred.shift(); next; next = deferred.shift()) next()
    },
    advance(ms) {
      const end = clock.nowMs + ms
      for (;;) {
        const [due] = timers.filter((t) => t.atMs <= end).sort((a, b) => a.atMs - b.atMs)
        if (!due) break
        timers = timers.filter((t) => t !== due)
        clock.nowMs = Math.max(clock.nowMs, due.atMs)
        due.run()
        clock.turn()
      }
      clock.nowMs = end
    },
  }
  let settings: Settings = {
    reactions: DEFAULT_REACTIONS,
    adminsDeleteMessages: false,
    volumeMessages: 1024,
    defaultChannels: ['general'],
    ...options.settings,
  }
  const core = createSyncCore({
    db,
    settings: () => settings,
    messagesPerMinute: options.messagesPerMinute ?? Infinity,
    restPresenceOf: options.restPresenceOf,
    logger: { info: () => undefined, warn: () => undefined, error: (fields, text) => console.error(text, fields) },
    clock: {
      now: () => clock.nowMs,
      random,
      defer: (callback) => void deferred.push(callback),
      schedule(delayMs, run) {
        const timer = { atMs: clock.nowMs + delayMs, run }
        timers.push(timer)
        return () => (timers = timers.filter((t) => t !== timer))
      },
    },
  })
  const newId = ulidFactory(() => clock.nowMs, random)
  return {
    core,
    db,
    clock,
    newId,
    get settings() {
      return settings
    },
    set settings(value: Settings) {
      settings = value
    },
    addUser(userId, username, admin = false) {
      void core.runInCommit((tx) => tx.announceUser({ userId: userId as UserId, username, admin }))
      clock.turn()
    },
    connect(userId, { device = `device-${userId}`, connection = 1, hello = true } = {}) {
      const peer = new MuxPeer()
      peer.attach(core.connectMux(peer, identityOf(userId)), clock)
      if (hello) {
        peer.control({ t: 'hello', version: 1, device, connection })
        peer.control({ t: 'resume', position: 0, chain: '' })
        clock.turn()
      }
      return peer
    },
    connectStock(userId, doc) {
      const peer = new StockPeer()
      peer.attach(core.connectStock(peer, identityOf(userId), doc), clock)
      return peer
    },
  }
}

function identityOf(userId: number) {
  return { userId: userId as UserId, sessionId: `session-${userId}`, expiresAtMs: Infinity, kind: 'cookie' as const }
}

abstract class Peer implements Transport {
  readonly received: Uint8Array[] = []
  closedWith: number | null = null
  protected endpoint: Endpoint | null = null
  protected clock: ManualClock | null = null

  attach(endpoint: Endpoint, clock: ManualClock): void {
    this.endpoint = endpoint
    this.clock = clock
  }

  send(message: Uint8Array): void {
    if (this.closedWith !== null) throw new Error('a byte after the close')
    this.received.push(message)
  }

  close(code: number): void {
    this.closedWith = code
  }

  bufferedBytes(): number {
    return 0
  }

  /** Brings a message to the server and runs the turn. */
  bring(message: Uint8Array): void {
    this.endpoint?.receive(message)
    this.clock?.turn()
  }

  drop(): void {
    this.endpoint?.gone()
    this.clock?.turn()
  }
}

export class MuxPeer extends Peer {
  private row = 0

  control(message: Upstream): void {
    this.bring(encodeControl(message))
  }

  /** @returns the update's row */
  update(doc: string, update: Uint8Array): number {
    this.bring(encodeFrame({ kind: 'update', doc, row: ++this.row, payload: update }))
    return this.row
  }

  /** As `update`, but the turn goes on. */
  bringWithoutTurn(doc: string, update: Uint8Array): void {
    this.endpoint?.receive(encodeFrame({ kind: 'update', doc, row: ++this.row, payload: update }))
  }

  frames(): Frame[] {
    return this.received.flatMap((message) => decodeFrames(message) ?? [])
  }

  controls(): Downstream[] {
    return this.frames().flatMap((frame) => (frame.kind === 'control' ? [JSON.parse(frame.json) as Downstream] : []))
  }

  /** A fresh replica made from everything received of a document. */
  replica(doc: string): Y.Doc {
    const replica = new Y.Doc()
    for (const frame of this.frames()) {
      if ((frame.kind === 'update' || frame.kind === 'step2') && frame.doc === doc)
        Y.applyUpdate(replica, frame.payload)
    }
    return replica
  }

  refusals(): string[] {
    return this.controls().flatMap((c) =>
      c.t === 'refused' ? c.entries.map((e) => `${e.code} ${e.reason.split(':')[0]}`) : [],
    )
  }

  acks(): number[] {
    return this.controls().flatMap((c) => (c.t === 'ack' ? [c.row] : []))
  }
}

export class StockPeer extends Peer {}

/** An update that sets registers on top of a replica, as a client would make it; null removes. */
export function makeUpdate(
  base: Y.Doc,
  writes: readonly (readonly [root: string, key: string, value: unknown])[],
  client?: number,
): Uint8Array {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(base))
  if (client !== undefined) copy.clientID = client
  const before = Y.encodeStateVector(copy)
  let update: Uint8Array | null = null
  copy.on('update', (u: Uint8Array) => (update = u))
  copy.transact(() => {
    for (const [root, key, value] of writes) {
      if (value === null) copy.getMap(root).delete(key)
      else copy.getMap(root).set(key, value)
    }
  })
  return update ?? Y.encodeStateAsUpdate(copy, before)
}
