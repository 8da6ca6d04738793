/**
 * The sender tab (docs/behaviour.md, TB1): owns the socket, the replicas on disk and the position in the server's log.
 * Everything it does runs one step after the other, in the order the frames came.
 */
import * as Y from 'yjs'
import { foundingOf } from './intent.ts'
import { accountDocument, DIRECTORY } from '../../schema/documents.ts'
import { sameJson } from '../../schema/json.ts'
import type { Downstream } from '../../schema/protocol/downstream.ts'
import { encodeControl, type Frame } from '../../schema/protocol/frames.ts'
import { PROTOCOL_VERSION } from '../../schema/protocol/version.ts'
import type { DeviceStore, StoredState } from '../persistence/device-store.ts'
import { storageFailure } from '../persistence/storage-failure.ts'
import { CatchUp } from './catch-up.ts'
import { DISK_RETRY_MS, type Core, type Role } from './core.ts'
import { createDelivered } from './delivered.ts'
import type { SyncState } from './device.ts'
import { createLink, type Link } from './link.ts'
import { createOwnAwareness, peersAfter, withoutPresence, type OwnAwareness } from './peers.ts'
import { Progress } from './progress.ts'
import { createRecovery } from './recovery.ts'
import { createRetired } from './retired.ts'
import { Sender } from './sender.ts'
import { createSerial } from './serial.ts'
import type { TabMessage } from './tabs.ts'
import { createTabScreens, type TabScreen } from './tab-screens.ts'

/** A heartbeat whose way is unknown corrects the clock only by more than this. */
const CLOCK_SLACK_MS = 2_000

export interface LeaderOptions {
  readonly url: string
  /** What this tab shows. */
  screen(): Omit<TabScreen, 'docs'>
  /** What was on disk when the lock was granted; null when it could not be read. */
  readonly stored: StoredState | null
  release(): void
}

/** @param core  its replicas are already opened for writing, with the records of `stored` */
export function createLeader(core: Core, newState: StoredState, options: LeaderOptions): Role {
  const { env, clock, outbox, replicas, report, tabs } = core
  const stored = options.stored ?? newState
  const device = stored.device === '' ? clock.newId() : stored.device
  let connection = stored.connection
  let askedAtMs: number | undefined
  let isCommitDue = false
  let offlineSinceMs = clock.now()
  const cancels = new Set<() => void>()

  const serial = createSerial(report)
  // Unread, the disk keeps what it has until it is read: this tab begins anew then.
  const unread: Pick<DeviceStore, 'saveProgress'> = {
    saveProgress: () => Promise.reject(storageFailure('save', 'the device could not be read')),
  }
  const store = options.stored === null ? unread : env.store
  const progress = new Progress(store, replicas, stored)
  const delivered = createDelivered(core.userId)
  const recovery = createRecovery(core)
  const retired = createRetired(core, progress, recovery)
  const screens = createTabScreens()
  const link: Link = createLink(env, options.url, {
    greet: (epoch) => serial.run('greet', () => greet(epoch)),
    frames(frames, epoch) {
      for (const frame of frames) serial.run('frame', () => (epoch === link.epoch ? take(frame) : undefined))
    },
    heartbeat() {
      askedAtMs = env.now()
      link.control(link.epoch, { t: 'heartbeat' })
      awareness.renew()
    },
    changed: connectionChanged,
  })
  const send = (frame: Uint8Array) => link.send(link.epoch, frame)
  const control = (message: Parameters<Link['control']>[1]) => link.control(link.epoch, message)
  const awareness: OwnAwareness = createOwnAwareness({ random: () => env.random(), send, control })

  const catchUp: CatchUp = new CatchUp({
    userId: core.userId,
    replicas,
    progress,
    access: core.access,
    send,
    control,
    newestVolume: core.newestVolume,
    wantedDocuments: wanted,
    compare: (held, server, isRestored) => recovery.compare(held, server, isRestored),
    forget: (doc) => sender.forget(doc),
    arrived: (held) => delivered.arrived(held.name, held),
    progressed() {
      shareStatus()
      wake()
      serial.once('commit', commit)
    },
    recovered: () => recovery.finish(),
    founds: (channelId) => foundingOf(core.outbox.queue().intents, channelId) !== null,
    later(task) {
      const { epoch } = link
      later(DISK_RETRY_MS, () => serial.run('later', () => (epoch === link.epoch ? task() : undefined)))
    },
    report,
  })
  const sender: Sender = new Sender({
    userId: core.userId,
    outbox,
    replicas,
    index: core.index,
    access: core.access,
    catchUp,
    clock,
    random: () => env.random(),
    schedule: env.schedule.bind(env),
    epoch: () => link.epoch,
    send,
    newestVolume: core.newestVolume,
    wake,
    changed: () => share({ inFlight: [...sender.inFlight()] }),
    report,
  })

  function wanted(): Set<string> {
    return new Set([...core.screen.volumes.keys(), ...screens.documents(), ...sender.documents()])
  }

  function wake(): void {
    serial.once('pump', () => sender.pump())
  }

  function share(changes: Parameters<Core['share']>[0]): void {
    const now = core.shared as unknown as Record<string, unknown>
    const isNew = Object.entries(changes).some(([name, value]) => !sameJson(now[name], value))
    if (!isNew) return
    core.share(changes)
    if (screens.size > 0) tabs.post({ t: 'shared', shared: core.shared })
  }

  function shareStatus(): void {
    share({ sync: syncState(), missing: [...replicas.missing, ...(options.stored === null ? ['outbox'] : [])] })
  }

  function syncState(): SyncState {
    const now = link.now
    const offsetMs = clock.offsetMs
    if (now.state === 'refused') return { state: now.why }
    if (now.state === 'offline') {
      const nextTryAtMs = now.retryAtMs === null ? null : now.retryAtMs + offsetMs
      return { state: 'offline', sinceMs: offlineSinceMs, nextTryAtMs }
    }
    const sinceMs = now.sinceMs + offsetMs
    if (now.state !== 'live') return { state: 'connecting', sinceMs }
    if (catchUp.isResumed && !catchUp.isRestored) return { state: 'live', sinceMs }
    return { state: 'syncing', done: Math.min(catchUp.answered, catchUp.total), total: catchUp.total, sinceMs }
  }

  function connectionChanged(): void {
    if (link.now.state === 'offline' || link.now.state === 'refused') {
      if (core.shared.sync.state !== 'offline') offlineSinceMs = clock.now()
      catchUp.begin()
      sender.forget()
      share({ peers: withoutPresence(core.shared.peers) })
    }
    shareStatus()
  }

  async function greet(epoch: number): Promise<void> {
    connection++
    // A number that is not on disk could be given again after a crash, and then the server would ignore it.
    try {
      await store.saveProgress({ device, connection })
    } catch (cause) {
      report('save connection', cause)
      if (options.stored !== null) return link.epoch === epoch ? link.drop() : undefined
    }
    if (epoch !== link.epoch) return
    catchUp.begin()
    askedAtMs = env.now()
    const settings = core.shared.settings ? { settings: core.shared.settings.id } : {}
    const done = progress.done()
    link.send(
      epoch,
      encodeControl({ t: 'hello', version: PROTOCOL_VERSION, device, connection, ...settings }),
      encodeControl({ t: 'resume', ...progress.place, ...(done.length > 0 ? { done } : {}) }),
    )
  }

  async function take(frame: Frame): Promise<void> {
    if (frame.kind === 'control') return takeControl(frame.json)
    if (frame.kind === 'awareness') return
    if (frame.kind === 'step1') return frame.row > 0 ? sender.gap(frame.doc, frame.row) : undefined
    await catchUp.content(frame.doc, frame.payload)
  }

  async function takeControl(json: string): Promise<void> {
    const message = parseDownstream(json)
    if (message === null) return report('malformed control message')
    switch (message.t) {
      case 'hello':
        return hello(message)
      case 'resuming':
        await catchUp.resuming(message)
        return shareStatus()
      case 'doc':
        return catchUp.answer(message)
      case 'ask':
        return catchUp.ask(message)
      case 'notice':
        return catchUp.notice(message)
      case 'closed':
        return catchUp.closed(message.doc)
      case 'resumed':
        return catchUp.resumed({ position: message.position, chain: message.chain })
      case 'at':
        return catchUp.at({ position: message.position, chain: message.chain })
      case 'ack':
        return sender.acked(message)
      case 'refused':
        return sender.refused(message)
      case 'marks':
      case 'typing':
      case 'presence':
        return share({ peers: peersAfter(core.shared.peers, message) })
      case 'heartbeat':
        return heard(message.time)
    }
  }

  function hello(message: Extract<Downstream, { t: 'hello' }>): void {
    if (message.version > PROTOCOL_VERSION) return link.tell('too-old')
    if (message.userId !== core.userId) return link.tell('signed-out')
    clock.heard(message.time, askedAtMs)
    askedAtMs = undefined
    const { settingsId: id, settings } = message
    share({ clockOffsetMs: clock.offsetMs, lastContactMs: clock.now() })
    if (settings && id !== undefined) {
      share({ settings: { id, settings } })
      store.saveProgress({ settings: { id, settings } }).catch((cause: unknown) => report('save settings', cause))
    }
    link.tell('greeted')
    awareness.renew()
  }

  function heard(serverMs: number): void {
    if (askedAtMs !== undefined || Math.abs(serverMs - clock.now()) > CLOCK_SLACK_MS) clock.heard(serverMs, askedAtMs)
    askedAtMs = undefined
    share({ clockOffsetMs: clock.offsetMs, lastContactMs: clock.now() })
  }

  async function commit(): Promise<void> {
    try {
      const extra = { clockOffsetMs: clock.offsetMs, lastContactMs: core.shared.lastContactMs }
      const committed = await progress.commit(extra)
      if (screens.size > 0) tabs.post({ t: 'records', ...committed })
    } catch (cause) {
      report('save progress', cause)
      return commitLater()
    }
    if (catchUp.isResumed) for (const one of delivered.take()) control({ t: 'delivered', ...one })
    if (await retired.tidy()) commitLater()
    shareStatus()
  }

  async function reopen(): Promise<void> {
    await replicas.retryFailed()
    await commit()
    // What was acknowledged waits for the disk, too.
    wake()
  }

  function commitLater(): void {
    if (isCommitDue) return
    isCommitDue = true
    later(DISK_RETRY_MS, () => {
      isCommitDue = false
      serial.once('commit', commit)
    })
  }

  function later(ms: number, run: () => void): void {
    const cancel = env.schedule(ms, () => {
      cancels.delete(cancel)
      run()
    })
    cancels.add(cancel)
  }

  function received(message: TabMessage): void {
    if (message.t === 'tab') {
      screens.put(message.tab, message)
      tabs.post({ t: 'shared', shared: core.shared })
      screenChanged()
    } else if (message.t === 'bye') {
      screens.remove(message.tab)
      screenChanged()
    } else if (message.t === 'state') {
      serial.run('state', () => answerState(message))
    } else if (message.t === 'flush') sender.flush()
    else if (message.t === 'try-now') link.tell('try-now')
  }

  async function answerState({ doc, generation, vector }: Extract<TabMessage, { t: 'state' }>): Promise<void> {
    await replicas.use(doc, (held) => {
      if (held?.generation !== generation) return
      tabs.post({ t: 'update', doc, generation, update: Y.encodeStateAsUpdate(held.replica.doc, vector) })
    })
  }

  function screenChanged(): void {
    screens.put('', { docs: [], ...options.screen() })
    const { channel, activity } = screens.watched()
    if (awareness.show(channel, activity)) sender.flush()
    serial.once('refresh', () => catchUp.refresh())
  }

  // Both tell what this account may read, and stay loaded.
  for (const doc of [DIRECTORY, accountDocument(core.userId)]) replicas.load(doc)
  tabs.post({ t: 'sender' })
  screenChanged()
  link.tell('start')

  return {
    isSender: true,
    leads: { serial, progress, catchUp, wanted },
    received,
    outboxChanged: wake,
    screenChanged,
    flush: () => sender.flush(),
    tryNow: () => link.tell('try-now'),
    replicaChanged: (doc, held, changed) => delivered.changed(doc, held, changed),
    replicaLoaded: (held) => catchUp.loaded(held),
    replicaUpdated(held, update) {
      if (screens.size > 0) tabs.post({ t: 'update', doc: held.name, generation: held.generation, update })
    },
    isUnsaved: (doc) => progress.isUnsaved(doc),
    reopen: () => serial.once('reopen', reopen),
    async stop() {
      link.tell('stop')
      for (const cancel of cancels) cancel()
      sender.stop()
      serial.stop()
      await serial.idle()
      options.release()
    },
  }
}

function parseDownstream(json: string): Downstream | null {
  try {
    const message: unknown = JSON.parse(json)
    return typeof message === 'object' && message !== null && 't' in message ? (message as Downstream) : null
  } catch {
    return null
  }
}
