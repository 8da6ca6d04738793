import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, DIRECTORY } from '../../../schema/documents.ts'
import { directChannelId, savedChannelId, type ChannelId } from '../../../schema/ids.ts'
import type { Json } from '../../../schema/json.ts'
import { projectChannel } from '../../../schema/projection/project-channel.ts'
import { projectChatRow, projectChats } from '../../../schema/projection/project-chats.ts'
import { projectKey } from '../../../schema/projection/project-key.ts'
import { projectMembers } from '../../../schema/projection/project-members.ts'
import { projectPerson } from '../../../schema/projection/project-person.ts'
import { projectUnread, unreadCount, unreadMentions } from '../../../schema/projection/project-unread.ts'
import {
  aChannel,
  aCrew,
  ada,
  aWorld,
  bo,
  CREW,
  cy,
  dee,
  GENERAL,
  messageId,
  NOBODY,
  NOW,
  type TestWorld,
} from '../../support/a-world.ts'

const root = channelDocument(CREW)
const says = (by: number, text = 'hi') => ({ by, text })
const at = (seq: number) => NOW - 50_000 + seq
/** seq 1-6: bo, bo to ada, ada, a deleted one, system, bo to everyone. */
function talk(world = aCrew()) {
  return world
    .withMessage(CREW, messageId(1), says(bo), { seq: 1 })
    .withMessage(CREW, messageId(2), says(bo), { seq: 2, mentions: [ada] })
    .withMessage(CREW, messageId(3), says(ada), { seq: 3 })
    .withMessage(CREW, messageId(4), { by: bo, deletedAt: 1 }, { seq: 4, mentions: [ada] })
    .withMessage(CREW, messageId(5), { by: 0, type: 'system', text: 'joined' }, { seq: 5 })
    .withMessage(CREW, messageId(6), says(bo, 'last\nline'), { seq: 6, mentions: ['everyone'] })
}
const unread = (world = talk(), volumes = [0]) => projectUnread(world, CREW, ada, volumes)

describe('unread', () => {
  it('[PJ15] others’ stamped messages above the read mark, not deleted, hidden, cleared or of the system', () => {
    expect(unread()).toEqual({ count: 3, mentions: 2, firstSeq: 1, isExact: true, joinedSeq: 0 })
    expect(unread(talk().withAccount(ada, 'read', CREW, { seq: 1 }))).toMatchObject({ count: 2, firstSeq: 2 })
    expect(unread(talk().withAccount(ada, 'read', CREW, { seq: 6 }))).toMatchObject({ count: 0, firstSeq: null })
    expect(unread(talk().withAccount(ada, 'hidden', messageId(2), 1))).toMatchObject({ count: 2, mentions: 1 })
    expect(unread(talk().withAccount(ada, 'channels', CREW, { clearedSeq: 2 })).count).toBe(1)
    expect(unread(talk().withMessage(CREW, messageId(7), says(bo))).count).toBe(3)
    expect([unreadCount(talk(), CREW, ada, [0]), unreadMentions(talk(), CREW, ada, [0])]).toEqual([3, 2])
  })
  it('[PJ15] what arrived before one joined is read', () => {
    const joinedAt = (ms: number) => unread(talk().put(root, 'joined', '1', { id: 1, at: ms }))
    expect(joinedAt(at(2) + 1)).toMatchObject({ count: 1, firstSeq: 6 })
    // The first message of a direct chat founds it: it arrives in the moment in which both join.
    expect(joinedAt(at(2))).toMatchObject({ count: 2 })
  })
  it('[PJ16] a volume that is not loaded is estimated by its range, the newest not at all', () => {
    const world = aChannel().withVolume(1, 5).withVolume(2, 7).in(talk())
    expect(unread(world, [0, 2])).toMatchObject({ count: 3 + 2, isExact: false })
    expect(unread(world, [0, 1, 2])).toMatchObject({ count: 3, isExact: true })
    expect(unread(world, [1, 2])).toMatchObject({ count: 4, isExact: false })
    expect(unread(world, [0, 1])).toMatchObject({ count: 3, isExact: false })
    expect(unread(world.withAccount(ada, 'read', CREW, { seq: 4 }), [1, 2])).toMatchObject({ count: 0, isExact: true })
  })
  it('[PJ17] mentions are counted where messages are loaded', () => {
    expect(unread(aChannel().withVolume(1, 7).in(talk()), [1]).mentions).toBe(0)
    expect(unread(talk().withAccount(ada, 'read', CREW, { seq: 2 })).mentions).toBe(1)
  })
})

describe('people and channels', () => {
  it('[PJ11] a person is shown by name, username or number; a deleted one by the username alone', () => {
    const world = aWorld().put(DIRECTORY, 'profiles', '1', { name: 'Ada L.', color: '#112233' })
    expect(projectPerson(world, ada)).toMatchObject({ name: 'Ada L.', username: 'ada', color: '#112233' })
    expect([bo, NOBODY].map((user) => projectPerson(world, user).name)).toEqual(['bo', '#99'])
    world.withUser(ada, 'deleteduser', { deletedAt: 1 })
    expect(projectPerson(world, ada)).toMatchObject({ name: 'deleteduser', color: null, isDeleted: true })
  })
  it('[PJ12] a channel is titled by what is known of it', () => {
    const world = aCrew()
    const title = (id: ChannelId, me = ada) => projectChannel(world, id, me).title
    expect(title(directChannelId(ada, bo))).toBe('bo')
    expect(title(directChannelId(ada, bo), bo)).toBe('ada')
    expect(title(savedChannelId(ada))).toBe('Saved messages')
    expect(title(CREW)).toBe('The crew')
    const far = '01FAR000000000000000000000' as ChannelId
    expect(title(far)).toBe(far)
    world.put(DIRECTORY, 'channels', far, { kind: 'group', title: 'Listed' })
    expect(title(far)).toBe('Listed')
    world.withAccount(ada, 'memberships', far, { kind: 'group', role: 'admin', title: 'Known' })
    expect(projectChannel(world, far, ada)).toMatchObject({ title: 'Known', role: 'admin', isKnown: false })
  })
  it('[PJ12] who joined and has no membership any more is out, whatever the copy of the root says', () => {
    const world = aCrew().put(root, 'joined', '2', { id: 2, at: NOW })
    const seen = () => projectChannel(world, CREW, bo)
    world.withAccount(bo, 'memberships', CREW, { kind: 'private', role: 'admin', title: 'The crew' })
    expect(seen()).toMatchObject({ role: 'admin', canPost: true })
    world.put(accountDocument(bo), 'memberships', CREW, undefined)
    expect(seen()).toMatchObject({ role: 'none', canPost: false, title: 'The crew' })
  })
  it('[PJ12] a public channel that the directory no longer lists is over, one that is being founded is not', () => {
    const world = aCrew('public')
    const role = () => projectChannel(world, CREW, cy).role
    expect(role()).toBe('member')
    world.put(root, 'meta', 'num', 7).put(DIRECTORY, 'channels', CREW, { kind: 'public', title: 'crew' })
    expect(role()).toBe('member')
    world.put(DIRECTORY, 'channels', CREW, undefined)
    expect(projectChannel(world, CREW, cy)).toMatchObject({ role: 'none', canPost: false, title: 'crew' })
  })
  it('[MB2] a channel tells what one may do there', () => {
    const rights = (who: typeof ada, kind: 'group' | 'broadcast' | 'public') => {
      const { canPost, canManage, canJoin, canLeave } = projectChannel(aCrew(kind), CREW, who)
      return [canPost, canManage, canJoin, canLeave].map(Number).join('')
    }
    expect([ada, cy, dee].map((who) => rights(who, 'group'))).toEqual(['1101', '1001', '0010'])
    expect([bo, cy, dee].map((who) => rights(who, 'broadcast'))).toEqual(['1101', '0001', '0000'])
    expect(rights(dee, 'public')).toBe('1000')
  })
  it('[PJ13] members are listed by role, then by joining, then by id; the gone are not', () => {
    const world = aCrew()
      .put(root, 'members', '4', { role: 'member', by: 1 })
      .put(root, 'joined', '4', { id: 1, at: 7 })
      .withUser(5, 'eve')
      .put(root, 'members', '5', { role: 'none', by: 1 })
    expect(projectMembers(world, CREW).map((member) => member.userId)).toEqual([ada, bo, dee, cy])
    expect(projectMembers(world, CREW)[2]).toMatchObject({ name: 'dee', role: 'member', by: ada, joinedAt: 7 })
    expect(projectMembers(world, 'nowhere' as ChannelId)).toEqual([])
  })
})

describe('the chat list', () => {
  it('[PJ18] holds memberships, public channels and what was begun here', () => {
    const dm = directChannelId(ada, bo)
    const world = aChannel('public', GENERAL).in(
      aCrew().put(DIRECTORY, 'channels', GENERAL, { kind: 'public', title: 'general' }),
    )
    world.put(DIRECTORY, 'channels', 'x', { kind: 'group', title: 'not mine' })
    world.withAccount(ada, 'memberships', CREW, { kind: 'private', role: 'owner' })
    world.withAccount(ada, 'memberships', 'saved-1', { kind: 'saved', role: 'none' })
    const rows = projectChats(world, ada, { begun: [dm] })
    expect(rows.map((row) => row.id).sort()).toEqual([CREW, dm, GENERAL].sort())
    expect(rows.find((row) => row.id === dm)).toMatchObject({ title: 'bo', other: bo, lastMessage: null })
  })
  it('[PJ18] a row tells the last message, unread, mentions, draft and preferences', () => {
    const world = talk()
      .withAccount(ada, 'drafts', CREW, 'on my way')
      .withAccount(ada, 'channels', CREW, { muted: NOW + 1, favorite: true, archived: true })
    expect(projectChatRow(world, CREW, ada)).toMatchObject({
      title: 'The crew',
      role: 'owner',
      unread: 3,
      mentions: 2,
      lastMessage: { id: messageId(6), by: bo, excerpt: 'last line', seq: 6, at: at(6) },
      activityAt: at(6),
      isMuted: true,
      mutedUntil: NOW + 1,
      isFavorite: true,
      isArchived: true,
      isHidden: false,
      draft: 'on my way',
    })
    const muted = (value: Json) =>
      projectChatRow(talk().withAccount(ada, 'channels', CREW, { muted: value }), CREW, ada).isMuted
    expect([true, false, NOW, NOW + 1].map(muted)).toEqual([true, false, false, true])
  })
  it('[PJ19] a closed chat is hidden until its last message is newer', () => {
    const closed = (hiddenAt: number) =>
      projectChatRow(talk().withAccount(ada, 'channels', CREW, { hiddenAt }), CREW, ada)
    expect(closed(at(6)).isHidden).toBe(true)
    expect(closed(at(6) - 1).isHidden).toBe(false)
  })
  it('[PJ22] a direct message is encrypted by what was said in it last, for both alike', () => {
    const dm = directChannelId(ada, bo)
    const sealed = { by: bo, sealed: { payload: 'x' } }
    const isEncrypted = (world: TestWorld, me = ada, id: ChannelId = dm) => projectChatRow(world, id, me).isEncrypted
    const world = aWorld().withMessage(dm, messageId(1), says(bo), { seq: 1 })
    expect(isEncrypted(world)).toBe(false)
    world.withMessage(dm, messageId(2), sealed, { seq: 2 })
    expect([isEncrypted(world), isEncrypted(world, bo)]).toEqual([true, true])
    world.withMessage(dm, messageId(3), { by: ada, deletedAt: 1 }, { seq: 3 })
    world.withMessage(dm, messageId(4), { by: 0, type: 'system', text: 'a new key' }, { seq: 4 })
    world.withAccount(ada, 'channels', dm, { clearedSeq: 4 })
    expect([isEncrypted(world), isEncrypted(world, bo)]).toEqual([true, true])
    world.withMessage(dm, messageId(5), says(ada))
    expect(isEncrypted(world)).toBe(false)
    expect(isEncrypted(aWorld())).toBe(false)
    expect(isEncrypted(aCrew().withMessage(CREW, messageId(1), sealed, { seq: 1 }), ada, CREW)).toBe(false)
  })
  it('[PJ23] of a key the fingerprint is known, where the directory tells of it', () => {
    const print = 'ab'.repeat(32)
    const world = aWorld().put(DIRECTORY, 'keys', String(bo), { print, version: 2 })
    world.put(DIRECTORY, 'keys', String(cy), { print: 'AB', version: 1 })
    expect([ada, bo, cy].map((userId) => projectKey(world, userId))).toEqual([null, { print, version: 2 }, null])
  })
  it('[PJ20] pinned rows come first, then the newest activity, then titles', () => {
    const world = talk().withMessage(directChannelId(ada, bo), messageId(9), says(bo), { seq: 9 })
    world.withAccount(ada, 'channels', 'dm-1-4', { pinned: true })
    const begun = ['dm-1-2', 'dm-1-3', 'dm-1-4', CREW, 'saved-1'] as ChannelId[]
    const order = projectChats(world, ada, { begun }).map((row) => row.id)
    expect(order).toEqual(['dm-1-4', 'dm-1-2', CREW, 'saved-1', 'dm-1-3'])
  })
})
