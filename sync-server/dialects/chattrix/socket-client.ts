/** One connected socket: whose it is, what it joined, and how much it may say and leave unread. */
import type { Socket } from 'socket.io'
import type { ChannelId, UserId } from '../../../schema/ids.ts'

/** Whose request a socket came with, and until when its session holds. */
export interface SocketSession {
  readonly userId: UserId
  readonly sessionId: string
  readonly expiresAtMs: number
}

const EVENTS_PER_MINUTE = 600
const MINUTE_MS = 60_000
/** Packets that wait for a slow reader; of one that reads none there are this many after minutes of a busy conversation. */
const MAX_WAITING = 2_000

export class SocketClient {
  /** Conversations whose messages and typing it hears. */
  readonly joined = new Set<ChannelId>()
  /** Where it last said that its person types. */
  readonly typing = new Set<ChannelId>()
  private minute = 0
  private said = 0

  constructor(
    readonly socket: Socket,
    public session: SocketSession,
  ) {}

  get userId(): UserId {
    return this.session.userId
  }

  tell(event: string, data: unknown): void {
    tellAll([this], event, data)
  }

  /** @returns false when it said too much in this minute */
  maySpeak(nowMs: number): boolean {
    const minute = Math.floor(nowMs / MINUTE_MS)
    if (minute !== this.minute) [this.minute, this.said] = [minute, 0]
    return ++this.said <= EVENTS_PER_MINUTE
  }

  end(): void {
    this.socket.disconnect(true)
  }
}

/** The same words to many are encoded once. Who leaves too much unread is let go. */
export function tellAll(clients: readonly SocketClient[], event: string, data: unknown): void {
  const reading: string[] = []
  for (const client of clients) {
    if (waiting(client.socket) > MAX_WAITING) client.end()
    else reading.push(client.socket.id)
  }
  // Without a room the library would tell everyone.
  if (reading.length > 0) clients[0]?.socket.nsp.to(reading).emit(event, data)
}

/** The library bounds what a socket sends, not what it leaves unread, and shows the length of that queue nowhere else. */
function waiting({ conn }: Socket): number {
  return (conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer.length
}
