import { describe, expect, it } from 'vitest'
import { setProfile, type SetProfileInput } from '../../../schema/edits/set-profile.ts'
import type { UserId } from '../../../schema/ids.ts'
import { listPeople, listPictured, listPresences } from '../../../sync-server/queries/list-people.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness } from '../../support/core-harness.ts'
import { removePerson, somePeople } from '../support/some-people.ts'

const DAY_MS = 24 * 60 * 60_000

async function aScene() {
  const h = coreHarness()
  const deps = commandDeps(h)
  const [ada, bo, cy] = (await somePeople(deps, 'ada', 'Zoe', 'bo')) as [UserId, UserId, UserId]
  const profile = (userId: UserId, input: SetProfileInput) =>
    deps.runInCommit((tx) => tx.write({ userId }, setProfile(tx.world, userId, input)))
  return { h, deps, ada, bo, cy, profile }
}

describe('everyone', () => {
  it('[US20] is listed by username in the order of code units, with a colour, without deleted accounts', async () => {
    const { deps, ada, bo, cy, profile } = await aScene()
    await profile(cy, { color: '#00ff00' })
    const names = () => listPeople(deps).map(({ username, color }) => [username, color])
    expect(names()).toEqual([
      ['Zoe', null],
      ['ada', null],
      ['bo', '#00ff00'],
    ])
    await removePerson(deps, bo)
    expect(listPeople(deps).map(({ userId }) => userId)).toEqual([ada, cy])
  })

  it('[US2] has a picture here as far as one may see it; one elsewhere is none', async () => {
    const { deps, ada, bo, cy, profile } = await aScene()
    await deps.runInCommit((tx) => {
      tx.putAvatar(ada, '/avatars/a.png')
      tx.putAvatar(bo, '/avatars/b.png')
      tx.putAvatar(cy, 'https://example.org/c.png')
    })
    expect(listPictured(deps, cy)).toEqual([ada, bo])
    await profile(bo, { privacy: { avatar: 'nobody' } })
    expect([listPictured(deps, cy), listPictured(deps, bo)]).toEqual([[ada], [ada, bo]])
    await removePerson(deps, ada)
    expect(listPictured(deps, bo)).toEqual([bo])
  })

  it('[US21] was there of late within a day, and that is told as far as they let it', async () => {
    const { h, deps, ada, bo, cy, profile } = await aScene()
    deps.people.noteLeft(ada, h.clock.nowMs - DAY_MS)
    deps.people.noteLeft(bo, h.clock.nowMs - DAY_MS - 1)
    deps.people.noteLeft(cy, h.clock.nowMs)
    const seen = (viewer: UserId) => listPresences(deps, viewer).map(({ userId }) => userId)
    expect(seen(bo)).toEqual([ada, cy])
    expect(listPresences(deps, bo)[0]?.presence).toBe('offline')
    await profile(cy, { privacy: { lastSeen: 'nobody' } })
    expect([seen(bo), seen(cy)]).toEqual([[ada], [ada, cy]])
    await removePerson(deps, ada)
    expect(seen(bo)).toEqual([])
  })
})
