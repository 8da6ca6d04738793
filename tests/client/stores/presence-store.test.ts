import { expect, it } from 'vitest'
import { NOW } from '../../../client/fixtures/ridge.ts'
import type { UserId } from '../../../schema/ids.ts'
import { openStores, watch } from './support.ts'

const ana = 2 as UserId

it('[UI81] tells when somebody who is shown comes or goes, and nothing else', () => {
  const { device, stores } = openStores()
  const seen = watch(stores.presence)
  device.setPresence(ana, 'idle')
  expect(seen.calls).toBe(0)
  expect(stores.presence.view(ana)).toBe('idle')
  device.setPresence(3, 'active')
  expect(seen.calls).toBe(0)
  device.setPresence(ana, 'active')
  expect(seen.calls).toBe(1)
  expect(stores.presence.view(ana)).toBe('active')
  device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
  expect(seen.calls).toBe(2)
  expect(stores.presence.view(ana)).toBe('unknown')
})
