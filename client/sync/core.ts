/** What every tab has, sender or not: the outbox, the replicas it reads, the views over both, the clock and what is shared. */
import { accountDocument, channelDocument, DIRECTORY, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import { accessOf, type Access } from './access.ts'
import { correctedClock, type CorrectedClock } from './clock.ts'
import type { Environment } from './environment.ts'
import type { ChangedRegisters, HeldDocument } from './held-document.ts'
import { createMessageIndex, type MessageIndex } from './message-index.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { NO_PEERS } from './peers.ts'
import type { Progress } from './progress.ts'
import { Replicas, type OpenReplica } from './replicas.ts'
import type { Serial } from './serial.ts'
import { createTabs, type Shared, type TabMessage, type Tabs } from './tabs.ts'
import { TellPace } from './tell-pace.ts'
import { createViews, type Views } from './view.ts'

/** What this tab has on screen. */
export interface Screen {
  /** Volumes, and roots of channels that one may join, each as often as it is shown. */
  readonly volumes: Map<string, number>
  /** The chat that is open. */
  channel: ChannelId | null
}

/** What the role of the tab, sender or not, adds to the core. */
export interface Role {
  readonly isSender: boolean
  received(message: TabMessage): void
  outboxChanged(): void
  screenChanged(): void
  flush(): void
  tryNow(): void
  networkLost(): void
  signedIn(): void
  replicaChanged?(doc: string, held: HeldDocument, changed: ChangedRegisters): void
  replicaLoaded?(held: HeldDocument): void
  replicaUpdated?(held: HeldDocument, update: Uint8Array): void
  /** Whether the document must stay in memory. */
  isUnsaved?(doc: string): boolean
  /** Of the sender: what runs in its turn, and what it knows of the server's answers. For parts that are loaded later. */
  readonly leads?: Leads
  /** Tries the databases again that failed. */
  reopen(): void
  stop(): Promise<void>
}

/** What of the server's answers is known of a document. */
export interface Answers {
  isAsked(doc: string): boolean
  isCurrent(doc: string): boolean
}

export interface Leads {
  readonly serial: Serial
  readonly progress: Pick<Progress, 'isUnsaved'>
  readonly catchUp: Answers
  /** Documents on a screen or with something to send, which stay. */
  wanted(): Iterable<string>
}

export interface Core {
  readonly env: Environment
  readonly userId: UserId
  readonly outbox: Outbox
  readonly replicas: Replicas
  readonly index: MessageIndex
  readonly views: Views
  readonly access: Access
  readonly clock: CorrectedClock
  readonly tabs: Tabs
  readonly screen: Screen
  shared: Shared
  role: Role | null
  readonly newestVolume: (channelId: ChannelId) => number
  /** Replaces parts of `shared` and tells this tab's listeners, once a turn. */
  share(changes: Partial<Shared>): void
  onStatus: Set<() => void>
  onPeers: Set<() => void>
  onOutbox: Set<() => void>
  /** Told of every change of a replica, loaded for a screen or not. For parts that are loaded later. */
  readonly onReplicas: Set<(doc: string, changed: ChangedRegisters) => void>
  readonly report: (what: string, cause?: unknown) => void
  /** Hears no other tab any more. */
  stop(): void
}

/** How soon a failed disk is tried again. */
export const DISK_RETRY_MS = 5_000

export function createCore(env: Environment, userId: UserId, open: OpenReplica): Core {
  const report = (what: string, cause?: unknown) => env.report?.(what, cause)
  const clock = correctedClock(env)
  const index = createMessageIndex()
  const tabs = createTabs(env.channel, (message) => {
    if (message.t === 'outbox') reloadOutbox()
    core.role?.received(message)
  })
  const outbox = createOutbox(
    env.store,
    () => tabs.post({ t: 'outbox' }),
    (cause) => report('put back the outbox', cause),
  )
  const kept = new Set([DIRECTORY, accountDocument(userId)])
  const screen: Screen = { volumes: new Map(), channel: null }
  /** Of each root as it is now: it is asked for all chats whenever anything happens. */
  const newest = new WeakMap<HeldDocument, number>()
  let isReopening = false
  let isStopped = false
  let cancelReload = () => {}

  const replicas = new Replicas(open, {
    changed(doc, changed) {
      const held = replicas.loaded(doc)
      if (held) {
        newest.delete(held)
        index.update(doc, held, changed)
        core.role?.replicaChanged?.(doc, held, changed)
      }
      views.replicaChanged(doc, changed)
      for (const listener of core.onReplicas) listener(doc, changed)
    },
    loaded: (held) => core.role?.replicaLoaded?.(held),
    updated: (held, update) => core.role?.replicaUpdated?.(held, update),
    isWanted: (doc) =>
      kept.has(doc) || screen.volumes.has(doc) || views.hasListeners(doc) || core.role?.isUnsaved?.(doc) === true,
    isUrgent: (doc) => kept.has(doc) || screen.volumes.has(doc) || isOfOpenChat(doc),
    whenIdle: (run) => env.whenIdle(run),
    failed: reopenLater,
    report,
  })

  /** What another tab wrote may be this tab's to send: one look that failed must not leave it out. */
  function reloadOutbox(): void {
    cancelReload()
    outbox.reload().catch((cause: unknown) => {
      if (isStopped) return
      report('reload outbox', cause)
      cancelReload = env.schedule(DISK_RETRY_MS, reloadOutbox)
    })
  }

  /** A disk that fails once must not leave anything out until the next start. */
  function reopenLater(): void {
    if (isReopening) return
    isReopening = true
    env.schedule(DISK_RETRY_MS, () => {
      isReopening = false
      if (replicas.missing.size > 0) core.role?.reopen()
    })
  }

  function isOfOpenChat(doc: string): boolean {
    const { channel } = screen
    if (channel === null) return false
    return doc === channelDocument(channel) || doc === volumeDocument(channel, newestVolume(channel))
  }

  function newestVolume(channelId: ChannelId): number {
    const root = replicas.loaded(channelDocument(channelId))
    // What is held says it only while the root does not: after a restore the server may lack the newest that is held.
    if (!root) return replicas.volumesOf(channelId)[0] ?? 0
    const known = newest.get(root)
    if (known !== undefined) return known
    const volume = Math.max(0, ...[...root.entries('volumes')].map(([key]) => Number(key)))
    newest.set(root, volume)
    return volume
  }

  const pending = new Set<Set<() => void>>()
  // Together, so that the screen is made anew once.
  const pace: TellPace = new TellPace(env, () => {
    views.flush()
    const told = [...pending]
    pending.clear()
    for (const set of told) for (const listener of [...set]) listener()
  })
  const views = createViews({ replicas, outbox, index, newestVolume, pace })
  function tell(listeners: Set<() => void>): void {
    pending.add(listeners)
    pace.soon()
  }

  outbox.listen(() => {
    views.outboxChanged()
    tell(core.onOutbox)
    core.role?.outboxChanged()
  })

  const core: Core = {
    env,
    userId,
    outbox,
    replicas,
    index,
    views,
    access: accessOf(userId, (doc) => replicas.loaded(doc)),
    clock,
    tabs,
    screen,
    shared: {
      sync: { state: 'offline', sinceMs: env.now(), nextTryAtMs: null },
      lastContactMs: 0,
      inFlight: [],
      peers: NO_PEERS,
      settings: null,
      clockOffsetMs: 0,
      missing: [],
    },
    role: null,
    newestVolume,
    share(changes) {
      const before = core.shared
      const now = (core.shared = { ...before, ...changes })
      if (now.peers !== before.peers) {
        pending.add(core.onPeers)
        pace.later()
      }
      if (now.inFlight !== before.inFlight) tell(core.onOutbox)
      const isStatus = now.sync !== before.sync || now.missing !== before.missing
      if (isStatus || now.lastContactMs !== before.lastContactMs) tell(core.onStatus)
    },
    onStatus: new Set(),
    onPeers: new Set(),
    onOutbox: new Set(),
    onReplicas: new Set(),
    report,
    stop() {
      isStopped = true
      cancelReload()
      tabs.stop()
    },
  }
  return core
}
