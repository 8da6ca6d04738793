/** Puts a signed-in device together: opens what is on disk at once, becomes the sender when the lock is granted. */
import { channelDocument, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { Settings } from '../../schema/views.ts'
import { DEFAULT_REACTIONS } from '../../schema/default-reactions.ts'
import type { StoredState } from '../persistence/device-store.ts'
import { storageFailure } from '../persistence/storage-failure.ts'
import { createCore, DISK_RETRY_MS, type Core } from './core.ts'
import type { Device, NewIntent, Unsubscribe } from './device.ts'
import type { Environment } from './environment.ts'
import { createFollower, readOnly } from './follower.ts'
import { isInVolume, messageOf, type Wanted } from './intent.ts'
import { createLeader } from './leader.ts'
import { outboxItems } from './outbox.ts'
import { isTyping, type Activity } from './peers.ts'
import { discard, enqueue, retry } from './queue.ts'
import type { OpenReplica } from './replicas.ts'
import { sendFirst } from './send-first.ts'

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
}

const NEW_STATE: StoredState = {
  device: '',
  connection: 0,
  place: { position: 0, chain: '' },
  done: [],
  documents: [],
  retired: [],
  settings: null,
  clockOffsetMs: 0,
  lastContactMs: 0,
}
const LOAD_ATTEMPTS = 3

export async function createDevice(env: Environment, session: DeviceSession): Promise<SyncedDevice> {
  const { userId } = session
  const core = createCore(env, userId, readOnly(env.store))
  let watched: ChannelId | null = null
  let activity: Activity = { typing: false, active: 'active' }
  let isStopped = false
  /** Whether the device's own database could not be read yet. */
  let isUnread = false
  const screen = () => ({ channel: watched, activity })

  const first = await loadState(core)
  show(first ?? NEW_STATE)
  await core.replicas.reopen(readOnly(env.store), first?.documents ?? [])
  core.role = createFollower(core, core.clock.newId(), screen)
  if (first === null) readLater()
  becomeSender()

  function becomeSender(): void {
    const becoming = env.lock.acquire(`cairn-${userId}`).then((release) => (isStopped ? release() : lead(release)))
    becoming.catch((cause: unknown) => core.report('become sender', cause))
  }

  /** The device's own database could not be read: it is tried again, and then all begins anew with what it holds. */
  function readLater(): void {
    isUnread = true
    core.share({ missing: ['outbox'] })
    env.schedule(DISK_RETRY_MS, () => {
      readAgain().catch((cause: unknown) => core.report('read again', cause))
    })
  }

  async function readAgain(): Promise<void> {
    if (isStopped || !isUnread) return
    const state = await loadState(core)
    if (state === null) return readLater()
    isUnread = false
    core.share({ missing: [] })
    if (core.role?.isSender !== true) {
      show(state)
      return core.replicas.reopen(readOnly(env.store), state.documents)
    }
    await core.role.stop()
    core.role = null
    becomeSender()
  }

  /** Everything is read again from disk: this tab may have missed what the last sender told. */
  async function lead(release: () => void): Promise<void> {
    await core.role?.stop()
    core.role = null
    const stored = await loadState(core)
    isUnread = stored === null
    // Unread it is not written to either: what it holds would be taken for gone, and replaced.
    const open: OpenReplica = (doc, generation, fresh) =>
      stored === null ? unread(doc) : env.store.openReplica(doc, generation, { fresh })
    await core.replicas.reopen(open, stored?.documents ?? [], readOnly(env.store))
    core.index.clear()
    for (const doc of core.replicas.records.keys()) {
      const held = core.replicas.loaded(doc)
      if (held) core.index.update(doc, held, 'all')
      // What this tab has not heard of yet.
      else if (core.views.hasListeners(doc)) core.replicas.load(doc)
    }
    if (isStopped) return release()
    show(stored ?? NEW_STATE)
    core.role = createLeader(core, NEW_STATE, { url: session.url, screen, stored, release })
    if (isUnread) readLater()
  }

  function show(state: StoredState): void {
    core.clock.setOffset(state.clockOffsetMs)
    const { settings, lastContactMs, clockOffsetMs } = state
    core.share({ settings: core.shared.settings ?? settings, lastContactMs, clockOffsetMs })
  }

  /** What the replica holds of a register, as its author sees it. */
  async function standing({ doc, root, key }: Omit<NewIntent, 'value'>): Promise<Pick<Wanted, 'base' | 'volume'>> {
    if (!isInVolume(root)) return { base: await core.replicas.use(doc, (held) => held?.get(root, key) ?? null) }
    const channelId = doc.slice(channelDocument('' as ChannelId).length) as ChannelId
    const place = core.index.find(channelId, messageOf({ root, key }))
    if (!place) return { base: null }
    const { volume } = place
    const read = (held: { get(root: string, key: string): Json | undefined } | null) => held?.get(root, key) ?? null
    return { base: await core.replicas.use(volumeDocument(channelId, volume), read), volume }
  }

  let writing: Promise<unknown> = Promise.resolve()
  /** Writes keep the order in which they were asked for. */
  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const done = writing.then(work)
    writing = done.catch(() => undefined)
    return done
  }

  function settings(): Settings {
    const wire = core.shared.settings?.settings
    return {
      reactions: new Map(wire?.reactions ?? DEFAULT_REACTIONS),
      adminsDeleteMessages: wire?.adminsDeleteMessages ?? false,
      volumeMessages: wire?.volumeMessages ?? 1_024,
      defaultChannels: wire?.defaultChannels ?? ['general'],
    }
  }

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
  const device: SyncedDevice = {
    userId,
    core,
    now: () => clock.now(),
    newId: () => clock.newId(),
    view: (doc) => views.view(doc),
    world: () => ({
      nowMs: clock.now(),
      settings: settings(),
      registers: (name) => views.view(name),
      ownsFile: (owner) => owner === userId,
      findMessage(channelId, messageId) {
        const place = index.find(channelId, messageId)
        const volume = place?.volume ?? core.newestVolume(channelId)
        const found = views.view(volumeDocument(channelId, volume)).get('messages', messageId)
        if (found === undefined) return null
        const { by, deletedAt } = found as unknown as MessageValue
        return { volume, by, seq: place?.seq ?? 0, deleted: deletedAt !== undefined }
      },
    }),
    locate: (channelId, messageId) => index.find(channelId, messageId),
    openVolume: (channelId, volume) => keepOpen(volumeDocument(channelId, volume)),
    openRoot: (channelId) => keepOpen(channelDocument(channelId)),
    write: (intents) =>
      inOrder(async () => {
        const wanted: Wanted[] = []
        for (const intent of intents) wanted.push({ ...intent, ...(await standing(intent)) })
        await core.outbox.change((queue) => enqueue(queue, wanted, clock.now()))
      }),
    outbox: () => outboxItems(core.outbox.queue(), new Set(core.shared.inFlight), clock.now()),
    onOutbox: (listener) => listen(core.onOutbox, listener),
    retry: (n) =>
      inOrder(async () => {
        const item = core.outbox.queue().intents.find((intent) => intent.n === n)
        if (!item) return
        const { base } = await standing(item)
        await core.outbox.change((queue) => retry(queue, n, base, clock.now()))
      }),
    sendFirst: (n) => inOrder(async () => void (await core.outbox.change((queue) => sendFirst(queue, n)))),
    discard: (n) => inOrder(async () => void (await core.outbox.change((q) => discard(q, n, userId, clock.now())))),
    status() {
      const { sync, lastContactMs, missing } = core.shared
      return { sync, lastContactMs, isSender: core.role?.isSender === true, missing }
    },
    onStatus: (listener) => listen(core.onStatus, listener),
    tryNow: () => core.role?.tryNow(),
    watch(channelId) {
      watched = channelId
      activity = { ...activity, typing: false }
      core.role?.screenChanged()
    },
    setActivity(next) {
      activity = { typing: next.typing, active: next.active }
      core.role?.screenChanged()
    },
    typing: (channelId) => isTyping(core.shared.peers, channelId).filter((other) => other !== userId),
    presence: (other) => core.shared.peers.presence[other] ?? 'offline',
    marks: (channelId) => core.shared.peers.marks[channelId] ?? { read: {}, delivered: {} },
    onPeers: (listener) => listen(core.onPeers, listener),
    async keptAside() {
      const kept = await env.store.loadAside()
      // What its author brought back meanwhile is no longer on this device only.
      return kept.filter(({ doc, root, key }) => core.replicas.loaded(doc)?.get(root, key) === undefined)
    },
    flush: () => core.role?.flush(),
    async stop() {
      isStopped = true
      await writing
      await core.role?.stop()
      core.role = null
      core.tabs.stop()
      await core.replicas.close()
      env.store.close()
    },
  }
  return device
}

/** @returns null when the device's own database cannot be read: the app opens all the same, and says so */
async function loadState(core: Core): Promise<StoredState | null> {
  for (let attempt = 1; attempt <= LOAD_ATTEMPTS; attempt++) {
    try {
      const state = await core.env.store.load()
      await core.outbox.reload()
      return state
    } catch (cause) {
      core.report('load', cause)
    }
  }
  return null
}

function unread(what: string): Promise<never> {
  return Promise.reject(storageFailure(what, 'the device could not be read'))
}

function listen(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
