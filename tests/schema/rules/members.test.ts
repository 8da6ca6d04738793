import { describe, expect, it } from 'vitest'
import { channelDocument, parseDocumentName, type DocumentRef } from '../../../schema/documents.ts'
import { directChannelId, type UserId } from '../../../schema/ids.ts'
import type { Role } from '../../../schema/registers/members.ts'
import { judgeUpdate } from '../../../schema/rules/judge.ts'
import { aChannel, aCrew, ada, aWorld, bo, CREW, cy, dee, GENERAL, NOBODY, outcome } from '../../support/a-world.ts'

const root = channelDocument(CREW)
function sets(world = aCrew(), actor: UserId, target: UserId, role: Role, by: UserId = actor): string {
  return world.verdict(actor, root, [['members', String(target), { role, by }]])
}

describe('members', () => {
  it('[MB10] nobody writes the members of a channel that follows from its id', () => {
    const world = aChannel('public', GENERAL).in(aWorld().withUser(ada, 'ada', { admin: true }))
    const write = [['members', String(bo), { role: 'admin', by: ada }]] as const
    expect(world.verdict(ada, channelDocument(GENERAL), write)).toBe('forbidden MB10')
    expect(world.verdict(ada, channelDocument(directChannelId(ada, bo)), write)).toBe('forbidden MB10')
  })

  it('[MB11] a membership names who wrote it', () => {
    expect(sets(aCrew(), bo, dee, 'member')).toBe('allowed')
    expect(sets(aCrew(), bo, dee, 'member', ada)).toBe('forbidden MB11')
  })

  it('[MB12] only an account that exists gets a role, and a deleted one can still be removed', () => {
    expect(sets(aCrew(), ada, NOBODY, 'member')).toBe('invalid MB12')
    const world = aCrew().withUser(cy, '', { deletedAt: 1 })
    expect(sets(world, ada, cy, 'admin')).toBe('invalid MB12')
    expect(sets(world, ada, cy, 'none')).toBe('allowed')
  })

  it('[MB13] a member leaves, but no stranger and nobody a public channel', () => {
    expect(sets(aCrew(), cy, cy, 'none')).toBe('allowed')
    expect(sets(aCrew(), ada, ada, 'none')).toBe('allowed')
    expect(sets(aCrew('group'), dee, dee, 'none')).toBe('invalid MB13')
    expect(sets(aCrew('public'), cy, cy, 'none')).toBe('forbidden MB13')
    expect(sets(aCrew('public'), ada, cy, 'none')).toBe('forbidden MB13')
    expect(sets(aCrew('public'), ada, bo, 'member')).toBe('allowed')
    expect(sets(aCrew(), ada, dee, 'none')).toBe('invalid MB13')
  })

  it('[MB14] a stranger joins as a member, and only what is open', () => {
    expect(sets(aCrew('group'), dee, dee, 'member')).toBe('allowed')
    expect(sets(aCrew('group'), dee, dee, 'admin')).toBe('forbidden MB14')
    expect(sets(aCrew('broadcast').put(root, 'meta', 'handle', 'news'), dee, dee, 'member')).toBe('allowed')
    expect(sets(aCrew('broadcast'), dee, dee, 'member')).toBe('forbidden MB3')
    expect(sets(aCrew('private'), dee, dee, 'member')).toBe('forbidden MB3')
  })

  it('[MB14] who was removed cannot come back unasked', () => {
    const world = aCrew('private').put(root, 'members', String(cy), { role: 'none', by: ada })
    expect(sets(world, cy, cy, 'member')).toBe('forbidden MB3')
  })

  it('[MB15] nobody raises themselves', () => {
    expect(sets(aCrew(), bo, bo, 'owner')).toBe('forbidden MB15')
    expect(sets(aCrew(), cy, cy, 'admin')).toBe('forbidden MB15')
    expect(sets(aCrew(), bo, bo, 'member')).toBe('allowed')
  })

  it('[MB15] an admin gives the role below, and an owner every role', () => {
    expect(sets(aCrew(), bo, dee, 'member')).toBe('allowed')
    expect(sets(aCrew(), bo, dee, 'admin')).toBe('forbidden MB15')
    expect(sets(aCrew(), bo, cy, 'owner')).toBe('forbidden MB15')
    expect(sets(aCrew(), ada, cy, 'admin')).toBe('allowed')
    expect(sets(aCrew(), ada, cy, 'owner')).toBe('allowed')
  })

  it('[MB15] an admin changes members only, an owner also another owner', () => {
    const world = aCrew().put(root, 'members', String(dee), { role: 'admin', by: ada })
    expect(sets(world, bo, cy, 'none')).toBe('allowed')
    expect(sets(world, bo, dee, 'none')).toBe('forbidden MB15')
    expect(sets(world, bo, ada, 'none')).toBe('forbidden MB15')
    world.put(root, 'members', String(dee), { role: 'owner', by: ada })
    expect(sets(world, dee, ada, 'member')).toBe('allowed')
  })

  it('[MB16] the last owner cannot be demoted, one of two can', () => {
    expect(sets(aCrew(), ada, ada, 'admin')).toBe('forbidden MB16')
    const two = aCrew().put(root, 'members', String(dee), { role: 'owner', by: ada })
    expect(sets(two, ada, ada, 'admin')).toBe('allowed')
  })

  it('[MB17] a member changes nobody else', () => {
    expect(sets(aCrew(), cy, dee, 'member')).toBe('forbidden MB17')
    expect(sets(aCrew(), cy, bo, 'none')).toBe('forbidden MB17')
  })

  it('[MB17] a stranger signs nobody’s register in a channel that is open to join', () => {
    expect(sets(aCrew('group'), dee, cy, 'member')).toBe('forbidden MB17')
    expect(sets(aCrew('group'), dee, NOBODY, 'none')).toBe('forbidden MB17')
    expect(sets(aCrew('group'), ada, cy, 'member')).toBe('allowed')
  })

  it('[MB18] who is added accepts invitations: from everyone, from contacts, from nobody', () => {
    const asks = (groupInvites: string) => aCrew().withAccount(dee, 'profile', 'privacy', { groupInvites })
    expect(sets(asks('everyone'), ada, dee, 'member')).toBe('allowed')
    expect(sets(asks('contacts'), ada, dee, 'member')).toBe('privacy MB18')
    expect(sets(asks('contacts').withAccount(dee, 'contacts', String(ada), 1), ada, dee, 'member')).toBe('allowed')
    expect(sets(asks('nobody').withAccount(dee, 'contacts', String(ada), 1), ada, dee, 'member')).toBe('privacy MB18')
    expect(sets(aCrew().withAccount(dee, 'blocks', String(ada), 1), ada, dee, 'member')).toBe('privacy MB18')
  })

  it('[MB19] who asked to be added needs no such setting, and the maker of the link every right of their own', () => {
    const world = aCrew().withAccount(dee, 'profile', 'privacy', { groupInvites: 'nobody' })
    const adds = (maker: UserId, target: UserId, role: Role, by = maker, consentOf = dee) => {
      const entry = { root: 'members', key: String(target), before: undefined, value: { role, by }, causal: true }
      const document = parseDocumentName(root) as DocumentRef
      return outcome(judgeUpdate({ userId: maker, consentOf }, document, [entry], world))
    }
    expect(adds(ada, dee, 'member')).toBe('allowed')
    expect(adds(bo, dee, 'member')).toBe('allowed')
    expect(adds(cy, dee, 'member')).toBe('forbidden MB17')
    expect(adds(bo, dee, 'admin')).toBe('forbidden MB15')
    expect(adds(bo, dee, 'member', ada)).toBe('forbidden MB11')
    expect(adds(ada, dee, 'member', ada, cy)).toBe('privacy MB18')
    world.put(root, 'members', String(ada), { role: 'none', by: bo })
    expect(adds(ada, dee, 'member')).toBe('forbidden MB3')
  })
})
