/**
 * Where people are, over all their sockets and by what they said over REST, told to those whose screen shows a channel
 * with them and who may know it (docs/behaviour.md, PR1-PR6).
 */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { Presence } from '../../schema/protocol/downstream.ts'
import { channelOf } from '../../schema/rules/channel.ts'
import { mayKnow } from '../../schema/rules/privacy.ts'
import type { CoreDeps } from './deps.ts'
import type { Hub } from './hub.ts'
import type { DeviceSession, Session } from './session.ts'
import type { OnlinePeople } from './sync-server-port.ts'

export interface PresenceDeps {
  readonly core: CoreDeps
  readonly hub: () => Hub
  /** Whose screen shows which channel. */
  readonly watchers: ReadonlyMap<ChannelId, ReadonlySet<DeviceSession>>
  /** What a socket said of its person. */
  readonly activityOf: (session: Session) => 'active' | 'idle'
}

export class PresenceTeller {
  /** Everyone who is not offline. */
  private readonly shown = new Map<UserId, Presence>()
  /** What a screen shows of whom; of others it shows nothing, which is offline. */
  private readonly told = new WeakMap<DeviceSession, Map<UserId, Presence>>()
  private changes = 0

  constructor(private readonly deps: PresenceDeps) {}

  /** The most present one of what is said, whoever may know it. */
  stateOf(userId: UserId): Presence {
    let state = this.deps.core.restPresenceOf(userId)
    for (const session of this.deps.hub().sessionsOf(userId)) {
      if (this.deps.activityOf(session) === 'active') return 'active'
      if (state === 'offline') state = 'idle'
    }
    return state
  }

  /** Everyone who is not offline, whoever may know it. */
  online(): OnlinePeople {
    return { version: this.changes, people: this.shown.keys() }
  }

  /**
   * All there is to know of a channel that comes on screen, and of nobody else any more: whoever was told of before and is
   * not heard of from now on would stay green (UI81).
   *
   * @param channelId  null: none is on screen
   */
  show(session: DeviceSession, channelId: ChannelId | null): void {
    const states = new Map<UserId, Presence>()
    for (const userId of channelId === null ? [] : this.shown.keys()) {
      const state = this.stateFor(session, channelId!, userId)
      if (state !== 'offline') states.set(userId, state)
    }
    const before = this.told.get(session) ?? new Map<UserId, Presence>()
    const left = [...before].filter(([userId, state]) => state !== 'offline' && !states.has(userId))
    this.told.set(session, states)
    if (channelId === null && left.length === 0) return
    const over = left.map(([userId]) => [userId, 'offline'] as const)
    session.tell({ t: 'presence', states: Object.fromEntries([...over, ...states]) })
  }

  /** PR2: told when it changed. */
  refresh(userId: UserId): void {
    const state = this.stateOf(userId)
    if ((this.shown.get(userId) ?? 'offline') === state) return
    if (state === 'offline') this.shown.delete(userId)
    else this.shown.set(userId, state)
    this.changes++
    this.tell(userId)
    this.deps.core.live.tell([{ kind: 'presence-changed', userId, state }])
  }

  /** PR6: each screen shows what its person may know now. */
  tell(userId: UserId): void {
    let isTold = false
    for (const [channelId, sessions] of this.deps.watchers) {
      for (const session of sessions) {
        const told = this.told.get(session)
        const state = this.stateFor(session, channelId, userId)
        if (!told || (told.get(userId) ?? 'offline') === state) continue
        told.set(userId, state)
        session.tell({ t: 'presence', states: { [userId]: state } })
        isTold = true
      }
    }
    // Who came or went flushes their own socket alone, and a word over REST none.
    if (isTold) this.deps.core.clock.defer(() => this.deps.hub().flush())
  }

  private stateFor(session: DeviceSession, channelId: ChannelId, userId: UserId): Presence {
    const state = this.shown.get(userId) ?? 'offline'
    if (state === 'offline' || userId === session.userId) return 'offline'
    const world = this.deps.core.world()
    const role = channelOf(world, channelId)?.role(userId) ?? 'none'
    return role !== 'none' && mayKnow(world, session.userId, userId, 'lastSeen') ? state : 'offline'
  }
}
