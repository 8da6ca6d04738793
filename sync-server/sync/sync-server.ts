/** The sync core on real sockets: `/sync` and `/sync/<docName>` (docs/protocol.md). */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { MAX_UPDATE_BYTES } from '../../schema/limits.ts'
import { CloseCode } from '../../schema/protocol/close-codes.ts'
import { createSyncCore } from './sync-core.ts'
import type { Identity, SyncServer, SyncServerDeps } from './sync-server-port.ts'
import { DEFLATE_FROM_BYTES } from './prepared-frame.ts'
import { socketTransport } from './socket-transport.ts'
import type { Endpoint } from './transport.ts'

/** One message may carry an update and some control frames. */
const MAX_MESSAGE_BYTES = MAX_UPDATE_BYTES + 64 * 1024
const PING_MS = 25_000
const SYNC_PATH = '/sync'

export function createSyncServer(deps: SyncServerDeps): SyncServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    // No memory is kept between messages, so that one deflated frame fits every socket.
    perMessageDeflate: { threshold: DEFLATE_FROM_BYTES, serverNoContextTakeover: true, clientNoContextTakeover: true },
  })
  const core = createSyncCore({
    db: deps.db,
    settings: deps.settings,
    logger: deps.log,
    messagesPerMinute: deps.messagesPerMinute,
    restPresenceOf: deps.restPresenceOf,
    clock: {
      now: deps.now,
      random: deps.random,
      schedule(delayMs, callback) {
        const timer = setTimeout(callback, delayMs)
        timer.unref()
        return () => clearTimeout(timer)
      },
      defer: (callback) => void setImmediate(callback),
    },
  })
  const pings = setInterval(() => sockets.clients.forEach((socket) => socket.ping()), PING_MS)
  pings.unref()
  let stopped = false

  return {
    runInCommit: core.runInCommit,
    world: () => core.deps.world(),
    presenceOf: (userId) => core.presenceOf(userId),
    refreshPresence: (userId) => core.refreshPresence(userId),
    online: () => core.online(),
    onLive: (listener) => core.onLive(listener),
    setTyping: (userId, channelId, isTyping) => core.setTyping(userId, channelId, isTyping),
    typists: (channelId, except) => core.typists(channelId, except),
    isReading: (userId, channelId) => core.isReading(userId, channelId),
    messageQuota: (userId) => core.messageQuota(userId),
    versionOf: (document) => core.versionOf(document),
    handleUpgrade(request, socket, head, identity) {
      sockets.handleUpgrade(request, socket, head, (ws) => accept(request, ws, socket, identity))
    },
    endSession: (sessionId) => core.endSession(sessionId),
    ready: () => !stopped,
    async stop() {
      stopped = true
      core.stop()
      clearInterval(pings)
      await new Promise<void>((resolve) => sockets.close(() => resolve()))
    },
  }

  function accept(request: IncomingMessage, ws: WebSocket, socket: Duplex, identity: Identity | null): void {
    ws.on('error', () => ws.terminate())
    if (!identity) return ws.close(CloseCode.NoSession, 'no session')
    const transport = socketTransport(request, ws, socket)
    const doc = documentOf(request)
    const endpoint: Endpoint =
      doc === null ? core.connectMux(transport, identity) : core.connectStock(transport, identity, doc)
    ws.on('message', (data, isBinary) => {
      if (isBinary) endpoint.receive(data as Buffer)
    })
    ws.on('close', () => endpoint.gone())
  }
}

/** The part after `/sync/`, or null on `/sync` itself. */
function documentOf(request: IncomingMessage): string | null {
  const path = (request.url ?? '').split('?')[0] ?? ''
  const rest = path.slice(SYNC_PATH.length + 1)
  if (rest === '') return null
  try {
    return decodeURIComponent(rest)
  } catch {
    return rest
  }
}
