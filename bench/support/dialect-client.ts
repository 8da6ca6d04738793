/** One client of a dialect's socket, or of a bare relay that carries the same frames: says something, counts what it hears. */
import { once } from 'node:events'
import { io } from 'socket.io-client'
import WebSocket from 'ws'

export const DIALECT_KINDS = ['relay', 'chatterstack', 'envelope', 'socket-io', 'chattrix'] as const
export type DialectKind = (typeof DIALECT_KINDS)[number]

export interface DialectClient {
  say(text: string): void
  close(): void
}

/** Integer id of the channel that everybody is in. */
const ROOM = 1
let said = 0

/** @param heard  called for each message that arrives, one's own among them */
export function connectDialect(
  kind: DialectKind,
  url: string,
  cookie: string,
  heard: () => void,
): Promise<DialectClient> {
  return kind === 'socket-io' || kind === 'chattrix'
    ? connectSocketIo(kind, url, cookie, heard)
    : connectPlain(kind, url, cookie, heard)
}

async function connectPlain(
  kind: 'relay' | 'chatterstack' | 'envelope',
  url: string,
  cookie: string,
  heard: () => void,
): Promise<DialectClient> {
  const path = { relay: '', chatterstack: `/ws?room_id=${ROOM}`, envelope: '/ws' }[kind]
  const socket = new WebSocket(url + path, { headers: { cookie, origin: url.replace('ws:', 'http:') } })
  // Looked for, not parsed: the load shares the machine with what it measures.
  const wanted = Buffer.from(kind === 'envelope' ? '"message_new"' : '"receive_message"')
  socket.on('message', (data: Buffer) => {
    if (data.includes(wanted)) heard()
  })
  await once(socket, 'open')
  const frame = {
    // As long as what the real ones are sent.
    relay: (content: string) => ({
      event: 'receive_message',
      data: {
        ...{ id: String(++said), room_id: String(ROOM), sender_id: '12', content, attachments: [], status: 'SENT' },
        created_at: new Date().toISOString(),
      },
    }),
    chatterstack: (content: string) => ({ event: 'send_message', data: { room_id: String(ROOM), content } }),
    envelope: (message: string) => ({
      ...{ type: 'send_message', chat_id: ROOM, message, client_message_id: `bench-${++said}` },
    }),
  }[kind]
  return { say: (text) => socket.send(JSON.stringify(frame(text))), close: () => socket.terminate() }
}

async function connectSocketIo(
  kind: 'socket-io' | 'chattrix',
  url: string,
  cookie: string,
  heard: () => void,
): Promise<DialectClient> {
  const origin = url.replace('ws:', 'http:')
  const socket = io(origin, { extraHeaders: { cookie, origin }, transports: ['websocket'], forceNew: true })
  socket.on('new_message', heard)
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  if (kind === 'chattrix') await socket.emitWithAck('join_conversation', { conversation_id: ROOM })
  const sender = { id: 12, username: 'person12', display_name: 'person12', profile_pic: 'default.jpg' }
  const rest = { edited: false, edited_at: null, file_url: null, file_name: null, file_size: null }
  return {
    say: (content) =>
      socket.emit('send_message', {
        ...{ conversation_id: ROOM, content, type: 'text' },
        ...(kind === 'socket-io'
          ? { id: ++said, sender_id: 12, sender, timestamp: new Date().toISOString(), ...rest }
          : {}),
      }),
    close: () => void socket.disconnect(),
  }
}
