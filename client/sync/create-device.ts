/** Puts a signed-in device together: opens what is on disk at once, becomes the sender when the lock is granted. */
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { UserId } from '../../schema/ids.ts'
import { createCore, type Core } from './core.ts'
import type { Device, Unsubscribe } from './device.ts'
import type { Environment } from './environment.ts'
import { readOnly } from './follower.ts'
import { keepMarks } from './kept-marks.ts'
import { outboxItems } from './outbox.ts'
import { createOwnWrites } from './own-writes.ts'
import { isTyping, type Activity } from './peers.ts'
import { takeRole } from './take-role.ts'
import { worldOf } from './world.ts'

export interface DeviceSession {
  readonly userId: UserId
  /** Of the multiplexed socket: `ws://host/sync`. */
  readonly url: string
}

export interface SyncedDevice extends Device {
  /** For parts that are loaded later and look after what the device keeps (client/storage). */
  readonly core: Core
  /** Sends drafts and read marks now that otherwise wait for their 10 s: the page is being hidden. */
  flush(): void
  /** The browser says that there is no network: the link is asked, and has 2 s to answer. */
  networkLost(): void
}

export async function createDevice(env: Environment, session: DeviceSession): Promise<SyncedDevice> {
  const { userId } = session
  const core = createCore(env, userId, readOnly(env.store))
  // Asked for before all else, so that it comes beside it.
  const rows = env.store.loadRows().catch(() => [])
  const marks = env.store.loadMarks().catch(() => ({}))
  // Until its page says that it has the focus.
  let activity: Activity = { typing: false, active: 'idle' }
  const part = await takeRole(core, { url: session.url, screen: () => ({ channel: core.screen.channel, activity }) })
  const { writes, idle } = createOwnWrites(core)

  /** For a document on the screen: it is loaded, and asked for where the server does not send it by itself. */
  function keepOpen(doc: string): Unsubscribe {
    const { volumes } = core.screen
    volumes.set(doc, (volumes.get(doc) ?? 0) + 1)
    core.replicas.load(doc)
    core.role?.screenChanged()
    let isOpen = true
    return () => {
      if (!isOpen) return
      isOpen = false
      const count = (volumes.get(doc) ?? 1) - 1
      if (count > 0) return void volumes.set(doc, count)
      volumes.delete(doc)
      core.role?.screenChanged()
    }
  }

  const { clock, views, index } = core
  const keptRows = await rows
  const stopKeeping = keepMarks(core, await marks)
  const device: SyncedDevice = {
    userId,
    core,
    now: () => clock.now(),
    newId: () => clock.newId(),
    view: (doc) => views.view(doc),
    world: () => worldOf(core),
    locate: (channelId, messageId) => index.find(channelId, messageId),
    newestVolume: (channelId) => core.newestVolume(channelId),
    openVolume: (channelId, volume) => keepOpen(volumeDocument(channelId, volume)),
    openRoot: (channelId) => keepOpen(channelDocument(channelId)),
    ...writes,
    outbox: () => outboxItems(core.outbox.queue(), new Set(core.shared.inFlight), clock.now()),
    arrived: () => core.outbox.queue().arrived ?? 0,
    onOutbox: (listener) => listen(core.onOutbox, listener),
    status() {
      const { sync, lastContactMs, missing } = core.shared
      return { sync, lastContactMs, isSender: core.role?.isSender === true, missing }
    },
    onStatus: (listener) => listen(core.onStatus, listener),
    tryNow: () => core.role?.tryNow(),
    networkLost: () => core.role?.networkLost(),
    signedIn: () => core.role?.signedIn(),
    watch(channelId) {
      core.screen.channel = channelId
      activity = { ...activity, typing: false }
      core.role?.screenChanged()
    },
    setActivity(change) {
      activity = { ...activity, ...change }
      core.role?.screenChanged()
    },
    typing: (channelId) => isTyping(core.shared.peers, channelId).filter((other) => other !== userId),
    isElsewhere: (channelId) => core.shared.peers.elsewhere.includes(channelId),
    presence: (other) => core.shared.peers.presence[other] ?? 'offline',
    marks: (channelId) => core.shared.peers.marks[channelId] ?? { read: {}, delivered: {} },
    onPeers: (listener) => listen(core.onPeers, listener),
    async keptAside() {
      const kept = await env.store.loadAside()
      // What its author brought back meanwhile is no longer on this device only.
      return kept.filter(({ doc, root, key }) => core.replicas.loaded(doc)?.get(root, key) === undefined)
    },
    keptRows,
    keepRows: (now) => void env.store.keepRows(now).catch((cause: unknown) => core.report('keep rows', cause)),
    flush: () => core.role?.flush(),
    async stop() {
      await stopKeeping()
      await part.stop(idle())
      core.stop()
      await core.replicas.close()
      env.store.close()
    },
  }
  return device
}

function listen(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
