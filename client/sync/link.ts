/** The shell of `connection.ts`: owns the socket and the one timer, and hands whole frames on. */
import { decodeFrames, encodeControl, joinFrames, type Frame } from '../../schema/protocol/frames.ts'
import type { Upstream } from '../../schema/protocol/upstream.ts'
import { step, UNCONNECTED, wakeAt, type Connection, type ConnectionEvent } from './connection.ts'
import type { Environment, Socket } from './environment.ts'

export interface LinkEvents {
  /** The socket is open: say hello. `epoch` numbers the sockets. */
  greet(epoch: number): void
  frames(frames: readonly Frame[], epoch: number): void
  heartbeat(): void
  /** The state changed, or the socket ended. */
  changed(now: Connection): void
}

export interface Link {
  readonly now: Connection
  readonly epoch: number
  tell(event: Exclude<ConnectionEvent, { kind: 'closed' }>['kind']): void
  /** The first words on the socket of that epoch; on any other nothing happens. */
  greet(epoch: number, ...frames: Uint8Array[]): void
  /** Sends on the socket of that epoch; on any other, and before the server has greeted, nothing happens. */
  send(epoch: number, ...frames: Uint8Array[]): void
  control(epoch: number, message: Upstream): void
  /** Ends the socket; it is tried again later. */
  drop(): void
}

export function createLink(env: Environment, url: string, events: LinkEvents): Link {
  let now: Connection = UNCONNECTED
  let socket: Socket | null = null
  let epoch = 0
  let cancelTimer: () => void = () => undefined
  let lastMs = env.now()
  let setBackMs = 0

  /** A clock that is set back must not keep us waiting for as long: for the link time stands still meanwhile. */
  function time(): number {
    const nowMs = env.now()
    if (nowMs < lastMs) setBackMs += lastMs - nowMs
    lastMs = nowMs
    return nowMs + setBackMs
  }

  function apply(event: ConnectionEvent): void {
    const before = now.state
    const { next, effects } = step(now, event, time())
    now = next
    arm()
    for (const effect of effects) {
      if (effect === 'open') open()
      else if (effect === 'greet') events.greet(epoch)
      else if (effect === 'heartbeat') events.heartbeat()
      else end()
    }
    if (now.state !== before) events.changed(now)
  }

  function arm(): void {
    cancelTimer()
    const atMs = wakeAt(now)
    if (atMs === null) return
    // After a jump of the clock the wait stays within the longest there is.
    const waitMs = Math.min(Math.max(atMs - time(), 0), 60_000)
    cancelTimer = env.schedule(waitMs, () => apply({ kind: 'tick' }))
  }

  function open(): void {
    const before = socket
    const mine = ++epoch
    const isMine = () => mine === epoch && socket !== null
    socket = { send: () => undefined, close: () => undefined }
    socket = env.connect(url, {
      opened: () => isMine() && apply({ kind: 'opened' }),
      message(bytes) {
        if (!isMine()) return
        const frames = decodeFrames(bytes)
        if (frames === null) return end()
        apply({ kind: 'heard' })
        events.frames(frames, mine)
      },
      closed: (code) => isMine() && ended(code),
    })
    before?.close()
  }

  /** Closes our side; a socket that hangs would tell us minutes later, so its end is taken as told. */
  function end(): void {
    const closing = socket
    if (closing === null) return
    ended(1006)
    closing.close()
  }

  function ended(code: number): void {
    socket = null
    apply({ kind: 'closed', code, chance: env.random() })
  }

  const greet = (of: number, ...frames: Uint8Array[]) => {
    if (of === epoch && socket !== null) socket.send(joinFrames(frames))
  }
  const send = (of: number, ...frames: Uint8Array[]) => {
    // The server ends a socket on which anything comes before the hello, which waits for the disk.
    if (now.state === 'live') greet(of, ...frames)
  }
  return {
    get now() {
      return now
    },
    get epoch() {
      return socket === null ? 0 : epoch
    },
    tell: (kind) => apply({ kind }),
    ...{ greet, send },
    control: (of, message) => send(of, encodeControl(message)),
    drop: end,
  }
}
