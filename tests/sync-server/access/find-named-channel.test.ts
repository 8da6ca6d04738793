import { describe, expect, it } from 'vitest'
import { CairnError } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { findEntered, findNamedChannel, type NamedChannel } from '../../../sync-server/access/find-named-channel.ts'
import { deleteChannel } from '../../../sync-server/commands/delete-channel.ts'
import { openSaved } from '../../../sync-server/commands/open-saved.ts'
import { removePerson } from '../support/some-people.ts'
import { ada, aTalk, bo, cy, dee } from '../support/a-talk.ts'

const found = (work: () => { readonly id: string }): string => {
  try {
    return work().id
  } catch (error) {
    return error instanceof CairnError ? error.code : String(error)
  }
}

async function aRidge() {
  const talk = await aTalk()
  const named = (userId: UserId, name: NamedChannel) =>
    found(() => findNamedChannel(talk.deps.world(), talk.deps, userId, name))
  const num = (id: string) => talk.deps.channels.channel(id)?.num ?? 0
  const entered = (userId: UserId, id: number) =>
    found(() => findEntered(talk.deps.world(), talk.deps.channels, userId, id))
  return { ...talk, named, entered, num }
}

describe('a channel by name', () => {
  it('[CA10] a public one by its title, whatever the case, for everyone', async () => {
    const { named, channel } = await aRidge()
    expect(named(dee, { kind: 'public', name: 'GENERAL' })).toBe('general')
    const group = await channel([ada, dee], 'group')
    expect([
      named(dee, { kind: 'public', name: 'nowhere' }),
      named(dee, { kind: 'public', name: group.title }),
    ]).toEqual([...['not_found', 'not_found']])
    const hall = await channel([ada], 'public')
    expect(named(dee, { kind: 'public', name: hall.title })).toBe(hall.id)
  })

  it('[CA10] a chat of two by its people, in any order, as soon as both accounts are there', async () => {
    const { named, deps, say } = await aRidge()
    const direct = (a: string | number, b: string | number, by: UserId = bo) =>
      named(by, { kind: 'direct', people: [a, b] })
    expect([direct('ada', 'bo'), direct('BO', 'Ada')]).toEqual(['dm-1-2', 'dm-1-2'])
    expect([direct('ada', 'cy'), direct('bo', 'bo'), direct('bo', 'ghost'), direct('bo', 1)]).toEqual(
      Array(4).fill('not_found'),
    )
    await say(cy, 'dm-2-3' as never, 'bye')
    await removePerson(deps, cy)
    expect([direct('bo', 3), direct('bo', 'cy'), direct('bo', 'deleteduser')]).toEqual([
      'dm-2-3',
      'not_found',
      'not_found',
    ])
  })

  it('[CA10] any other that people founded by its integer id, if one is in it; nothing else has one', async () => {
    const { named, channel, num, deps, say } = await aRidge()
    const numbered = (by: UserId, id: number) => named(by, { kind: 'numbered', num: id })
    for (const kind of ['group', 'private', 'broadcast'] as const) {
      const one = await channel([ada, bo], kind)
      expect([kind, numbered(bo, num(one.id)), numbered(dee, num(one.id))]).toEqual([
        ...[kind, one.id, kind === 'group' ? 'forbidden' : 'not_found'],
      ])
    }
    await say(ada, 'dm-1-2' as never, 'hi')
    const saved = await openSaved(deps, ada)
    for (const id of [num('general'), num('dm-1-2'), saved.num, 999]) expect(numbered(ada, id)).toBe('not_found')
  })

  it('[CA10] [CA1] where a stranger is told that it is there, that is forbidden; a deleted one is not there', async () => {
    const { entered, channel, num, deps } = await aRidge()
    const crew = await channel([ada, bo])
    expect([
      entered(bo, num(crew.id)),
      entered(dee, num(crew.id)),
      entered(ada, 999),
      entered(ada, num('general')),
    ]).toEqual([...[crew.id, 'forbidden', 'not_found', 'not_found']])
    await deleteChannel(deps, ada, crew.id)
    expect([entered(bo, num(crew.id)), entered(dee, num(crew.id))]).toEqual(['not_found', 'not_found'])
  })
})
