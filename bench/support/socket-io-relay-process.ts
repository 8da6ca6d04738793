/** The baseline of Socket.IO: a bare server that sends each message it gets to everyone in the room, the sender included. */
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { answerRequests } from './processes.ts'

const server = createServer()
const io = new Server(server)
io.on('connection', (socket) => {
  void socket.join('room')
  socket.on('send_message', (message: object) => io.to('room').emit('new_message', message))
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
answerRequests(async () => `ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
