import { describe, expect, it } from 'vitest'
import { setProfile } from '../../../schema/edits/set-profile.ts'
import { findPeople } from '../../../sync-server/queries/find-people.ts'
import { ada, aTalk, bo, cy } from '../support/a-talk.ts'

describe('finding people', () => {
  it('[US23] finds everyone else, by any part of a name, page by page', async () => {
    const { deps } = await aTalk()
    await deps.runInCommit((tx) => tx.write({ userId: cy }, setProfile(tx.world, cy, { name: 'Zoë Ångström' })))
    const find = (search: string, limit = 50, offset = 0) => {
      const { people, total } = findPeople(deps, ada, { search, limit, offset })
      return [people.map(({ username }) => username), total]
    }
    const [everyone, total] = find('') as [string[], number]
    expect(everyone).toEqual([...everyone].sort())
    expect(everyone).not.toContain('ada')
    expect(total).toBe(everyone.length)
    expect(find('ANGSTROM')).toEqual([['cy'], 1])
    expect(find(' B ')).toEqual([['bo'], 1])
    expect(find('', 1, 1)).toEqual([[everyone[1]], total])
    expect(find('nobody at all')).toEqual([[], 0])
    expect(findPeople(deps, bo, { search: 'bo', limit: 1, offset: 0 }).total).toBe(0)
  })
})
