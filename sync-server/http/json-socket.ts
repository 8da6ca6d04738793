/** One socket of a dialect that speaks JSON, one object a text message (docs/behaviour.md, JS2-JS5). */
import type { Duplex } from 'node:stream'
import { WebSocket } from 'ws'
import type { UserId } from '../../schema/ids.ts'
import type { Identity } from '../sync/sync-server-port.ts'
import { jsonFrame, type JsonFrame } from './json-frame.ts'

/** Why a frame of the client did not reach its dialect. */
export type FrameFault = 'malformed' | 'too_many'

/** What a dialect does with a socket of its own. */
export interface JsonSocketHandlers {
  /** A parsed object of the client's; never null, an array or a plain value. What it throws is logged, and ends the socket. */
  receive(frame: Readonly<Record<string, unknown>>): void | Promise<void>
  /** Answers a frame that is no JSON object, or one too many: it went no further. */
  refused(fault: FrameFault): void
  /** The socket is gone, whoever ended it. */
  gone?(): void
}

/** Own codes beside those of RFC 6455, 7.4.1; 4400-4499: signing in again is needed. */
export const JsonClose = { Stopping: 1001, Flood: 1008, TooSlow: 1013, SessionEnded: 4401 } as const

const MINUTE_MS = 60_000
/** Frames over the limit are answered; whoever goes on like this is cut off. */
const FLOOD_FACTOR = 2
const CLOSE_MS = 2_000

export interface JsonSocketLimits {
  /** Frames of the client in a minute. */
  readonly framesPerMinute: number
  /** What may wait for a reader before it is closed. */
  readonly bufferedBytes: number
}

export class JsonSocket {
  readonly userId: UserId
  readonly sessionId: string
  /** Whether it answered since it was last asked. */
  isAlive = true
  private windowFrom = 0
  private framesInWindow = 0

  /** @param raw  what `ws` was made on. Both write whole frames to it: `ws` its pings and closes, and this everything else. */
  constructor(
    readonly identity: Identity,
    private readonly ws: WebSocket,
    private readonly raw: Duplex,
    private readonly limits: JsonSocketLimits,
    private readonly now: () => number,
  ) {
    this.userId = identity.userId
    this.sessionId = identity.sessionId
  }

  get isOpen(): boolean {
    return this.ws.readyState === WebSocket.OPEN
  }

  /** Never throws; on a closed socket it does nothing. */
  send(value: object): void {
    this.write(jsonFrame(value))
  }

  /** The same for what several sockets are sent: encoded once, and several frames at once with {@link joinFrames}. */
  write(frame: JsonFrame): void {
    if (!this.isOpen) return
    if (this.raw.writableLength > this.limits.bufferedBytes) return this.close(JsonClose.TooSlow, 'reads too slowly')
    this.raw.write(frame)
  }

  close(code: number, reason: string): void {
    this.ws.close(code, reason)
    // A peer that does not answer the close is not waited for.
    setTimeout(() => this.ws.terminate(), CLOSE_MS).unref()
  }

  terminate(): void {
    this.ws.terminate()
  }

  ping(): void {
    if (!this.isAlive) return this.ws.terminate()
    this.isAlive = false
    if (this.isOpen) this.ws.ping()
  }

  /** @returns why the frame must not be looked at; null = it may. A flood is closed */
  countFrame(): FrameFault | null {
    const nowMs = this.now()
    if (nowMs - this.windowFrom >= MINUTE_MS) {
      this.windowFrom = nowMs
      this.framesInWindow = 0
    }
    this.framesInWindow++
    if (this.framesInWindow > this.limits.framesPerMinute * FLOOD_FACTOR) this.close(JsonClose.Flood, 'too many frames')
    return this.framesInWindow > this.limits.framesPerMinute ? 'too_many' : null
  }
}
