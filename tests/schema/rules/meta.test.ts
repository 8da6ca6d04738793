import { describe, expect, it } from 'vitest'
import { channelDocument, DIRECTORY } from '../../../schema/documents.ts'
import { directChannelId, savedChannelId, type UserId } from '../../../schema/ids.ts'
import type { Json } from '../../../schema/json.ts'
import { canReadName, channelOf, membersOf } from '../../../schema/rules/channel.ts'
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
  NOBODY,
  outcome,
  type Write,
} from '../../support/a-world.ts'

const root = channelDocument(CREW)
const sets = (world: ReturnType<typeof aWorld>, actor: UserId, key: string, value: Json) =>
  world.verdict(actor, root, [['meta', key, value]])
const owner: Write = ['members', '1', { role: 'owner', by: 1 }]
const founding = (kind = 'group', ...more: Write[]): Write[] => [
  ['meta', 'kind', kind],
  ['meta', 'title', 'crew'],
  ['meta', 'createdBy', 1],
  owner,
  ...more,
]
const founds = (writes: Write[], world = aWorld(), actor = ada) => world.verdict(actor, root, writes)

describe('properties', () => {
  it('[MT1] nobody writes the properties of a channel that follows from its id', () => {
    const world = aChannel('public', GENERAL).in(aWorld().withUser(ada, 'ada', { admin: true }))
    expect(world.verdict(ada, channelDocument(GENERAL), [['meta', 'topic', 'x']])).toBe('forbidden MT1')
    expect(world.verdict(ada, channelDocument(directChannelId(ada, bo)), [['meta', 'topic', 'x']])).toBe(
      'forbidden MT1',
    )
  })
  it('[MT2] the number and the time of founding are the server’s', () => {
    expect(sets(aCrew(), ada, 'num', 7)).toBe('forbidden MT2')
    expect(founds(founding('group', ['meta', 'createdAt', 7]))).toBe('forbidden MT2')
  })
  it('[MT3] owners and admins change properties, members do not', () => {
    const who = [ada, bo, cy]
    expect(who.map((user) => sets(aCrew(), user, 'title', 'New'))).toEqual(['allowed', 'allowed', 'forbidden MT3'])
    expect(sets(aCrew('group'), dee, 'title', 'New')).toBe('forbidden MT3')
  })
  it('[MT4] kind and founder never change', () => {
    expect(sets(aCrew().put(root, 'meta', 'createdBy', 1), ada, 'kind', 'group')).toBe('forbidden MT4')
    expect(sets(aCrew().put(root, 'meta', 'createdBy', 1), ada, 'createdBy', 1)).toBe('forbidden MT4')
  })
  it('[MT5] a public title is a name that nobody else has, whatever the case; other titles are free', () => {
    const world = aCrew('public').put(DIRECTORY, 'channels', 'general', { kind: 'public', title: 'General' })
    expect(sets(world, ada, 'title', 'north-ridge')).toBe('allowed')
    expect(sets(world, ada, 'title', 'two words')).toBe('invalid MT5')
    expect(sets(world, ada, 'title', 'n'.repeat(33))).toBe('invalid MT5')
    expect(sets(world, ada, 'title', 'dm-1')).toBe('invalid MT5')
    expect(sets(world, ada, 'title', 'GENERAL')).toBe('conflict MT5')
    expect(sets(aCrew('group'), ada, 'title', 'two words')).toBe('allowed')
  })
  it('[MT5] a handle is such a name too, and can be given up', () => {
    const world = aCrew('group').put(DIRECTORY, 'channels', 'x', { kind: 'group', title: 'news', handle: 'News' })
    expect(sets(world, ada, 'handle', 'news')).toBe('conflict MT5')
    expect(sets(world, ada, 'handle', 'old-news')).toBe('allowed')
    expect(sets(world, ada, 'handle', '')).toBe('allowed')
  })
})

describe('deletion', () => {
  const deleted = (kind: 'group' | 'public' | 'broadcast' = 'group') =>
    aCrew(kind).put(root, 'meta', 'deletedAt', 7).put(root, 'meta', 'handle', 'crew')

  it('[MT6] an owner deletes a channel, nobody else', () => {
    const who = [ada, bo, cy]
    expect(who.map((user) => sets(aCrew(), user, 'deletedAt', 7))).toEqual([
      'allowed',
      'forbidden MT6',
      'forbidden MT3',
    ])
    expect(sets(aCrew('public'), ada, 'deletedAt', 7)).toBe('allowed')
    expect(sets(aCrew('group'), dee, 'deletedAt', 7)).toBe('forbidden MT3')
  })
  it('[MT6] an administrator deletes a public channel that others own, and no other kind', () => {
    const by = (kind: 'public' | 'group' | 'broadcast') => {
      const world = aCrew(kind).withUser(dee, 'dee', { admin: true })
      return [sets(world, dee, 'deletedAt', 7), sets(world, dee, 'title', 'mine')]
    }
    expect(by('public')).toEqual(['allowed', 'forbidden MT3'])
    expect(by('group')).toEqual(['forbidden MT3', 'forbidden MT3'])
    expect(by('broadcast')).toEqual(['forbidden MB3', 'forbidden MB3'])
  })
  it('[MT7] who was in it is told that it is deleted, who was not is told nothing', () => {
    const says = (user: UserId): Write[] => [
      ['messages', '01JB2ZZZZZZZZZZZZZZZZZZZZZ', { by: user, text: 'still there?' }],
    ]
    for (const kind of ['group', 'broadcast'] as const) {
      const told = [ada, bo, cy, dee].map((user) => deleted(kind).verdict(user, `${root}/0`, says(user)))
      expect(told).toEqual(['gone MT7', 'gone MT7', 'gone MT7', 'forbidden MB3'])
    }
    expect(deleted('public').verdict(dee, `${root}/0`, says(dee))).toBe('gone MT7')
  })
  it('[MT6] default channels, direct and saved ones are not deleted', () => {
    const world = aChannel('public', GENERAL).in(aWorld().withUser(ada, 'ada', { admin: true }))
    for (const id of [GENERAL, directChannelId(ada, bo), savedChannelId(ada)])
      expect(world.verdict(ada, channelDocument(id), [['meta', 'deletedAt', 7]])).toBe('forbidden MT1')
  })
  it('[MT6] nobody has a role in it from then on, nobody reads, joins, writes or founds it', () => {
    for (const kind of ['group', 'public', 'broadcast'] as const) {
      const world = deleted(kind)
      const channel = channelOf(world, CREW)
      expect([ada, bo, cy, dee].map((user) => channel?.role(user))).toEqual(Array(4).fill('none'))
      expect(channel && membersOf(world, channel)).toEqual([])
      for (const name of [root, `${root}/0`]) expect(canReadName(world, ada, name)).toBe(false)
      const joins = world.verdict(dee, root, [['members', '4', { role: 'member', by: 4 }]])
      expect(joins).toBe(kind === 'public' ? 'gone MT7' : 'forbidden MB3')
      expect(world.verdict(ada, root, founding())).toBe('gone MT7')
    }
  })
  it('[MT6] it is not taken back, and what follows in the same update is refused', () => {
    expect(deleted().verdict(ada, root, [['meta', 'deletedAt', undefined]])).toBe('invalid JG4')
    expect(sets(deleted(), ada, 'deletedAt', 8)).toBe('gone MT7')
    const both: Write[] = [
      ['meta', 'title', 'New'],
      ['meta', 'deletedAt', 7],
    ]
    expect(aCrew().verdict(ada, root, both)).toBe('allowed')
    expect(aCrew().verdict(ada, root, [...both].reverse())).toBe('gone MT7')
  })
  it('[MT6] nothing is founded as deleted', () => {
    expect(founds(founding('group', ['meta', 'deletedAt', 7]))).toBe('invalid MT6')
  })
})

describe('founding', () => {
  it('[FD1] what follows from its id is founded by the server alone', () => {
    expect(aWorld().verdict(ada, channelDocument(GENERAL), founding('public'))).toBe('forbidden FD1')
  })
  it('[FD2] the founder is who founds, and a second founding is a conflict', () => {
    expect(founds(founding())).toBe('allowed')
    expect(founds(founding(), aWorld(), bo)).toBe('forbidden FD2')
    const founded = aCrew('group').put(root, 'meta', 'createdBy', bo)
    const second = outcome(founded.judge(ada, root, founding()).filter(({ entry }) => entry.key === 'createdBy'))
    expect(second).toBe('conflict FD2')
  })
  it('[FD2] a second write of the same update does not forge the founder', () => {
    expect(founds(founding('group', ['meta', 'createdBy', 2]))).toBe('forbidden FD2')
  })
  it('[FD3] a founding has a kind that people found, and a title', () => {
    expect(founds(founding('saved'))).toBe('invalid FD3')
    expect(founds(founding().filter(([, key]) => key !== 'title'))).toBe('invalid FD3')
    expect(['public', 'group', 'private', 'broadcast'].map((kind) => founds(founding(kind)))).toEqual(
      Array(4).fill('allowed'),
    )
  })
  it('[FD4] the founder is the owner at the end of the update', () => {
    expect(founds(founding().slice(0, 3))).toBe('invalid FD4')
    expect(founds(founding('group', ['members', '1', { role: 'none', by: 1 }]))).toBe('invalid FD4')
  })
  it('[FD4] nobody is founded away, and a public channel names nobody', () => {
    expect(founds(founding('group', ['members', '2', { role: 'admin', by: 1 }]))).toBe('allowed')
    expect(founds(founding('group', ['members', '2', { role: 'none', by: 1 }]))).toBe('invalid FD4')
    expect(founds(founding('public', ['members', '2', { role: 'member', by: 1 }]))).toBe('invalid FD4')
  })
  it('[FD5] 100 others are founded with, 101 are not', () => {
    const world = aWorld()
    const others: Write[] = []
    for (let user = 100; user < 201; user++) {
      world.withUser(user, `u${user}`)
      others.push(['members', String(user), { role: 'member', by: 1 }])
    }
    expect(founds(founding('group', ...others.slice(1)), world)).toBe('allowed')
    expect(founds(founding('group', ...others), world)).toBe('too_large FD5')
  })
  it('[FD6] a pin founds nothing', () => {
    expect(founds(founding('group', ['pins', CREW, { by: 1, at: 1 }]))).toBe('invalid FD6')
  })
  it('[MB18] the others accept invitations, exist, and are added in the founder’s name', () => {
    const closed = aWorld().withAccount(bo, 'profile', 'privacy', { groupInvites: 'nobody' })
    expect(founds(founding('group', ['members', '2', { role: 'member', by: 1 }]), closed)).toBe('privacy MB18')
    expect(founds(founding('group', ['members', String(NOBODY), { role: 'member', by: 1 }]))).toBe('invalid MB12')
    expect(founds(founding('group', ['members', '2', { role: 'member', by: 2 }]))).toBe('forbidden MB11')
  })
})
