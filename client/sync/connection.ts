/**
 * The connection's states (docs/behaviour.md, RS1-RS6). Pure: the shell in `link.ts` owns the socket and the timer.
 * Back-off from 1 s to 60 s with jitter, a heartbeat every 25 s, and a watchdog of 30 s without a word. Where there is reason
 * to doubt a link (UI82) it is asked at once, and ended when it says nothing for 15 s; a try that hangs is given up for a new one
 * (UI138). What an ended session closed is opened by signing in again (UI137).
 */
import { CloseCode } from '../../schema/protocol/close-codes.ts'

export const HEARTBEAT_MS = 25_000
export const WATCHDOG_MS = 30_000
/** What the answer may take: on a thin link it comes behind what is on its way already. */
export const ANSWER_MS = 15_000
/** Where the browser has lost its network, and only may be wrong about it. */
export const LOST_ANSWER_MS = 2_000
export const FIRST_RETRY_MS = 1_000
/** What a slow link needs to open. A younger try is not given up: looking at the page asks for one, too. */
export const OPENING_MS = 3_000
export const LONGEST_RETRY_MS = 60_000

export type Connection =
  /** `retryAtMs` null: nobody asked for a connection. */
  | {
      readonly state: 'offline'
      readonly sinceMs: number
      readonly attempt: number
      readonly retryAtMs: number | null
    }
  | { readonly state: 'connecting'; readonly sinceMs: number; readonly attempt: number }
  | { readonly state: 'handshaking'; readonly sinceMs: number; readonly attempt: number }
  | {
      readonly state: 'live'
      readonly sinceMs: number
      readonly attempt: number
      readonly lastHeardAtMs: number
      readonly heartbeatAtMs: number
      /** The link was asked: it is over if nothing is heard until then. null = it was not. */
      readonly answerByMs: number | null
    }
  /** Final until `start`: the session ended, or this app is too old. The former until `signed-in` as well. */
  | { readonly state: 'refused'; readonly why: 'signed-out' | 'too-old' }

export type ConnectionEvent =
  | {
      readonly kind:
        | 'start'
        | 'try-now'
        | 'network-lost'
        | 'opened'
        | 'greeted'
        | 'heard'
        | 'tick'
        | 'stop'
        | 'too-old'
        | 'signed-out'
        | 'signed-in'
    }
  /** `chance`: uniform in [0, 1), for the jitter. */
  | { readonly kind: 'closed'; readonly code: number; readonly chance: number }

/** `open` gives up the socket that there is. */
export type Effect = 'open' | 'close' | 'greet' | 'heartbeat'

export interface Step {
  readonly next: Connection
  readonly effects: readonly Effect[]
}

export const UNCONNECTED: Extract<Connection, { state: 'offline' }> = {
  state: 'offline',
  sinceMs: 0,
  attempt: 0,
  retryAtMs: null,
}

export function step(now: Connection, event: ConnectionEvent, atMs: number): Step {
  switch (event.kind) {
    case 'stop':
      return { next: { ...UNCONNECTED, sinceMs: atMs }, effects: isOpen(now) ? ['close'] : [] }
    case 'too-old':
    case 'signed-out':
      return { next: { state: 'refused', why: event.kind }, effects: isOpen(now) ? ['close'] : [] }
    case 'start':
      return isOpen(now) ? stay(now) : connect(0, atMs)
    case 'signed-in':
      return now.state === 'refused' && now.why === 'signed-out' ? connect(0, atMs) : stay(now)
    case 'try-now':
      return tryNow(now, atMs)
    case 'network-lost':
      return now.state === 'live' ? ask(now, atMs, LOST_ANSWER_MS) : stay(now)
    case 'opened':
      if (now.state !== 'connecting') return stay(now)
      return { next: { state: 'handshaking', sinceMs: atMs, attempt: now.attempt }, effects: ['greet'] }
    case 'greeted': {
      if (now.state !== 'handshaking') return stay(now)
      const next = { lastHeardAtMs: atMs, heartbeatAtMs: atMs + HEARTBEAT_MS, attempt: 0, answerByMs: null }
      return { next: { state: 'live', sinceMs: atMs, ...next }, effects: [] }
    }
    case 'heard':
      if (now.state === 'live') return stay({ ...now, lastHeardAtMs: atMs, answerByMs: null })
      return stay(now.state === 'handshaking' ? { ...now, sinceMs: atMs } : now)
    case 'closed':
      return isOpen(now) ? closed(now, event, atMs) : stay(now)
    case 'tick':
      return tick(now, atMs)
  }
}

/** When `tick` is to be called, or null. */
export function wakeAt(now: Connection): number | null {
  if (now.state === 'offline') return now.retryAtMs
  if (now.state === 'connecting' || now.state === 'handshaking') return now.sinceMs + WATCHDOG_MS
  if (now.state !== 'live') return null
  const { heartbeatAtMs, lastHeardAtMs, answerByMs } = now
  return Math.min(heartbeatAtMs, lastHeardAtMs + WATCHDOG_MS, answerByMs ?? Infinity)
}

function tryNow(now: Connection, atMs: number): Step {
  if (now.state === 'live') return ask(now, atMs, ANSWER_MS)
  if (now.state === 'refused' || (now.state === 'offline' && now.retryAtMs === null)) return stay(now)
  if (now.state !== 'offline' && atMs < now.sinceMs + OPENING_MS) return stay(now)
  return connect(now.attempt, atMs)
}

function tick(now: Connection, atMs: number): Step {
  if (now.state === 'offline') {
    return now.retryAtMs !== null && atMs >= now.retryAtMs ? connect(now.attempt, atMs) : stay(now)
  }
  if (now.state === 'refused') return stay(now)
  const heardAtMs = now.state === 'live' ? now.lastHeardAtMs : now.sinceMs
  // The socket may look open for minutes after the network is gone; its own `closed` ends the state.
  if (atMs >= heardAtMs + WATCHDOG_MS) return { next: now, effects: ['close'] }
  if (now.state !== 'live') return stay(now)
  if (now.answerByMs !== null && atMs >= now.answerByMs) return { next: now, effects: ['close'] }
  if (atMs < now.heartbeatAtMs) return stay(now)
  return { next: { ...now, heartbeatAtMs: atMs + HEARTBEAT_MS }, effects: ['heartbeat'] }
}

/** A link that is asked already is not asked again: its time runs, and may be made shorter. */
function ask(now: Extract<Connection, { state: 'live' }>, atMs: number, withinMs: number): Step {
  const answerByMs = Math.min(now.answerByMs ?? Infinity, atMs + withinMs)
  if (now.answerByMs !== null) return stay(answerByMs === now.answerByMs ? now : { ...now, answerByMs })
  return { next: { ...now, heartbeatAtMs: atMs + HEARTBEAT_MS, answerByMs }, effects: ['heartbeat'] }
}

function closed(now: Connection & { attempt: number }, event: { code: number; chance: number }, atMs: number): Step {
  if (event.code === CloseCode.NoSession) return stay({ state: 'refused', why: 'signed-out' })
  const backoffMs = Math.min(FIRST_RETRY_MS * 2 ** now.attempt, LONGEST_RETRY_MS)
  const retryAtMs = atMs + Math.round(backoffMs * (0.5 + event.chance / 2))
  return stay({ state: 'offline', sinceMs: atMs, attempt: Math.min(now.attempt + 1, 6), retryAtMs })
}

function connect(attempt: number, atMs: number): Step {
  return { next: { state: 'connecting', sinceMs: atMs, attempt }, effects: ['open'] }
}

function isOpen(now: Connection): now is Exclude<Connection, { state: 'offline' | 'refused' }> {
  return now.state === 'connecting' || now.state === 'handshaking' || now.state === 'live'
}

function stay(next: Connection): Step {
  return { next, effects: [] }
}
