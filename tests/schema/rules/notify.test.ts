import { describe, expect, it } from 'vitest'
import { directChannelId, type ChannelId, type UserId } from '../../../schema/ids.ts'
import type { ChannelPrefs } from '../../../schema/registers/account.ts'
import type { ChannelKind } from '../../../schema/registers/meta.ts'
import { channelDocument } from '../../../schema/documents.ts'
import { judgeNotice, type NoticeEvent } from '../../../schema/rules/notify.ts'
import { ada, bo, cy, CREW, dee, GENERAL, NOBODY, NOW, TestWorld } from '../../support/a-world.ts'

const WITH_ADA = directChannelId(ada, bo)

/** bo's world: a channel of each kind, and what bo chose. */
function aWorld(kind: ChannelKind = 'group'): TestWorld {
  const world = new TestWorld()
  for (const [id, name] of [...[[1, 'ada'] as const, [2, 'bo'] as const], [3, 'cy'] as const, [4, 'dee'] as const])
    world.withUser(id, name)
  world.put(channelDocument(GENERAL), 'meta', 'kind', 'public')
  world.put(channelDocument(CREW), 'meta', 'kind', kind)
  for (const [user, role] of [[1, 'owner'] as const, [2, 'member'] as const, [3, 'member'] as const])
    world.put(channelDocument(CREW), 'members', String(user), { role, by: 1 })
  return world
}

const posted = (more: Partial<Extract<NoticeEvent, { mentions: unknown }>> = {}): NoticeEvent => ({
  ...{ kind: 'posted', by: ada, isEmpty: false, mentions: [], answers: null },
  ...more,
})
const how = (world: TestWorld, event: NoticeEvent, channelId: ChannelId = CREW) => {
  const { how: heard, why } = judgeNotice(world, bo, channelId, event)
  return heard === 'not' ? 'not' : `${heard} ${why}`
}
const chose = (world: TestWorld, prefs: ChannelPrefs, channelId: ChannelId = CREW) =>
  world.withAccount(bo, 'channels', channelId, prefs)
const pref = (world: TestWorld, name: string, value: string | boolean) =>
  world.withAccount(bo, 'prefs', `notifications.${name}`, value)

const PLAIN = posted()
const NAMED = posted({ mentions: [bo] })
const EVERYONE = posted({ mentions: ['everyone'] })
const OTHER = posted({ mentions: [cy] })
const ANSWER = posted({ answers: bo })

describe('[NF1] nobody is notified', () => {
  it.each([
    ['by their own message', posted({ by: bo, mentions: [bo] })],
    ['by an edit', { ...NAMED, kind: 'edited' } as NoticeEvent],
    ['by what the server says, or what is deleted', posted({ isEmpty: true, mentions: [bo] })],
  ])('%s', (_, event) => expect(how(aWorld(), event)).toBe('not'))

  it('in a chat that they are not in', () => {
    expect(judgeNotice(aWorld(), dee, CREW, posted({ mentions: [dee] })).how).toBe('not')
    expect(judgeNotice(aWorld(), bo, '01N0NE00000000000000000000' as ChannelId, NAMED).how).toBe('not')
    expect(judgeNotice(aWorld(), NOBODY, GENERAL, posted({ mentions: [NOBODY] })).how).toBe('not')
  })
})

it('[NF2] by somebody who is blocked, or with notifications switched off', () => {
  const blocked = aWorld().withAccount(bo, 'blocks', String(ada), 1)
  for (const event of [PLAIN, NAMED, ANSWER]) expect(how(blocked, event)).toBe('not')
  expect(how(blocked, { kind: 'reacted', by: ada, author: bo })).toBe('not')
  expect(how(blocked, posted({ by: cy }))).toBe('silent message')
  expect(how(pref(aWorld(), 'enabled', false), NAMED)).toBe('not')
})

describe('[NF3] [NF4] by the level of the chat', () => {
  const events = { PLAIN, NAMED, EVERYONE, OTHER, ANSWER }
  const all = {
    ...{ PLAIN: 'silent message', OTHER: 'silent message', ANSWER: 'silent reply' },
    ...{ NAMED: 'sound mention', EVERYONE: 'sound mention' },
  }
  const some = { ...all, PLAIN: 'not', OTHER: 'not' }
  const none = { PLAIN: 'not', NAMED: 'not', EVERYONE: 'not', OTHER: 'not', ANSWER: 'not' }
  const only = { ...none, NAMED: 'sound mention' }
  const said = (world: TestWorld, channelId?: ChannelId) =>
    Object.fromEntries(Object.entries(events).map(([name, event]) => [name, how(world, event, channelId)]))

  it('a group notifies of all', () => expect(said(aWorld('group'))).toEqual(all))
  it('a private channel of mentions and replies', () => expect(said(aWorld('private'))).toEqual(some))
  it('a direct message of all', () => expect(said(aWorld(), WITH_ADA)).toEqual(all))
  it('a public channel of mentions and replies', () => expect(said(aWorld(), GENERAL)).toEqual(some))
  it('[NF7] announcements of all, silently', () => expect(said(aWorld('broadcast'))).toEqual(all))

  it.each([
    ['all', all],
    ['mentions', some],
    ['nothing', none],
  ] as const)('a chat for which "%s" was chosen', (notify, expected) => {
    for (const id of [CREW, GENERAL, WITH_ADA]) expect(said(chose(aWorld(), { notify }, id), id)).toEqual(expected)
  })

  it.each([
    ['direct', WITH_ADA],
    ['group', CREW],
    ['channel', GENERAL],
  ] as const)('the level chosen for all of a kind: %s', (place, id) => {
    expect(said(pref(aWorld(), `level.${place}`, 'nothing'), id)).toEqual(none)
    expect(said(pref(aWorld(), `level.${place}`, 'all'), id)).toEqual(all)
    expect(said(chose(pref(aWorld(), `level.${place}`, 'nothing'), { notify: 'all' }, id), id)).toEqual(all)
    expect(said(pref(aWorld(), `level.${place}`, 'loud'), id)).toEqual(said(aWorld(), id))
  })

  describe('[NF5] muted', () => {
    it.each([
      ['for good', { muted: true }, only],
      ['for a time', { muted: NOW + 1 }, only],
      ['until now', { muted: NOW }, all],
      ['of a chat of mentions', { muted: true, notify: 'mentions' }, only],
      ['of a chat of nothing', { muted: true, notify: 'nothing' }, none],
    ] as const)('%s', (_, prefs, expected) => expect(said(chose(aWorld(), prefs))).toEqual(expected))
  })
})

describe('[NF6] a reaction', () => {
  const mine: NoticeEvent = { kind: 'reacted', by: ada, author: bo }

  it('notifies only where that was chosen, and of one’s own messages', () => {
    expect(how(aWorld(), mine)).toBe('not')
    const chosen = pref(aWorld(), 'reactions', true)
    expect(how(chosen, mine)).toBe('silent reaction')
    expect(how(chosen, { ...mine, author: cy })).toBe('not')
    expect(how(chosen, { ...mine, by: bo })).toBe('not')
    expect(how(pref(chosen, 'sounds', 'all'), mine)).toBe('silent reaction')
    expect(how(chose(chosen, { muted: true }), mine)).toBe('not')
    expect(how(chose(chosen, { muted: false, notify: 'nothing' }), mine)).toBe('not')
  })
})

it('[NF7] sounds are those of mentions, of all, or none', () => {
  expect(how(pref(aWorld(), 'sounds', 'all'), PLAIN)).toBe('sound message')
  expect(how(pref(aWorld(), 'sounds', 'all'), ANSWER)).toBe('sound reply')
  expect(how(pref(aWorld('broadcast'), 'sounds', 'all'), PLAIN)).toBe('silent message')
  expect(how(pref(aWorld(), 'sounds', 'off'), NAMED)).toBe('silent mention')
  // As another program's profile keeps it.
  expect(how(pref(aWorld(), 'sound', false), NAMED)).toBe('silent mention')
  expect(how(pref(pref(aWorld(), 'sound', false), 'sounds', 'mentions'), NAMED)).toBe('sound mention')
})

describe('[NF9] in quiet hours', () => {
  // It is 12:00 UTC, 13:00 in Madrid.
  const quiet = (hours: string, zone = 'UTC') => pref(pref(aWorld(), 'quiet', hours), 'quietZone', zone)

  it.each([
    ['12:00-12:01', 'UTC', 'silent'],
    ['11:00-12:00', 'UTC', 'sound'],
    ['12:01-12:00', 'UTC', 'sound'],
    ['22:00-12:01', 'UTC', 'silent'],
    ['22:00-07:00', 'UTC', 'sound'],
    ['13:00-14:00', 'Europe/Madrid', 'silent'],
    ['12:00-13:00', 'Europe/Madrid', 'sound'],
    ['12:00-13:00', 'Nowhere/Else', 'silent'],
    ['12:00-12:00', 'UTC', 'sound'],
    ['12:00', 'UTC', 'sound'],
    ['24:00-25:00', 'UTC', 'sound'],
  ])('%s in %s a mention is %s', (hours, zone, expected) => {
    expect(how(quiet(hours, zone), NAMED)).toBe(`${expected} mention`)
  })

  it('chosen people may sound', () => {
    const world = pref(quiet('11:00-13:00'), 'quietPeople', `${cy},${ada},x`)
    expect(how(world, NAMED)).toBe('sound mention')
    expect(how(world, posted({ by: 9 as UserId, mentions: [bo] }))).toBe('silent mention')
    expect(how(world, PLAIN)).toBe('silent message')
  })
})
