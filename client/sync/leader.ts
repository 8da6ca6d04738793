/**
 * The sender tab (docs/behaviour.md, TB1): puts the parts together that own the socket, the replicas on disk and the
 * position in the server's log. Everything they do runs one step after the other, in the order the frames came.
 */
import { foundingOf } from './intent.ts'
import { accountDocument, DIRECTORY } from '../../schema/documents.ts'
import type { DeviceStore, StoredState } from '../persistence/device-store.ts'
import { storageFailure } from '../persistence/storage-failure.ts'
import { CatchUp } from './catch-up.ts'
import { createCommits } from './commits.ts'
import { DISK_RETRY_MS, type Core, type Role } from './core.ts'
import { createDelivered } from './delivered.ts'
import { createHandshake } from './handshake.ts'
import { createLink, type Link } from './link.ts'
import { createOtherTabs } from './other-tabs.ts'
import { createOwnAwareness, peersAfter, withoutPresence, type OwnAwareness } from './peers.ts'
import { Progress } from './progress.ts'
import { createRecovery } from './recovery.ts'
import { createRetired } from './retired.ts'
import { Sender } from './sender.ts'
import { createSerial } from './serial.ts'
import { syncStateOf } from './sync-state.ts'
import type { TabScreen } from './tab-screens.ts'
import { takeFrame, type FrameTakers } from './take-frame.ts'
import { createTimers } from './timers.ts'

export interface LeaderOptions {
  readonly url: string
  /** What this tab shows. */
  screen(): Omit<TabScreen, 'docs'>
  /** What was on disk when the lock was granted; null when it could not be read. */
  readonly stored: StoredState | null
  release(): void
}

/** Unread, the disk keeps what it has until it is read: the tab begins anew then. */
const UNREAD: Pick<DeviceStore, 'saveProgress'> = {
  saveProgress: () => Promise.reject(storageFailure('save', 'the device could not be read')),
}

/** @param core  its replicas are already opened for writing, with the records of `stored` */
export function createLeader(core: Core, newState: StoredState, options: LeaderOptions): Role {
  const { env, clock, outbox, replicas, report, newestVolume, userId } = core
  const stored = options.stored ?? newState
  const isDiskRead = options.stored !== null
  const store = isDiskRead ? env.store : UNREAD
  let offlineSinceMs = clock.now()
  let wasCaughtUp = false

  const serial = createSerial(report)
  const timers = createTimers(env)
  const progress = new Progress(store, replicas, stored)
  const delivered = createDelivered(userId)
  const recovery = createRecovery(core)
  const retired = createRetired(core, progress, recovery)
  const link: Link = createLink(env, options.url, {
    greet: (epoch) => serial.run('greet', () => handshake.greet(epoch)),
    frames(frames, epoch) {
      for (const frame of frames)
        serial.run('frame', () => (epoch === link.epoch ? takeFrame(takers, frame) : undefined))
    },
    heartbeat() {
      handshake.asksTime()
      control({ t: 'heartbeat' })
      awareness.renew()
    },
    changed: connectionChanged,
  })
  const send = (frame: Uint8Array) => link.send(link.epoch, frame)
  const control = (message: Parameters<Link['control']>[1]) => link.control(link.epoch, message)
  const awareness: OwnAwareness = createOwnAwareness({ random: () => env.random(), send, control })
  const tabs = createOtherTabs(core, {
    serial,
    screen: () => options.screen(),
    shown({ channel, activity }) {
      if (awareness.show(channel, activity)) sender.flush()
      serial.once('refresh', () => catchUp.refresh())
    },
    flush: () => sender.flush(),
    tryNow: () => link.tell('try-now'),
    signedIn: () => link.tell('signed-in'),
  })

  const catchUp: CatchUp = new CatchUp({
    userId,
    replicas,
    progress,
    access: core.access,
    send,
    control,
    newestVolume,
    wantedDocuments: wanted,
    compare: (held, server, isRestored) => recovery.compare(held, server, isRestored),
    forget: (doc) => sender.forget(doc),
    arrived: (held) => delivered.arrived(held.name, held),
    progressed() {
      shareStatus()
      wake()
      commits.soon()
    },
    recovered: () => recovery.finish(),
    founds: (channelId) => foundingOf(outbox.queue().intents, channelId) !== null,
    later(task) {
      const { epoch } = link
      timers.later(DISK_RETRY_MS, () => serial.run('later', () => (epoch === link.epoch ? task() : undefined)))
    },
    report,
  })
  const sender: Sender = new Sender({
    core,
    catchUp,
    epoch: () => link.epoch,
    send,
    wake,
    changed: () => tabs.share({ inFlight: [...sender.inFlight()] }),
  })
  const commits = createCommits({
    core,
    serial,
    timers,
    progress,
    delivered,
    retired,
    tabs,
    isResumed: () => catchUp.isResumed,
    control,
    committed: shareStatus,
  })
  const handshake = createHandshake({
    core,
    link,
    store,
    progress,
    stored,
    isDiskRead,
    share: tabs.share,
    isCaughtUp: () => catchUp.isCaughtUp,
    begins: () => catchUp.begin(),
    greeted: () => awareness.renew(),
  })
  const takers: FrameTakers = {
    catchUp,
    sender,
    handshake,
    resuming: () => {
      // A restored server gives numbers again: what was read of them there, it tells.
      if (catchUp.isRestored) tabs.share({ peers: { ...core.shared.peers, marks: {} } })
      shareStatus()
    },
    report,
    peers: (message) => tabs.share({ peers: peersAfter(core.shared.peers, message) }),
  }

  function wanted(): Set<string> {
    return new Set([...core.screen.volumes.keys(), ...tabs.documents(), ...sender.documents()])
  }

  function wake(): void {
    serial.once('pump', () => sender.pump())
  }

  function shareStatus(): void {
    const sync = syncStateOf(link.now, catchUp, { offsetMs: clock.offsetMs, offlineSinceMs })
    // What is shown is as of now, and of each heartbeat from now on.
    const contact = catchUp.isCaughtUp && !wasCaughtUp ? { lastContactMs: clock.now() } : {}
    wasCaughtUp = catchUp.isCaughtUp
    tabs.share({ sync, missing: [...replicas.missing, ...(isDiskRead ? [] : ['outbox'])], ...contact })
  }

  function connectionChanged(): void {
    if (link.now.state === 'offline' || link.now.state === 'refused') {
      if (core.shared.sync.state !== 'offline') offlineSinceMs = clock.now()
      catchUp.begin()
      sender.forget()
      tabs.share({ peers: withoutPresence(core.shared.peers) })
    }
    shareStatus()
  }

  // Both tell what this account may read, and stay loaded.
  for (const doc of [DIRECTORY, accountDocument(userId)]) replicas.load(doc)
  core.tabs.post({ t: 'sender' })
  tabs.screenChanged()
  link.tell('start')

  return {
    isSender: true,
    leads: { serial, progress, catchUp, wanted },
    received: tabs.received,
    outboxChanged: wake,
    screenChanged: tabs.screenChanged,
    flush: () => sender.flush(),
    tryNow: () => link.tell('try-now'),
    networkLost: () => link.tell('network-lost'),
    signedIn: () => link.tell('signed-in'),
    replicaChanged: (doc, held, changed) => delivered.changed(doc, held, changed),
    replicaLoaded: (held) => catchUp.loaded(held),
    replicaUpdated: (held, update) => tabs.post({ t: 'update', doc: held.name, generation: held.generation, update }),
    isUnsaved: (doc) => progress.isUnsaved(doc),
    reopen: () =>
      serial.once('reopen', async () => {
        await commits.reopen()
        // What was acknowledged waits for the disk, too.
        wake()
      }),
    async stop() {
      link.tell('stop')
      timers.stop()
      sender.stop()
      serial.stop()
      await serial.idle()
      options.release()
    },
  }
}
