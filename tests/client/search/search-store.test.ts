/** A search that asks the index and the server (docs/behaviour.md, SR26-SR28): the server tells a page at a time. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { channelDocument } from '../../../schema/documents.ts'
import { indexInPage } from '../../../client/fixtures/page-index.ts'
import { aRidge, NOW, PUMP, WITH_BEN } from '../../../client/fixtures/ridge.ts'
import { LocalSearch, useLocalSearch } from '../../../client/search/local-search.ts'
import { SearchStore } from '../../../client/search/search-store.ts'
import { SERVER_LIMIT } from '../../../client/search/server-search.ts'
import { openStores } from '../stores/support.ts'

const CHAT_NUM = 7
const [ANA, BEN] = [2, 3]
const DAY = 24 * 60 * 60_000

interface OnServer {
  readonly id: number
  readonly by: number
}

/** Ids from `first` down. */
const many = (count: number, first: number, by = ANA): OnServer[] =>
  Array.from({ length: count }, (_, n) => ({ id: first - n, by }))

describe('a search on the server', () => {
  let asked: URLSearchParams[]
  let onServer: readonly OnServer[]
  let isDown: boolean
  let onAnswer: () => void

  beforeEach(() => {
    asked = []
    isDown = false
    onAnswer = () => undefined
    vi.stubGlobal('fetch', (path: string) => {
      const query = new URLSearchParams(path.split('?')[1])
      asked.push(query)
      if (isDown) return Promise.reject(new TypeError('no server'))
      onAnswer()
      const before = Number(query.get('before_id') ?? Infinity)
      const page = onServer.filter(({ id }) => id < before).slice(0, SERVER_LIMIT)
      return Promise.resolve(
        Response.json(
          page.map(({ id, by }) => ({
            ...{ id, chat_id: CHAT_NUM, sender_id: by, type: 'text', text: `gasket ${id}` },
            // A message an hour.
            created_at: new Date(NOW - (10_000 - id) * 3_600_000).toISOString(),
          })),
        ),
      )
    })
  })
  afterEach(() => vi.unstubAllGlobals())

  /** @param known  integer ids that this device holds */
  function open(known: readonly number[] = [], ridge = aRidge(), chat = PUMP) {
    const { stores, device, timers, box } = openStores(ridge)
    for (const id of ridge.ids.keys()) device.put(channelDocument(id), 'meta', 'num', id === chat ? CHAT_NUM : null)
    const held = new Set(known)
    indexInPage(device, [PUMP])
    useLocalSearch(
      device,
      new LocalSearch({
        ask: ((name: string, ask: { nums: number[] }) =>
          Promise.resolve(
            name === 'known'
              ? ask.nums.filter((num) => held.has(num))
              : { total: 0, files: 0, hits: [], isBuilding: false },
          )) as never,
        subscribe: () => () => undefined,
      }),
    )
    const store = new SearchStore(stores, () => 'Saved', timers, box)
    store.subscribe(() => undefined)
    const nums = () => store.view.serverHits.map(({ num }) => num)
    const answered = () => expect.poll(() => store.view.server).toBe('done')
    return { store, device, nums, answered, held }
  }

  it('[SR26] what this device holds of a page is followed by the next page, until there is something else', async () => {
    onServer = many(150, 9_000)
    const { store, nums, answered } = open(many(100, 9_000).map(({ id }) => id))
    store.type('gasket')
    store.askServer()
    await answered()
    expect(asked.map((query) => query.get('before_id'))).toEqual([null, '8901'])
    expect(nums()).toEqual(many(50, 8_900).map(({ id }) => id))
    expect(store.view.hasMoreOnServer).toBe(false)
  })

  it('[SR30] what was said in a direct message that is closed is found', async () => {
    onServer = many(3, 9_000, BEN)
    const { store, nums, answered } = open([], aRidge().prefs(WITH_BEN, { hiddenAt: NOW }), WITH_BEN)
    store.type('gasket')
    store.askServer()
    await answered()
    expect(nums()).toEqual([9_000, 8_999, 8_998])
    expect(store.view.serverHits[0]).toMatchObject({ channel: WITH_BEN })
  })

  it('[SR26] after a full page there is more, whatever the filters left of it', async () => {
    onServer = [...many(450, 9_000, BEN), ...many(3, 8_000, ANA)]
    const { store, nums, answered } = open()
    store.type('gasket from:@ana')
    store.askServer()
    await answered()
    expect([asked.length, nums(), store.view.hasMoreOnServer]).toEqual([4, [], true])
    store.moreOnServer()
    expect(store.view.server).toBe('asking')
    await answered()
    expect([nums(), store.view.hasMoreOnServer]).toEqual([[8_000, 7_999, 7_998], false])
  })

  it('[SR26] more is added to what was told, once each', async () => {
    onServer = many(250, 9_000)
    const { store, nums, answered } = open()
    store.type('gasket')
    store.askServer()
    await answered()
    expect([nums().length, store.view.hasMoreOnServer]).toEqual([100, true])
    store.moreOnServer()
    store.moreOnServer()
    await answered()
    expect([nums().length, new Set(nums()).size, asked.length]).toEqual([200, 200, 2])
    store.askServer()
    await answered()
    expect(nums()).toEqual(many(100, 9_000).map(({ id }) => id))
  })

  it('[SR26] nothing is asked for that is older than the filters want', async () => {
    onServer = many(300, 9_950)
    const { store, nums, answered } = open()
    const day = new Date(NOW - 4 * DAY)
    const after = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
      .map((n) => String(n).padStart(2, '0'))
      .join('-')
    store.type(`gasket after:${after}`)
    store.askServer()
    await answered()
    expect(asked.length).toBeLessThan(3)
    expect(nums().length).toBeGreaterThan(0)
    expect(store.view.hasMoreOnServer).toBe(false)
  })

  it('[UI185] where it broke off before there was anything new, there may be more all the same', async () => {
    onServer = many(250, 9_000)
    const { store } = open(many(100, 9_000).map(({ id }) => id))
    store.type('gasket')
    onAnswer = () => void (isDown = true)
    store.askServer()
    await expect.poll(() => store.view.server).toBe('failed')
    expect([store.view.serverHits, store.view.hasMoreOnServer]).toEqual([[], true])
  })

  it('[SR26][UI185] where it broke off it goes on; without a connection what was told stays', async () => {
    onServer = many(250, 9_000)
    const { store, nums, answered, device } = open()
    store.type('gasket')
    store.askServer()
    await answered()
    isDown = true
    store.moreOnServer()
    await expect.poll(() => store.view.server).toBe('failed')
    expect(nums().length).toBe(100)
    expect(store.view.hasMoreOnServer).toBe(true)
    isDown = false
    store.askServer()
    await answered()
    expect(nums().length).toBe(200)
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null }, NOW)
    expect([store.view.server, nums().length]).toEqual(['offline', 200])
    device.setSync({ state: 'live', sinceMs: NOW }, NOW)
    expect([store.view.server, asked.length]).toEqual(['done', 3])
  })

  it.each([
    ['from:@ana', 'needs-word'],
    ['has:image in:pump-crew', 'needs-word'],
    ['gasket is:unread', 'not-these'],
    ['is:pinned', 'not-these'],
    ['gasket mentions:me', 'not-these'],
    ['gasket from:@ana', 'waiting'],
    ['a', 'none'],
    ['gasket from:nobody', 'none'],
  ])('[SR28] of %s the server is said to be %s', (typed, server) => {
    const { store } = open()
    store.type(typed)
    expect(store.view.server).toBe(server)
    store.askServer()
    expect(asked.length).toBe(server === 'waiting' ? 1 : 0)
  })
})

describe('a search on this device', () => {
  it.each(['on my way', 'in:@ben'])('[SR30] finds a direct message that is closed: %s', async (typed) => {
    const ridge = aRidge().prefs(WITH_BEN, { hiddenAt: NOW })
    const { stores, device, timers, box } = openStores(ridge)
    indexInPage(device, [...ridge.ids.keys()])
    const store = new SearchStore(stores, () => 'Saved', timers, box)
    store.subscribe(() => undefined)
    store.type(typed)
    await expect
      .poll(() => store.view.hits.map(({ channel, text }) => [channel, text]))
      .toContainEqual([WITH_BEN, 'On my way'])
  })

  it('[SR27] looks until the index has answered, and says nothing of what it has not looked for', async () => {
    const { stores, device, timers, box } = openStores(aRidge())
    const waiting: ((total: number) => void)[] = []
    const listeners = new Set<() => void>()
    useLocalSearch(
      device,
      new LocalSearch({
        ask: ((name: string) =>
          name === 'search'
            ? new Promise((resolve) =>
                waiting.push((total) => resolve({ total, files: 0, hits: [], isBuilding: false })),
              )
            : Promise.resolve([])) as never,
        subscribe: (listener) => (listeners.add(listener), () => undefined),
      }),
    )
    const store = new SearchStore(stores, () => 'Saved', timers, box)
    store.subscribe(() => undefined)
    store.type('gasket')
    expect(store.view.local).toBe('asking')
    await expect.poll(() => waiting.length).toBe(1)
    waiting.shift()!(0)
    await expect.poll(() => store.view.local).toBe('done')
    // The same question asked anew, as something changed, has its answer meanwhile.
    for (const changed of listeners) changed()
    await expect.poll(() => waiting.length).toBe(1)
    expect(store.view.local).toBe('done')
    waiting.shift()!(2)
    await expect.poll(() => store.view.total).toBe(2)
    store.type('gasket 4')
    expect(store.view.local).toBe('asking')
  })
})
