/**
 * The open sockets of all dialects that speak JSON over WebSockets (docs/behaviour.md, JS1-JS6): by person, each ended
 * with its session, its token or the server. What is said over them is their dialect's business.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { UserId } from '../../schema/ids.ts'
import type { SessionStore } from '../accounts/session-store.ts'
import type { Log } from '../log.ts'
import type { RestPresence } from '../presence/rest-presence.ts'
import type { Identity } from '../sync/sync-server-port.ts'
import { JsonClose, JsonSocket, type JsonSocketHandlers, type JsonSocketLimits } from './json-socket.ts'
import { refuseUpgrade } from './upgrade.ts'

const MAX_FRAME_BYTES = 256 * 1024
const PING_MS = 25_000
const SWEEP_MS = 1_000
const LIMITS: JsonSocketLimits = { framesPerMinute: 600, bufferedBytes: 4 * 1024 * 1024 }
/** Of one person, over all dialects. */
const MAX_SOCKETS = 200

export interface JsonSocketsDeps {
  readonly sessions: Pick<SessionStore, 'find' | 'onEnded'>
  readonly presence: Pick<RestPresence, 'enter'>
  readonly now: () => number
  readonly log: Log
  readonly limits?: Partial<JsonSocketLimits>
}

export interface JsonSockets {
  /**
   * Completes the handshake of who was let in. `open` is called before anything is received; what it sends is sent first.
   * Refuses with 429 who has too many sockets, and with 503 when the server stops.
   */
  accept(
    request: IncomingMessage,
    raw: Duplex,
    head: Buffer,
    identity: Identity,
    open: (socket: JsonSocket) => JsonSocketHandlers,
  ): void
  /** Ends what is over, and pings who was silent. Called every second. */
  sweep(): void
  /** Closes all of them with 1001. */
  stop(): Promise<void>
}

export function openJsonSockets(deps: JsonSocketsDeps): JsonSockets {
  const { sessions, presence, now, log } = deps
  const limits = { ...LIMITS, ...deps.limits }
  // Frames are a few hundred bytes and encoded once for all: deflating them would cost more than it saves.
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false })
  const byPerson = new Map<UserId, Set<JsonSocket>>()
  let pingedAtMs = now()
  let isStopping = false

  const each = function* (): Iterable<JsonSocket> {
    for (const sockets of byPerson.values()) yield* sockets
  }
  /** Of a cookie's session the end moves on with its use, of a token it does not (AU42). */
  const isOver = ({ identity: { kind, sessionId, expiresAtMs } }: JsonSocket) =>
    expiresAtMs <= now() && (kind === 'bearer' || sessions.find(sessionId) === null)

  const sweep = () => {
    for (const socket of each()) if (isOver(socket)) socket.close(JsonClose.SessionEnded, 'the session is over')
    if (now() - pingedAtMs < PING_MS) return
    pingedAtMs = now()
    for (const socket of each()) socket.ping()
  }
  const sweeping = setInterval(sweep, SWEEP_MS).unref()
  sessions.onEnded((sessionId) => {
    for (const socket of each()) {
      if (socket.sessionId === sessionId) socket.close(JsonClose.SessionEnded, 'the session is over')
    }
  })

  return {
    sweep,
    accept(request, raw, head, identity, open) {
      if (isStopping) return refuseUpgrade(raw, '503 Service Unavailable')
      if ((byPerson.get(identity.userId)?.size ?? 0) >= MAX_SOCKETS) return refuseUpgrade(raw, '429 Too Many Requests')
      server.handleUpgrade(request, raw, head, (ws) => {
        const socket = new JsonSocket(identity, ws, raw, limits, now)
        const leave = enter(socket)
        const handlers = open(socket)
        ws.on('error', () => ws.terminate())
        ws.on('close', () => {
          leave()
          handlers.gone?.()
        })
        ws.on('pong', () => (socket.isAlive = true))
        ws.on('message', (data, isBinary) => receive(socket, handlers, ws, data, isBinary))
      })
    },
    async stop() {
      isStopping = true
      clearInterval(sweeping)
      for (const socket of each()) socket.close(JsonClose.Stopping, 'the server stops')
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }

  /** @returns forgets it again */
  function enter(socket: JsonSocket): () => void {
    const { userId } = socket
    const sockets = byPerson.get(userId) ?? new Set()
    byPerson.set(userId, sockets.add(socket))
    const leavePresence = presence.enter(userId)
    return () => {
      sockets.delete(socket)
      if (sockets.size === 0) byPerson.delete(userId)
      leavePresence()
    }
  }

  function receive(socket: JsonSocket, handlers: JsonSocketHandlers, ws: WebSocket, data: RawData, isBinary: boolean) {
    socket.isAlive = true
    // What arrived beside the end of the session, or after it, is nobody's word any more.
    if (!socket.isOpen || isOver(socket)) return
    const fault = socket.countFrame()
    if (fault) return handlers.refused(fault)
    const frame = isBinary ? null : parse(data)
    if (!frame) return handlers.refused('malformed')
    const work = async () => handlers.receive(frame)
    work().catch((error: unknown) => {
      log.error({ err: error }, 'a frame failed')
      ws.terminate()
    })
  }
}

function parse(data: RawData): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse((data as Buffer).toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
