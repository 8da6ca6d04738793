import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, volumeDocument } from '../../../schema/documents.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import { channelIdForm, directChannelId, type ChannelId, type UserId } from '../../../schema/ids.ts'
import {
  aRidge,
  GENERAL,
  ME,
  NIGHT,
  NOW,
  PUMP,
  Ridge,
  RIDGE,
  SHIFTS,
  WITH_ANA,
} from '../../../client/fixtures/ridge.ts'
import { neighbour } from '../../../client/stores/chats-view.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { aBox, handTimers, slowDisk } from './support.ts'

function open(ridge = aRidge()) {
  const timers = handTimers()
  const box = aBox()
  const stores = new Stores(ridge.device, box, timers)
  return { ridge, device: ridge.device, stores, timers, box }
}

/** A view of a store that somebody watches. */
function watch<View>(store: { readonly view: View; subscribe(listener: () => void): () => void }) {
  const seen = { calls: 0, stop: store.subscribe(() => seen.calls++) }
  return seen
}

describe('the chat list', () => {
  it('puts chats in sections by kind, by title within', () => {
    const { stores } = open()
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
    const { stores } = open()
    const { byId, badge, mentions } = stores.chats.view
    expect([byId.get(PUMP)?.unread, byId.get(PUMP)?.mentions]).toEqual([3, 1])
    expect([byId.get(RIDGE)?.unread, byId.get(RIDGE)?.mentions]).toEqual([1, 1])
    expect(mentions).toBe(2)
    expect(badge).toBe(3)
  })

  it('shows a new message of one chat and keeps the other rows the same objects', () => {
    const { stores, ridge } = open()
    watch(stores.chats)
    const before = stores.chats.view
    ridge.say(GENERAL, [{ by: 3, ago: 0, text: 'Anyone at the gate?' }])
    const after = stores.chats.view
    expect(after.byId.get(GENERAL)?.unread).toBe(1)
    expect(after.byId.get(GENERAL)?.lastAuthor).toBe('Ben Okafor')
    expect(after.byId.get(NIGHT)).toBe(before.byId.get(NIGHT))
  })

  it('shows what is unsent in a chat, and that its draft waits', async () => {
    const { stores } = open()
    watch(stores.chats)
    await stores.actions.send({ channelId: PUMP, text: 'ok' })
    expect(stores.chats.view.byId.get(PUMP)?.unsent).toBe(1)
    expect(stores.chats.view.byId.get(WITH_ANA)?.hasDraft).toBe(true)
  })

  it('lists a direct message that was begun here before any membership tells it', async () => {
    const { stores } = open()
    watch(stores.chats)
    const withChi = directChannelId(ME as UserId, 4 as UserId)
    expect(stores.chats.view.byId.has(withChi)).toBe(false)
    await stores.actions.send({ channelId: withChi, text: 'Hi' })
    expect(stores.chats.view.byId.get(withChi)?.title).toBe('Chi Nakamura')
  })

  it('finds the next chat, and the next unread one, around the end', () => {
    const { stores } = open()
    const { view } = stores.chats
    expect(neighbour(view, PUMP, 1)).toBe(view.sections[1]?.rows[0]?.id)
    expect(neighbour(view, PUMP, -1)).toBe('saved-1')
    expect(neighbour(view, PUMP, 1, true)).toBe(RIDGE)
    expect(neighbour(view, RIDGE, -1, true)).toBe(PUMP)
  })

  it('a chat one was removed from moves to Left', () => {
    const { stores, device } = open()
    watch(stores.chats)
    device.put(channelDocument(NIGHT), 'members', '1', { role: 'none', by: 5 })
    expect(stores.chats.view.sections.find(({ id }) => id === 'left')?.rows.map(({ id }) => id)).toEqual([NIGHT])
  })
})

describe('an open chat', () => {
  it('tells title, people, role and rights', () => {
    const { stores } = open()
    const { channel, rights, memberCount, readOnly } = stores.chat(PUMP).view
    expect([channel.title, channel.role, memberCount]).toEqual(['pump-crew', 'admin', 7])
    expect(rights).toEqual({ canPost: true, canReact: true, canPin: true, canDeleteOthers: false })
    expect(readOnly).toBeNull()
  })

  it('says why nothing can be written: removed by somebody, only admins, not a member', () => {
    const { stores, device } = open()
    device.put(channelDocument(PUMP), 'members', '1', { role: 'none', by: 2 })
    expect(stores.chat(PUMP).view.readOnly).toMatchObject({ kind: 'removed', by: { name: 'Ana Sousa' } })
    expect(stores.chat('01JNA0N0T1CES0000000000005' as ChannelId).view.readOnly).toEqual({ kind: 'admins-only' })
    expect(stores.chat(SHIFTS).view).toMatchObject({ readOnly: { kind: 'not-member' }, channel: { canJoin: true } })
  })

  it('shows who types and who is here only while the server is in touch', () => {
    const { stores, device } = open()
    device.setTyping(WITH_ANA, [2])
    expect(stores.chat(WITH_ANA).view).toMatchObject({ presence: 'active', typing: [{ name: 'Ana Sousa' }] })
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    expect(stores.chat(WITH_ANA).view).toMatchObject({ presence: 'unknown', typing: [] })
  })
})

describe('the timeline', () => {
  it('stands in order of arrival, pending ones last', async () => {
    const { stores } = open()
    await stores.actions.send({ channelId: PUMP, text: 'first' })
    await stores.actions.send({ channelId: PUMP, text: 'second' })
    const { messages } = stores.timeline(PUMP).view
    expect(messages.slice(-2).map(({ text, seq }) => [text, seq])).toEqual([
      ['first', 0],
      ['second', 0],
    ])
    const seqs = messages.slice(0, -2).map(({ seq }) => seq)
    expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
  })

  it('keeps the new-messages line where it was on opening', async () => {
    const { stores, ridge } = open()
    const timeline = stores.timeline(PUMP)
    const seen = watch(timeline)
    expect(timeline.view.lineSeq).toBe(16)
    await stores.actions.markRead(PUMP, 19, ridge.ids.get(PUMP)?.[18])
    expect(timeline.view.lineSeq).toBe(16)
    seen.stop()
    watch(timeline)
    expect(timeline.view.lineSeq).toBeNull()
  })

  it('tells how far an own message has come', async () => {
    const { stores, device } = open()
    const delivery = () => stores.timeline(PUMP).view.messages.at(-1)?.delivery
    await stores.actions.send({ channelId: PUMP, text: 'ok' })
    expect(delivery()).toEqual({ state: 'saved', since: NOW })
    const n = device.outbox()[0]!.n
    device.setItem(n, 'sending')
    expect(delivery()).toEqual({ state: 'sending' })
    device.deliver()
    expect(delivery()).toEqual({ state: 'sent' })
    device.setMarks(PUMP, { read: {}, delivered: { 2: 20 } })
    expect(delivery()).toMatchObject({ state: 'delivered', people: [{ name: 'Ana Sousa' }] })
    device.setMarks(PUMP, { read: { 2: 20 }, delivered: { 2: 20 } })
    expect(delivery()).toMatchObject({ state: 'read', people: [{ name: 'Ana Sousa' }] })
  })

  it('[UI5] tells who has an own message without having read it', async () => {
    const { stores, device } = open()
    await stores.actions.send({ channelId: PUMP, text: 'ok' })
    device.deliver().setMarks(PUMP, { read: { 2: 20 }, delivered: { 2: 20, 3: 20, 4: 19 } })
    expect(stores.timeline(PUMP).view.messages.at(-1)?.delivery).toMatchObject({
      state: 'read',
      people: [{ name: 'Ana Sousa' }],
      delivered: [{ name: 'Ben Okafor' }],
    })
  })

  it('keeps a refused message in view with its reason', async () => {
    const { stores, device } = open()
    await stores.actions.send({ channelId: PUMP, text: 'too late' })
    device.refuse(device.outbox()[0]!.n, ErrorCode.Forbidden, 'MS6: may not post here')
    const last = stores.timeline(PUMP).view.messages.at(-1)
    expect(last).toMatchObject({ text: 'too late', delivery: { state: 'refused', refusal: { code: 'forbidden' } } })
  })

  it('a waiting edit shows the new text; a refused one the old text, and mine as "your version"', async () => {
    const { stores, device, ridge } = open()
    const id = ridge.ids.get(PUMP)![15]!
    const shown = () => stores.timeline(PUMP).view.messages.find((message) => message.id === id)
    await stores.actions.edit(PUMP, id, 'Filter B is in.')
    expect(shown()).toMatchObject({ text: 'Filter B is in.', waiting: 'edit', yourVersion: null })
    device.refuse(device.outbox()[0]!.n, ErrorCode.Gone)
    expect(shown()).toMatchObject({
      text: 'Filter B is in. Old one was half clay.',
      waiting: null,
      yourVersion: { text: 'Filter B is in.', refusal: { code: 'gone' } },
    })
  })

  it('opens older volumes as the reader scrolls up, never more than 240 rows, and lets go of those behind', () => {
    const { timeline, device } = openLong()
    expect(timeline.view.messages).toHaveLength(60)
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
    expect(device.opened).toEqual([volumeDocument(PUMP, 2)])
    const seen: number[] = []
    for (let i = 0; i < 40 && timeline.view.older === 'more'; i++) {
      timeline.loadOlder()
      seen.push(timeline.view.messages.length)
    }
    expect(timeline.view.messages[0]?.seq).toBe(1)
    expect(timeline.view.older).toBe('start')
    expect(Math.max(...seen)).toBe(240)
    expect(device.opened).toEqual([volumeDocument(PUMP, 0)])
    for (let i = 0; i < 60 && timeline.view.hasNewer; i++) timeline.loadNewer()
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
    expect(timeline.view.hasNewer).toBe(false)
  })

  it('shows no hole and no jump while scrolling: each page touches the one before', () => {
    const { timeline } = openLong()
    let first = timeline.view.messages[0]!.seq
    while (timeline.view.older === 'more') {
      timeline.loadOlder()
      const seqs = timeline.view.messages.map(({ seq }) => seq)
      expect(seqs).toContain(first)
      expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, i) => seqs[0]! + i))
      first = seqs[0]!
    }
    expect(first).toBe(1)
  })

  it('waits for a volume that is being read, and tells of one that is not on this device', () => {
    const { timeline, device } = openLong()
    device.setDocument(volumeDocument(PUMP, 1), 'loading')
    while (timeline.view.older === 'more') timeline.loadOlder()
    expect(timeline.view.older).toBe('loading')
    const first = timeline.view.messages[0]!.seq
    device.setDocument(volumeDocument(PUMP, 1), 'ready')
    expect(timeline.view.messages[0]!.seq).toBe(first - 30)
    device.setDocument(volumeDocument(PUMP, 0), 'absent')
    for (const [id] of [...device.view(volumeDocument(PUMP, 0)).entries('messages')]) {
      device.put(volumeDocument(PUMP, 0), 'messages', id, null)
    }
    for (let i = 0; i < 20; i++) timeline.loadOlder()
    expect(timeline.view.older).toBe('absent')
    expect(timeline.view.gaps).toEqual([{ fromSeq: 1, toSeq: 300 }])
  })

  it('jumps to any message and back to the end', () => {
    const { timeline, device, ridge } = openLong()
    const id = ridge.ids.get(PUMP)![99]!
    expect(timeline.jumpTo(id)).toBe(true)
    const seqs = timeline.view.messages.map(({ seq }) => seq)
    expect(seqs).toContain(100)
    expect(timeline.view.hasNewer).toBe(true)
    expect(device.opened).toContain(volumeDocument(PUMP, 0))
    timeline.jumpToLatest()
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
    expect(timeline.jumpTo('01JNA000000000000000000000' as never)).toBe(false)
  })

  it('[MG17] goes where it was asked to when that has come, and shows what it shows until then', () => {
    const { timeline, device } = openLong()
    device.setDocument(volumeDocument(PUMP, 0), 'loading')
    timeline.jumpToSeq(100)
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
    expect(device.opened).toContain(volumeDocument(PUMP, 0))
    device.setDocument(volumeDocument(PUMP, 0), 'ready')
    expect(timeline.view.messages.map(({ seq }) => seq)).toContain(100)
  })

  it('[MG17] who has gone elsewhere meanwhile is not taken there', () => {
    const { timeline, device } = openLong()
    device.setDocument(volumeDocument(PUMP, 0), 'absent')
    timeline.jumpToSeq(100)
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
    timeline.loadOlder()
    device.setDocument(volumeDocument(PUMP, 0), 'ready')
    expect(timeline.view.messages.at(-1)?.seq).toBe(900)
  })

  it('[MG17] the first message is the one before which nothing is missing', () => {
    const { timeline, device } = openLong()
    timeline.jumpToFirst()
    expect(timeline.view).toMatchObject({ older: 'start', messages: { 0: { seq: 1 } } })
    timeline.jumpToLatest()
    device.setDocument(volumeDocument(PUMP, 0), 'absent')
    timeline.jumpToFirst()
    expect(timeline.view.messages[0]?.seq).toBe(301)
  })

  it('[MG18] what is missing is asked for anew, and the reader stays where they are', () => {
    const { timeline, device } = openLong()
    const first = volumeDocument(PUMP, 0)
    device.setDocument(first, 'absent')
    for (const [id] of [...device.view(first).entries('messages')]) device.put(first, 'messages', id, null)
    timeline.jumpToSeq(301)
    expect(timeline.view.gaps).toEqual([])
    timeline.loadOlder()
    const [gap] = timeline.view.gaps
    const before = timeline.view.messages.map(({ seq }) => seq)
    const opened = device.opens
    timeline.load(gap!)
    expect(timeline.view.messages.map(({ seq }) => seq)).toEqual(before)
    expect(device.opens).toBe(opened + 1)
    expect(device.opened.filter((name) => name === first)).toHaveLength(1)
  })

  it('a new message is shown at once when the window is at the end, and the window stays bounded', () => {
    const { timeline, ridge } = openLong()
    for (let i = 0; i < 200; i++) ridge.say(PUMP, [{ by: 2, ago: 0, text: `new ${i}` }], 2)
    expect(timeline.view.messages.at(-1)?.text).toBe('new 199')
    expect(timeline.view.messages.length).toBeLessThanOrEqual(240)
  })
})

/** 900 messages in three volumes of 300, all read, watched. */
function openLong() {
  const ridge = new Ridge()
    .withPeople()
    .withChannel(PUMP, { kind: 'group', title: 'pump-crew' }, { 1: 'member', 2: 'owner' })
  for (const volume of [0, 1, 2]) {
    ridge.device.put(channelDocument(PUMP), 'volumes', String(volume), { from: volume * 300 + 1 })
    const texts = Array.from({ length: 300 }, (_, i) => ({
      by: 2,
      ago: 2000 - volume * 300 - i,
      text: `m${volume * 300 + i + 1}`,
    }))
    ridge.say(PUMP, texts, volume)
  }
  ridge.read(PUMP)
  const opened = open(ridge)
  const timeline = opened.stores.timeline(PUMP)
  watch(timeline)
  void timeline.view
  return { ...opened, timeline }
}

describe('a chat that nobody has begun', () => {
  it('is at its start: nothing of it could be missing', () => {
    const { device, stores } = open()
    const id = directChannelId(ME as UserId, 4 as UserId)
    device.setDocument(volumeDocument(id, 0), 'absent')
    expect(stores.timeline(id).view).toMatchObject({ older: 'start', messages: [], gaps: [] })
    device.put(accountDocument(device.userId), 'memberships', id, { kind: 'direct', role: 'member' })
    expect(stores.timeline(id).view.older).toBe('absent')
  })

  it('is so while its founding waits to be sent', async () => {
    const { device, stores } = open()
    const id = await stores.actions.found({ kind: 'private', title: 'Wells', members: [] })
    device.setDocument(volumeDocument(id, 0), 'absent')
    expect(stores.timeline(id).view.older).toBe('start')
  })
})

describe('drafts', () => {
  it('are kept 300 ms after the last keystroke', () => {
    const { stores, timers, device } = open()
    stores.drafts.set(GENERAL, 'H')
    timers.advance(200)
    stores.drafts.set(GENERAL, 'He')
    timers.advance(299)
    expect(device.outbox()).toEqual([])
    timers.advance(1)
    expect(device.outbox()).toMatchObject([{ root: 'drafts', key: GENERAL, value: 'He' }])
  })

  it('are put aside at once when the page goes, and found again by the next one', () => {
    const { stores, box, ridge } = open()
    stores.drafts.set(GENERAL, 'half a sen')
    void stores.drafts.flush()
    const next = new Stores(ridge.device, box, handTimers())
    expect(next.drafts.text(GENERAL)).toBe('half a sen')
  })

  it('end with the message they became', async () => {
    const { stores, timers, device } = open()
    stores.drafts.set(GENERAL, 'Hello')
    await stores.actions.send({ channelId: GENERAL, text: 'Hello' })
    timers.advance(1000)
    expect(stores.drafts.text(GENERAL)).toBe('')
    expect(device.outbox().map(({ root }) => root)).toEqual(['messages'])
  })

  it('end with the message they became, however slow the disk is', async () => {
    const { stores, timers, device } = open()
    const disk = slowDisk(device)
    stores.drafts.set(GENERAL, 'Hel')
    timers.advance(300)
    stores.drafts.set(GENERAL, 'Hello')
    const sending = stores.actions.send({ channelId: GENERAL, text: 'Hello' })
    // Longer than a pause in typing.
    timers.advance(1000)
    await disk.answerAll()
    await sending
    expect(stores.drafts.text(GENERAL)).toBe('')
    expect(device.view(accountDocument(device.userId)).get('drafts', GENERAL)).toBeUndefined()
  })

  it('that were begun while the last message was being kept go on', async () => {
    const { stores, timers, device } = open()
    const disk = slowDisk(device)
    stores.drafts.set(GENERAL, 'Hello')
    const sending = stores.actions.send({ channelId: GENERAL, text: 'Hello' })
    stores.drafts.set(GENERAL, 'and')
    await disk.answerAll()
    await sending
    expect(stores.drafts.text(GENERAL)).toBe('and')
    timers.advance(300)
    await disk.answerAll()
    expect(device.view(accountDocument(device.userId)).get('drafts', GENERAL)).toBe('and')
  })

  it('of a message that is being kept are not lost with the page', async () => {
    const { stores, box, ridge } = open()
    slowDisk(ridge.device)
    stores.drafts.set(GENERAL, 'Hello')
    void stores.actions.send({ channelId: GENERAL, text: 'Hello' })
    void stores.drafts.flush()
    expect(new Stores(ridge.device, box, handTimers()).drafts.text(GENERAL)).toBe('Hello')
  })

  it('of threads stay on this device', () => {
    const { stores, timers, device } = open()
    stores.drafts.set(`${GENERAL}/t/x`, 'reply')
    timers.advance(300)
    expect(device.outbox()).toEqual([])
    expect(stores.drafts.text(`${GENERAL}/t/x`)).toBe('reply')
  })
})

describe('the outbox', () => {
  it('names what waits as a person would, quiet writes left out', async () => {
    const { stores, ridge } = open()
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
    const { stores } = open()
    const id = await stores.actions.found({ kind: 'group', title: 'Wells', members: [2, 3] as UserId[] })
    expect(stores.outbox.view.items).toMatchObject([{ kind: 'founding', chat: { id, title: 'Wells' } }])
    expect(stores.chat(id).view).toMatchObject({ channel: { role: 'owner', kind: 'group' }, memberCount: 3 })
  })
})

describe('actions', () => {
  it('the rules refuse a taken name before anything is sent', () => {
    const { stores, device } = open()
    const id = device.newId() as ChannelId
    const decide = (title: string) => stores.actions.judgeFounding({ kind: 'public', title }, id)
    expect(decide('North-Ridge')).toMatchObject({ allowed: false, code: ErrorCode.Conflict })
    expect(decide('no spaces')).toMatchObject({ allowed: false, code: ErrorCode.Invalid })
    expect(decide('wells')).toEqual({ allowed: true })
  })

  it('the rules say which roles one may give', () => {
    const { stores } = open()
    const may = (userId: number, role: 'owner' | 'admin' | 'member' | 'none') =>
      stores.actions.judgeRole(PUMP, userId as UserId, role).allowed
    expect([may(4, 'none'), may(4, 'admin'), may(3, 'none'), may(2, 'member')]).toEqual([true, false, false, false])
  })

  it('joining, muting and saving are one write each', async () => {
    const { stores, device, ridge } = open()
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
  const { stores, device } = open()
  device.setDocument(channelDocument(PUMP), 'loading')
  expect(stores.chat(PUMP).view).toMatchObject({ state: 'loading', readOnly: null })
  device.setDocument(channelDocument(PUMP), 'absent')
  expect(stores.chat(SHIFTS).view.readOnly).not.toBeNull()
})
