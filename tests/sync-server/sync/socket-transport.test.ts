/** Frames prepared once for many sockets arrive like those of `ws` (docs/behaviour.md, RL1). */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer, type ClientOptions } from 'ws'
import { socketTransport } from '../../../sync-server/sync/socket-transport.ts'
import type { Transport } from '../../../sync-server/sync/transport.ts'

let server: Server
let transports: Transport[]
const sockets = new WebSocketServer({
  noServer: true,
  perMessageDeflate: { threshold: 1024, serverNoContextTakeover: true, clientNoContextTakeover: true },
})

beforeEach(async () => {
  transports = []
  server = createServer().on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (ws) => transports.push(socketTransport(request, ws, socket))),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(() => {
  sockets.clients.forEach((socket) => socket.terminate())
  server.close()
})

async function connect(options: ClientOptions = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, options)
  const received: Buffer[] = []
  const waiters: (() => void)[] = []
  socket.on('message', (data: Buffer) => {
    received.push(data)
    waiters.forEach((check) => check())
  })
  await once(socket, 'open')
  const receivedCount = (count: number) =>
    new Promise<void>((resolve) => {
      const check = () => received.length >= count && resolve()
      waiters.push(check)
      check()
    })
  return { socket, received, receivedCount }
}

const words = (length: number) =>
  Buffer.from('the tide table hangs in the galley '.repeat(length / 35 + 1)).subarray(0, length)
/** Around each length at which a header grows, deflate begins, and `ws` takes over. */
const LENGTHS = [1, 125, 126, 1_023, 1_024, 65_535, 65_536, 65_537, 200_000]

describe('socketTransport', () => {
  it.each([
    ['deflate', {}],
    ['no deflate', { perMessageDeflate: false }],
    ['a smaller window', { perMessageDeflate: { serverMaxWindowBits: 9 } }],
  ])('[RL1] messages of every length arrive whole and in order, with %s', async (_name, options) => {
    const { received, receivedCount } = await connect(options)
    const sent = [...LENGTHS, ...LENGTHS.toReversed()].map((length) => words(length))
    for (const message of sent) transports[0]?.send(message)
    await receivedCount(sent.length)
    expect(received.map((message, i) => message.equals(sent[i] as Buffer))).toEqual(sent.map(() => true))
  })

  it('[RL1] what does not deflate arrives as well', async () => {
    const { received, receivedCount } = await connect()
    const noise = randomBytes(5_000)
    transports[0]?.send(noise)
    await receivedCount(1)
    expect(received[0]?.equals(noise)).toBe(true)
  })

  it('[RL1] one message serves sockets with and without deflate', async () => {
    const peers = [await connect(), await connect({ perMessageDeflate: false })]
    const message = words(3_000)
    for (const transport of transports) transport.send(message)
    await Promise.all(peers.map((peer) => peer.receivedCount(1)))
    expect(peers.map((peer) => peer.received[0]?.equals(message))).toEqual([true, true])
  })

  it('[GW8] what was sent before a close arrives, what is sent after it does not', async () => {
    const { socket, received } = await connect()
    transports[0]?.send(words(10))
    transports[0]?.close(4503, 'stopping')
    transports[0]?.send(words(20))
    const [code] = (await once(socket, 'close')) as [number]
    expect([code, received.length]).toEqual([4503, 1])
  })
})
