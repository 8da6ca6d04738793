/** A socket between a device and the server over a bad network: delays, cuts in either direction, half-open ends. */
import type { Endpoint, Transport } from '../../../sync-server/sync/transport.ts'
import type { SimServer } from './sim-server.ts'
import type { SimTime } from './sim-time.ts'

export interface LinkEvents {
  opened(): void
  message(bytes: Uint8Array): void
  closed(code: number): void
}

export interface SimNetwork {
  readonly time: SimTime
  readonly random: () => number
  /** Longest delay of one message, milliseconds. */
  maxDelayMs: number
  /** Messages that devices sent. */
  sent: number
}

/** Closed without a close frame. */
const ABNORMAL = 1006

export class SimLink {
  private endpoint: Endpoint | null = null
  private clientOpen = true
  private serverOpen = false
  /** What was sent is delivered in order: no message before the one sent earlier. */
  private upAtMs = 0
  private downAtMs = 0

  constructor(
    private readonly network: SimNetwork,
    server: SimServer,
    userId: number,
    private readonly events: LinkEvents,
    isReachable: () => boolean,
  ) {
    network.time.schedule(this.delay(), () => {
      if (!this.clientOpen) return
      const transport: Transport = {
        send: (message) => this.down(() => this.events.message(message)),
        close: (code) => {
          this.serverOpen = false
          this.down(() => this.closeClient(code))
        },
        bufferedBytes: () => 0,
      }
      this.serverOpen = true
      this.endpoint = isReachable() ? server.connect(userId, transport) : null
      if (!this.endpoint) return this.closeClient(ABNORMAL)
      this.down(() => this.events.opened())
    })
  }

  /** From the device. */
  send(message: Uint8Array): void {
    if (!this.clientOpen) return
    this.network.sent++
    const copy = message.slice()
    this.upAtMs = Math.max(this.upAtMs, this.network.time.nowMs + this.delay())
    this.network.time.schedule(this.upAtMs - this.network.time.nowMs, () => {
      if (this.serverOpen) this.endpoint?.receive(copy)
    })
  }

  /** By the device. */
  close(): void {
    this.clientOpen = false
    this.loseServer()
  }

  /** The connection breaks. `halfOpen`: the server does not notice for a while, and goes on sending into nothing. */
  cut(halfOpen: boolean): void {
    if (!this.clientOpen) return
    this.clientOpen = false
    const { time } = this.network
    // The device notices at once or when its watchdog does.
    time.schedule(this.network.random() < 0.5 ? 0 : 35_000, () => this.events.closed(ABNORMAL))
    if (halfOpen) time.schedule(60_000, () => this.loseServer())
    else this.loseServer()
  }

  /** The device's process is gone: no more calls into it. */
  abandon(): void {
    this.clientOpen = false
    this.loseServer()
  }

  private loseServer(): void {
    if (!this.serverOpen) return
    this.serverOpen = false
    this.network.time.schedule(0, () => this.endpoint?.gone())
  }

  private closeClient(code: number): void {
    if (!this.clientOpen) return
    this.clientOpen = false
    this.events.closed(code)
  }

  private down(run: () => void): void {
    this.downAtMs = Math.max(this.downAtMs, this.network.time.nowMs + this.delay())
    this.network.time.schedule(this.downAtMs - this.network.time.nowMs, () => {
      if (this.clientOpen) run()
    })
  }

  private delay(): number {
    return Math.floor(this.network.random() * this.network.maxDelayMs)
  }
}
