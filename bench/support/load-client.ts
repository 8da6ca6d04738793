/** One device of the load: writes a message, takes in what comes, knows when its own was answered. */
import { volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Downstream } from '../../schema/protocol/downstream.ts'
import { decodeFrames, encodeControl, encodeFrame } from '../../schema/protocol/frames.ts'
import { englishMessage } from './english.ts'
import { newUlid, updateOf } from './fill.ts'
import type { MessageCounter } from './message-counter.ts'
import { openSocket, type RawSocket } from './raw-socket.ts'

export interface LoadTarget {
  readonly kind: 'cairn' | 'bare'
  readonly url: string
  readonly channel: string
}

export interface LoadEvents {
  sent(messageId: string): void
  delivered(messageIds: readonly string[]): void
  /** The client's own message was acknowledged; by the baseline: came back. */
  settled(client: LoadClient): void
}

let written = 0
/** Of a device that comes again the number has risen, else it is taken for an older socket of it. */
let connection = 0

export class LoadClient {
  private socket: RawSocket | null = null
  private volume = 0
  private row = 0
  private pending: string | null = null

  constructor(
    private readonly target: LoadTarget,
    readonly userId: number,
    private readonly cookie: string,
    private readonly counter: MessageCounter,
    private readonly events: LoadEvents,
  ) {}

  /** Resolves when the device has caught up. */
  async connect(): Promise<void> {
    const { kind, url } = this.target
    const origin = url.replace('ws:', 'http:')
    const path = kind === 'cairn' ? `${url}/sync` : url
    let resumed = () => {}
    const caughtUp = new Promise<void>((resolve) => (resumed = resolve))
    const headers = { Cookie: this.cookie, Origin: origin }
    const socket = (this.socket = await openSocket(path, headers, (data) => this.receive(data, resumed)))
    if (kind === 'bare') resumed()
    if (kind === 'cairn') {
      const device = `bench-device-${this.userId}`
      socket.send(encodeControl({ t: 'hello', version: 1, device, connection: ++connection }))
      socket.send(encodeControl({ t: 'resume', position: 0, chain: '' }))
    }
    await caughtUp
  }

  /** Writes a new message, as an update of its own under a client id of its own, like our client. */
  write(): void {
    const id = newUlid()
    this.pending = id
    this.events.sent(id)
    this.send(id, { by: this.userId, text: englishMessage(written++ % 5_000) })
  }

  close(): void {
    const socket = this.socket
    this.socket = null
    socket?.close()
  }

  private send(id: string, value: object): void {
    const payload = updateOf([['messages', id, value]])
    const doc = volumeDocument(this.target.channel as ChannelId, this.volume)
    this.socket?.send(encodeFrame({ kind: 'update', doc, row: ++this.row, payload }))
  }

  private receive(data: Uint8Array, caughtUp: () => void): void {
    const frames = decodeFrames(data)
    if (!frames) throw new Error('a malformed message')
    for (const frame of frames) {
      if (frame.kind === 'update') {
        const ids = this.counter.idsIn(frame.payload)
        this.events.delivered(ids)
        if (this.target.kind === 'bare' && this.pending !== null && ids.includes(this.pending)) this.settle()
      } else if (frame.kind === 'control') this.control(JSON.parse(frame.json) as Downstream, caughtUp)
    }
  }

  private control(message: Downstream, caughtUp: () => void): void {
    if (message.t === 'resumed') caughtUp()
    if (message.t === 'ack' && message.row === this.row) this.settle()
    if (message.t === 'doc') this.follow(message.doc)
    if (message.t === 'refused') {
      const sealed = message.entries.find((entry) => entry.code === 'sealed')
      if (!sealed || this.pending === null) throw new Error(`refused: ${JSON.stringify(message)}`)
      this.write()
    }
  }

  /** The next volume was opened: what is written from now on goes there. */
  private follow(doc: string): void {
    const [, channel, volume] = doc.split('/')
    if (channel !== this.target.channel || volume === undefined || Number(volume) <= this.volume) return
    this.volume = Number(volume)
  }

  private settle(): void {
    this.pending = null
    this.events.settled(this)
  }
}
