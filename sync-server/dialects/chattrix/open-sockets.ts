/**
 * Socket.IO 4 at its default path (docs/behaviour.md, CX14, CX20). Its engine never sees our server: requests come through
 * the same middleware as all others, upgrades through the same door, so origin and session are decided once for everyone.
 */
import { createServer, type IncomingMessage } from 'node:http'
import { Server } from 'socket.io'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { SessionStore } from '../../accounts/session-store.ts'
import { bearerOf } from '../../http/bearer.ts'
import { judgeOrigin } from '../../http/origin-check.ts'
import type { CairnMiddleware } from '../../http/state.ts'
import { refuseUpgrade, type SocketDoor } from '../../http/upgrade.ts'
import type { RestPresence } from '../../presence/rest-presence.ts'
import { answerError } from './errors.ts'
import { SocketClient, type SocketSession } from './socket-client.ts'
import { hearClient, stopTyping, type EventDeps } from './socket-events.ts'
import { tellSockets } from './tell-sockets.ts'

const PATH = '/socket.io/'
const MAX_MESSAGE_BYTES = 256 * 1024
const CHECK_MS = 500
/** Of one person. */
const MAX_SOCKETS = 200
/** From the handshake to the first word. */
const CONNECT_MS = 10_000

export interface SocketsDeps extends EventDeps {
  readonly sessions: Pick<SessionStore, 'find' | 'onEnded'>
  readonly presence: Pick<RestPresence, 'enter'>
}

export interface ChattrixSockets {
  readonly door: SocketDoor
  /** Answers polling; after `authenticate`. */
  readonly polling: CairnMiddleware
  stop(): Promise<void>
}

export function openChattrixSockets(deps: SocketsDeps): ChattrixSockets {
  const { sessions, domain, log } = deps
  // Never listens: it hands on what comes through our own doors.
  const engine = createServer()
  const io = new Server(engine, {
    ...{ path: PATH, serveClient: false, destroyUpgrade: false },
    ...{ maxHttpBufferSize: MAX_MESSAGE_BYTES, connectTimeout: CONNECT_MS },
  })
  const sessionOf = new WeakMap<IncomingMessage, SocketSession>()
  /** The engine's id of a connection -> its session: who knows another's id must not read on in it. */
  const owners = new Map<string, string>()
  const clients = new Map<UserId, Set<SocketClient>>()
  const all = () => [...clients.values()].flatMap((own) => [...own])

  io.engine.on(
    'connection',
    (connection: { id: string; request: IncomingMessage; once: NodeJS.EventEmitter['once'] }) => {
      owners.set(connection.id, sessionOf.get(connection.request)?.sessionId ?? '')
      connection.once('close', () => owners.delete(connection.id))
    },
  )
  io.use((socket, next) => {
    const session = sessionOf.get(socket.request)
    // It may have ended since the handshake.
    if (!session || !sessions.find(session.sessionId)) return next(new Error('Authentication required'))
    if ((clients.get(session.userId)?.size ?? 0) >= MAX_SOCKETS) return next(new Error('Too many sockets'))
    next()
  })
  io.on('connection', (socket) => {
    const session = sessionOf.get(socket.request)
    if (!session) return void socket.disconnect(true)
    const client = new SocketClient(socket, session)
    const own = clients.get(session.userId) ?? new Set()
    clients.set(session.userId, own.add(client))
    const leave = deps.presence.enter(session.userId)
    socket.once('disconnect', () => {
      own.delete(client)
      if (own.size === 0) clients.delete(session.userId)
      stopTyping(deps, client)
      leave()
    })
    hearClient(deps, client, socket)
  })

  const endLive = tellSockets(domain, clients)
  sessions.onEnded((sessionId) => {
    for (const client of all()) if (client.session.sessionId === sessionId) client.end()
  })
  const checking = setInterval(endExpired, CHECK_MS).unref()
  const fail = answerError(log)

  return {
    polling: async (ctx, next) => {
      if (!ctx.path.startsWith(PATH)) return void (await next())
      const { session } = ctx.state
      const isForeign = judgeOrigin(ctx.headers, deps.publicUrl) === 'bad'
      if (isForeign) return fail(ctx, new CairnError(ErrorCode.Forbidden, 'This page may not act here'))
      // An access token ends before the socket would: this dialect knows cookies only.
      if (!session || bearerOf(ctx.get('authorization')) !== null)
        return fail(ctx, new CairnError(ErrorCode.Auth, 'Not signed in'))
      if (!isOwner(ctx.query['sid'], session)) return fail(ctx, new CairnError(ErrorCode.Forbidden, 'Not your socket'))
      sessionOf.set(ctx.req, session)
      ctx.respond = false
      engine.emit('request', ctx.req, ctx.res)
    },
    door: {
      opens: (path) => path === PATH,
      tokenParameters: [],
      handleUpgrade(request, socket, head, identity) {
        const sid = new URLSearchParams((request.url ?? '').split('?')[1]).get('sid')
        if (identity?.kind !== 'cookie') return refuseUpgrade(socket, '401 Unauthorized')
        if (!isOwner(sid ?? undefined, identity)) return refuseUpgrade(socket, '403 Forbidden')
        sessionOf.set(request, identity)
        engine.emit('upgrade', request, socket, head)
      },
    },
    async stop() {
      clearInterval(checking)
      endLive()
      await io.close()
    },
  }

  /** What is unknown is for the engine to refuse. */
  function isOwner(sid: string | string[] | undefined, { sessionId }: { readonly sessionId: string }): boolean {
    const owner = typeof sid === 'string' ? owners.get(sid) : undefined
    return owner === undefined || owner === sessionId
  }

  /** The end of a session moves on with its use. */
  function endExpired(): void {
    for (const client of all()) {
      if (client.session.expiresAtMs > domain.now()) continue
      const session = sessions.find(client.session.sessionId)
      if (session) client.session = session
      else client.end()
    }
  }
}
