/**
 * A small internet of one machine: names and public addresses that a test makes up, answered by a server on loopback. What
 * is connected to is written down before anything is sent, so that a test can say that no packet went elsewhere.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { FetchDeps, FetchLimits } from '../../../sync-server/previews/checked-fetch.ts'

export const PUBLIC = '93.184.216.34'

export interface AWeb {
  readonly deps: FetchDeps
  /** Every address that was connected to. */
  readonly dialled: string[]
  readonly asked: IncomingMessage[]
  /** What each name resolves to; PUBLIC where nothing is said. A function is asked each time. */
  readonly names: Map<string, readonly string[] | (() => readonly string[])>
  /** What the socket says whom it is connected to, when that is not whom it was dialled to. */
  peer: string | null
  stop(): Promise<void>
}

export async function aWeb(answer: RequestListener, limits: Partial<FetchLimits> = {}): Promise<AWeb> {
  const sockets = new Set<Socket>()
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  server.on('connection', (socket: Socket) => sockets.add(socket))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const dialled: string[] = []
  const names: AWeb['names'] = new Map()
  const web: AWeb = {
    ...{ dialled, names, asked, peer: null },
    deps: {
      limits,
      resolve: async (name) => {
        const found = names.get(name) ?? [PUBLIC]
        return typeof found === 'function' ? found() : found
      },
      async dial(address) {
        dialled.push(address)
        const socket = connect({ host: '127.0.0.1', port })
        await once(socket, 'connect')
        Object.defineProperty(socket, 'remoteAddress', { value: web.peer ?? address })
        return socket
      },
    },
    async stop() {
      sockets.forEach((socket) => socket.destroy())
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return web
}

export function html(head: string): string {
  return `<!doctype html><html><head>${head}</head><body></body></html>`
}
