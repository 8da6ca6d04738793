/** The stores together: the chat list, an open chat, the outbox, and what people do. */
import { describe, expect, it } from 'vitest'
import { LIST_TOLD_EVERY_MS } from '../../../client/stores/chat-watch.ts'
import { accountDocument, channelDocument } from '../../../schema/documents.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import { channelIdForm, directChannelId, type ChannelId, type UserId } from '../../../schema/ids.ts'
import { GENERAL, ME, NIGHT, NOW, PUMP, RIDGE, SHIFTS, WITH_ANA } from '../../../client/fixtures/ridge.ts'
import { neighbour } from '../../../client/stores/chats-view.ts'
import { openStores, watch } from './support.ts'

describe('the chat list', () => {
  it('puts chats in sections by kind, by title within', () => {
    const { stores } = openStores()
    const titles = stores.chats.view.sections.map(({ id, rows }) => [id, rows.map(({ title }) => title)])
    expect(titles).toEqual([
      ['pinned', ['pump-crew']],
      ['channels', ['Announcements', 'general', 'north-ridge']],
      ['groups', ['Night shift']],
      ['direct', ['Ana Sousa', 'Ben Okafor', 'ليلى حداد']],
      ['saved', ['Saved messages']],
    ])
  })

  it('counts unread messages and mentions, muted chats left out', () => {
    const { stores } = openStores()
    const { byId, badge, mentions } = stores.chats.view
    expect([byId.get(PUMP)?.unread, byId.get(PUMP)?.mentions]).toEqual([3, 1])
    expect([byId.get(RIDGE)?.unread, byId.get(RIDGE)?.mentions]).toEqual([1, 1])
    expect(mentions).toBe(2)
    expect(badge).toBe(3)
  })

  it('shows a new message of one chat and keeps the other rows the same objects', () => {
    const { stores, ridge } = openStores()
    watch(stores.chats)
    const before = stores.chats.view
    ridge.say(GENERAL, [{ by: 3, ago: 0, text: 'Anyone at the gate?' }])
    const after = stores.chats.view
    expect(after.byId.get(GENERAL)?.unread).toBe(1)
    expect(after.byId.get(GENERAL)?.lastAuthor).toBe('Ben Okafor')
    expect(after.byId.get(NIGHT)).toBe(before.byId.get(NIGHT))
  })

  it('[UI231] is made again at once, then for all that follows within a quarter of a second together', () => {
    const { stores, ridge, timers } = openStores()
    const seen = watch(stores.chats)
    void stores.chats.view
    timers.advance(LIST_TOLD_EVERY_MS)
    seen.calls = 0
    const unread = () => stores.chats.view.byId.get(GENERAL)?.unread
    for (const text of ['Anyone at the gate?', 'Hello?', 'I go home']) ridge.say(GENERAL, [{ by: 3, ago: 0, text }])
    expect(seen.calls).toBe(1)
    timers.advance(LIST_TOLD_EVERY_MS)
    expect([seen.calls, unread()]).toEqual([2, 3])
    timers.advance(LIST_TOLD_EVERY_MS)
    expect(seen.calls).toBe(2)
  })

  it('[UI231] stays as it is while somebody types', () => {
    const { stores, timers } = openStores()
    const seen = watch(stores.chats)
    void stores.chats.view
    stores.drafts.set(NIGHT, 'I')
    timers.advance(LIST_TOLD_EVERY_MS)
    seen.calls = 0
    expect(stores.chats.view.byId.get(NIGHT)?.hasDraft).toBe(true)
    stores.drafts.set(NIGHT, 'I am')
    stores.drafts.set(NIGHT, 'I am late')
    timers.advance(LIST_TOLD_EVERY_MS - 1)
    expect(seen.calls).toBe(0)
  })

  it('shows what is unsent in a chat, and that its draft waits', async () => {
    const { stores } = openStores()
    watch(stores.chats)
    await stores.actions.send({ channelId: PUMP, text: 'ok' })
    expect(stores.chats.view.byId.get(PUMP)?.unsent).toBe(1)
    expect(stores.chats.view.byId.get(WITH_ANA)?.hasDraft).toBe(true)
  })

  it('lists a direct message that was begun here before any membership tells it', async () => {
    const { stores } = openStores()
    watch(stores.chats)
    const withChi = directChannelId(ME as UserId, 4 as UserId)
    expect(stores.chats.view.byId.has(withChi)).toBe(false)
    await stores.actions.send({ channelId: withChi, text: 'Hi' })
    expect(stores.chats.view.byId.get(withChi)?.title).toBe('Chi Nakamura')
  })

  it('[UI52] an address that leads to a chat nobody here may read puts no row in the list', () => {
    const { stores } = openStores()
    const unknown = '01JNA0N0B0DYKN0WS000000009' as ChannelId
    stores.chats.keep(unknown)
    stores.chats.keep(directChannelId(2 as UserId, 3 as UserId))
    expect([...stores.chats.view.byId.keys()]).not.toContain(unknown)
    expect([...stores.chats.view.byId.keys()]).not.toContain('dm-2-3')
  })

  it('finds the next chat, and the next unread one, around the end', () => {
    const { stores } = openStores()
    const { view } = stores.chats
    expect(neighbour(view, PUMP, 1)).toBe(view.sections[1]?.rows[0]?.id)
    expect(neighbour(view, PUMP, -1)).toBe('saved-1')
    expect(neighbour(view, PUMP, 1, true)).toBe(RIDGE)
    expect(neighbour(view, RIDGE, -1, true)).toBe(PUMP)
  })

  it('a chat one was removed from moves to Left', () => {
    const { stores, device } = openStores()
    watch(stores.chats)
    device.put(channelDocument(NIGHT), 'members', '1', { role: 'none', by: 5 })
    expect(stores.chats.view.sections.find(({ id }) => id === 'left')?.rows.map(({ id }) => id)).toEqual([NIGHT])
  })
})

describe('an open chat', () => {
  it('tells title, people, role and rights', () => {
    const { stores } = openStores()
    const { channel, rights, memberCount, readOnly } = stores.chat(PUMP).view
    expect([channel.title, channel.role, memberCount]).toEqual(['pump-crew', 'admin', 7])
    expect(rights).toEqual({ canPost: true, canReact: true, canPin: true, canDeleteOthers: false })
    expect(readOnly).toBeNull()
  })

  it('says why nothing can be written: removed by somebody, only admins, not a member', () => {
    const { stores, device } = openStores()
    device.put(channelDocument(PUMP), 'members', '1', { role: 'none', by: 2 })
    expect(stores.chat(PUMP).view.readOnly).toMatchObject({ kind: 'removed', by: { name: 'Ana Sousa' } })
    expect(stores.chat('01JNA0N0T1CES0000000000005' as ChannelId).view.readOnly).toEqual({ kind: 'admins-only' })
    expect(stores.chat(SHIFTS).view).toMatchObject({ readOnly: { kind: 'not-member' }, channel: { canJoin: true } })
  })

  it('[UI52] a chat that is not here is awaited in touch, and is not here offline; nothing is said of a removal', () => {
    const { stores, device } = openStores()
    device.setDocument(channelDocument(PUMP), 'absent')
    expect(stores.chat(PUMP).view).toMatchObject({ state: 'loading', isHere: false, readOnly: null })
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    expect(stores.chat(PUMP).view).toMatchObject({ state: 'absent', isHere: false, readOnly: { kind: 'unknown' } })
  })

  it('[UI52] what nobody tells of is not awaited', () => {
    const { stores, device } = openStores()
    const unknown = '01JNA0N0B0DYKN0WS000000009' as ChannelId
    device.setDocument(channelDocument(unknown), 'absent')
    expect(stores.chat(unknown).view).toMatchObject({ state: 'absent', isHere: false })
  })

  it('shows who types and who is here only while the server is in touch', () => {
    const { stores, device } = openStores()
    device.setTyping(WITH_ANA, [2])
    expect(stores.chat(WITH_ANA).view).toMatchObject({ presence: 'active', typing: [{ name: 'Ana Sousa' }] })
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    expect(stores.chat(WITH_ANA).view).toMatchObject({ presence: 'unknown', typing: [] })
  })
})

describe('the outbox', () => {
  it('names what waits as a person would, quiet writes left out', async () => {
    const { stores, ridge } = openStores()
    const id = ridge.ids.get(PUMP)![15]!
    await stores.actions.send({ channelId: PUMP, text: 'ok' })
    await stores.actions.edit(PUMP, id, 'changed')
    await stores.actions.react(PUMP, ridge.ids.get(PUMP)![0]!, 'eyes')
    await stores.actions.markRead(PUMP, 19, ridge.ids.get(PUMP)![18])
    expect(stores.outbox.view.items.map(({ kind, text }) => [kind, text])).toEqual([
      ['message', 'ok'],
      ['edit', 'changed'],
      ['reaction', 'eyes'],
    ])
    expect(stores.outbox.view.byChat.get(PUMP)).toEqual({ unsent: 3, refused: 0 })
  })

  it('shows a founding as one thing', async () => {
    const { stores } = openStores()
    const id = await stores.actions.found({ kind: 'group', title: 'Wells', members: [2, 3] as UserId[] })
    expect(stores.outbox.view.items).toMatchObject([{ kind: 'founding', chat: { id, title: 'Wells' } }])
    expect(stores.chat(id).view).toMatchObject({ channel: { role: 'owner', kind: 'group' }, memberCount: 3 })
  })
})

describe('actions', () => {
  it('the rules refuse a taken name before anything is sent', () => {
    const { stores, device } = openStores()
    const id = device.newId() as ChannelId
    const decide = (title: string) => stores.actions.judgeFounding({ kind: 'public', title }, id)
    expect(decide('North-Ridge')).toMatchObject({ allowed: false, code: ErrorCode.Conflict })
    expect(decide('no spaces')).toMatchObject({ allowed: false, code: ErrorCode.Invalid })
    expect(decide('wells')).toEqual({ allowed: true })
  })

  it('the rules say which roles one may give', () => {
    const { stores } = openStores()
    const may = (userId: number, role: 'owner' | 'admin' | 'member' | 'none') =>
      stores.actions.judgeRole(PUMP, userId as UserId, role).allowed
    expect([may(4, 'none'), may(4, 'admin'), may(3, 'none'), may(2, 'member')]).toEqual([true, false, false, false])
  })

  it('[AC4] marking as unread names the message before, and of the first none', async () => {
    const { stores, device, ridge } = openStores()
    const ids = ridge.ids.get(PUMP)!
    const mark = () => device.view(accountDocument(device.userId)).get('read', PUMP)
    await stores.actions.markUnread(PUMP, ids[9]!)
    expect(mark()).toEqual({ seq: 9, messageId: ids[8] })
    await stores.actions.markUnread(PUMP, ids[0]!)
    expect(mark()).toEqual({ seq: 0 })
  })

  it('joining, muting and saving are one write each', async () => {
    const { stores, device, ridge } = openStores()
    await stores.actions.join(SHIFTS)
    expect(stores.chat(SHIFTS).view.channel.role).toBe('member')
    await stores.actions.setChat(GENERAL, { muted: true })
    expect(device.view(accountDocument(device.userId)).get('channels', GENERAL)).toEqual({ muted: true })
    await stores.actions.save(PUMP, ridge.ids.get(PUMP)![11]!)
    expect(stores.timeline('saved-1' as ChannelId).view.messages.at(-1)).toMatchObject({ text: 'Valve 4 checked.' })
  })
})

it('the fixture workspace has ids of the right form', () => {
  expect([PUMP, NIGHT, SHIFTS, RIDGE].map((id) => channelIdForm(id)?.form)).toEqual(Array(4).fill('founded'))
})

it('says nothing of what one may do in a chat before its documents are read', () => {
  const { stores, device } = openStores()
  device.setDocument(channelDocument(PUMP), 'loading')
  expect(stores.chat(PUMP).view).toMatchObject({ state: 'loading', readOnly: null })
  device.setDocument(channelDocument(PUMP), 'absent')
  expect(stores.chat(SHIFTS).view.readOnly).not.toBeNull()
})
