/** What the storage page needs of the browser and of other parts, each loaded when it is asked for. Tests and fixtures bring their own. */
import type { ChannelId } from '../../schema/ids.ts'
import { keptApp, type AppHere } from '../app/kept-app.ts'
import type { MediaSettings } from '../stores/keep-rules.ts'
import type { PrepareResult } from '../stores/prepare-media.ts'
import type { Store, Unsubscribe } from '../stores/store.ts'
import type { Device } from '../sync/device.ts'

export type MediaKeep = MediaSettings['keep']

/** Bytes as the browser counts them for this address; null = it does not tell. */
export interface Estimate {
  readonly usage: number | null
  readonly quota: number | null
}

export interface MediaPort {
  /** Of what the person sees is kept by itself. */
  readonly keep: MediaKeep
  /** Of all media together, bytes. */
  readonly limitBytes: number
  choose(part: Partial<MediaSettings>): Promise<void>
  usage(): Promise<{ readonly bytes: number; readonly files: number }>
  /** Told once each time that parts of files were kept or removed, and nothing of what is on its way. */
  onUsage(told: () => void): Unsubscribe
  countOf(chats: readonly ChannelId[]): Promise<{ readonly bytes: number; readonly files: number }>
  /** Files that are to be kept, and are not here. */
  missingOf(chats: readonly ChannelId[]): Promise<number>
  clear(): Promise<number>
  free(bytes: number): Promise<number>
  prepare(
    chats: readonly ChannelId[],
    options: { signal: AbortSignal; progress: (now: { readonly done: number; readonly total: number }) => void },
  ): Promise<Pick<PrepareResult, 'missing' | 'noRoom' | 'gone'>>
}

export interface StoragePorts {
  /** Whether the app itself is on this device. */
  readonly app: Store<AppHere>
  estimate(): Promise<Estimate>
  /** null = the browser cannot be asked. */
  isPersisted(): Promise<boolean | null>
  persist(): Promise<boolean>
  /** Of the app's own files. */
  appBytes(): Promise<number>
  media(): Promise<MediaPort>
  indexBytes(): Promise<number>
}

export function browserPorts(device: Device): StoragePorts {
  const storage = navigator.storage as StorageManager | undefined
  return {
    app: keptApp.here,
    async estimate() {
      const { usage, quota } = (await storage?.estimate?.()) ?? {}
      return { usage: usage ?? null, quota: quota ?? null }
    },
    isPersisted: async () => (await storage?.persisted?.()) ?? null,
    persist: async () => (await storage?.persist?.()) ?? false,
    appBytes: cachedBytes,
    async media() {
      const keeper = (await import('../stores/media-keeper.ts')).mediaKeeperOf(device)
      return {
        get keep() {
          return keeper.settings.view.keep
        },
        get limitBytes() {
          return keeper.settings.view.limitBytes
        },
        choose: (part) => keeper.choose(part),
        usage: () => told(keeper.usage),
        onUsage: (changed) => keeper.usage.subscribe(changed),
        countOf: (chats) => keeper.countOf(chats),
        missingOf: (chats) => keeper.missingOf(chats),
        clear: () => keeper.clear(),
        free: (bytes) => keeper.free(bytes),
        prepare: (chats, options) => keeper.prepare(chats, options),
      }
    },
    indexBytes: async () => (await (await import('../search/local-search.ts')).localSearchOf(device).usage()).bytes,
  }
}

/** The first view that is one. */
function told<T>(store: Store<T | null>): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      if (store.view === null) return
      stop()
      resolve(store.view)
    }
    const stop = store.subscribe(look)
    look()
  })
}

/** The files that the service worker keeps, of every version that is still in use. */
async function cachedBytes(): Promise<number> {
  let bytes = 0
  for (const name of await globalThis.caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) bytes += (await (await cache.match(request))?.blob())?.size ?? 0
  }
  return bytes
}
