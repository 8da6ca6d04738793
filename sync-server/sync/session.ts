/** An open socket as the parts of the sync core see it: `MuxSession` of our own client, `StockSession` of y-websocket. */
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { CloseCode } from '../../schema/protocol/close-codes.ts'
import type { Downstream } from '../../schema/protocol/downstream.ts'
import type { Answer } from './answer.ts'
import type { Listener, SharedFrame } from './relay.ts'

interface AnySession extends Listener {
  readonly userId: UserId
  readonly sessionId: string
  readonly expiresAtMs: number
  /** Documents it is sent live. */
  documents(): Iterable<string>
  /** A channel it may read now: its root and newest volume, whole. */
  admitTo(channelId: ChannelId): void
  /** No further byte of these documents. */
  shutOut(docs: readonly string[]): void
  volumeOpened(channelId: ChannelId, volume: number): void
  /** The document has a new generation. */
  refounded(doc: string): void
  end(code: CloseCode, reason: string): void
}

/** A device of our own client: many documents over one socket. */
export interface DeviceSession extends AnySession {
  readonly kind: 'device'
  /** The channel on the device's screen. */
  watched: ChannelId | null
  /** Whether anything was queued in this turn and the device follows the log. */
  readonly wantsPosition: boolean
  mayRead(doc: string): boolean
  listen(doc: string): void
  /** Queues a control message for the end of the turn. */
  tell(message: Downstream): void
  /** Queues a frame that several sessions are told in the same turn. */
  tellShared(frame: SharedFrame): void
  answer(answer: Answer): void
  /** Sends what was queued in this turn. */
  flush(): void
}

/** A stock client: one document a socket. */
export interface DocumentSession extends AnySession {
  readonly kind: 'document'
  readonly doc: string
  send(message: Uint8Array): void
  keepAlive(): void
}

export type Session = DeviceSession | DocumentSession
