/** The storage of a device, made when it is first wanted; from then on history is kept as the person chose. */
import type { ChannelId } from '../../schema/ids.ts'
import type { Device } from '../sync/device.ts'
import { TIMERS } from '../stores/store.ts'
import type { Stores } from '../stores/stores.ts'
import { coreOf } from './core-of.ts'
import { keepHistory } from './keep-history.ts'
import { keepSettingsOf, keyOf, savesData } from './keep-settings.ts'
import { levelOf } from './measure-storage.ts'
import { browserPorts } from './ports.ts'
import { StorageStore } from './storage-store.ts'

const made = new WeakMap<Device, StorageStore>()

export function storageOf(stores: Stores): StorageStore {
  const { device } = stores
  let store = made.get(device)
  if (store) return store
  const ports = browserPorts(device)
  const chats = (): readonly ChannelId[] => stores.chats.own().map(({ id }) => id)
  made.set(device, (store = new StorageStore(device, ports, chats)))
  const core = coreOf(device)
  if (core) begin(stores, store, core)
  return store
}

/** For tests and fixtures. */
export function useStorage(device: Device, store: StorageStore): void {
  made.set(device, store)
}

function begin(stores: Stores, store: StorageStore, core: NonNullable<ReturnType<typeof coreOf>>): void {
  const { device } = stores
  const ends = new AbortController()
  const { signal } = ends
  const settings = keepSettingsOf(device)
  const look = keepHistory({
    ...{ core, device, signal },
    settings: () => settings.view,
    chats: () => stores.chats.own().map(({ id }) => id),
    mayFetch,
  })
  settings.subscribe(look)
  void beginArrivals(stores, signal, mayFetch)
  const told = ({ key }: StorageEvent) => {
    if (key === keyOf(device.userId)) settings.readAgain()
  }
  window.addEventListener('storage', told, { signal })
  const { env } = core
  const report = env.report?.bind(env)
  env.report = (what, cause) => {
    if (isOutOfRoom(cause)) void store.ranOut()
    report?.(what, cause)
  }
  const stop = device.stop.bind(device)
  device.stop = () => {
    ends.abort()
    return stop()
  }

  /** Not where every byte is paid for, and not when the browser has little room left. */
  async function mayFetch(): Promise<boolean> {
    if (savesData(device)) return false
    const estimate = await (navigator.storage as StorageManager | undefined)?.estimate?.().catch(() => undefined)
    return levelOf({ usage: estimate?.usage ?? null, quota: estimate?.quota ?? null }) === 'fine'
  }
}

/** What arrives in chats that nobody looks at is kept as far as the person chose. */
async function beginArrivals(stores: Stores, signal: AbortSignal, mayFetch: () => Promise<boolean>): Promise<void> {
  const [{ keepArrivals }, { mediaKeeperOf }] = await Promise.all([
    import('../stores/keep-arrivals.ts'),
    import('../stores/media-keeper.ts'),
  ])
  const { device, chats } = stores
  if (signal.aborted) return
  const keeper = mediaKeeperOf(device)
  keepArrivals({
    ...{ device, signal, mayFetch },
    chats: () => chats.own().map(({ id, activityAt }) => ({ id, movedAt: activityAt })),
    onChats: (listener) => chats.subscribe(listener),
    prepare: (ids, options) => keeper.prepare(ids, options),
    after: (ms, run) => TIMERS.after(ms, run),
  })
}

/** The browser's own error lies under that of the storage. */
export function isOutOfRoom(cause: unknown): boolean {
  for (let error = cause; error instanceof Error; error = error.cause) {
    if (error.name === 'QuotaExceededError') return true
  }
  return false
}
