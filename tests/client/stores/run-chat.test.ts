import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, DIRECTORY } from '../../../schema/documents.ts'
import type { UserId } from '../../../schema/ids.ts'
import {
  aRidge,
  GENERAL,
  ME,
  NIGHT,
  NOTICES,
  NOW,
  PUMP,
  RIDGE,
  SHIFTS,
  WITH_ANA,
} from '../../../client/fixtures/ridge.ts'
import { discoverRows } from '../../../client/stores/discover.ts'
import { personCard } from '../../../client/stores/person-card.ts'
import {
  clearForMe,
  closeChat,
  deleteForAll,
  heirsOf,
  leaveChat,
  mayDelete,
  movePinned,
} from '../../../client/stores/run-chat.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { aBox } from './support.ts'

function aCrew() {
  const ridge = aRidge()
  return { ridge, device: ridge.device, stores: new Stores(ridge.device, aBox()) }
}
const section = (stores: Stores, id: string) =>
  stores.chats.view.sections.find((one) => one.id === id)?.rows.map((row) => row.title) ?? []

describe('the list', () => {
  it('[AP20] pinned chats stand in the person’s own order, moved one place at a time', async () => {
    const { ridge, device, stores } = aCrew()
    ridge.prefs(NIGHT, { pinned: true }).prefs(RIDGE, { pinned: true })
    expect(section(stores, 'pinned')).toEqual(['Night shift', 'north-ridge', 'pump-crew'])
    await movePinned(stores, PUMP, -1)
    await movePinned(stores, PUMP, -1)
    expect(section(stores, 'pinned')).toEqual(['pump-crew', 'Night shift', 'north-ridge'])
    await movePinned(stores, PUMP, -1)
    await movePinned(stores, RIDGE, 1)
    expect(section(stores, 'pinned')).toEqual(['pump-crew', 'Night shift', 'north-ridge'])
    // One that was never moved follows.
    ridge.prefs(GENERAL, { pinned: true })
    device.deliver()
    expect(section(stores, 'pinned')).toEqual(['pump-crew', 'Night shift', 'north-ridge', 'general'])
  })

  it('[AP20] favourites stand before the others of their section', () => {
    const { ridge, stores } = aCrew()
    expect(section(stores, 'channels')).toEqual(['Announcements', 'general', 'north-ridge'])
    ridge.prefs(RIDGE, { favorite: true })
    expect(section(stores, 'channels')).toEqual(['north-ridge', 'Announcements', 'general'])
  })

  it('[AP21] a direct chat that is closed is gone until something new is said', async () => {
    const { ridge, stores } = aCrew()
    stores.chats.keep(WITH_ANA)
    await closeChat(stores, WITH_ANA)
    expect(section(stores, 'direct')).not.toContain('Ana Sousa')
    ridge.say(WITH_ANA, [{ by: 2, ago: 1, text: 'Are you there?' }])
    expect(section(stores, 'direct')).toContain('Ana Sousa')
  })

  it('[AP22] a chat that is joined without a connection stands among one’s own at once', async () => {
    const { device, stores } = aCrew()
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    expect(section(stores, 'groups')).not.toContain('Shift swaps')
    await stores.actions.join(SHIFTS)
    expect(section(stores, 'groups')).toContain('Shift swaps')
    expect(discoverRows(stores, 'swap').map(({ state }) => state)).toEqual(['waiting'])
    device.deliver()
    expect(discoverRows(stores, 'swap').map(({ state, members }) => [state, members])).toEqual([['in', 3]])
  })

  it('[AP22] one of which only the directory is here is joined all the same', async () => {
    const { device, stores } = aCrew()
    const unseen = '01JNA0NEVERSEEN00000000000' as typeof SHIFTS
    device.put(DIRECTORY, 'channels', unseen, { kind: 'group', title: 'Ice', topic: '' })
    expect(discoverRows(stores, 'ICE')).toMatchObject([{ title: 'Ice', members: null, state: 'out' }])
    await stores.actions.join(unseen)
    expect(section(stores, 'groups')).toContain('Ice')
  })

  it('[AP29] what somebody began to write is found again, whatever became of the chat', () => {
    const { ridge, device, stores } = aCrew()
    ridge.draft(RIDGE, 'The upper path')
    device.put(DIRECTORY, 'channels', RIDGE, null)
    expect(section(stores, 'left')).toEqual(['north-ridge'])
    expect(stores.chat(RIDGE).view.readOnly).toEqual({ kind: 'deleted' })
  })
})

describe('finding', () => {
  it('[AP22] looks at names, handles and topics, whatever the case', () => {
    const { stores } = aCrew()
    const found = (query: string) => discoverRows(stores, query).map(({ title }) => title)
    expect(found('')).toEqual(['Announcements', 'general', 'north-ridge', 'pump-crew', 'Shift swaps'])
    expect(found('@ANNOUNCE')).toEqual(['Announcements'])
    expect(found('valves')).toEqual(['pump-crew'])
    expect(found('no such thing')).toEqual([])
  })
})

describe('running a chat', () => {
  it('[AP24] the last owner names who owns it, in the order in which the server would choose', async () => {
    const { device, stores } = aCrew()
    const names = () => heirsOf(stores, NIGHT)?.map(({ userId }) => userId)
    expect(names()).toEqual([5, 7])
    expect(heirsOf(stores, PUMP)).toBeNull()
    await leaveChat(stores, NIGHT, 7 as UserId)
    const root = device.view(channelDocument(NIGHT))
    expect(root.get('members', '7')).toEqual({ role: 'owner', by: ME })
    expect(root.get('members', String(ME))).toEqual({ role: 'none', by: ME })
  })

  it('[AP24] with another owner nobody has to be named', () => {
    const { device, stores } = aCrew()
    device.put(channelDocument(NIGHT), 'members', '5', { role: 'owner', by: ME })
    expect(heirsOf(stores, NIGHT)).toBeNull()
  })

  it('[AP25] an owner deletes it for everyone, others do not', async () => {
    const { device, stores } = aCrew()
    expect([NIGHT, PUMP, NOTICES, GENERAL, WITH_ANA].map((id) => mayDelete(stores, id))).toEqual([
      ...[true, false, false, false, false],
    ])
    // An administrator does public ones.
    expect(mayDelete(stores, RIDGE)).toBe(true)
    await deleteForAll(stores, NIGHT)
    expect(device.view(channelDocument(NIGHT)).get('meta', 'deletedAt')).toBe(NOW)
    expect(mayDelete(stores, NIGHT)).toBe(false)
    expect(stores.chat(NIGHT).view.readOnly).toEqual({ kind: 'deleted' })
  })

  it('[AP25] a group that anyone could find and nobody finds any more was deleted; one that one left was not', () => {
    const { device, stores } = aCrew()
    const root = channelDocument(PUMP)
    device.put(root, 'members', String(ME), { role: 'none', by: ME })
    device.put(accountDocument(device.userId), 'memberships', PUMP, null)
    expect(stores.chat(PUMP).view.readOnly).toEqual({ kind: 'left' })
    device.put(DIRECTORY, 'channels', PUMP, null)
    expect(stores.chat(PUMP).view.readOnly).toEqual({ kind: 'deleted' })
  })

  it('[AP26] what is cleared is what was said so far', async () => {
    const { ridge, device, stores } = aCrew()
    await clearForMe(stores, WITH_ANA)
    expect(device.view(accountDocument(device.userId)).get('channels', WITH_ANA)).toEqual({ clearedSeq: 2 })
    expect(stores.timeline(WITH_ANA).view.messages).toEqual([])
    ridge.say(WITH_ANA, [{ by: 2, ago: 0, text: 'Anew' }])
    expect(stores.timeline(WITH_ANA).view.messages.map(({ text }) => text)).toEqual(['Anew'])
  })
})

describe('people', () => {
  it('[AP27] a card tells what they say of themselves, and which chats one shares', () => {
    const { device, stores } = aCrew()
    device.put(DIRECTORY, 'profiles', '2', { name: 'Ana Sousa', bio: 'Pumps', status: 'Up' })
    device.put(accountDocument(device.userId), 'contacts', '2', 1)
    const card = personCard(stores, 2 as UserId)
    expect(card).toMatchObject({ bio: 'Pumps', isMe: false, isContact: true, isBlocked: false })
    expect(card.common.map(({ title }) => title)).toEqual(['Announcements', 'pump-crew'])
    expect(personCard(stores, 7 as UserId).common.map(({ title }) => title)).toEqual(['Night shift'])
  })

  it('[AP28] messages of somebody blocked say so at once, and not any more after that', async () => {
    const { stores } = aCrew()
    const blocked = () =>
      new Set(
        stores
          .timeline(PUMP)
          .view.messages.filter(({ author }) => author.isBlocked)
          .map(({ by }) => by),
      )
    stores.timeline(PUMP).subscribe(() => undefined)
    expect([...blocked()]).toEqual([])
    await stores.actions.setBlock(3 as UserId, true)
    expect([...blocked()]).toEqual([3])
    await stores.actions.setBlock(3 as UserId, false)
    expect([...blocked()]).toEqual([])
  })
})
