/** One's colour and avatar, and others' avatars, in minimost (seed 000, User Settings and Avatars). */
import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { isName } from '../../../schema/ids.ts'
import { mayKnow } from '../../../schema/rules/privacy.ts'
import { replaceAvatar } from '../../commands/replace-avatar.ts'
import { updateProfile } from '../../commands/update-profile.ts'
import { ANSWERED, routesOf } from '../../http/route.ts'
import { sendFile } from '../../http/send-file.ts'
import { avatarOf, MAX_AVATAR_BYTES } from '../../media/avatar.ts'
import { listPictured } from '../../queries/list-people.ts'
import { viewPerson } from '../../queries/person-view.ts'
import { usernameOf } from './channel-name.ts'
import type { MinimostDeps } from './deps.ts'
import { readFields, withForm } from './form-fields.ts'
import { pictureType } from './picture-name.ts'
import { names } from './schemas.ts'

const route = routesOf<MinimostDeps>()

const settingsForm = z.object({ name_color: z.union([z.literal(''), z.string().regex(/^#[0-9a-f]{6}$/i)]).optional() })
const settings = z.object({ name_color: z.string().nullable(), avatar_file: z.string().nullable() })

export const settingsRoutes = [
  route(
    { method: 'get', path: '/settings', summary: 'One’s own', auth: true, answers: { 200: settings, 302: null } },
    ({ domain, media }, { session: { userId } }) => ({
      name_color: viewPerson(domain, userId, userId)?.color ?? null,
      avatar_file: avatarOf(media, { user: userId })?.name ?? null,
    }),
  ),
  route(
    {
      method: 'post',
      path: '/settings',
      summary: 'Change one’s colour; nothing clears it',
      auth: true,
      multipart: settingsForm,
      answers: { 204: null, 302: null },
    },
    async ({ domain, media }, { ctx, session: { userId } }) => {
      const { name_color: color } = await readFields(ctx, media, settingsForm)
      if (color !== undefined) await updateProfile(domain, media, userId, { color })
    },
  ),
]

export const avatarRoutes = [
  route(
    {
      method: 'get',
      path: '/user_avatars',
      summary: 'Who has an avatar',
      auth: true,
      answers: { 200: names, 302: null },
    },
    ({ domain }, { session }) => {
      const world = domain.world()
      return listPictured(domain, session.userId).map((userId) => usernameOf(world, userId))
    },
  ),
  route(
    {
      method: 'get',
      path: '/avatar/{username}',
      summary: 'Somebody’s avatar',
      auth: true,
      params: z.object({ username: z.string().refine(isName) }),
      answers: { 200: null, 302: null, 304: null },
    },
    async ({ domain, media }, { ctx, session, params: { username } }): Promise<typeof ANSWERED> => {
      const person = domain.accounts.findByLogin(username)?.userId
      const avatar = person === undefined ? null : avatarOf(media, { user: person })
      if (person === undefined || !avatar || !mayKnow(domain.world(), session.userId, person, 'avatar'))
        throw new CairnError(ErrorCode.NotFound, 'has no avatar')
      await sendFile(ctx, media.store, { ...avatar, key: avatar.name, cache: 'private, no-cache' })
      return ANSWERED
    },
  ),
  route(
    {
      method: 'post',
      path: '/avatar',
      summary: 'Upload one’s avatar, a picture in the field `avatar`',
      auth: true,
      multipart: z.object({ avatar: z.string() }),
      answers: { 204: null, 302: null },
    },
    async ({ domain, media }, { ctx, session: { userId } }) => {
      const limits = { files: 1, fileBytes: MAX_AVATAR_BYTES }
      await withForm(ctx, media, z.object({}), limits, async (_fields, files) => {
        const file = files.find(({ field }) => field === 'avatar')
        const type = file ? pictureType(file.name) : null
        if (!file || type === null) throw new CairnError(ErrorCode.Invalid, 'avatar: must be a picture')
        await replaceAvatar(domain, media, userId, { source: createReadStream(file.path), type })
      })
    },
  ),
  route(
    {
      method: 'delete',
      path: '/avatar',
      summary: 'Take one’s avatar away',
      auth: true,
      answers: { 204: null, 302: null },
    },
    async ({ domain, media }, { session: { userId } }) => {
      await updateProfile(domain, media, userId, { avatarUrl: null })
    },
  ),
]
