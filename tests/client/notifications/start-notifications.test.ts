/** What the worker tells a page that is open. */
import { afterEach, expect, it, vi } from 'vitest'
import type { FromWorker } from '../../../client/notifications/notice.ts'
import { startNotifications } from '../../../client/notifications/start-notifications.ts'
import { openStores } from '../stores/support.ts'

afterEach(() => vi.unstubAllGlobals())

it('[UI82] a push asks a link that may be dead', () => {
  vi.stubGlobal('document', { querySelector: () => null })
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
