/** What the service worker does with a request (UI.md, section 9). Pure. Only files of the app are ever answered from here. */

/** What the plan asks of a request. */
export interface Asked {
  readonly method: string
  /** Of the request. */
  readonly url: string
  /** `navigate` for a page. */
  readonly mode: string
}

export type Strategy =
  /** Not ours: the browser asks the server. */
  | { readonly kind: 'network' }
  /** This file of the app, from the cache; from the server when it is missing there. */
  | { readonly kind: 'cached'; readonly path: string }
  /** A part of another build that a tab still runs: from whichever cache has it. */
  | { readonly kind: 'older'; readonly path: string }
  /** What another app shares: never the server's before somebody sends it. */
  | { readonly kind: 'shared' }

/** Where the manifest sends what other apps share. */
export const SHARE = '/share'

const NETWORK: Strategy = { kind: 'network' }

export const INDEX = '/index.html'
const ASSETS = '/assets/'

/**
 * @param origin    where the worker lives
 * @param precache  paths of all files of this build, with `/index.html`
 */
export function planFor(asked: Asked, origin: string, precache: ReadonlySet<string>): Strategy {
  const url = new URL(asked.url)
  if (url.origin !== origin) return NETWORK
  if (asked.method === 'POST' && asked.mode === 'navigate' && url.pathname === SHARE) return { kind: 'shared' }
  if (asked.method !== 'GET') return NETWORK
  // Pages of the server (`/login`, `/export/…`) stay the server's: only the app's own address is the app.
  if (url.pathname === '/' || url.pathname === INDEX) return { kind: 'cached', path: INDEX }
  if (asked.mode === 'navigate') return NETWORK
  if (precache.has(url.pathname)) return { kind: 'cached', path: url.pathname }
  return url.pathname.startsWith(ASSETS) ? { kind: 'older', path: url.pathname } : NETWORK
}

/** As the browser takes it (Service Workers, static routing). */
export interface RouterRule {
  readonly condition: { readonly urlPattern: URLPatternInit; readonly requestMethod: 'GET' }
  /** One cache by its name, or whichever has the address. */
  readonly source: 'cache' | { readonly cacheName: string }
}

/**
 * What the browser answers by itself, as `planFor` would: the app opens without this worker being started first. What the
 * caches do not have, it asks the server for.
 */
export function rulesPastWorker(cache: string, precache: Iterable<string>): RouterRule[] {
  const rule = (urlPattern: URLPatternInit, source: RouterRule['source']): RouterRule => {
    return { condition: { urlPattern, requestMethod: 'GET' }, source }
  }
  const others = [...precache].filter((path) => !path.startsWith(ASSETS) && path !== INDEX)
  return [
    rule({ pathname: '/', search: '' }, { cacheName: cache }),
    // Of any build: an older one may still run in a tab, and a name stands for one content.
    rule({ pathname: `${ASSETS}*` }, 'cache'),
    ...others.map((pathname) => rule({ pathname }, { cacheName: cache })),
  ]
}

const PREFIX = 'cairn-'

export function cacheName(build: string): string {
  return `${PREFIX}${build}`
}

/** Our caches but the used ones. Others' caches are left alone. */
export function staleCaches(names: readonly string[], used: ReadonlySet<string>): string[] {
  return names.filter((name) => name.startsWith(PREFIX) && !used.has(name))
}

/**
 * Those of older builds. What came of a newer build that is not here as a whole is no older one: the next try goes on with it.
 *
 * @param names  as the browser tells them, in the order in which they were made
 */
export function olderCaches(names: readonly string[], own: string): string[] {
  return staleCaches(names.slice(0, Math.max(0, names.indexOf(own))), new Set([own]))
}

export interface KeepPlan {
  /** Of names that stand for one content: each is kept as it comes. */
  readonly parts: readonly string[]
  /** Asked for anew and kept together, when all parts are here: what is here of them may be of another build. */
  readonly last: readonly string[]
}

/** @param kept  paths in the cache of this build */
export function keepPlan(paths: readonly string[], kept: ReadonlySet<string>): KeepPlan {
  const isPart = (path: string) => path.startsWith(ASSETS)
  return {
    parts: paths.filter((path) => isPart(path) && !kept.has(path)),
    last: paths.filter((path) => !isPart(path)),
  }
}
