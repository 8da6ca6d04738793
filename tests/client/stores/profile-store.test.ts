import { describe, expect, it } from 'vitest'
import { accountDocument } from '../../../schema/documents.ts'
import type { UserId } from '../../../schema/ids.ts'
import { aRidge, HOUR, NOW } from '../../../client/fixtures/ridge.ts'
import { profileStoreOf } from '../../../client/stores/profile-store.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { aBox } from './support.ts'

describe('one’s own profile', () => {
  function offline() {
    const { device } = aRidge()
    device.setSync({ state: 'offline', sinceMs: NOW - HOUR, nextTryAtMs: null })
    const stores = new Stores(device, aBox())
    return { device, stores, profile: profileStoreOf(stores) }
  }

  it('[UI34] is changed without a connection, and what is not named stays', async () => {
    const { stores, profile } = offline()
    let changes = 0
    profile.subscribe(() => changes++)
    await stores.actions.setProfile({ name: 'Yara L.', status: 'At the camp', color: '#a3362b' })
    await stores.actions.setProfile({ status: '' })
    expect(profile.view).toMatchObject({ name: 'Yara L.', status: '', color: '#a3362b', bio: '' })
    expect(changes).toBeGreaterThan(0)
  })

  it('[UI34] privacy begins open, and each part of it is changed by itself', async () => {
    const { stores, profile } = offline()
    expect(profile.view.privacy).toEqual({
      ...{ avatar: 'everyone', lastSeen: 'everyone', groupInvites: 'everyone' },
      allowPrivateMessages: true,
    })
    await stores.actions.setProfile({ privacy: { lastSeen: 'nobody' } })
    await stores.actions.setProfile({ privacy: { allowPrivateMessages: false } })
    expect(profile.view.privacy).toMatchObject({
      ...{ avatar: 'everyone', lastSeen: 'nobody', allowPrivateMessages: false },
    })
  })

  it('contacts and blocked people are listed by name, until they are taken out', async () => {
    const { device, stores, profile } = offline()
    const doc = accountDocument(device.userId)
    device.put(doc, 'blocks', '8', 1).put(doc, 'blocks', '2', 1).put(doc, 'contacts', '3', 1)
    expect(profile.view.blocked.map(({ name }) => name)).toEqual(['Ana Sousa', 'Tom'])
    expect(profile.view.contacts.map(({ name }) => name)).toEqual(['Ben Okafor'])
    await stores.actions.setBlock(2 as UserId, false)
    expect(profile.view.blocked.map(({ name }) => name)).toEqual(['Tom'])
  })
})
