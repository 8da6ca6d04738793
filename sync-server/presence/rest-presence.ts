/**
 * Where people are by what they said over REST (docs/behaviour.md, PR4-PR5), and by the dialects' own sockets (PR7). A state
 * lasts 5 minutes after the account's last request, a socket as long as it is open; nothing is stored. What sockets say counts beside it (sync/peers.ts).
 */
import type { UserId } from '../../schema/ids.ts'
import type { Presence } from '../../schema/protocol/downstream.ts'

export const REST_STATES = ['active', 'idle', 'hidden', 'offline'] as const
export type RestState = (typeof REST_STATES)[number]

export const REST_PRESENCE_MS = 5 * 60_000

export interface RestPresence {
  setState(userId: UserId, state: RestState): void
  /** What they said holds no longer, as after signing out; sockets that are open still count. */
  forget(userId: UserId): void
  /** The account sent a request: a state that still holds goes on holding. */
  touch(userId: UserId): void
  /** A dialect's socket of theirs opened, which is being active. @returns to be called once, when it closed */
  enter(userId: UserId): () => void
  /** `hidden` shows as offline, and so does nothing. */
  stateOf(userId: UserId): Presence
  /** They said so, and it still holds: doors that have a word for it show it where `stateOf` shows offline. */
  isHidden(userId: UserId): boolean
  /** Ends what is over. To be called now and then: between two calls nobody is told. */
  expire(): void
}

interface Held {
  readonly state: RestState
  readonly untilMs: number
}

/** @param deps.changed  told of each person whose shown state may have changed */
export function openRestPresence(deps: { now: () => number; changed: (userId: UserId) => void }): RestPresence {
  const held = new Map<UserId, Held>()
  const sockets = new Map<UserId, number>()
  const alive = (userId: UserId): Held | null => {
    const one = held.get(userId)
    return one && one.untilMs > deps.now() ? one : null
  }
  const hold = (userId: UserId, state: RestState) => held.set(userId, { state, untilMs: deps.now() + REST_PRESENCE_MS })

  return {
    setState(userId, state) {
      hold(userId, state)
      deps.changed(userId)
    },
    forget(userId) {
      if (held.delete(userId)) deps.changed(userId)
    },
    touch(userId) {
      const one = alive(userId)
      if (one) hold(userId, one.state)
    },
    enter(userId) {
      sockets.set(userId, (sockets.get(userId) ?? 0) + 1)
      deps.changed(userId)
      return () => {
        const left = (sockets.get(userId) ?? 1) - 1
        if (left > 0) sockets.set(userId, left)
        else sockets.delete(userId)
        deps.changed(userId)
      }
    },
    // What somebody says of themselves counts before what their open sockets tell.
    stateOf: (userId) => shown(alive(userId)?.state ?? (sockets.has(userId) ? 'active' : 'offline')),
    isHidden: (userId) => alive(userId)?.state === 'hidden',
    expire() {
      for (const [userId, { untilMs }] of held) {
        if (untilMs > deps.now()) continue
        held.delete(userId)
        deps.changed(userId)
      }
    },
  }
}

function shown(state: RestState): Presence {
  return state === 'hidden' ? 'offline' : state
}
