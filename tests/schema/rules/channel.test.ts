import { describe, expect, it } from 'vitest'
import { accountDocument, channelDocument, DIRECTORY, volumeDocument } from '../../../schema/documents.ts'
import { directChannelId, savedChannelId, type ChannelId } from '../../../schema/ids.ts'
import {
  canPost,
  canReadName,
  channelOf,
  isOpenToJoin,
  membersOf,
  newestVolume,
  type Channel,
} from '../../../schema/rules/channel.ts'
import { ada, aChannel, aCrew, aWorld, bo, CREW, cy, dee, GENERAL, NOBODY } from '../../support/a-world.ts'

const crew = (world = aCrew(), id: ChannelId = CREW) => channelOf(world, id) as Channel
const root = channelDocument(CREW)
const volume = volumeDocument(CREW, 0)

describe('channels', () => {
  it('[MB1] a group is open to join, and a broadcast only with a handle', () => {
    expect(isOpenToJoin(crew(aCrew('group')))).toBe(true)
    expect(isOpenToJoin(crew(aCrew('broadcast')))).toBe(false)
    expect(isOpenToJoin(crew(aCrew('broadcast').put(root, 'meta', 'handle', 'news')))).toBe(true)
    expect(isOpenToJoin(crew(aCrew('private').put(root, 'meta', 'handle', 'news')))).toBe(false)
    expect(isOpenToJoin(crew(aCrew('public')))).toBe(false)
  })

  it('[MB2] members post, strangers do not, and in a broadcast only owners and admins do', () => {
    const who = [ada, bo, cy, dee]
    expect(who.map((user) => canPost(crew(), user))).toEqual([true, true, true, false])
    expect(who.map((user) => canPost(crew(aCrew('broadcast')), user))).toEqual([true, true, false, false])
  })

  it('[MB3] a member reads root and volumes, a stranger neither', () => {
    const world = aCrew()
    expect([root, volume].map((doc) => canReadName(world, cy, doc))).toEqual([true, true])
    expect([root, volume].map((doc) => canReadName(world, dee, doc))).toEqual([false, false])
  })

  it('[MB3] of a channel open to join a stranger reads the root alone', () => {
    expect([root, volume].map((doc) => canReadName(aCrew('group'), dee, doc))).toEqual([true, false])
  })

  it('[MB3] of an id nobody founded the root alone can be opened, and no default name', () => {
    const world = aWorld()
    expect([root, volume].map((doc) => canReadName(world, dee, doc))).toEqual([true, false])
    expect(canReadName(world, dee, channelDocument('nowhere' as ChannelId))).toBe(false)
  })

  it('[MB3] an account is read by its owner, the directory by all, and other names by nobody', () => {
    const world = aWorld()
    expect(canReadName(world, ada, accountDocument(ada))).toBe(true)
    expect(canReadName(world, bo, accountDocument(ada))).toBe(false)
    expect(canReadName(world, bo, DIRECTORY)).toBe(true)
    expect(canReadName(world, bo, 'elsewhere')).toBe(false)
  })

  it('[MB4] the members of a direct message and of saved messages follow from the id', () => {
    const world = aWorld()
    const dm = directChannelId(ada, cy)
    expect(membersOf(world, crew(world, dm))).toEqual([ada, cy])
    expect(crew(world, dm).role(bo)).toBe('none')
    expect(channelOf(world, directChannelId(ada, NOBODY))).toBeNull()
    expect([ada, bo].map((user) => crew(world, savedChannelId(ada)).role(user))).toEqual(['owner', 'none'])
  })

  it('[MB5] every account is a member of a public channel, and its founder keeps their role', () => {
    const world = aChannel('public').withMember('ada', 'owner').in(aWorld())
    expect([ada, dee, NOBODY].map((user) => crew(world).role(user))).toEqual(['owner', 'member', 'none'])
    expect(membersOf(world, crew(world))).toEqual([ada, bo, cy, dee])
  })

  it('[MB6] an administrator owns the default channels, and no founded one', () => {
    const world = aChannel('public', GENERAL).in(aWorld().withUser(bo, 'bo', { admin: true }))
    expect([ada, bo].map((user) => crew(world, GENERAL).role(user))).toEqual(['member', 'owner'])
    aChannel('public').withMember('ada', 'owner').in(world)
    expect(crew(world).role(bo)).toBe('member')
  })

  it('[MB7] a deleted account is member of nothing that follows, and whoever is left still reads the direct message', () => {
    const world = aChannel('public', GENERAL).in(aWorld().withUser(bo, '', { admin: true, deletedAt: 1 }))
    expect(crew(world, GENERAL).role(bo)).toBe('none')
    const dm = directChannelId(ada, bo)
    expect([ada, bo].map((user) => canReadName(world, user, volumeDocument(dm, 0)))).toEqual([true, false])
  })

  it('[MB8] the newest volume is the highest one named, whatever the order', () => {
    expect(newestVolume(aCrew(), CREW)).toBe(0)
    expect(newestVolume(aChannel().withVolume(10, 99).withVolume(9, 50).in(aWorld()), CREW)).toBe(10)
  })
})
