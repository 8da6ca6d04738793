import { describe, expect, it } from 'vitest'
import { setContact } from '../../../schema/edits/set-contact.ts'
import { setProfile, type SetProfileInput } from '../../../schema/edits/set-profile.ts'
import type { UserId } from '../../../schema/ids.ts'
import type { Presence } from '../../../schema/protocol/downstream.ts'
import { openSessionStore } from '../../../sync-server/accounts/session-store.ts'
import { viewPerson } from '../../../sync-server/queries/person-view.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness } from '../../support/core-harness.ts'
import { removePerson, somePeople } from '../support/some-people.ts'

/** Ada looks at bo; cy is among bo's contacts, ada is not. */
async function aScene() {
  const said = new Map<UserId, Presence>()
  const h = coreHarness({ restPresenceOf: (userId) => said.get(userId) ?? 'offline' })
  const deps = commandDeps(h)
  const [ada, bo, cy] = (await somePeople(deps, 'ada', 'bo', 'cy')) as [UserId, UserId, UserId]
  const profile = (input: SetProfileInput) =>
    deps.runInCommit((tx) => tx.write({ userId: bo }, setProfile(tx.world, bo, input)))
  await deps.runInCommit((tx) => {
    tx.putAvatar(bo, '/avatars/bo')
    tx.write({ userId: bo }, setContact(tx.world, bo, { userId: cy, isContact: true }))
  })
  return { h, deps, ada, bo, cy, said, profile }
}

describe('a person as another may see them', () => {
  it('[US1] everyone sees name, username, bio, status, colour and e-mail', async () => {
    const { deps, ada, bo, profile } = await aScene()
    expect(viewPerson(deps, ada, bo)).toMatchObject({
      name: 'bo',
      username: 'bo',
      bio: null,
      status: null,
      color: null,
    })
    await profile({ name: 'Bo Berg', bio: 'climbs', status: 'up', color: '#336699' })
    expect(viewPerson(deps, ada, bo)).toMatchObject({
      ...{ userId: bo, name: 'Bo Berg', username: 'bo', bio: 'climbs', status: 'up', color: '#336699' },
      ...{ email: 'bo@example.org', emailVerified: false, hasSecondFactor: false, isDeleted: false },
      ...{ allowPrivateMessages: true, createdAt: deps.now(), updatedAt: deps.now() },
    })
  })

  it('[US1] a deleted account is deleteduser, with nothing else', async () => {
    const { h, deps, ada, bo, profile, said } = await aScene()
    await profile({ name: 'Bo Berg', bio: 'climbs', status: 'up', color: '#336699' })
    said.set(bo, 'active')
    h.clock.advance(1000)
    await removePerson(deps, bo)
    expect(viewPerson(deps, ada, bo)).toEqual({
      ...{ userId: bo, name: 'deleteduser', username: 'deleteduser', bio: null, status: null, color: null },
      ...{ avatar: null, email: null, emailVerified: false, hasSecondFactor: false, isAdministrator: false },
      ...{ isDeleted: true, presence: 'offline', lastSeenAt: null, allowPrivateMessages: false, privacy: null },
      ...{ createdAt: deps.now(), updatedAt: deps.now() },
    })
    expect(deps.people.avatar(bo)).toBeNull()
  })

  it('[US1] nobody is nobody', async () => {
    const { deps, ada } = await aScene()
    expect(viewPerson(deps, ada, 99 as UserId)).toBeNull()
  })

  it('[US1] the time of the last change follows the profile, by whatever door', async () => {
    const { h, deps, ada, bo, profile } = await aScene()
    h.clock.advance(5000)
    await profile({ bio: 'climbs' })
    expect(viewPerson(deps, ada, bo)).toMatchObject({ createdAt: deps.now() - 5000, updatedAt: deps.now() })
  })

  it.each([
    ['everyone', true, true],
    ['contacts', false, true],
    ['nobody', false, false],
  ] as const)('[US2] an avatar for %s', async (audience, strangerSees, contactSees) => {
    const { deps, ada, bo, cy, profile } = await aScene()
    await profile({ privacy: { avatar: audience } })
    const seen = (viewer: UserId) => viewPerson(deps, viewer, bo)?.avatar === '/avatars/bo'
    expect([seen(ada), seen(cy), seen(bo)]).toEqual([strangerSees, contactSees, true])
  })

  it.each([
    ['everyone', true, true],
    ['contacts', false, true],
    ['nobody', false, false],
  ] as const)('[US4] presence and last seen for %s', async (audience, strangerSees, contactSees) => {
    const { deps, ada, bo, cy, profile, said } = await aScene()
    await profile({ privacy: { lastSeen: audience } })
    said.set(bo, 'idle')
    const seen = (viewer: UserId) => {
      const { presence, lastSeenAt } = viewPerson(deps, viewer, bo) ?? {}
      return [presence, lastSeenAt]
    }
    const [hidden, shown] = [
      ['offline', null],
      ['idle', deps.now()],
    ]
    expect(seen(ada)).toEqual(strangerSees ? shown : hidden)
    expect(seen(cy)).toEqual(contactSees ? shown : hidden)
    expect(seen(bo)).toEqual(shown)
  })

  it('[US5] whom one shows what is for oneself alone', async () => {
    const { deps, bo, cy, profile } = await aScene()
    await profile({ privacy: { avatar: 'contacts', allowPrivateMessages: false } })
    const own = { avatar: 'contacts', lastSeen: 'everyone', groupInvites: 'everyone' }
    expect(viewPerson(deps, bo, bo)).toMatchObject({ privacy: own, allowPrivateMessages: false })
    expect(viewPerson(deps, cy, bo)).toMatchObject({ privacy: null, allowPrivateMessages: false })
  })
})

describe('when a person was last there', () => {
  const at = (scene: Awaited<ReturnType<typeof aScene>>) => viewPerson(scene.deps, scene.ada, scene.bo)?.lastSeenAt

  it('[US6] is not known of who never came', async () => {
    expect(at(await aScene())).toBeNull()
  })

  it('[US6] is now while a socket is open, then when the last one closed', async () => {
    const scene = await aScene()
    const { h, deps, bo } = scene
    const [first, second] = [h.connect(bo, { device: 'phone-01' }), h.connect(bo, { device: 'desk-0001' })]
    h.clock.advance(1000)
    first.drop()
    h.clock.advance(1000)
    expect(at(scene)).toBe(deps.now())
    second.drop()
    h.clock.advance(60_000)
    expect(at(scene)).toBe(deps.now() - 60_000)
  })

  it('[US6] is when the server stopped, for who was here', async () => {
    const scene = await aScene()
    scene.h.connect(scene.bo)
    scene.h.core.stop()
    expect(scene.deps.people.lastSeenAt(scene.bo)).toBe(scene.deps.now())
  })

  it('[US6] is the last request of any session, also of one that ended', async () => {
    const scene = await aScene()
    const { h, deps, bo } = scene
    const sessions = openSessionStore({ db: h.db, now: deps.now, randomBytes: (size) => Buffer.alloc(size, 7) })
    h.connect(bo).drop()
    h.clock.advance(60_000)
    const session = sessions.findByToken(sessions.start(bo, { device: 'd', address: 'a' }))
    expect(at(scene)).toBe(deps.now())
    sessions.end(session?.sessionId ?? '')
    h.clock.advance(60_000)
    expect(at(scene)).toBe(deps.now() - 60_000)
  })
})
