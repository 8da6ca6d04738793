import { afterEach, expect, it, vi } from 'vitest'
import { notices } from '../../../client/app/notices.ts'
import { keepUpdated, lookForUpdate } from '../../../client/app/update.ts'
import { updateWhenTooOld } from '../../../client/app/update-when-too-old.ts'
import { aRidge } from '../../../client/fixtures/ridge.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('[UI83] an app that is too old looks for a newer one, once each time it hears so', () => {
  const { device } = aRidge()
  let looks = 0
  updateWhenTooOld(device, () => looks++)
  device.setSync({ state: 'live', sinceMs: 0 })
  expect(looks).toBe(0)
  device.setSync({ state: 'too-old' })
  device.setSync({ state: 'too-old' })
  expect(looks).toBe(1)
})

it('[UI83] looking asks the server, and offers again what was put off', async () => {
  vi.useFakeTimers()
  const registration = Object.assign(new EventTarget(), {
    waiting: null as object | null,
    update: vi.fn(() => Promise.resolve()),
  })
  const told: unknown[] = []
  const serviceWorker = Object.assign(new EventTarget(), {
    controller: { postMessage: (message: unknown) => told.push(message) },
    register: () => Promise.resolve(registration),
  })
  vi.stubGlobal('navigator', { serviceWorker })
  await keepUpdated()
  // Files of older builds may go now.
  expect(told).toEqual([{ type: 'started' }])
  lookForUpdate()
  expect(registration.update).toHaveBeenCalledTimes(1)
  expect(notices.view).toEqual([])
  registration.waiting = { postMessage: () => undefined }
  lookForUpdate()
  notices.end('update', 'later')
  lookForUpdate()
  expect(notices.view.map(({ id }) => id)).toEqual(['update'])
})
