/** One device that connects, catches up and goes: what it carried is counted. */
import type { Downstream } from '../../schema/protocol/downstream.ts'
import { decodeFrames, encodeControl, encodeFrame, type Frame } from '../../schema/protocol/frames.ts'
import type { Upstream } from '../../schema/protocol/upstream.ts'
import { newUlid } from './fill.ts'
import { openSocket, type RawSocket } from './raw-socket.ts'

const QUIET_MS = 150

export class Device {
  private readonly id = newUlid()
  private connection = 0
  private position = 0
  private chain = ''
  private settings: string | undefined
  private socket: RawSocket | null = null
  private row = 0
  private waiting: { until: (frame: Frame) => boolean; done: () => void }[] = []

  constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  /** Connects and catches up. @returns payload bytes both ways after the handshake, until nothing more comes */
  async catchUp(): Promise<number> {
    const socket = await this.open()
    const resumed = this.when((frame) => controlOf(frame)?.t === 'resumed')
    this.control({ t: 'hello', version: 1, device: this.id, connection: ++this.connection, settings: this.settings })
    this.control({ t: 'resume', position: this.position, chain: this.chain })
    await resumed
    await new Promise((resolve) => setTimeout(resolve, QUIET_MS))
    return socket.payloadBytes
  }

  /** Connects as a new device. @returns payload bytes both ways until the document is there */
  async catchUpWith(doc: string): Promise<number> {
    const socket = await this.open()
    const here = this.when((frame) => frame.kind === 'step2' && frame.doc === doc)
    this.control({ t: 'hello', version: 1, device: this.id, connection: ++this.connection })
    this.control({ t: 'resume', position: 0, chain: '' })
    await here
    return socket.payloadBytes
  }

  /** Brings an update and waits until it is acknowledged. */
  async write(doc: string, payload: Uint8Array): Promise<void> {
    const row = ++this.row
    const acknowledged = this.when((frame) => {
      const control = controlOf(frame)
      if (control?.t === 'refused') throw new Error(JSON.stringify(control))
      return control?.t === 'ack' && control.row === row
    })
    this.socket?.send(encodeFrame({ kind: 'update', doc, row, payload }))
    await acknowledged
  }

  control(message: Upstream): void {
    this.socket?.send(encodeControl(message))
  }

  close(): void {
    this.socket?.close()
    this.socket = null
  }

  private async open(): Promise<RawSocket> {
    const headers = { Cookie: this.cookie, Origin: this.url.replace('ws:', 'http:') }
    return (this.socket = await openSocket(`${this.url}/sync`, headers, (message) => this.receive(message)))
  }

  private when(until: (frame: Frame) => boolean): Promise<void> {
    return new Promise((done) => this.waiting.push({ until, done }))
  }

  private receive(message: Uint8Array): void {
    for (const frame of decodeFrames(message) ?? []) {
      const control = controlOf(frame)
      if (control?.t === 'hello') this.settings = control.settingsId ?? this.settings
      if (control?.t === 'resumed' || control?.t === 'at') ({ position: this.position, chain: this.chain } = control)
      this.waiting = this.waiting.filter(({ until, done }) => {
        if (!until(frame)) return true
        done()
        return false
      })
    }
  }
}

function controlOf(frame: Frame): Downstream | null {
  return frame.kind === 'control' ? (JSON.parse(frame.json) as Downstream) : null
}
