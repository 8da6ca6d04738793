import { describe, expect, it } from 'vitest'
import { setProfile } from '../../../schema/edits/set-profile.ts'
import type { UserId } from '../../../schema/ids.ts'
import { searchUsers } from '../../../sync-server/queries/search-users.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness } from '../../support/core-harness.ts'
import { aPerson, removePerson } from '../support/some-people.ts'

async function aScene(people: readonly (readonly [username: string, name?: string])[]) {
  const deps = commandDeps(coreHarness())
  const ada = await aPerson(deps, 'ada')
  const ids = new Map<string, UserId>([['ada', ada]])
  for (const [username, name = ''] of people) {
    const userId = await aPerson(deps, username)
    ids.set(username, userId)
    await deps.runInCommit((tx) => tx.write({ userId }, setProfile(tx.world, userId, { name })))
  }
  const find = (query: string, limit = 20) => searchUsers(deps, ada, query, limit).map((person) => person.username)
  return { deps, ids, find }
}

describe('finding people', () => {
  it('[US7] by part of a name or username, without case and accents', async () => {
    const { find } = await aScene([['jsilva', 'João Silva'], ['Zoe-Mueller'], ['kim', '金 Kim']])
    expect(find('JOAO')).toEqual(['jsilva'])
    expect(find('joã')).toEqual(['jsilva'])
    expect(find('o sil')).toEqual(['jsilva'])
    expect(find('müller')).toEqual([])
    expect(find('MUELLER')).toEqual(['Zoe-Mueller'])
    expect(find('金 k')).toEqual(['kim'])
  })

  it.each(['', ' ', 'b', '@', '@b', ' @b ', '@ b', '🏔'])('[US7] %j finds nobody', async (query) => {
    const { find } = await aScene([['bo'], ['b', '🏔 b']])
    expect(find(query)).toEqual([])
  })

  it('[US7] with or without a leading @', async () => {
    const { find } = await aScene([['bo']])
    expect([find('bo'), find('@bo'), find(' @BO ')]).toEqual([['bo'], ['bo'], ['bo']])
  })

  it('[US7] by a whole e-mail address, never by a part of one', async () => {
    const { find } = await aScene([['bo', 'Berg']])
    expect(find('BO@example.org')).toEqual(['bo'])
    for (const part of ['bo@', 'bo@example', '@example.org', 'example', 'o@example.org']) expect(find(part)).toEqual([])
  })

  it('[US7] neither oneself nor a deleted account', async () => {
    const { deps, ids, find } = await aScene([['bo'], ['boris']])
    await removePerson(deps, ids.get('boris') as UserId)
    expect([find('bo'), find('ada'), find('ada@example.org'), find('deleteduser')]).toEqual([['bo'], [], [], []])
  })

  it('[US8] the nearest first, up to the limit', async () => {
    const { find } = await aScene([['carbo'], ['x1', 'Bo of the hills'], ['bob'], ['Bo'], ['boa'], ['x2', 'Rainbow']])
    expect(find('bo')).toEqual(['Bo', 'boa', 'bob', 'x1', 'carbo', 'x2'])
    expect(find('bo', 2)).toEqual(['Bo', 'boa'])
  })

  it('[US2] a hidden avatar is hidden here too', async () => {
    const { deps, ids } = await aScene([['bo']])
    const bo = ids.get('bo') as UserId
    await deps.runInCommit((tx) => {
      tx.putAvatar(bo, '/avatars/bo')
      tx.write({ userId: bo }, setProfile(tx.world, bo, { privacy: { avatar: 'nobody' } }))
    })
    expect(searchUsers(deps, ids.get('ada') as UserId, 'bo', 5).map((person) => person.avatar)).toEqual([null])
  })
})
