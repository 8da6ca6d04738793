import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { parseDocumentName, type DocumentRef } from '../../../schema/documents.ts'
import { ErrorCode } from '../../../schema/errors.ts'
import { setContact } from '../../../schema/edits/set-contact.ts'
import type { UserId } from '../../../schema/ids.ts'
import { canRead } from '../../../schema/rules/channel.ts'
import { updateProfile, type UpdateProfileInput } from '../../../sync-server/commands/update-profile.ts'
import { createLog } from '../../../sync-server/log.ts'
import { avatarOf } from '../../../sync-server/media/avatar.ts'
import { fileUrl } from '../../../sync-server/media/file-url.ts'
import { keepUpload } from '../../../sync-server/media/keep-upload.ts'
import { openMedia } from '../../../sync-server/media/open-media.ts'
import { purgeMedia } from '../../../sync-server/media/purge-media.ts'
import { viewPerson } from '../../../sync-server/queries/person-view.ts'
import { commandDeps } from '../../support/command-deps.ts'
import { coreHarness, type CoreHarness } from '../../support/core-harness.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'
import { photo } from '../support/hostile-pictures.ts'
import { removePerson, somePeople } from '../support/some-people.ts'

afterAll(removeFolders)

function mediaOver({ db, core, clock }: CoreHarness) {
  return openMedia({
    ...{ db, dataFolder: newFolder(), s3: null, linkKeys: ['a key of the test, long enough'] },
    ...{ publicUrl: 'https://chat.example.org', maxUploadBytes: 1_000_000, world: () => core.deps.world() },
    ...{ now: () => clock.nowMs, log: createLog('silent') },
  })
}

async function aScene() {
  const h = coreHarness()
  const deps = commandDeps(h)
  const [ada, bo, cy] = (await somePeople(deps, 'ada', 'bo', 'cy')) as [UserId, UserId, UserId]
  await deps.runInCommit((tx) => tx.write({ userId: ada }, setContact(tx.world, ada, { userId: cy, isContact: true })))
  const media = mediaOver(h)
  const update = (input: UpdateProfileInput) => updateProfile(deps, media, ada, input)
  const directory = (root: 'users' | 'profiles', userId = ada) =>
    h.core.deps.world().registers('directory').get(root, String(userId))
  return { h, deps, media, ada, bo, cy, update, directory }
}

const PICTURE = 'https://example.org/a1b2.png'
const EVERYTHING = {
  ...{ name: 'Ada Lovelace', bio: 'counts', username: 'Countess', avatarUrl: PICTURE },
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
      avatar: PICTURE,
    })
    expect(device.replica(`account/${ada}`).getMap('profile').toJSON()).toEqual({
      ...{ name: 'Ada Lovelace', bio: 'counts' },
      privacy: EVERYTHING.privacy,
    })
    expect(directory('profiles')).toEqual({ name: 'Ada Lovelace', bio: 'counts', avatar: PICTURE })
    expect(directory('users')).toEqual({ username: 'Countess', admin: true })
  })

  it('[US15] what is not named stays, what is emptied goes', async () => {
    const { ada, deps, update } = await aScene()
    await update(EVERYTHING)
    await update({ privacy: { lastSeen: 'nobody' } })
    expect(viewPerson(deps, ada, ada)).toMatchObject({
      ...{ name: 'Ada Lovelace', avatar: PICTURE, allowPrivateMessages: false },
      privacy: { avatar: 'everyone', lastSeen: 'nobody', groupInvites: 'nobody' },
    })
    const emptied = await update({ name: '', bio: '', avatarUrl: null })
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
    const { deps, media, bo, update } = await aScene()
    await update({ username: 'countess' })
    await updateProfile(deps, media, bo, { username: 'ada' })
    expect(deps.accounts.findByLogin('ADA')?.userId).toBe(bo)
  })

  it.each(['https://example.org/a.png', 'HTTP://example.org', `https://example.org/${'x'.repeat(492)}`])(
    '[US14] %j is kept as it is',
    async (avatar) => {
      const { update } = await aScene()
      expect((await update({ avatarUrl: avatar })).avatar).toBe(avatar)
    },
  )

  it.each([
    ...['javascript:alert(1)', 'data:image/png;base64,AA', '/logout', '/avatars/../logout', '/avatars/', 'a.png'],
    ...['https://chat.example.org/logout', '/avatars/0123456789abcdef.png', '//example.org/a.png'],
    ...['https://', 'https://example.org/a b', `https://example.org/${'x'.repeat(493)}`],
  ])('[US14] %j is no avatar', async (avatar) => {
    const { update } = await aScene()
    await expect(update({ avatarUrl: avatar })).rejects.toMatchObject({
      code: ErrorCode.Invalid,
      field: 'avatar_url',
    })
  })
})

describe('an avatar in documents', () => {
  const OLD = 'https://example.org/old-old-old'
  const NEW = 'https://example.org/new-new-new'
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
    await scene.update({ avatarUrl: NEW, privacy: { avatar: audience } })
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
      await scene.update({ avatarUrl: OLD, privacy: { avatar: from } })
      await scene.update({ privacy: { avatar: to } })
      expect(isReadable(scene, scene.cy, OLD)).toBe(to === 'everyone')
    },
  )

  it.each(AUDIENCES.flatMap((from) => AUDIENCES.map((to) => [from, to] as const)))(
    '[US3] not for a moment while picture and audience change at once: %s to %s',
    async (from, to) => {
      const scene = await aScene()
      await scene.update({ avatarUrl: OLD, privacy: { avatar: from } })
      const watching = scene.h.connect(scene.cy)
      const before = watching.received.length
      await scene.update({ avatarUrl: NEW, privacy: { avatar: to } })
      const sent = Buffer.concat(watching.received.slice(before)).toString('latin1')
      expect([sent.includes(OLD), sent.includes(NEW)]).toEqual([false, to === 'everyone'])
      expect([isReadable(scene, scene.bo, OLD), isReadable(scene, scene.bo, NEW)]).toEqual([false, to === 'everyone'])
    },
  )

  it('[US3] a setting synced by a device counts alike', async () => {
    const scene = await aScene()
    const { h, ada, deps } = scene
    await scene.update({ avatarUrl: OLD })
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
    await scene.update({ avatarUrl: NEW })
    expect(scene.h.core.deps.log.headOf('directory')).toBe(before)
  })
})

describe('an upload as a picture', () => {
  async function anUpload(scene: Awaited<ReturnType<typeof aScene>>, owner: UserId, bytes?: Buffer) {
    const stream = Readable.from([bytes ?? (await photo())])
    const file = await keepUpload(scene.media, owner, { name: 'me.jpg', type: 'image/jpeg', stream })
    return fileUrl(scene.media, file, owner)
  }
  const nameOf = (scene: Awaited<ReturnType<typeof aScene>>) => avatarOf(scene.media, { user: scene.ada })?.name

  it('[US16] one’s own becomes the avatar, at an address of its own', async () => {
    const scene = await aScene()
    const { avatar } = await scene.update({ avatarUrl: await anUpload(scene, scene.ada) })
    expect(avatar).toMatch(/^\/avatars\/[0-9a-f]{32}\.jpg$/)
    expect(avatar).toBe(`/avatars/${nameOf(scene)}`)
    expect(scene.directory('profiles')).toEqual({ avatar })
  })

  it('[US16] stays when its address is given again, by path or whole', async () => {
    const scene = await aScene()
    const { avatar } = await scene.update({ avatarUrl: await anUpload(scene, scene.ada) })
    for (const address of [avatar, `https://chat.example.org${avatar}`]) {
      expect((await scene.update({ avatarUrl: address })).avatar).toBe(avatar)
    }
    expect(`/avatars/${nameOf(scene)}`).toBe(avatar)
  })

  it('[US16] another person’s upload or avatar is none of one’s own', async () => {
    const scene = await aScene()
    const { media, deps, bo, ada } = scene
    const wrong = { code: ErrorCode.Invalid, field: 'avatar_url' }
    await expect(scene.update({ avatarUrl: await anUpload(scene, bo) })).rejects.toMatchObject(wrong)
    const { avatar } = await scene.update({ avatarUrl: await anUpload(scene, ada) })
    await expect(updateProfile(deps, media, bo, { avatarUrl: avatar })).rejects.toMatchObject(wrong)
  })

  it('[US16] what is no picture is refused', async () => {
    const scene = await aScene()
    const stream = Readable.from([Buffer.from('only words')])
    const file = await keepUpload(scene.media, scene.ada, { name: 'a.txt', type: 'text/plain', stream })
    const refused = scene.update({ avatarUrl: await fileUrl(scene.media, file, scene.ada), bio: 'new' })
    await expect(refused).rejects.toMatchObject({ code: ErrorCode.Type })
    expect(viewPerson(scene.deps, scene.ada, scene.ada)).toMatchObject({ avatar: null, bio: null })
  })

  it('[US12] a refused change leaves the one before, and nothing of the new one', async () => {
    const scene = await aScene()
    const { avatar } = await scene.update({ avatarUrl: await anUpload(scene, scene.ada) })
    const removed: string[] = []
    const remove = scene.media.store.remove.bind(scene.media.store)
    scene.media.store.remove = (key) => (removed.push(key), remove(key))
    const refused = scene.update({ avatarUrl: await anUpload(scene, scene.ada), username: 'bo' })
    await expect(refused).rejects.toMatchObject({ code: ErrorCode.Conflict })
    expect([`/avatars/${nameOf(scene)}`, removed.length]).toEqual([avatar, 2])
  })

  it('[UP26] one that was replaced, taken back, or whose account is deleted goes after a week', async () => {
    const scene = await aScene()
    const { media, h, deps, ada } = scene
    const names: string[] = []
    for (const next of [await anUpload(scene, ada), 'https://example.org/a.png', await anUpload(scene, ada)]) {
      await scene.update({ avatarUrl: next })
      const name = nameOf(scene)
      if (name !== undefined) names.push(name)
    }
    await removePerson(deps, ada)
    await purgeMedia(media)
    expect(names.map((name) => media.avatars.find(name) !== null)).toEqual([true, true])
    h.clock.nowMs += 8 * 24 * 3_600_000
    await purgeMedia(media)
    expect(names.map((name) => media.avatars.find(name))).toEqual([null, null])
  })
})
