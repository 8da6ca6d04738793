/** The link to the server, outside of the browser: it can be cut, stalled and slowed, as radio does it. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

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
  /** The link works again. What was stalled goes on, what was cut stays cut. */
  mend(): void
  close(): Promise<void>
}

interface Pair {
  readonly near: Socket
  readonly far: Socket
}

export async function tcpProxy(port: number): Promise<TcpProxy> {
  const pairs = new Set<Pair>()
  let target = port
  let isCut = false
  let isStalled = false
  let delayMs = 0

  const pipe = (from: Socket, to: Socket): void => {
    from.on('data', (piece) => {
      if (delayMs === 0) return void to.write(piece)
      setTimeout(() => to.write(piece), delayMs)
    })
    from.on('end', () => setTimeout(() => to.end(), delayMs))
    from.on('error', () => to.resetAndDestroy())
    from.on('close', () => to.destroySoon())
  }
  const server = createServer((near) => {
    // Without this listener a browser that hangs up first would end the test.
    near.on('error', () => {})
    if (isCut) return void near.resetAndDestroy()
    const far = connect(target, '127.0.0.1')
    const pair = { near, far }
    pairs.add(pair)
    near.once('close', () => pairs.delete(pair))
    pipe(near, far)
    pipe(far, near)
    if (isStalled) [near, far].forEach((socket) => socket.pause())
  })
  const resetAll = (): void => {
    for (const { near, far } of [...pairs]) [near, far].forEach((socket) => socket.resetAndDestroy())
    pairs.clear()
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
    stall() {
      isStalled = true
      for (const { near, far } of pairs) [near, far].forEach((socket) => socket.pause())
    },
    delay: (ms) => void (delayMs = ms),
    mend() {
      isCut = isStalled = false
      for (const { near, far } of pairs) [near, far].forEach((socket) => socket.resume())
    },
    async close() {
      resetAll()
      server.close()
      await once(server, 'close')
    },
  }
}
