/** A device of one user: a disk, one or more tabs running the real client core, a lock and a channel between them. */
import type { Device } from '../../../client/sync/device.ts'
import { createDevice } from '../../../client/sync/create-device.ts'
import type { Environment } from '../../../client/sync/environment.ts'
import type { UserId } from '../../../schema/ids.ts'
import { MemoryDisk, memoryDeviceStore } from '../client-memory-store.ts'
import { SimLink, type SimNetwork } from './sim-link.ts'
import type { SimServer } from './sim-server.ts'

interface Tab {
  readonly device: Promise<Device>
  ready: Device | null
  isAlive: boolean
  readonly kill: () => void
  readonly links: Set<SimLink>
  releaseLock: (() => void) | null
}

export class SimDevice {
  readonly disk = new MemoryDisk()
  /** How wrong this device's clock is, milliseconds. */
  clockErrorMs = 0
  isOnline = true
  readonly reports: string[] = []
  private tabs: Tab[] = []
  private readonly waiting: { tab: Tab; grant: () => void }[] = []
  private holder: Tab | null = null

  constructor(
    readonly name: string,
    readonly userId: UserId,
    private readonly network: SimNetwork,
    private readonly server: () => SimServer,
  ) {}

  openTab(): void {
    const store = memoryDeviceStore(this.disk)
    const listeners = new Set<(message: unknown) => void>()
    const links = new Set<SimLink>()
    const { time, random } = this.network
    const ifAlive = (run: () => void) => () => {
      if (tab.isAlive) run()
    }
    const environment: Environment = {
      now: () => time.nowMs + this.clockErrorMs,
      random,
      schedule: (ms, run) => time.schedule(ms, ifAlive(run)),
      whenIdle: (run) => void time.schedule(0, ifAlive(run)),
      store,
      report: (what, cause) => this.reports.push(`${what} ${cause instanceof Error ? cause.message : ''}`),
      connect: (_url, handlers) => {
        const link = new SimLink(
          this.network,
          this.server(),
          this.userId,
          {
            opened: ifAlive(() => handlers.opened()),
            message: (bytes) => tab.isAlive && handlers.message(bytes),
            closed: (code) => {
              links.delete(link)
              if (tab.isAlive) handlers.closed(code)
            },
          },
          () => this.isOnline && this.server().isUp,
        )
        links.add(link)
        return { send: (bytes) => link.send(bytes), close: () => link.close() }
      },
      lock: {
        acquire: () => this.acquire(tab),
        acquireFree: () => Promise.resolve().then(() => (this.holder ? null : this.acquire(tab))),
      },
      channel: {
        post: (message) => {
          const copy = structuredClone(message)
          for (const other of this.tabs)
            if (other !== tab) time.schedule(1, () => other.isAlive && this.hear(other, copy))
        },
        listen: (listener) => {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
        close: () => listeners.clear(),
      },
    }
    const tab: Tab = {
      isAlive: true,
      ready: null,
      links,
      releaseLock: null,
      kill: () => store.kill(),
      device: createDevice(environment, { userId: this.userId, url: 'ws://server/sync' }),
    }
    this.ears.set(tab, listeners)
    this.tabs.push(tab)
    tab.device.then(
      (device) => (tab.ready = device),
      (cause: unknown) => this.reports.push(`open ${String(cause)}`),
    )
  }

  private readonly ears = new Map<Tab, Set<(message: unknown) => void>>()

  /** The tabs whose device is open. */
  devices(): Device[] {
    return this.tabs.flatMap((tab) => (tab.isAlive && tab.ready ? [tab.ready] : []))
  }

  get tabCount(): number {
    return this.tabs.length
  }

  /** A tab is closed or killed at once. */
  killTab(index: number): void {
    const tab = this.tabs[index]
    if (!tab) return
    tab.isAlive = false
    tab.kill()
    for (const link of tab.links) link.abandon()
    this.tabs.splice(index, 1)
    this.release(tab)
  }

  /** The device loses power: every tab, and what was only handed to the disk. */
  crash(): void {
    while (this.tabs.length > 0) this.killTab(0)
    this.disk.crash()
  }

  cut(halfOpen: boolean): void {
    for (const tab of this.tabs) for (const link of [...tab.links]) link.cut(halfOpen)
  }

  private hear(tab: Tab, message: unknown): void {
    for (const listener of [...(this.ears.get(tab) ?? [])]) listener(message)
  }

  private acquire(tab: Tab): Promise<() => void> {
    return new Promise((resolve) => {
      this.waiting.push({ tab, grant: () => resolve(() => this.release(tab)) })
      this.grantNext()
    })
  }

  private release(tab: Tab): void {
    if (this.holder === tab) this.holder = null
    this.grantNext()
  }

  private grantNext(): void {
    if (this.holder) return
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      if (!next.tab.isAlive) continue
      this.holder = next.tab
      const { grant } = next
      this.network.time.schedule(0, grant)
      return
    }
  }
}
