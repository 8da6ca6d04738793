/** Programs that use a real server: accounts by HTTP, stock y-websocket providers, and a bare client of `/sync`. */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { randomInt } from 'node:crypto'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import type { Downstream } from '../../schema/protocol/downstream.ts'
import { decodeFrames, encodeControl, encodeFrame } from '../../schema/protocol/frames.ts'

export const PASSWORD = 'Correct-horse-1'

/** A port that stays the same over restarts. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Resolves as soon as `isTrue` says so, asked again and again. */
export async function until(isTrue: () => boolean | Promise<boolean>, what: string, withinMs = 20_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`)
    await pause(5)
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

export interface Account {
  readonly userId: number
  readonly username: string
  /** As a Cookie header. */
  readonly cookie: string
}

export function signUp(url: string, username: string): Promise<Account> {
  return enter(url, '/signup', { username, password: PASSWORD, confirm_password: PASSWORD })
}

export function signIn(url: string, username: string): Promise<Account> {
  return enter(url, '/login', { username, password: PASSWORD })
}

async function enter(url: string, path: string, form: Record<string, string>): Promise<Account> {
  const headers = { accept: 'application/json' }
  const response = await fetch(url + path, { method: 'POST', headers, body: new URLSearchParams(form) })
  if (response.status !== 200) throw new Error(`${path} answers ${response.status}`)
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  const { userId, username } = (await response.json()) as { userId: number; username: string }
  return { userId, username, cookie }
}

export async function signOut(url: string, { cookie }: Account): Promise<void> {
  await fetch(`${url}/logout`, { headers: { cookie }, redirect: 'manual' })
}

/** A one-time ticket for a socket without a cookie. */
export async function ticketOf(url: string, { cookie }: Account): Promise<string> {
  const response = await fetch(`${url}/session/ticket`, { method: 'POST', headers: { cookie, origin: url } })
  return ((await response.json()) as { ticket: string }).ticket
}

/** What the upgrade was answered with, or the code with which the socket was closed. */
export async function knock(url: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  const socket = new WebSocket(url.replace('http', 'ws') + path, { headers })
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    socket.on('close', (code) => resolve(code))
    socket.on('error', reject)
  })
}

export interface StockClient {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  /** Codes of the closed sockets, oldest first. */
  readonly closes: number[]
  /** Reasons of "permission denied" messages, oldest first. */
  readonly denials: string[]
  messages(): Y.Map<unknown>
  stamps(): Y.Map<{ seq: number; id: number; mentions?: (number | string)[] }>
  end(): void
}

/** The unmodified provider, with the headers that a browser would send. */
export function stockClient(
  url: string,
  documentName: string,
  proof: { cookie?: string; ticket?: string },
  doc = new Y.Doc(),
): StockClient {
  const closes: number[] = []
  const denials: string[] = []
  const headers = { origin: url, ...(proof.cookie === undefined ? {} : { cookie: proof.cookie }) }
  class WithHeaders extends WebSocket {
    constructor(address: string, protocols?: string[]) {
      super(address, protocols ?? [], { headers })
      // A refused upgrade is an error event; the provider tries again by itself.
      this.on('error', () => undefined)
      this.on('message', (data) => denials.push(...denialOf(Buffer.from(data as ArrayBuffer))))
    }
  }
  const provider = new WebsocketProvider(`${url.replace('http', 'ws')}/sync`, documentName, doc, {
    WebSocketPolyfill: WithHeaders as never,
    disableBc: true,
    maxBackoffTime: 200,
    ...(proof.ticket === undefined ? {} : { params: { token: proof.ticket } }),
  })
  provider.on('connection-close', (event) => void (event && closes.push(event.code)))
  return {
    ...{ doc, provider, closes, denials },
    messages: () => doc.getMap('messages'),
    stamps: () => doc.getMap('stamps'),
    end: () => provider.destroy(),
  }
}

/** y-protocols "permission denied": type 2, 0, a string shorter than 128 bytes. */
function denialOf(data: Buffer): string[] {
  return data[0] === 2 && data[1] === 0 ? [data.subarray(3).toString('utf8')] : []
}

/** A bare client of `/sync`: one document, one message in flight, written again until it is acknowledged. */
export class MuxWriter {
  readonly acked: string[] = []
  private readonly pending: { id: string; value: unknown }[] = []
  private socket: WebSocket | null = null
  private replica = new Y.Doc()
  private inFlight: string | null = null
  private connection = 0
  private ended = false
  private isLive = false

  constructor(
    private readonly url: string,
    private readonly account: Account,
    private readonly documentName: string,
  ) {
    this.connect()
  }

  get idle(): boolean {
    return this.pending.length === 0
  }

  post(id: string, value: unknown): void {
    this.pending.push({ id, value })
    this.sendNext()
  }

  end(): void {
    this.ended = true
    this.socket?.terminate()
  }

  private connect(): void {
    if (this.ended) return
    this.isLive = false
    this.inFlight = null
    const headers = { cookie: this.account.cookie, origin: this.url }
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/sync`, { headers })
    this.socket = socket
    socket.on('open', () => {
      const device = `writer-of-${this.account.username}`
      socket.send(encodeControl({ t: 'hello', version: 1, device, connection: ++this.connection }))
      socket.send(encodeControl({ t: 'open', doc: this.documentName }))
    })
    socket.on('message', (data) => this.receive(data as Buffer))
    socket.on('error', () => undefined)
    socket.on('close', () => void pause(20).then(() => this.connect()))
  }

  private receive(data: Buffer): void {
    for (const frame of decodeFrames(data) ?? []) {
      if (frame.kind === 'control') this.hear(JSON.parse(frame.json) as Downstream)
      else if ((frame.kind === 'step2' || frame.kind === 'update') && frame.doc === this.documentName) {
        Y.applyUpdate(this.replica, frame.payload)
        this.isLive = true
      }
    }
    this.sendNext()
  }

  private hear(message: Downstream): void {
    if (message.t === 'doc' && message.doc === this.documentName) {
      if (message.mode === 'whole') this.replica = new Y.Doc()
      this.isLive ||= message.empty
    }
    if (message.t === 'refused') throw new Error(`refused: ${message.entries.map((e) => e.reason).join()}`)
    if (message.t === 'ack') this.done()
  }

  private done(): void {
    const first = this.pending.shift()
    if (first) this.acked.push(first.id)
    this.inFlight = null
  }

  private sendNext(): void {
    // What stands in the replica already was stored before its acknowledgement was lost.
    while (this.isLive && !this.inFlight && this.pending[0] && this.replica.getMap('messages').has(this.pending[0].id))
      this.done()
    const next = this.pending[0]
    if (!next || !this.isLive || this.inFlight || this.socket?.readyState !== WebSocket.OPEN) return
    this.inFlight = next.id
    const copy = new Y.Doc()
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.replica))
    copy.clientID = randomInt(2 ** 32)
    const before = Y.encodeStateVector(copy)
    copy.getMap('messages').set(next.id, next.value)
    this.socket.send(
      encodeFrame({ kind: 'update', doc: this.documentName, row: 1, payload: Y.encodeStateAsUpdate(copy, before) }),
    )
  }
}
