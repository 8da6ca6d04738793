/** The chat list at a start: the rows of the last time, until the chats are read. */
import { expect, it } from 'vitest'
import { aRidge, GENERAL, PUMP, WITH_ANA } from '../../../client/fixtures/ridge.ts'
import { accountDocument, channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { openStores, watch } from './support.ts'

it('[UI37] keeps the list within five seconds of a change, and at once when the page is about to go', () => {
  const { stores, device, ridge, timers } = openStores()
  watch(stores.chats)
  const shown = stores.chats.view.byId.size
  expect(device.keptRows).toEqual([])
  timers.advance(5_000)
  expect(device.keptRows).toHaveLength(shown)

  device.keepRows([])
  timers.advance(60_000)
  expect(device.keptRows).toEqual([])
  ridge.say(GENERAL, [{ by: 3, ago: 0, text: 'Anyone at the gate?' }])
  void stores.chats.view
  stores.chats.flush()
  expect(device.keptRows).toHaveLength(shown)
})

it('[UI37] shows the rows of the last time while account and chats are read, then what they say', () => {
  const before = openStores()
  watch(before.stores.chats)
  void before.stores.chats.view
  before.timers.advance(5_000)
  const ridge = aRidge()
  const { device } = ridge
  device.keptRows = before.device.keptRows.map((row) => ({ ...row, unread: 77 }))
  device.setDocument(accountDocument(device.userId), 'loading')
  for (const doc of [channelDocument(PUMP), volumeDocument(PUMP, 0)]) device.setDocument(doc, 'loading')

  const { stores, timers } = openStores(ridge)
  watch(stores.chats)
  const unread = () => stores.chats.view.byId.get(PUMP)?.unread
  expect(stores.chats.view.isLoading).toBe(false)
  expect([unread(), stores.chats.view.byId.has(WITH_ANA)]).toEqual([77, true])
  device.setDocument(accountDocument(device.userId), 'ready')
  device.setDocument(channelDocument(PUMP), 'ready')
  expect(unread()).toBe(77)
  device.setDocument(volumeDocument(PUMP, 0), 'ready')
  timers.advance(250)
  expect(unread()).toBe(3)
})
