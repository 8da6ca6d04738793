/** The baseline: a bare `ws` server that sends each message it gets to everyone connected, the sender included. */
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { WebSocketServer } from 'ws'
import { answerRequests } from './processes.ts'

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
server.on('connection', (socket) => {
  socket.on('message', (message: Buffer) => {
    for (const client of server.clients) client.send(message)
  })
})
await once(server, 'listening')
answerRequests(async () => `ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
