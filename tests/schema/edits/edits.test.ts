import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument } from '../../../schema/documents.ts'
import { addMember } from '../../../schema/edits/add-member.ts'
import { attachFile } from '../../../schema/edits/attach-file.ts'
import { changeRole } from '../../../schema/edits/change-role.ts'
import { deleteChannel } from '../../../schema/edits/delete-channel.ts'
import { deleteMessage } from '../../../schema/edits/delete-message.ts'
import { editMessage } from '../../../schema/edits/edit-message.ts'
import { forwardMessage } from '../../../schema/edits/forward-message.ts'
import { foundChannel } from '../../../schema/edits/found-channel.ts'
import { hideMessage } from '../../../schema/edits/hide-message.ts'
import { joinChannel } from '../../../schema/edits/join-channel.ts'
import { leaveChannel } from '../../../schema/edits/leave-channel.ts'
import { markRead } from '../../../schema/edits/mark-read.ts'
import { pinMessage } from '../../../schema/edits/pin-message.ts'
import { postMessage } from '../../../schema/edits/post-message.ts'
import type { RegisterWrite } from '../../../schema/edits/register-write.ts'
import { removeMember } from '../../../schema/edits/remove-member.ts'
import { renameChannel } from '../../../schema/edits/rename-channel.ts'
import { setBlock } from '../../../schema/edits/set-block.ts'
import { setChannelPreference } from '../../../schema/edits/set-channel-preference.ts'
import { setContact } from '../../../schema/edits/set-contact.ts'
import { setDraft } from '../../../schema/edits/set-draft.ts'
import { setPreference } from '../../../schema/edits/set-preference.ts'
import { setProfile } from '../../../schema/edits/set-profile.ts'
import { toggleReaction } from '../../../schema/edits/toggle-reaction.ts'
import type { ChannelId, UserId } from '../../../schema/ids.ts'
import { aCrew, ada, aWorld, bo, CREW, cy, dee, messageId, NOW, type TestWorld } from '../../support/a-world.ts'

const M1 = messageId(1)
const M2 = messageId(2)
const NEW = '01NEW000000000000000000000' as ChannelId
const channelId = CREW
const root = channelDocument(CREW)
const FILE = { id: 'f1', name: 'a.jpg', type: 'image/jpeg', bytes: 1 }
const cysMessage = (more = {}) => {
  const world = aCrew('group').withMessage(CREW, M1, { by: cy, text: 'hi', ...more }, { seq: 1 })
  world.uploads.add(`${cy}/${FILE.id}`)
  return world
}

type Make = (world: TestWorld, me: UserId) => RegisterWrite[]
/** What one edit makes, by whom it is honest, and for whom it is not. */
const edits: Record<string, [rule: string, honest: UserId, other: UserId, make: Make, world?: () => TestWorld]> = {
  postMessage: ['ED2', cy, bo, (world, me) => postMessage(world, me, { channelId, messageId: M2, text: 'hello' })],
  editMessage: ['ED3', cy, bo, (world, me) => editMessage(world, me, { channelId, messageId: M1, text: 'ho' })],
  attachFile: ['ED18', cy, bo, (world, me) => attachFile(world, me, { channelId, messageId: M1, file: FILE })],
  deleteMessage: ['ED4', cy, bo, (world, me) => deleteMessage(world, me, { channelId, messageId: M1 })],
  toggleReaction: [
    'ED5',
    cy,
    bo,
    (world, me) => toggleReaction(world, me, { channelId, messageId: M1, reaction: '👍' }),
  ],
  markRead: ['ED6', bo, cy, (world, me) => markRead(world, me, { channelId, seq: 1, messageId: M1 })],
  setDraft: ['ED7', cy, bo, (world, me) => setDraft(world, me, { channelId, text: 'on my way' })],
  foundChannel: [
    'ED8',
    dee,
    bo,
    (world, me) =>
      foundChannel(world, me, {
        channelId: NEW,
        kind: 'private',
        title: 'New',
        topic: 'x',
        members: [ada, [bo, 'admin']],
      }),
  ],
  addMember: ['ED9', bo, cy, (world, me) => addMember(world, me, { channelId, userId: dee })],
  changeRole: ['ED9', ada, bo, (world, me) => changeRole(world, me, { channelId, userId: cy, role: 'admin' })],
  removeMember: ['ED9', bo, dee, (world, me) => removeMember(world, me, { channelId, userId: cy })],
  leaveChannel: ['ED9', cy, dee, (world, me) => leaveChannel(world, me, { channelId })],
  joinChannel: ['ED9', dee, cy, (world, me) => joinChannel(world, me, { channelId })],
  renameChannel: ['ED10', bo, cy, (world, me) => renameChannel(world, me, { channelId, title: 'New', topic: 'new' })],
  pinMessage: ['ED11', cy, dee, (world, me) => pinMessage(world, me, { channelId, messageId: M1, isPinned: true })],
  setChannelPreference: [
    'ED12',
    cy,
    bo,
    (world, me) => setChannelPreference(world, me, { channelId, change: { muted: true } }),
  ],
  setProfile: [
    'ED13',
    cy,
    bo,
    (world, me) => setProfile(world, me, { name: 'Cy', color: '#aabbcc', privacy: { avatar: 'nobody' } }),
  ],
  hideMessage: ['ED14', cy, bo, (world, me) => hideMessage(world, me, { messageId: M1, isHidden: true })],
  setContact: ['ED14', cy, bo, (world, me) => setContact(world, me, { userId: ada, isContact: true })],
  setBlock: ['ED14', cy, bo, (world, me) => setBlock(world, me, { userId: ada, isBlocked: true })],
  deleteChannel: ['ED17', ada, bo, (world, me) => deleteChannel(world, me, { channelId })],
  setPreference: ['ED15', cy, bo, (world, me) => setPreference(world, me, { name: 'theme', value: 'dark' })],
}

describe('every edit', () => {
  for (const [name, [rule, honest, other, make]] of Object.entries(edits)) {
    it(`[${rule}] ${name} makes what its actor may write, and nobody else`, () => {
      const writes = make(cysMessage(), honest)
      expect(writes.length).toBeGreaterThan(0)
      expect(cysMessage().verdictOf(honest, writes)).toBe('allowed')
      expect(cysMessage().verdictOf(other, writes)).not.toBe('allowed')
    })
    it(`[ED1] ${name} is not written again when it is so already`, () => {
      const again = make(cysMessage().apply(make(cysMessage(), honest)), honest)
      const repeats = ['postMessage', 'editMessage', 'toggleReaction', 'foundChannel']
      if (!repeats.includes(name)) expect(again).toEqual([])
    })
  }
})

describe('edits', () => {
  it('[ED1] messages and reactions name the channel’s root document', () => {
    const world = cysMessage()
    for (const name of ['postMessage', 'editMessage', 'deleteMessage', 'toggleReaction']) {
      const [, honest, , make] = edits[name] as (typeof edits)[string]
      expect(make(world, honest).map((write) => write.doc)).toEqual([root])
    }
  })
  it('[ED2] posting takes down the draft, unless it came from elsewhere; nothing empty is written', () => {
    const world = cysMessage().withAccount(cy, 'drafts', CREW, 'hel')
    const post = (keepsDraft: boolean) =>
      postMessage(world, cy, { channelId, messageId: M2, text: 'hello', type: 'text', files: [], keepsDraft })
    const message = { doc: root, root: 'messages', key: M2, value: { by: cy, text: 'hello' } }
    expect(post(false)).toEqual([message, { doc: accountDocument(cy), root: 'drafts', key: CREW, value: null }])
    expect(post(true)).toEqual([message])
  })
  it('[ED3] an edit keeps the rest, and is later than what it replaces though the clock is behind', () => {
    const replyTo = { id: M2, excerpt: 'x' }
    const edited = (editedAt: number) =>
      editMessage(cysMessage({ replyTo, editedAt }), cy, { channelId, messageId: M1, text: 'ho' })[0]?.value
    expect(edited(5)).toEqual({ by: cy, text: 'ho', replyTo, editedAt: NOW })
    expect(edited(NOW)).toMatchObject({ editedAt: NOW + 1 })
    expect(edited(NOW + 99)).toMatchObject({ editedAt: NOW + 100 })
  })
  it('[ED3] what is deleted or unknown is not edited; what still waits is', () => {
    const input = { channelId, messageId: M1, text: 'ho' }
    expect(editMessage(cysMessage().withMessage(CREW, M1, { by: cy, deletedAt: 1 }), cy, input)).toEqual([])
    expect(editMessage(aCrew(), cy, input)).toEqual([])
    const waiting = aCrew().withMessage(CREW, M1, { by: cy, text: 'hi' })
    waiting.findMessage = () => null
    expect(editMessage(waiting, cy, input)).toHaveLength(1)
  })
  it('[ED4] a deletion leaves the author and the time', () => {
    expect(deleteMessage(cysMessage(), ada, { channelId, messageId: M1 })[0]?.value).toEqual({ by: cy, deletedAt: NOW })
  })
  it('[ED5] a reaction is written by name, and every form of it is taken back', () => {
    const toggle = (world: TestWorld, reaction: string) =>
      toggleReaction(world, cy, { channelId, messageId: M1, reaction }).map(({ key, value }) => [
        key.split('/')[1],
        value,
      ])
    expect(toggle(cysMessage(), '❤')).toEqual([['heart', 1]])
    expect(toggle(cysMessage(), '☂')).toEqual([['☂️', 1]])
    const both = cysMessage()
    for (const form of ['heart', '❤️', '❤']) both.put(`${root}/0`, 'reactions', `${M1}/${form}/${cy}`, 1)
    expect(toggle(both, 'heart').sort()).toEqual([
      ['heart', null],
      ['❤', null],
      ['❤️', null],
    ])
    expect(toggle(both.put(`${root}/0`, 'reactions', `${M1}/fire/${bo}`, 1), 'fire')).toEqual([['fire', 1]])
  })
  it('[ED6] a read mark goes back only when asked to', () => {
    const world = cysMessage().withAccount(bo, 'read', CREW, { seq: 5, messageId: M2 })
    expect(markRead(world, bo, { channelId, seq: 4, messageId: M1 })).toEqual([])
    expect(markRead(world, bo, { channelId, seq: 4, messageId: M1, mayGoBack: true })[0]?.value).toEqual({
      seq: 4,
      messageId: M1,
    })
    expect(markRead(world, bo, { channelId, seq: 0, messageId: M1, mayGoBack: true })[0]?.value).toEqual({ seq: 0 })
  })
  it('[ED7] a draft of white space is taken down', () => {
    const world = cysMessage().withAccount(cy, 'drafts', CREW, 'x')
    expect(setDraft(world, cy, { channelId, text: ' \n' })[0]?.value).toBeNull()
    expect(setDraft(cysMessage(), cy, { channelId, text: '  ' })).toEqual([])
  })
  it('[ED8] each kind is founded as the rules want it', () => {
    for (const kind of ['public', 'group', 'private', 'broadcast'] as const) {
      const writes = foundChannel(aWorld(), ada, {
        channelId: NEW,
        kind,
        title: 'crew-2',
        members: [bo, ada],
        handle: '',
      })
      expect(aWorld().verdictOf(ada, writes), kind).toBe('allowed')
      expect(writes.filter((write) => write.root === 'members')).toHaveLength(kind === 'public' ? 1 : 2)
    }
  })
  it('[ED9] a removed member comes back with their register', () => {
    const world = cysMessage().put(root, 'members', String(dee), { role: 'none', by: ada })
    const writes = addMember(world, ada, { channelId, userId: dee, role: 'admin' })
    expect(writes).toEqual([{ doc: root, root: 'members', key: '4', value: { role: 'admin', by: ada } }])
  })
  it('[ED10] only what changes is renamed', () => {
    const world = cysMessage().put(root, 'meta', 'topic', 'old')
    const renamed = renameChannel(world, ada, {
      channelId,
      title: 'The crew',
      topic: '',
      handle: '',
      avatar: undefined,
    })
    expect(renamed).toEqual([{ doc: root, root: 'meta', key: 'topic', value: '' }])
  })
  it('[ED11] a pin carries an excerpt, and none of a message that is not at hand', () => {
    const pin = (messageId: typeof M1) =>
      pinMessage(cysMessage(), cy, { channelId, messageId, isPinned: true })[0]?.value
    expect(pin(M1)).toEqual({ by: cy, at: NOW, excerpt: 'hi' })
    expect(pin(M2)).toEqual({ by: cy, at: NOW })
  })
  it('[ED11] a pin set again stands before all others, whatever their clocks said', () => {
    const world = cysMessage()
      .put(root, 'pins', M1, { by: bo, at: 5 })
      .put(root, 'pins', M2, { by: bo, at: NOW + 9 })
    const pin = (message: typeof M1, isNewest = true) =>
      pinMessage(world, cy, { channelId, messageId: message, isPinned: true, isNewest })
    expect(pin(M1)[0]?.value).toEqual({ by: cy, at: NOW + 10, excerpt: 'hi' })
    expect(pin(M2)).toEqual([])
    expect(pin(M1, false)).toEqual([])
  })
  it('[ED12] the other preferences stay, and the register goes with the last', () => {
    const world = cysMessage().withAccount(cy, 'channels', CREW, { muted: true, pinned: true })
    const set = (change: Parameters<typeof setChannelPreference>[2]['change']) =>
      setChannelPreference(world, cy, { channelId, change })[0]?.value
    expect(set({ muted: false })).toEqual({ pinned: true })
    expect(set({ clearedSeq: 4 })).toEqual({ muted: true, pinned: true, clearedSeq: 4 })
    expect(set({ muted: null, pinned: null })).toBeNull()
  })
  it('[ED13] an emptied property is removed, and what privacy does not name stays', () => {
    const world = cysMessage()
      .withAccount(cy, 'profile', 'name', 'Cy')
      .withAccount(cy, 'profile', 'privacy', { avatar: 'nobody' })
    const writes = setProfile(world, cy, { name: '', bio: '', privacy: { lastSeen: 'contacts' } })
    expect(writes.map(({ key, value }) => [key, value])).toEqual([
      ['name', null],
      ['privacy', { avatar: 'nobody', lastSeen: 'contacts' }],
    ])
  })
  it('[ED14] flags are taken down again', () => {
    const world = cysMessage().withAccount(cy, 'blocks', '1', 1).withAccount(cy, 'hidden', M1, 1)
    expect(setBlock(world, cy, { userId: ada, isBlocked: false })[0]?.value).toBeNull()
    expect(hideMessage(world, cy, { messageId: M1, isHidden: false })[0]?.value).toBeNull()
  })
  it('[ED16] half a character is written as the wire would carry it', () => {
    const text = 'a\ud83d b\ude00 😀'
    const well = 'a\ufffd b\ufffd 😀'
    const replyTo = { id: M1, excerpt: text }
    const [posted] = postMessage(aCrew(), cy, { channelId, messageId: M2, text, replyTo })
    expect(posted?.value).toMatchObject({ text: well, replyTo: { excerpt: well } })
    expect(setDraft(aCrew(), cy, { channelId, text })[0]?.value).toBe(well)
    expect(setPreference(aCrew(), cy, { name: 'signature', value: text })[0]?.value).toBe(well)
    expect(setProfile(aCrew(), cy, { bio: text })[0]?.value).toBe(well)
    expect(renameChannel(aCrew(), ada, { channelId, title: text })[0]?.value).toBe(well)
    const founded = foundChannel(aWorld(), ada, { channelId: NEW, kind: 'group', title: text })
    expect(founded.find((write) => write.key === 'title')?.value).toBe(well)
  })
  it('[ED17] deleting a channel writes the time of it', () => {
    const writes = deleteChannel(cysMessage(), ada, { channelId })
    expect(writes).toEqual([{ doc: root, root: 'meta', key: 'deletedAt', value: NOW }])
  })
  it('[ED18] a file is put behind the others, or told anew in its place, and the message is not edited by it', () => {
    const other = { ...FILE, id: 'f2' }
    const attach = (files: object[] | undefined, file: typeof FILE) =>
      attachFile(cysMessage({ files, editedAt: 5 }), cy, { channelId, messageId: M1, file })[0]?.value
    expect(attach(undefined, FILE)).toEqual({ by: cy, text: 'hi', files: [FILE], editedAt: 5 })
    expect(attach([other], FILE)).toMatchObject({ files: [other, FILE] })
    const told = { ...FILE, waveform: [1, 2] }
    expect(attach([FILE, other], told)).toMatchObject({ files: [told, other] })
    expect(attach([FILE], FILE)).toBeUndefined()
    const gone = cysMessage({ text: undefined, deletedAt: 1 })
    expect(attachFile(gone, cy, { channelId, messageId: M1, file: FILE })).toEqual([])
  })
  it('[ED15] a setting goes back to its default by being removed', () => {
    const world = cysMessage().withAccount(cy, 'prefs', 'theme', 'dark')
    expect(setPreference(world, cy, { name: 'theme', value: null })[0]?.value).toBeNull()
  })
})

it('[ED19] forwarding takes words, type, files and links along, and names author and chat', () => {
  const links = [{ url: 'https://example.org/', type: 'text/html', bytes: 1 }]
  const world = cysMessage({ type: 'image', files: [FILE], links, replyTo: { id: M2 } })
  const to = '01T0000000000000000000000A' as ChannelId
  const [write, ...more] = forwardMessage(world, bo, { from: CREW, original: M1, to, messageId: M2 })
  expect(more).toEqual([])
  expect(write).toEqual({
    doc: channelDocument(to),
    root: 'messages',
    key: M2,
    value: {
      ...{ by: bo, text: 'hi', type: 'image', files: [FILE], links },
      forwardedFrom: { id: M1, channel: CREW, by: cy, excerpt: 'hi' },
    },
  })
})

it.each([
  ['deleted', { by: cy, deletedAt: NOW }],
  ['encrypted', { by: cy, sealed: { payload: 'x' } }],
])('[ED19] what is %s is not sent on', (_, value) => {
  const world = aCrew('group').withMessage(CREW, M1, value, { seq: 1 })
  expect(forwardMessage(world, bo, { from: CREW, original: M1, to: CREW, messageId: M2 })).toEqual([])
})
