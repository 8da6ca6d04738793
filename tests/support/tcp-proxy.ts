/** The link to the server, outside of the browser: it can be cut, stalled, slowed and made thin, as radio does it. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface TcpProxy {
  /** What a browser opens. Stays the same whatever happens behind it. */
  readonly url: string
  /** Where new connections go. */
  aimAt(port: number): void
  /** Every socket is reset, and each new one as soon as it comes. */
  cut(): void
  /** Nothing goes through in either direction, and nobody is told. */
  stall(): void
  /** From now on each piece is so many milliseconds on its way. */
  delay(ms: number): void
  /** From now on so many bytes a second go through, of all connections together; Infinity = as they come. */
  limit(bytesPerS: { readonly down: number; readonly up: number }): void
  /** Bytes that came from the server over connections whose first request was for this path: a WebSocket has one of its own. */
  bytesOf(path: string): number
  /** Bytes that reached the server, of all connections together. */
  sentBytes(): number
  /** The link works again. What was stalled goes on, what was cut stays cut. */
  mend(): void
  close(): Promise<void>
}

/** What goes through at once where the link is thin: connections take turns. */
const PACKET = 1_400

export async function tcpProxy(port: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  const [down, up] = [new Lane(), new Lane()]
  const received = new Map<string, number>()
  let target = port
  let sent = 0
  let isCut = false
  let delayMs = 0

  const pipe = (from: Socket, to: Socket, lane: Lane, passed: (bytes: number) => void): void => {
    /** All that was read has left. */
    let left: Promise<unknown> = Promise.resolve()
    /** All that has left is there, in its order, also when the link becomes faster meanwhile. */
    let arrived: Promise<unknown> = Promise.resolve()
    const carry = async (piece: Buffer): Promise<void> => {
      for (const packet of lane.packetsOf(piece)) {
        await lane.leave(packet.length)
        const onItsWay = delayMs === 0 ? undefined : sleep(delayMs)
        arrived = arrived
          .then(() => onItsWay)
          .then(() => {
            passed(packet.length)
            to.write(packet)
          })
      }
    }
    from.on('data', (piece) => {
      // What has not left is not read: the sender notices how thin the link is.
      from.pause()
      left = left.then(() => carry(piece)).then(() => from.resume())
    })
    const last = (then: () => void) => void left.then(() => arrived).then(then)
    from.on('end', () => last(() => to.end()))
    from.on('error', () => to.resetAndDestroy())
    from.on('close', () => {
      sockets.delete(from)
      last(() => to.destroySoon())
    })
  }
  const server = createServer({ allowHalfOpen: true }, (near) => {
    // Without this listener a browser that hangs up first would end the test.
    near.on('error', () => {})
    if (isCut) return void near.resetAndDestroy()
    const far = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true })
    sockets.add(near).add(far)
    let path = ''
    near.once('data', (first) => (path = first.toString('latin1').split(/[ ?]/, 2)[1] ?? ''))
    pipe(near, far, up, (bytes) => (sent += bytes))
    pipe(far, near, down, (bytes) => received.set(path, (received.get(path) ?? 0) + bytes))
  })
  const resetAll = (): void => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    aimAt: (to) => void (target = to),
    cut() {
      isCut = true
      resetAll()
    },
    stall: () => [down, up].forEach((lane) => lane.stall()),
    delay: (ms) => void (delayMs = ms),
    limit(bytesPerS) {
      down.bytesPerS = bytesPerS.down
      up.bytesPerS = bytesPerS.up
    },
    bytesOf: (path) => received.get(path) ?? 0,
    sentBytes: () => sent,
    mend() {
      isCut = false
      for (const lane of [down, up]) lane.goOn()
    },
    async close() {
      resetAll()
      server.close()
      await once(server, 'close')
    },
  }
}

/** One direction of the link. What wants to leave waits for its turn. */
class Lane {
  bytesPerS = Infinity
  #freeAtMs = 0
  #going: Promise<void> = Promise.resolve()
  goOn: () => void = () => undefined

  stall(): void {
    this.goOn()
    this.#going = new Promise((resolve) => (this.goOn = resolve))
  }

  packetsOf(piece: Buffer): Buffer[] {
    if (this.bytesPerS === Infinity) return [piece]
    const starts = Array.from({ length: Math.ceil(piece.length / PACKET) }, (_, n) => n * PACKET)
    return starts.map((at) => piece.subarray(at, at + PACKET))
  }

  async leave(bytes: number): Promise<void> {
    await this.#going
    const nowMs = performance.now()
    this.#freeAtMs = Math.max(this.#freeAtMs, nowMs) + (bytes * 1_000) / this.bytesPerS
    if (this.#freeAtMs > nowMs) await sleep(this.#freeAtMs - nowMs)
  }
}
