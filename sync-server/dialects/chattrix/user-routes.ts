/** Profiles and the list of people (seed 002, "User Management", "User Discovery"). */
import { createReadStream } from 'node:fs'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { changePreferences } from '../../commands/change-preferences.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { replaceAvatar } from '../../commands/replace-avatar.ts'
import { updateProfile } from '../../commands/update-profile.ts'
import { routesOf } from '../../http/route.ts'
import { MAX_AVATAR_BYTES } from '../../media/avatar.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { findPeople } from '../../queries/find-people.ts'
import { viewPerson } from '../../queries/person-view.ts'
import { profilePicUrl } from './file-address.ts'
import { presentFound, presentProfile } from './present-user.ts'
import { requireFile, tooLarge, withFileForm } from './receive-file.ts'
import {
  avatarForm,
  avatarUpdated,
  profile,
  profileUpdate,
  profileUpdated,
  usersQuery,
  usersRead,
} from './schemas/users.ts'
import { keptAs, readSettings } from './settings.ts'

export interface UserDeps {
  readonly domain: CommandDeps
  readonly media: MediaDeps
}

const route = routesOf<UserDeps>()

export const userRoutes = [
  route(
    { method: 'get', path: '/api/user/profile', summary: 'Oneself', auth: true, answers: { 200: profile } },
    ({ domain }, { session: { userId } }) => ownProfile(domain, userId),
  ),
  route(
    {
      method: 'put',
      path: '/api/user/profile',
      summary: 'Change what one tells of oneself, and settings; what is not named stays',
      auth: true,
      body: profileUpdate,
      answers: { 200: profileUpdated },
    },
    async ({ domain, media }, { session: { userId }, body: { display_name: name, bio, settings } }) => {
      const change = { ...(name === undefined ? {} : { name }), ...(bio === undefined ? {} : { bio: bio ?? '' }) }
      if (Object.keys(change).length > 0) await updateProfile(domain, media, userId, change)
      if (settings) await changePreferences(domain, userId, keptAs(settings))
      const user = ownProfile(domain, userId)
      return { success: true as const, message: 'Profile updated successfully', user }
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/user/upload-avatar',
      summary: 'A new profile picture, of at most 5 MB',
      auth: true,
      multipart: avatarForm,
      answers: { 200: avatarUpdated },
    },
    ({ domain, media }, { ctx, session: { userId } }) =>
      withFileForm(ctx, media, async (form) => {
        const { path, type, bytes } = requireFile(form)
        if (bytes > MAX_AVATAR_BYTES) throw tooLarge(MAX_AVATAR_BYTES)
        const avatar = await replaceAvatar(domain, media, userId, { source: createReadStream(path), type })
        const message = 'Profile picture updated successfully'
        return { success: true as const, message, profile_pic_url: profilePicUrl(avatar) }
      }),
  ),
  route(
    {
      method: 'get',
      path: '/api/users',
      summary: 'Everyone else, or those whose name holds a text',
      auth: true,
      query: usersQuery,
      answers: { 200: usersRead },
    },
    ({ domain }, { session: { userId }, query }) => {
      const { people, total } = findPeople(domain, userId, query)
      return { users: people.map(presentFound), total, limit: query.limit, offset: query.offset }
    },
  ),
]

function ownProfile(domain: CommandDeps, userId: UserId) {
  const me = viewPerson(domain, userId, userId)
  if (!me) throw new CairnError(ErrorCode.Auth, 'not signed in')
  return presentProfile(me, readSettings(domain, userId))
}
