import { describe, expect, it } from 'vitest'
import { parseDocumentName, type DocumentRef } from '../../../schema/documents.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import { setContact } from '../../../schema/edits/set-contact.ts'
import type { UserId } from '../../../schema/ids.ts'
import { canRead } from '../../../schema/rules/channel.ts'
import { updateProfile, type UpdateProfileInput } from '../../../sync-server/commands/update-profile.ts'
import { viewPerson } from '../../../sync-server/queries/person-view.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness } from '../../support/core-harness.ts'
import { somePeople } from '../support/some-people.ts'

async function aScene() {
  const h = coreHarness()
  const deps = commandDeps(h)
  const [ada, bo, cy] = (await somePeople(deps, 'ada', 'bo', 'cy')) as [UserId, UserId, UserId]
  await deps.runInCommit((tx) => tx.write({ userId: ada }, setContact(tx.world, ada, { userId: cy, isContact: true })))
  const update = (input: UpdateProfileInput) => updateProfile(deps, ada, input)
  const directory = (root: 'users' | 'profiles', userId = ada) =>
    h.core.deps.world().registers('directory').get(root, String(userId))
  return { h, deps, ada, bo, cy, update, directory }
}

const EVERYTHING = {
  ...{ name: 'Ada Lovelace', bio: 'counts', username: 'Countess', avatar: '/avatars/a1b2.png' },
  privacy: { avatar: 'everyone', lastSeen: 'contacts', groupInvites: 'nobody', allowPrivateMessages: false },
} as const satisfies UpdateProfileInput

describe('changing one’s profile', () => {
  it('[US15] is in the account’s document, so on all devices; what everyone may see is in the directory', async () => {
    const { h, ada, update, directory } = await aScene()
    const device = h.connect(ada)
    const seen = await update(EVERYTHING)
    expect(seen).toMatchObject({
      name: 'Ada Lovelace',
      username: 'Countess',
      bio: 'counts',
      avatar: '/avatars/a1b2.png',
    })
    expect(device.replica(`account/${ada}`).getMap('profile').toJSON()).toEqual({
      ...{ name: 'Ada Lovelace', bio: 'counts' },
      privacy: EVERYTHING.privacy,
    })
    expect(directory('profiles')).toEqual({ name: 'Ada Lovelace', bio: 'counts', avatar: '/avatars/a1b2.png' })
    expect(directory('users')).toEqual({ username: 'Countess', admin: true })
  })

  it('[US15] what is not named stays, what is emptied goes', async () => {
    const { ada, deps, update } = await aScene()
    await update(EVERYTHING)
    await update({ privacy: { lastSeen: 'nobody' } })
    expect(viewPerson(deps, ada, ada)).toMatchObject({
      ...{ name: 'Ada Lovelace', avatar: '/avatars/a1b2.png', allowPrivateMessages: false },
      privacy: { avatar: 'everyone', lastSeen: 'nobody', groupInvites: 'nobody' },
    })
    const emptied = await update({ name: '', bio: '', avatar: null })
    expect(emptied).toMatchObject({ name: 'Countess', bio: null, avatar: null })
  })

  it('[US12] a taken username changes nothing else either', async () => {
    const { deps, ada, bo, update, directory } = await aScene()
    const before = [viewPerson(deps, ada, ada), directory('users'), directory('profiles')]
    const refused = update({ ...EVERYTHING, username: 'BO' })
    await expect(refused).rejects.toMatchObject({ code: ErrorCode.Conflict, field: 'username' })
    expect([viewPerson(deps, ada, ada), directory('users'), directory('profiles')]).toEqual(before)
    expect(directory('users', bo)).toEqual({ username: 'bo' })
  })

  it('[US12] nor does a value that the rules refuse', async () => {
    const { deps, ada, update, directory } = await aScene()
    const before = [viewPerson(deps, ada, ada), directory('users'), directory('profiles')]
    const refused = update({ ...EVERYTHING, bio: 'x'.repeat(1_001) })
    await expect(refused).rejects.toMatchObject({ code: ErrorCode.Invalid })
    expect([viewPerson(deps, ada, ada), directory('users'), directory('profiles')]).toEqual(before)
    expect(deps.accounts.findByLogin('Countess')).toBeNull()
  })

  it.each(['minimost', 'Everyone', 'deleteduser', 'SYSTEM', '', 'a b', 'å', 'x'.repeat(33)])(
    '[US13] %j is no username',
    async (username) => {
      const { update } = await aScene()
      await expect(update({ username })).rejects.toMatchObject({ code: ErrorCode.Invalid, field: 'username' })
    },
  )

  it('[US13] one’s own may change its case, and stay as it is', async () => {
    const { ada, update, directory } = await aScene()
    await update({ username: 'ADA' })
    await update({ username: 'ADA' })
    expect(directory('users', ada)).toEqual({ username: 'ADA', admin: true })
  })

  it('[US13] the one left behind is free', async () => {
    const { deps, bo, update } = await aScene()
    await update({ username: 'countess' })
    await updateProfile(deps, bo, { username: 'ada' })
    expect(deps.accounts.findByLogin('ADA')?.userId).toBe(bo)
  })

  it.each([
    'https://example.org/a.png',
    'HTTP://example.org',
    '/avatars/01HX-b_2.png',
    `https://example.org/${'x'.repeat(492)}`,
  ])('[US14] %j is kept as it is', async (avatar) => {
    const { update } = await aScene()
    expect((await update({ avatar })).avatar).toBe(avatar)
  })

  it.each([
    ...['javascript:alert(1)', 'data:image/png;base64,AA', '/logout', '/avatars/../logout', '/avatars/', 'a.png', ''],
    ...['//example.org/a.png', 'https://', 'https://example.org/a b', `https://example.org/${'x'.repeat(493)}`],
  ])('[US14] %j is no avatar', async (avatar) => {
    const { update } = await aScene()
    await expect(update({ avatar })).rejects.toMatchObject({ code: ErrorCode.Invalid, field: 'avatar' })
  })
})

describe('an avatar in documents', () => {
  const OLD = '/avatars/old-old-old'
  const NEW = '/avatars/new-new-new'
  let devices = 10
  const AUDIENCES = ['everyone', 'contacts', 'nobody'] as const

  /** Whether the path is in any document that the person may read, as it would be sent whole. */
  function isReadable(scene: Awaited<ReturnType<typeof aScene>>, viewer: UserId, path: string): boolean {
    const { core } = scene.h
    const names = core.deps.log.documentNames().filter((name) => {
      return canRead(core.deps.world(), viewer, parseDocumentName(name) as DocumentRef)
    })
    const registers = names.flatMap((name) => {
      const room = core.deps.rooms.get(name)
      return [...room.doc.share.keys()].map((root) => JSON.stringify([...room.entries(root)]))
    })
    const sent = Buffer.concat(scene.h.connect(viewer, { device: `device-${++devices}` }).received).toString('latin1')
    expect(registers.join().includes(path)).toBe(sent.includes(path))
    return sent.includes(path)
  }

  it.each(AUDIENCES)('[US3] is there only for everyone: %s', async (audience) => {
    const scene = await aScene()
    await scene.update({ avatar: NEW, privacy: { avatar: audience } })
    for (const viewer of [scene.ada, scene.bo, scene.cy]) {
      expect(isReadable(scene, viewer, NEW)).toBe(audience === 'everyone')
    }
    // Whoever may see it is answered over REST.
    expect(viewPerson(scene.deps, scene.cy, scene.ada)?.avatar).toBe(audience === 'nobody' ? null : NEW)
  })

  it.each(AUDIENCES.flatMap((from) => AUDIENCES.map((to) => [from, to] as const)))(
    '[US3] from %s to %s',
    async (from, to) => {
      const scene = await aScene()
      await scene.update({ avatar: OLD, privacy: { avatar: from } })
      await scene.update({ privacy: { avatar: to } })
      expect(isReadable(scene, scene.cy, OLD)).toBe(to === 'everyone')
    },
  )

  it.each(AUDIENCES.flatMap((from) => AUDIENCES.map((to) => [from, to] as const)))(
    '[US3] not for a moment while picture and audience change at once: %s to %s',
    async (from, to) => {
      const scene = await aScene()
      await scene.update({ avatar: OLD, privacy: { avatar: from } })
      const watching = scene.h.connect(scene.cy)
      const before = watching.received.length
      await scene.update({ avatar: NEW, privacy: { avatar: to } })
      const sent = Buffer.concat(watching.received.slice(before)).toString('latin1')
      expect([sent.includes(OLD), sent.includes(NEW)]).toEqual([false, to === 'everyone'])
      expect([isReadable(scene, scene.bo, OLD), isReadable(scene, scene.bo, NEW)]).toEqual([false, to === 'everyone'])
    },
  )

  it('[US3] a setting synced by a device counts alike', async () => {
    const scene = await aScene()
    const { h, ada, deps } = scene
    await scene.update({ avatar: OLD })
    const write = (audience: string) =>
      deps.runInCommit((tx) =>
        tx.write({ userId: ada }, [
          { doc: `account/${ada}`, root: 'profile', key: 'privacy', value: { avatar: audience } },
        ]),
      )
    await write('contacts')
    expect(isReadable(scene, scene.bo, OLD)).toBe(false)
    await write('everyone')
    expect(isReadable(scene, scene.bo, OLD)).toBe(true)
    expect(h.core.deps.world().registers('directory').get('profiles', String(ada))).toEqual({ avatar: OLD })
  })

  it('[US3] the directory hears nothing of a setting that shows in nothing', async () => {
    const scene = await aScene()
    const before = scene.h.core.deps.log.headOf('directory')
    await scene.update({ privacy: { avatar: 'nobody', lastSeen: 'nobody' } })
    await scene.update({ avatar: NEW })
    expect(scene.h.core.deps.log.headOf('directory')).toBe(before)
  })
})
