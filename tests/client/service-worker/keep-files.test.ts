/** Keeping the app's files one by one, over a cache in memory and a server that is cut off. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepFiles } from '../../../client/service-worker/keep-files.ts'

const PARTS = Array.from({ length: 20 }, (_, n) => `/assets/part-${n}.js`)
const LAST = ['/index.html', '/theme-boot.js']
const PATHS = [...PARTS, ...LAST]

describe('[OS44] the files of a build', () => {
  const kept = new Map<string, Response>()
  let asked: string[]
  let answer: (path: string) => Response | Promise<Response>
  let older: ReadonlyMap<string, Response>

  beforeEach(() => {
    // As in a worker: addresses are of its own.
    vi.stubGlobal(
      'Request',
      class {
        constructor(readonly url: string) {}
      },
    )
    kept.clear()
    asked = []
    older = new Map()
    answer = () => new Response('code', { headers: { 'Content-Type': 'text/javascript' } })
  })
  afterEach(() => vi.unstubAllGlobals())

  const fetch = async ({ url }: Pick<Request, 'url'>) => (asked.push(url), answer(url))
  const store = {
    keys: () => Promise.resolve([...kept.keys()].map((path) => ({ url: `https://chat.example${path}` }) as Request)),
    put: (path: string, response: Response) => Promise.resolve(void kept.set(path, response)),
  } as unknown as Cache
  const keep = () => keepFiles(PATHS, { store, fetch, older: (path) => Promise.resolve(older.get(path)) })

  it('are kept as they come: after a cut the rest alone is fetched', async () => {
    answer = (path) => (asked.length > 10 ? Promise.reject(new TypeError(`cut at ${path}`)) : new Response('code'))
    await expect(keep()).rejects.toThrow('cut')
    expect(kept.size).toBe(10)
    const before = new Set(kept.keys())
    asked = []
    answer = () => new Response('code')
    await keep()
    expect(asked).toEqual(PATHS.filter((path) => !before.has(path)))
    expect([...kept.keys()].sort()).toEqual([...PATHS].sort())
  })

  it('are taken from an older build by their name, but for those that every build has', async () => {
    older = new Map(PATHS.slice(1).map((path) => [path, new Response('older')]))
    await keep()
    expect(asked).toEqual([PARTS[0], ...LAST])
  })

  it('that every build has are kept together, and no page of somebody else as the app', async () => {
    older = new Map(PARTS.map((path) => [path, new Response('older')]))
    answer = () => new Response('Welcome', { headers: { 'Content-Type': 'text/html' } })
    await expect(keep()).rejects.toThrow('no file of the app: /theme-boot.js')
    expect([...kept.keys()].sort()).toEqual([...PARTS].sort())
  })

  it.each([
    ['a page in its stead', () => new Response('Welcome', { headers: { 'Content-Type': 'text/html; charset=utf-8' } })],
    ['none', () => new Response('', { status: 404 })],
  ])('are none of them where the server has %s', async (_, given) => {
    answer = given
    await expect(keep()).rejects.toThrow('no file of the app')
    expect(kept.size).toBe(0)
  })
})
