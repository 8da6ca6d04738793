/** The baseline of opening: a bare server that keeps a channel as one Yjs document, and loads and sends it when asked. */
import { readFileSync } from 'node:fs'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { answerRequests } from './processes.ts'

const [, , folder = ''] = process.argv
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: 2 ** 30 })
/** Kept in memory once loaded, as servers do. */
const documents = new Map<string, Y.Doc>()

server.on('connection', (socket) => {
  socket.on('message', (name: Buffer) => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, readFileSync(`${folder}/${name.toString()}`))
    documents.set(name.toString(), doc)
    socket.send(Y.encodeStateAsUpdate(doc))
  })
})
await once(server, 'listening')
answerRequests(async () => `ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
