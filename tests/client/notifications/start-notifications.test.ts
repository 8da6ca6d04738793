/** What the worker tells a page that is open. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FromWorker, ToWorker } from '../../../client/notifications/notice.ts'
import { startNotifications } from '../../../client/notifications/start-notifications.ts'
import { PUMP } from '../../../client/fixtures/ridge.ts'
import { openStores } from '../stores/support.ts'

beforeEach(() => {
  vi.stubGlobal('document', aDocument())
  vi.stubGlobal('location', { hash: '#/' })
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('dispatchEvent', page.dispatchEvent.bind(page))
})
afterEach(() => vi.unstubAllGlobals())

it('[NF52] the worker is told of a chat that comes into view, and of none that nobody looks at', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  vi.stubGlobal('navigator', { platform: '', locks: { request: async () => undefined } })
  const { stores } = openStores()
  const seen: string[] = []
  const tell = (message: ToWorker) => void (message.type === 'seen' && seen.push(message.chat))
  const stop = startNotifications(stores, { tell, listen: () => () => undefined })
  expect(seen).toEqual([])
  location.hash = `#/c/${PUMP}`
  dispatchEvent(new Event('hashchange'))
  expect(seen).toEqual([PUMP])
  document.hasFocus = () => false
  dispatchEvent(new Event('hashchange'))
  expect(seen).toEqual([PUMP])
  document.hasFocus = () => true
  dispatchEvent(new Event('focus'))
  expect(seen).toEqual([PUMP, PUMP])
  stop()
  dispatchEvent(new Event('focus'))
  expect(seen).toEqual([PUMP, PUMP])
})

const aDocument = () =>
  Object.assign(new EventTarget(), { querySelector: () => null, visibilityState: 'visible', hasFocus: () => true })

it('[NF45] a page that comes into view shows what it counts: the worker may have told another number meanwhile', async () => {
  const page = aDocument()
  const badges: number[] = []
  const shell = { setAppBadge: async (count: number) => void badges.push(count), clearAppBadge: async () => undefined }
  vi.stubGlobal('document', page)
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  vi.stubGlobal('navigator', { platform: '', locks: { request: async () => undefined }, ...shell })
  const { stores } = openStores()
  const stop = startNotifications(stores, { tell: () => undefined, listen: () => () => undefined })
  const { badge } = stores.chats.view
  expect(badges).toEqual([badge])
  page.dispatchEvent(new Event('visibilitychange'))
  await vi.waitFor(() => expect(badges).toEqual([badge, badge]))
  stop()
})

it('[OS60] a session that was ended elsewhere leaves no notification, and a new one knows what was read', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  vi.stubGlobal('navigator', { platform: '', locks: { request: async () => undefined } })
  const { device, stores } = openStores()
  const told: ToWorker[] = []
  const stop = startNotifications(stores, { tell: (message) => void told.push(message), listen: () => () => undefined })
  told.length = 0
  stores.sync.sessionEnded(true)
  expect(told).toEqual([{ type: 'forget', user: device.userId, keepsAnswers: true }])
  stores.sync.sessionEnded(false)
  expect(told.slice(1)).toMatchObject([{ type: 'read', user: device.userId }])
  stop()
})

it('[UI82] a push asks a link that may be dead', () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  vi.stubGlobal('navigator', { platform: '', locks: { request: async () => undefined } })
  const { device, stores } = openStores()
  let hear = (_message: FromWorker): void => expect.unreachable()
  const stop = startNotifications(stores, {
    tell: () => undefined,
    listen(heard) {
      hear = (message) => heard(message, () => undefined)
      return () => undefined
    },
  })
  expect(device.tries).toBe(0)
  hear({ type: 'pushed' })
  expect(device.tries).toBe(1)
  stop()
})
