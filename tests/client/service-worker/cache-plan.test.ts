import { describe, expect, it } from 'vitest'
import {
  cacheName,
  keepPlan,
  olderCaches,
  planFor,
  rulesPastWorker,
  staleCaches,
  type Asked,
} from '../../../client/service-worker/cache-plan.ts'

const ORIGIN = 'https://chat.example'
const FILES = new Set(['/index.html', '/assets/main-1a.js', '/icons/icon.svg', '/theme-boot.js'])

function plan(path: string, asked: Partial<Asked> = {}) {
  return planFor({ method: 'GET', url: new URL(path, ORIGIN).href, mode: 'cors', ...asked }, ORIGIN, FILES)
}

describe('what the service worker answers', () => {
  it('the app opens from the cache, with or without a query', () => {
    for (const path of ['/', '/index.html', '/?source=pwa']) {
      expect(plan(path, { mode: 'navigate' })).toEqual({ kind: 'cached', path: '/index.html' })
    }
  })

  it('files of this build come from the cache', () => {
    expect(plan('/assets/main-1a.js')).toEqual({ kind: 'cached', path: '/assets/main-1a.js' })
    expect(plan('/theme-boot.js')).toEqual({ kind: 'cached', path: '/theme-boot.js' })
  })

  it('files of an older build, which another tab still runs, come from where they are kept', () => {
    expect(plan('/assets/main-0f.js')).toEqual({ kind: 'older', path: '/assets/main-0f.js' })
  })

  it.each([
    '/sync',
    '/session',
    '/api/v1/channels',
    '/messages/general',
    '/export/all',
    '/files/x.png',
    '/healthz',
    '/sw.js',
  ])('never %s', (path) => {
    expect(plan(path)).toEqual({ kind: 'network' })
  })

  it.each(['/login', '/signup', '/logout', '/api/v1/docs'])("pages of the server stay the server's: %s", (path) => {
    expect(plan(path, { mode: 'navigate' })).toEqual({ kind: 'network' })
  })

  it('never a POST, not even to an address of the app', () => {
    expect(plan('/', { method: 'POST', mode: 'navigate' })).toEqual({ kind: 'network' })
    expect(plan('/assets/main-1a.js', { method: 'HEAD' })).toEqual({ kind: 'network' })
  })

  it('never another origin, even with the same path', () => {
    expect(plan('https://other.example/assets/main-1a.js')).toEqual({ kind: 'network' })
  })
})

describe('what the browser answers without the service worker', () => {
  const rules = rulesPastWorker('cairn-b2', FILES)

  it('the app and its other files come from the cache of this build', () => {
    expect(rules.filter(({ source }) => source !== 'cache')).toEqual(
      [{ pathname: '/', search: '' }, { pathname: '/icons/icon.svg' }, { pathname: '/theme-boot.js' }].map(
        (urlPattern) => ({ condition: { urlPattern, requestMethod: 'GET' }, source: { cacheName: 'cairn-b2' } }),
      ),
    )
  })

  it('parts of it come from whichever cache has them, so that an older build goes on', () => {
    expect(rules.filter(({ source }) => source === 'cache').map(({ condition }) => condition.urlPattern)).toEqual([
      { pathname: '/assets/*' },
    ])
  })
})

describe('caches', () => {
  it('only ours that are not used are stale', () => {
    const used = new Set([cacheName('b2')])
    expect(staleCaches(['cairn-b1', 'cairn-b2', 'media', 'workbox-b1'], used)).toEqual(['cairn-b1'])
  })
  it('[OS44] what came of a newer build stays when older ones are let go', () => {
    const names = ['cairn-b1', 'cairn-media', 'media', 'cairn-b2', 'cairn-b3']
    expect(olderCaches(names, 'cairn-b2')).toEqual(['cairn-b1', 'cairn-media'])
    expect(olderCaches(names, 'cairn-b9')).toEqual([])
  })
})

describe('[OS44] what a build has fetched', () => {
  it('is the parts that are not here; what has the same name in every build comes last, anew', () => {
    const paths = ['/assets/main-1a.js', '/assets/thread-2b.js', '/icons/icon.svg', '/index.html']
    const kept = new Set(['/assets/main-1a.js', '/index.html'])
    expect(keepPlan(paths, kept)).toEqual({ parts: ['/assets/thread-2b.js'], last: ['/icons/icon.svg', '/index.html'] })
  })
})
