/**
 * Keeps the app on this device: all its files under one build id, so it opens with the server down and no part of it can
 * fail later. A new build waits until the person takes it or no tab is left. `client/vite-service-worker.ts` puts in the list.
 */
import { cacheName, INDEX, olderCaches, planFor, rulesPastWorker, staleCaches, type RouterRule } from './cache-plan.ts'
import { keepFiles } from './keep-files.ts'
import { listenForNotices } from './notices.ts'
import { takeShared } from './take-shared.ts'

declare const self: ServiceWorkerGlobalScope & {
  readonly __CAIRN_PRECACHE__: readonly string[]
  readonly __CAIRN_BUILD__: string
}

const paths: readonly string[] = self.__CAIRN_PRECACHE__
const build: string = self.__CAIRN_BUILD__
const precache = new Set(paths)
const cache = cacheName(build)

/** Not in every browser: where it is not, `fetch` below answers the same. */
interface RoutingInstallEvent extends ExtendableEvent {
  addRoutes?(rules: readonly RouterRule[]): Promise<void>
}

self.addEventListener('install', (event: RoutingInstallEvent) => {
  event.waitUntil(keepAll())
  const routed = event.addRoutes?.(rulesPastWorker(cache, precache))
  if (routed) event.waitUntil(routed.catch((cause: unknown) => console.warn('cairn: static routes', cause)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim())
})

self.addEventListener('message', (event) => {
  const { type } = (event.data ?? {}) as { type?: string }
  if (type === 'take-over') event.waitUntil(self.skipWaiting())
  if (type === 'started' && event.source instanceof Client) event.waitUntil(tidyUp(event.source.id))
})

listenForNotices()

self.addEventListener('fetch', (event) => {
  const { method, url, mode } = event.request
  const plan = planFor({ method, url, mode }, self.location.origin, precache)
  if (plan.kind === 'cached') event.respondWith(fromCache(plan.path, event.request))
  if (plan.kind === 'older') event.respondWith(fromAnyCache(plan.path, event.request))
  if (plan.kind === 'shared') event.respondWith(takeShared(event.request))
})

/** A build that is there in part is not used, as it would fail offline, one click later; the next try has what came of it. */
async function keepAll(): Promise<void> {
  const store = await caches.open(cache)
  const others = staleCaches(await caches.keys(), new Set([cache]))
  const older = async (path: string): Promise<Response | undefined> => {
    for (const name of others) {
      const found = await (await caches.open(name)).match(path)
      if (found) return found
    }
  }
  await keepFiles(paths, { store, older, fetch: (request) => fetch(request) })
  const index = await store.match(INDEX)
  if (index) await store.put('/', index)
}

/** Caches of older builds go when a page has started and no other tab is left that may still run one of them. */
async function tidyUp(startingId: string): Promise<void> {
  const tabs = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (tabs.some(({ id }) => id !== startingId)) return
  const waiting = new Set(await waitingCaches())
  const stale = olderCaches(await caches.keys(), cache).filter((name) => !waiting.has(name))
  await Promise.all(stale.map((name) => caches.delete(name)))
}

/** A build that waits to take over has its files already: they are the newest, and not this worker's to judge. */
async function waitingCaches(): Promise<string[]> {
  const { waiting, installing } = self.registration
  const isNewer = (worker: ServiceWorker | null) => worker !== null && worker.scriptURL !== ''
  return isNewer(waiting) || isNewer(installing) ? await caches.keys() : []
}

async function fromCache(path: string, request: Request): Promise<Response> {
  const store = await caches.open(cache)
  return (await store.match(path)) ?? fetch(request)
}

async function fromAnyCache(path: string, request: Request): Promise<Response> {
  return (await caches.match(path)) ?? fetch(request)
}
