/** A real WebSocket as the sync core sees it. Frames are prepared once and written straight to the sockets underneath. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import { frameBytes } from './prepared-frame.ts'
import type { Transport } from './transport.ts'

/** Longer messages are deflated by `ws`, in another thread: preparing them here would hold everybody up. */
const PREPARE_UP_TO_BYTES = 64 * 1024
const CLOSE_MS = 2_000

/**
 * @param socket  what `ws` was made on. Both write to it, each a whole frame at a time: `ws` its pings and closes, and
 *                messages only while we write none.
 */
export function socketTransport(request: IncomingMessage, ws: WebSocket, socket: Duplex): Transport {
  const deflate = ws.extensions !== ''
  // A window that the client made smaller is known to `ws` alone.
  const isPlainOffer = !/server_max_window_bits/i.test(request.headers['sec-websocket-extensions'] ?? '')
  const canPrepare = !deflate || isPlainOffer
  let waiting = 0

  return {
    send(message) {
      if (ws.readyState !== WebSocket.OPEN) return
      if (!canPrepare || waiting > 0 || message.length > PREPARE_UP_TO_BYTES) {
        // What comes after it must not overtake it.
        waiting++
        return ws.send(message, () => waiting--)
      }
      socket.write(frameBytes(message, deflate))
    },
    close(code, reason) {
      ws.close(code, reason)
      // A peer that does not answer the close is not waited for.
      setTimeout(() => ws.terminate(), CLOSE_MS).unref()
    },
    bufferedBytes: () => ws.bufferedAmount,
  }
}
