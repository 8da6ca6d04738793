/** The browser's own clock, chance, socket, disk, lock and tabs, as `environment.ts` wants them. */
import { whenIdle } from './when-idle.ts'
import { openDeviceStore } from '../persistence/device-store-idb.ts'
import type { UserId } from '../../schema/ids.ts'
import type { Environment, Socket, SocketHandlers, TabChannel } from './environment.ts'

/** What a socket is told when it closes without a word of why. */
const NETWORK_TOOK_IT = 1006

/** @param isSignedIn  whether this account still is on this device */
export function browserEnvironment(userId: UserId, isSignedIn: () => boolean): Environment {
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    schedule(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    whenIdle,
    connect,
    store: openDeviceStore(userId, isSignedIn),
    lock: { acquire: (name) => acquire(name) as Promise<() => void>, acquireFree: (name) => acquire(name, true) },
    channel: openChannel(`cairn-${userId}`),
    report: (what, cause) => console.warn(`cairn: ${what}`, cause ?? ''),
  }
}

/** Where our own client's socket is, seen from this page. */
export function syncUrl(): string {
  return `${location.origin.replace(/^http/, 'ws')}/sync`
}

function connect(url: string, handlers: SocketHandlers): Socket {
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('open', () => handlers.opened())
  socket.addEventListener('message', ({ data }) => {
    if (data instanceof ArrayBuffer) handlers.message(new Uint8Array(data))
  })
  socket.addEventListener('close', ({ code }) => handlers.closed(code || NETWORK_TOOK_IT), { once: true })
  return {
    send(bytes) {
      if (socket.readyState === WebSocket.OPEN) socket.send(bytes as Uint8Array<ArrayBuffer>)
    },
    close: () => socket.close(),
  }
}

/** The lock is kept until it is given back, or the tab goes. @returns null only with `ifAvailable` */
function acquire(name: string, ifAvailable = false): Promise<(() => void) | null> {
  return new Promise((granted, failed) => {
    navigator.locks
      .request(name, { ifAvailable }, (lock) =>
        lock ? new Promise<void>((release) => granted(() => release())) : granted(null),
      )
      .catch((cause: unknown) => failed(cause instanceof Error ? cause : new Error(String(cause))))
  })
}

function openChannel(name: string): TabChannel {
  const channel = new BroadcastChannel(name)
  return {
    post: (message) => channel.postMessage(message),
    listen(listener) {
      const hear = ({ data }: MessageEvent) => listener(data)
      channel.addEventListener('message', hear)
      return () => channel.removeEventListener('message', hear)
    },
    close: () => channel.close(),
  }
}
