/**
 * Everything the device takes from outside: time, chance, the socket, the disk, the other tabs. A browser gives the
 * real ones (`browser-environment.ts`), a simulation its own, so that one seed always gives one history.
 */
import type { DeviceStore } from '../persistence/device-store.ts'

export interface Socket {
  send(bytes: Uint8Array): void
  close(): void
}

/** `closed` comes once, also when it never opened; nothing comes after it. */
export interface SocketHandlers {
  opened(): void
  message(bytes: Uint8Array): void
  /** @param code a CloseCode, or 1006 when the network took it */
  closed(code: number): void
}

/** Messages between the tabs of one device, in order per sender; a tab does not hear itself. */
export interface TabChannel {
  post(message: unknown): void
  listen(listener: (message: unknown) => void): () => void
  close(): void
}

export interface Environment {
  /** This device's clock, integer milliseconds. May jump. */
  now(): number
  /** Uniform in [0, 1). */
  random(): number
  /** Runs `run` once after `ms`, never within this call. @returns cancel */
  schedule(ms: number, run: () => void): () => void
  /** Runs `run` once when there is nothing more urgent to do, never within this call. */
  whenIdle(run: () => void): void
  connect(url: string, handlers: SocketHandlers): Socket
  readonly store: DeviceStore
  readonly lock: {
    /** Resolves when this tab alone holds the lock, with the function that gives it back. */
    acquire(name: string): Promise<() => void>
    /** The same at once, or null when another tab holds it or waits for it. */
    acquireFree(name: string): Promise<(() => void) | null>
  }
  readonly channel: TabChannel
  /** Defects and damaged data, for logs. Never text of messages. */
  report?(what: string, cause?: unknown): void
}
