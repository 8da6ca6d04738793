/** The sync core on real sockets: `/sync` and `/sync/<docName>` (docs/protocol.md). */
import type { IncomingMessage } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'
import { MAX_UPDATE_BYTES } from '../../schema/limits.ts'
import { CloseCode } from '../../schema/protocol/close-codes.ts'
import { createSyncCore } from './sync-core.ts'
import type { Identity, SyncServer, SyncServerDeps } from './sync-server-port.ts'
import type { Endpoint, Transport } from './transport.ts'

/** One message may carry an update and some control frames. */
const MAX_MESSAGE_BYTES = MAX_UPDATE_BYTES + 64 * 1024
const PING_MS = 25_000
const SYNC_PATH = '/sync'

export function createSyncServer(deps: SyncServerDeps): SyncServer {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    // Small frames are sent as they are; no memory is kept between messages.
    perMessageDeflate: { threshold: 1024, serverNoContextTakeover: true, clientNoContextTakeover: true },
  })
  const core = createSyncCore({
    db: deps.db,
    settings: deps.settings,
    logger: deps.log,
    messagesPerMinute: deps.messagesPerMinute,
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
    handleUpgrade(request, socket, head, identity) {
      sockets.handleUpgrade(request, socket, head, (ws) => accept(request, ws, identity))
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

  function accept(request: IncomingMessage, ws: WebSocket, identity: Identity | null): void {
    ws.on('error', () => ws.terminate())
    if (!identity) return ws.close(CloseCode.NoSession, 'no session')
    const transport = transportOf(ws)
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

function transportOf(ws: WebSocket): Transport {
  return {
    send(message) {
      if (ws.readyState === WebSocket.OPEN) ws.send(message)
    },
    close(code, reason) {
      ws.close(code, reason)
      // A peer that does not answer the close is not waited for.
      setTimeout(() => ws.terminate(), 2_000).unref()
    },
    bufferedBytes: () => ws.bufferedAmount,
  }
}
