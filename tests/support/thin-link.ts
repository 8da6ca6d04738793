/** A link that is told by bytes, not by time: it lets so many go to the server, and is cut; what went has arrived. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface ThinLink {
  /** In place of the server's. */
  readonly url: string
  /** Bytes that went to the server over all connections, requests and their headers included. */
  readonly sentBytes: number
  /** How often it was cut. */
  readonly cuts: number
  /** Works again, for so many bytes. Waits until the server has noticed the cut before. */
  mend(bytes: number): Promise<void>
  close(): Promise<void>
}

export async function thinLink(port: number): Promise<ThinLink> {
  const nears = new Set<Socket>()
  /** Connections to the server that it has not closed yet. */
  const fars = new Set<Socket>()
  let leftBytes = 0
  let sentBytes = 0
  let cuts = 0

  const cut = (): void => {
    cuts++
    for (const near of nears) near.resetAndDestroy()
  }
  const server = createServer((near) => {
    near.on('error', () => {})
    if (leftBytes === 0) return void near.resetAndDestroy()
    const far = connect(port, '127.0.0.1')
    nears.add(near)
    fars.add(far)
    far.on('error', () => {})
    far.on('data', (piece) => near.write(piece))
    far.once('close', () => {
      fars.delete(far)
      near.destroySoon()
    })
    // No reset: what went through is on the other side, and is read there to its end.
    near.once('close', () => {
      nears.delete(near)
      far.end()
    })
    near.on('data', (piece) => {
      const passes = piece.subarray(0, leftBytes)
      leftBytes -= passes.length
      sentBytes += passes.length
      far.write(passes)
      if (leftBytes === 0) cut()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get sentBytes() {
      return sentBytes
    },
    get cuts() {
      return cuts
    },
    async mend(bytes) {
      await Promise.all([...fars].filter(({ writable }) => !writable).map((far) => once(far, 'close')))
      leftBytes = bytes
    },
    async close() {
      leftBytes = 0
      for (const socket of [...nears, ...fars]) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
