/**
 * Time, network, locks and tab channels driven by hand, in one process. Nothing happens until `settle` or `advance`;
 * the same seed gives the same history.
 */
import type { Environment, SocketHandlers } from '../../client/sync/environment.ts'
import type { MemoryDisk } from './client-memory-store.ts'
import { memoryDeviceStore } from './client-memory-store.ts'

/** What the world needs of a server. */
export interface WorldServer {
  connect(peer: { send(bytes: Uint8Array): void; close(code: number): void }): {
    message(bytes: Uint8Array): void
    closed(): void
  }
}

interface Timer {
  readonly atMs: number
  readonly order: number
  readonly run: () => void
}

/** One cable: cut it to drop both ends; while it is cut nothing connects. */
export interface Cable {
  isCut: boolean
  cut(): void
}

export class ClientWorld {
  nowMs = 1_700_000_000_000
  readonly reports: string[] = []
  #order = 0
  #timers: Timer[] = []
  #seed: number
  readonly #locks = new Map<string, { held: boolean; waiting: (() => void)[] }>()
  readonly #channels = new Map<string, Set<(message: unknown) => void>>()

  constructor(
    private readonly server: WorldServer,
    seed = 1,
  ) {
    this.#seed = seed
  }

  random(): number {
    // mulberry32
    this.#seed = (this.#seed + 0x6d2b79f5) | 0
    let t = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }

  schedule(ms: number, run: () => void): () => void {
    const timer = { atMs: this.nowMs + ms, order: this.#order++, run }
    this.#timers.push(timer)
    return () => void (this.#timers = this.#timers.filter((other) => other !== timer))
  }

  /** Lets everything happen that needs no more time. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 3; quiet++) {
      await new Promise((resolve) => setImmediate(resolve))
      if (this.#runDue()) quiet = -1
    }
  }

  /** Lets time pass, timer by timer. */
  async advance(ms: number): Promise<void> {
    const until = this.nowMs + ms
    for (;;) {
      await this.settle()
      const next = Math.min(...this.#timers.map((timer) => timer.atMs))
      if (next > until) break
      this.nowMs = Math.max(this.nowMs, next)
    }
    this.nowMs = until
    await this.settle()
  }

  #runDue(): boolean {
    const due = this.#timers.filter((timer) => timer.atMs <= this.nowMs)
    if (due.length === 0) return false
    const first = due.reduce((a, b) => (b.atMs < a.atMs || (b.atMs === a.atMs && b.order < a.order) ? b : a))
    this.#timers = this.#timers.filter((timer) => timer !== first)
    first.run()
    return true
  }

  cable(): Cable & { readonly drops: Set<() => void> } {
    const drops = new Set<() => void>()
    return {
      isCut: false,
      drops,
      cut() {
        this.isCut = true
        for (const drop of [...drops]) drop()
      },
    }
  }

  /** One tab of a device: tabs of one disk share lock and channel. */
  tab(disk: MemoryDisk, cable: ReturnType<ClientWorld['cable']>, diskName = 'disk') {
    const store = memoryDeviceStore(disk)
    let isDead = false
    const releases = new Set<() => void>()
    const sockets = new Set<() => void>()
    const held = (release: () => void) => {
      releases.add(release)
      return () => {
        releases.delete(release)
        release()
      }
    }
    const alive =
      <A extends unknown[]>(run: (...args: A) => void) =>
      (...args: A) => {
        if (!isDead) run(...args)
      }
    const env: Environment = {
      now: () => this.nowMs,
      random: () => this.random(),
      schedule: (ms, run) => this.schedule(ms, alive(run)),
      whenIdle: (run) => void this.schedule(0, alive(run)),
      connect: (_url, handlers) => this.#connect(cable, handlers, alive, sockets),
      store,
      lock: {
        acquire: (name) => this.#acquire(`${diskName}/${name}`, () => isDead).then(held),
        acquireFree: async (name) => {
          if (this.#locks.get(`${diskName}/${name}`)?.held) return null
          return held(await this.#acquire(`${diskName}/${name}`, () => isDead))
        },
      },
      channel: this.#channel(diskName, alive),
      report: (what, cause) =>
        void this.reports.push(
          cause === undefined ? what : `${what}: ${cause instanceof Error ? (cause.stack ?? '') : 'failed'}`,
        ),
    }
    /** The tab is gone at once, as in a crash: the browser gives its lock to the next, its socket ends. */
    const kill = () => {
      isDead = true
      store.kill()
      for (const end of [...sockets]) end()
      for (const release of releases) release()
    }
    return { env, kill }
  }

  #connect(
    cable: ReturnType<ClientWorld['cable']>,
    handlers: SocketHandlers,
    alive: <A extends unknown[]>(run: (...args: A) => void) => (...args: A) => void,
    sockets: Set<() => void>,
  ) {
    let isOpen = true
    const toClient = alive((run: () => void) => run())
    const end = (code: number) => {
      if (!isOpen) return
      isOpen = false
      cable.drops.delete(drop)
      sockets.delete(drop)
      session?.closed()
      this.schedule(0, () => toClient(() => handlers.closed(code)))
    }
    const drop = () => end(1006)
    let session: ReturnType<WorldServer['connect']> | null = null
    cable.drops.add(drop)
    sockets.add(drop)
    this.schedule(0, () => {
      if (cable.isCut) return drop()
      if (!isOpen) return
      session = this.server.connect({
        send: (bytes) => this.schedule(0, () => isOpen && toClient(() => handlers.message(bytes))),
        close: end,
      })
      toClient(() => handlers.opened())
    })
    return {
      send: (bytes: Uint8Array) => void this.schedule(0, () => isOpen && session?.message(bytes)),
      close: drop,
    }
  }

  #acquire(name: string, isDead: () => boolean): Promise<() => void> {
    let lock = this.#locks.get(name)
    if (!lock) this.#locks.set(name, (lock = { held: false, waiting: [] }))
    const { waiting } = lock
    const mine = lock
    return new Promise((resolve) => {
      const grant = () => {
        if (isDead()) return next()
        mine.held = true
        resolve(next)
      }
      const next = () => {
        mine.held = false
        waiting.shift()?.()
      }
      if (mine.held) waiting.push(grant)
      else grant()
    })
  }

  #channel(name: string, alive: <A extends unknown[]>(run: (...args: A) => void) => (...args: A) => void) {
    let members = this.#channels.get(name)
    if (!members) this.#channels.set(name, (members = new Set()))
    const all = members
    let own: ((message: unknown) => void) | null = null
    return {
      post: (message: unknown) => {
        const copy: unknown = structuredClone(message)
        for (const other of all) if (other !== own) this.schedule(0, () => other(copy))
      },
      listen: (listener: (message: unknown) => void) => {
        own = alive(listener)
        all.add(own)
        return () => void (own && all.delete(own))
      },
      close: () => void (own && all.delete(own)),
    }
  }
}
