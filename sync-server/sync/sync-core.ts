/**
 * The sync core without sockets: the log, the documents, the writer and everybody connected. Its clock, chance and
 * timers come in from outside, so that one seed can drive a whole network of them (docs/architecture.md).
 */
import type { Database } from 'better-sqlite3'
import { ulidFactory, type ChannelId, type UserId } from '../../schema/ids.ts'
import { CloseCode } from '../../schema/protocol/close-codes.ts'
import type { Downstream, Presence } from '../../schema/protocol/downstream.ts'
import { encodeControl } from '../../schema/protocol/frames.ts'
import type { Settings, World } from '../../schema/views.ts'
import { ChannelTables } from '../storage/channel-tables.ts'
import { PersonTables } from '../storage/person-tables.ts'
import { UpdateLog } from '../storage/update-log.ts'
import { WordIndex } from '../storage/word-index.ts'
import { transactions } from './begin-transaction.ts'
import type { CoreDeps, SyncClock, SyncLog } from './deps.ts'
import { DocumentVersions } from './document-versions.ts'
import { dueStamps } from './due-stamps.ts'
import { foundDefault } from './founding.ts'
import { Hub } from './hub.ts'
import { createWordIndexing } from './index-words.ts'
import { LiveEvents, type LiveListener } from '../live/live-events.ts'
import { createMaintenance } from './maintenance.ts'
import { MessageQuota } from './message-quota.ts'
import { MuxSession } from './mux-session.ts'
import { Peers } from './peers.ts'
import { Relay } from './relay.ts'
import { Rooms } from './rooms.ts'
import { createRunInCommit } from './run-in-commit.ts'
import { serverWorld } from './server-world.ts'
import { KEEPALIVE_MS, StockSession } from './stock-session.ts'
import type { Identity, OnlinePeople, QuotaState, RunInCommit } from './sync-server-port.ts'
import type { CommitOutcome, Transaction } from './transaction.ts'
import type { Endpoint, Transport } from './transport.ts'
import { wireSettings } from './wire-settings.ts'
import { Writer } from './writer.ts'

export interface SyncCoreOptions {
  readonly db: Database
  readonly clock: SyncClock
  readonly logger: SyncLog
  readonly settings: () => Settings
  /** New messages an account may write in a minute; Infinity = no limit. */
  readonly messagesPerMinute: number
  /** Where a person is by what they said over REST; nobody is when left out. */
  readonly restPresenceOf?: (userId: UserId) => Presence
}

export interface SyncCore {
  readonly deps: CoreDeps
  readonly runInCommit: RunInCommit
  presenceOf(userId: UserId): Presence
  /** Tells whoever watches, when what a person said over REST changed where they are. */
  refreshPresence(userId: UserId): void
  online(): OnlinePeople
  /** What became true for others, after each commit. @returns ends it */
  onLive(listener: LiveListener): () => void
  /** The account's word that it types, over a door without awareness; it holds for 6 s. */
  setTyping(userId: UserId, channelId: ChannelId, isTyping: boolean): void
  /** Who types there, ascending, without `except`. */
  typists(channelId: ChannelId, except: UserId): UserId[]
  isReading(userId: UserId, channelId: ChannelId): boolean
  messageQuota(userId: UserId): QuotaState
  versionOf(document: string): number
  /** A socket of our own client. */
  connectMux(transport: Transport, identity: Identity): Endpoint
  /** A socket of a stock client, for one document. */
  connectStock(transport: Transport, identity: Identity, doc: string): Endpoint
  endSession(sessionId: string): void
  /** Commits what is queued, then ends every socket with 4503. */
  stop(): void
}

const EXPIRY_CHECK_MS = 1_000

/** Opens the log, writes the start row, founds the default channels. Throws when storage fails. */
export function createSyncCore(options: SyncCoreOptions): SyncCore {
  const { db, clock, logger, settings } = options
  const log = new UpdateLog(db)
  const tables = new ChannelTables(db)
  const people = new PersonTables(db)
  const rooms = new Rooms(log, () => clock.random())
  const relay = new Relay()
  const versions = new DocumentVersions()
  const newId = ulidFactory(
    () => clock.now(),
    () => clock.random(),
  )
  const world = (): World => serverWorld(rooms, tables, settings, clock.now())
  const writer = new Writer({
    log,
    rooms,
    defer: (callback) => clock.defer(callback),
    begin: transactions({
      ...{ log, tables, people, rooms, now: () => clock.now(), newId },
      worldAt: (nowMs) => serverWorld(rooms, tables, settings, nowMs),
    }),
    relay: (rows) => {
      for (const row of rows) versions.touch(row.doc)
      relay.relay(rows)
      maintenance.afterRows(rows.map((row) => row.doc))
    },
    finish,
  })
  const quota = new MessageQuota(options.messagesPerMinute)
  const live = new LiveEvents((error) => logger.error({ err: error }, 'live events were not told'))
  const restPresenceOf = options.restPresenceOf ?? (() => 'offline')
  const deps: CoreDeps = {
    ...{ clock, logger, log, tables, rooms, relay, quota, settings, world, writer },
    wireSettings: () => wireSettings(settings()),
    ...{ live, restPresenceOf, lastSocketClosed },
  }
  const hub: Hub = new Hub(deps)
  const peers = new Peers(deps, () => hub)
  const maintenance = createMaintenance(deps, (doc) => {
    hub.refounded(doc)
    hub.flush()
  })
  const due = dueStamps(tables, clock, (run) => writer.enqueue(plainJob(run)))
  const indexWords = createWordIndexing(deps, new WordIndex(db))
  let stopped = false

  start()
  every(EXPIRY_CHECK_MS, () => {
    hub.endExpired(clock.now())
    rooms.evict((name) => relay.isHeard(name))
  })
  every(KEEPALIVE_MS, () => {
    for (const session of hub.sessions()) if (session.kind === 'document') session.keepAlive()
  })

  return {
    deps,
    runInCommit: createRunInCommit(db, writer, quota),
    presenceOf: (userId) => peers.presence.stateOf(userId),
    refreshPresence: (userId) => peers.presence.refresh(userId),
    online: () => peers.presence.online(),
    onLive: (listener) => live.listen(listener),
    setTyping: (userId, channelId, isTyping) => peers.typing.word(channelId, userId, isTyping),
    typists: (channelId, except) => peers.typing.typists(channelId, except),
    isReading: (userId, channelId) => peers.isReading(userId, channelId),
    messageQuota: (userId) => quota.stateOf(userId, clock.now()),
    versionOf: (document) => versions.of(document),
    connectMux(transport, identity) {
      const session = new MuxSession(
        deps,
        hub,
        peers,
        transport,
        identity.userId,
        identity.sessionId,
        identity.expiresAtMs,
      )
      return admitSocket(session)
    },
    connectStock(transport, identity, doc) {
      const { userId, sessionId, expiresAtMs } = identity
      const session = new StockSession(deps, hub, peers, transport, userId, sessionId, expiresAtMs, doc)
      admitSocket(session)
      session.open()
      return session
    },
    endSession: (sessionId) => hub.endSession(sessionId),
    stop() {
      writer.flush()
      stopped = true
      hub.endAll(CloseCode.Restarting, 'the server is stopping')
      // Whoever was here until now was seen now.
      writer.flush()
    },
  }

  function admitSocket<S extends MuxSession | StockSession>(session: S): S {
    if (stopped) session.end(CloseCode.Restarting, 'the server is stopping')
    else if (!hub.add(session)) session.end(CloseCode.TooFast, 'too many sockets')
    return session
  }

  function start(): void {
    const nonce = Uint8Array.from({ length: 16 }, () => Math.floor(clock.random() * 256))
    log.begin()
    log.appendStart(nonce, clock.now())
    log.commit()
    writer.enqueue(
      plainJob((tx) => {
        for (const name of settings().defaultChannels) foundDefault(tx, name)
        due.stamp(tx)
      }),
    )
    writer.flush()
  }

  function finish({ events, live: happened }: CommitOutcome): void {
    hub.apply(events)
    for (const event of happened) {
      if (event.kind === 'read-moved' || event.kind === 'delivered-moved') peers.marks.moved(event.channelId)
    }
    for (const event of events) {
      if (event.kind === 'privacy-changed') peers.privacyChanged(event.userId)
    }
    if (events.some((event) => event.kind === 'stamp-due')) due.plan()
    const at = relay.share(encodeAt())
    for (const session of hub.waiting) if (session.wantsPosition) session.tellShared(at)
    hub.flush()
    relay.endTurn()
    rooms.evict((name) => relay.isHeard(name))
    live.tell(happened)
    indexWords(happened)
  }

  function lastSocketClosed(userId: UserId): void {
    const nowMs = clock.now()
    writer.enqueue(plainJob((tx) => tx.people.noteLeft(userId, nowMs)))
  }

  function encodeAt(): Uint8Array {
    return encodeControl({ t: 'at', ...log.head() } satisfies Downstream)
  }

  function plainJob(run: (tx: Transaction) => void) {
    const failed = (cause: unknown) =>
      logger.error({ cause: cause instanceof Error ? cause.message : 'unknown' }, 'a commit failed')
    return { run, committed: () => undefined, failed }
  }

  function every(periodMs: number, callback: () => void): void {
    clock.schedule(periodMs, () => {
      if (stopped) return
      callback()
      every(periodMs, callback)
    })
  }
}
