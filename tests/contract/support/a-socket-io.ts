/** A real Socket.IO client: what it heard, in order, and conditions to wait for instead of times. */
import { io, type Socket } from 'socket.io-client'
import type { ChattrixClient } from './a-chattrix-client.ts'

export interface Heard {
  readonly event: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it is, each test asserts
  readonly data: any
}

export interface ASocket {
  readonly socket: Socket
  /** Everything so far. */
  readonly heard: Heard[]
  /** What it heard of one event. */
  of(event: string): Heard['data'][]
  /** Resolves with the first one that was heard, now or later. */
  hears(event: string, fits?: (data: Heard['data']) => boolean): Promise<Heard['data']>
  /** With an acknowledgement. */
  say(event: string, data?: unknown): Promise<Heard['data']>
  ended(): Promise<void>
  close(): void
}

export type Transports = readonly ('polling' | 'websocket')[]

/** Connects with the cookies of `who`; rejects when it is refused. */
export function aSocket(
  url: string,
  who: ChattrixClient,
  transports: Transports = ['websocket'],
  headers: Record<string, string> = { origin: url },
): Promise<ASocket> {
  const socket = io(url, {
    ...{ transports: [...transports], reconnection: false, forceNew: true, timeout: 5_000 },
    extraHeaders: { cookie: who.cookieHeader(), ...headers },
  })
  const heard: Heard[] = []
  const waiting = new Set<() => void>()
  socket.onAny((event: string, data: unknown) => {
    heard.push({ event, data })
    for (const look of waiting) look()
  })
  const own: ASocket = {
    ...{ socket, heard },
    of: (event) => heard.filter((one) => one.event === event).map(({ data }) => data as unknown),
    hears: (event, fits = () => true) =>
      new Promise((resolve) => {
        const look = () => {
          const found = heard.find((one) => one.event === event && fits(one.data))
          if (!found) return
          waiting.delete(look)
          resolve(found.data)
        }
        waiting.add(look)
        look()
      }),
    say: (event, data) => socket.emitWithAck(event, ...(data === undefined ? [] : [data])),
    ended: () => new Promise((resolve) => (socket.connected ? socket.once('disconnect', () => resolve()) : resolve())),
    close: () => void socket.disconnect(),
  }
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(own))
    socket.once('connect_error', (error) => {
      socket.disconnect()
      reject(error)
    })
  })
}
