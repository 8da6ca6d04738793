/** A network in a hotel: whatever is asked for, it answers 200 with a page of its own. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Stands in every answer. */
export const PORTAL_WORDS = 'Welcome to the hotel Wi-Fi'

export interface CaptivePortal {
  readonly port: number
  /** Paths that it answered, in order. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

export async function captivePortal(): Promise<CaptivePortal> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    request.resume()
    response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><title>${PORTAL_WORDS}</title>`)
  })
  // A WebSocket is no exception: it gets the page too.
  server.on('upgrade', (request, socket) => {
    asked.push(request.url ?? '')
    const page = `<!doctype html><title>${PORTAL_WORDS}</title>`
    socket.on('error', () => {})
    socket.end(`HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n${page}`)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
