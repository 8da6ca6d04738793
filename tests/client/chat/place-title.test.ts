/** What links in messages call the chats that they lead to. */
import { expect, it } from 'vitest'
import '../../../client/app/all-words.ts'
import { placeTitle } from '../../../client/components/chat/place-title.ts'
import { aRidge, GENERAL, PUMP, RIDGE, WITH_ANA } from '../../../client/fixtures/ridge.ts'
import { accountDocument } from '../../../schema/documents.ts'
import { directChannelId, savedChannelId, type ChannelId, type UserId } from '../../../schema/ids.ts'
import { openStores } from '../stores/support.ts'

const HUT = '01JNA0HVT00000000000000009' as ChannelId

it('[UI242] a chat by its name, a direct message by the other person, one’s own by what it is', () => {
  const { stores, device } = openStores()
  expect([GENERAL, PUMP, WITH_ANA].map((id) => placeTitle(stores, id))).toEqual(['general', 'pump-crew', 'Ana Sousa'])
  expect(placeTitle(stores, savedChannelId(device.userId))).toBe('Saved messages')
})

it('[UI242] a group without a name by who else is in it, three by name and the others counted', () => {
  const ridge = aRidge().withChannel(HUT, { kind: 'group', title: '' }, { 1: 'member', 2: 'owner', 3: 'member' })
  const { stores } = openStores(ridge)
  expect(placeTitle(stores, HUT)).toBe('Ana Sousa and Ben Okafor')
  const all = { 1: 'member', 2: 'owner', 3: 'member', 4: 'member', 7: 'member', 8: 'member' } as const
  ridge.withChannel(RIDGE, { kind: 'group', title: '' }, all)
  expect(placeTitle(stores, RIDGE)).toBe('Ana Sousa, Ben Okafor, Chi Nakamura, and 2 others')
})

it('[UI242] one whose root is not here is a chat, and never its id', () => {
  const { stores, device } = openStores()
  device.put(accountDocument(device.userId), 'memberships', HUT, { kind: 'group', title: '', role: 'member' })
  expect(placeTitle(stores, HUT)).toBe('a chat')
})

it('[UI242] one that waits to be created by the name that it is to get', async () => {
  const { stores, device } = openStores()
  const id = await stores.actions.found({ kind: 'private', title: 'Wells' })
  device.refuse(device.outbox().find(({ key }) => key === 'title')!.n, 'conflict')
  expect(placeTitle(stores, id)).toBe('Wells')
})

it('[UI242] one that may not be read has no name here', () => {
  const { stores } = openStores()
  expect(placeTitle(stores, directChannelId(2 as UserId, 3 as UserId))).toBeNull()
  expect(placeTitle(stores, HUT)).toBeNull()
})
