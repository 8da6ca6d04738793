/** The chat list's sections and the phone's one list: what stands in which of them. */
import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument } from '../../../schema/documents.ts'
import type { ChannelId } from '../../../schema/ids.ts'
import { aRidge, NIGHT, NOTICES, NOW, PUMP, SHIFTS, WITH_BEN } from '../../../client/fixtures/ridge.ts'
import { openStores, watch } from './support.ts'

const sectionOf = (stores: ReturnType<typeof openStores>['stores'], id: ChannelId) =>
  stores.chats.view.sections.find(({ rows }) => rows.some((row) => row.id === id))?.id

describe('[UI60] what is put away', () => {
  it('stands in a section of its own, and not in the list of a phone', () => {
    const { stores, device } = openStores(aRidge().prefs(NOTICES, { archived: true }))
    watch(stores.chats)
    device.put(channelDocument(NIGHT), 'members', '1', { role: 'none', by: 5 })
    const { recent } = stores.chats.view
    expect([sectionOf(stores, NOTICES), sectionOf(stores, NIGHT)]).toEqual(['archived', 'left'])
    expect(recent.filter(({ id }) => id === NOTICES || id === NIGHT)).toEqual([])
  })

  it('is not what one joins without a connection, though its documents are not here: both lists have it', async () => {
    const { stores, device } = openStores()
    watch(stores.chats)
    device.put(channelDocument(SHIFTS), 'meta', 'kind', null)
    device.put(accountDocument(device.userId), 'memberships', SHIFTS, null)
    await stores.actions.send({ channelId: SHIFTS, text: 'I can swap' })
    expect(stores.chats.view.byId.get(SHIFTS)).toMatchObject({ role: 'none', unsent: 1 })
    expect(sectionOf(stores, SHIFTS)).not.toBe('left')
    expect(stores.chats.view.recent.map(({ id }) => id)).toContain(SHIFTS)
  })
})

it('[AP90] history is kept of archived and closed chats too, by newest activity, and not of those that one left', () => {
  const ridge = aRidge().prefs(NOTICES, { archived: true }).prefs(WITH_BEN, { hiddenAt: NOW })
  const { stores, device } = openStores(ridge)
  watch(stores.chats)
  device.put(channelDocument(NIGHT), 'members', '1', { role: 'none', by: 5 })
  const own = stores.chats.own()
  const has = (id: ChannelId) => own.some((row) => row.id === id)
  expect([has(NOTICES), has(WITH_BEN), has(NIGHT), own[0]?.id]).toEqual([true, true, false, PUMP])
  const times = own.map(({ activityAt }) => activityAt)
  expect(times).toEqual([...times].sort((a, b) => b - a))
  expect(stores.chats.view.byId.has(WITH_BEN)).toBe(false)
})

it('[AP21] a direct message that is closed is in no list, and known all the same, after those of the list', () => {
  const { stores } = openStores(aRidge().prefs(WITH_BEN, { hiddenAt: NOW }))
  watch(stores.chats)
  const { sections, recent, all } = stores.chats.view
  const listed = sections.flatMap(({ rows }) => rows.map(({ id }) => id))
  expect([listed.includes(WITH_BEN), recent.some(({ id }) => id === WITH_BEN)]).toEqual([false, false])
  expect([...all.keys()]).toEqual([...listed, WITH_BEN])
  expect(all.get(WITH_BEN)).toMatchObject({ title: 'Ben Okafor', isHidden: true })
})
