/** `/users` (seed 004): oneself, other people, and their public keys. */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { deleteAccount } from '../../accounts/delete-account.ts'
import { replaceKeys } from '../../accounts/replace-keys.ts'
import { updateProfile } from '../../commands/update-profile.ts'
import { routesOf } from '../../http/route.ts'
import { idParam, limitQuery } from '../../http/schemas.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { searchUsers } from '../../queries/search-users.ts'
import { KEY_BODY_BYTES, type AuthDeps } from './auth-routes.ts'
import { avatarAddress } from './avatar-form.ts'
import { parseKeys } from './parse-keys.ts'
import { presentOwnUser, presentUser } from './present-user.ts'
import { keyFields, typed } from './schemas/auth.ts'
import { avatarForm, foundUser, nicknameChange, ownUser, publicKey, usernameChange } from './schemas/users.ts'

export interface UserDeps extends AuthDeps {
  readonly media: MediaDeps
}

const route = routesOf<UserDeps>()

/** A new picture of oneself, or none. */
const avatarRoute = (method: 'patch' | 'post') =>
  route(
    {
      ...{ method, path: '/users/avatar', summary: 'Change or remove my picture', auth: true },
      ...{ multipart: avatarForm, answers: { 204: null } },
    },
    async ({ domain, media }, { ctx, session: { userId } }) => {
      await avatarAddress(ctx, media, userId, (avatarUrl) => updateProfile(domain, media, userId, { avatarUrl }))
    },
  )

export const userRoutes = [
  route(
    { method: 'get', path: '/users/me', summary: 'Oneself', auth: true, answers: { 200: ownUser } },
    ({ account, domain }, { session }) => presentOwnUser(account, domain, session.userId),
  ),
  route(
    { method: 'delete', path: '/users/me', summary: 'Delete my account', auth: true, answers: { 204: null } },
    async ({ account, cookie }, { ctx, session }) => {
      await deleteAccount(account, session)
      cookie.clear(ctx.cookies)
    },
  ),
  route(
    {
      ...{ method: 'put', path: '/users/me/keys', summary: 'Replace my keys; asks for the password', auth: true },
      ...{ body: z.object({ password: typed, ...keyFields }), bodyBytes: KEY_BODY_BYTES },
      answers: { 200: z.object({ key_version: z.int() }) },
    },
    async ({ account }, { session, body }) => {
      const { version } = await replaceKeys(account, session, { keys: parseKeys(body), password: body.password })
      return { key_version: version }
    },
  ),
  route(
    {
      ...{ method: 'patch', path: '/users/username', summary: 'Change my username', auth: true },
      ...{ body: usernameChange, answers: { 204: null } },
    },
    async ({ domain, media }, { session: { userId }, body: { username } }) => {
      await updateProfile(domain, media, userId, { username })
    },
  ),
  route(
    {
      ...{ method: 'patch', path: '/users/nickname', summary: 'Change my name; empty: the username', auth: true },
      ...{ body: nicknameChange, answers: { 204: null } },
    },
    async ({ domain, media }, { session: { userId }, body: { nickname } }) => {
      await updateProfile(domain, media, userId, { name: nickname })
    },
  ),
  avatarRoute('patch'),
  avatarRoute('post'),
  route(
    {
      ...{ method: 'get', path: '/users/search', summary: 'People by part of a name', auth: true },
      ...{ query: z.object({ q: z.string().default(''), limit: limitQuery(20) }) },
      answers: { 200: z.array(foundUser) },
    },
    ({ domain }, { session, query: { q, limit } }) => searchUsers(domain, session.userId, q, limit).map(presentUser),
  ),
  route(
    {
      ...{ method: 'get', path: '/users/{id}/public-key', summary: 'Somebody’s public key', auth: true },
      ...{ params: z.object({ id: idParam }), answers: { 200: publicKey } },
    },
    ({ account }, { params }) => {
      const keys = account.keys.find(params.id as UserId)
      if (!keys) throw new CairnError(ErrorCode.NotFound, 'There is no such person, or they have no key.')
      return {
        user_id: params.id,
        public_key: keys.pubk,
        signature: keys.signature,
        key_version: keys.version,
        signed_at: keys.signedAt,
        identity_key: keys.identityKey,
      }
    },
  ),
]
