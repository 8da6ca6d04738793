/** `/api/v1/users` (seed 001, section 6). */
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { UserId } from '../../../schema/ids.ts'
import { addContactByEmail } from '../../commands/add-contact-by-email.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import { setBlock } from '../../commands/set-block.ts'
import { setContact } from '../../commands/set-contact.ts'
import { updateProfile } from '../../commands/update-profile.ts'
import type { MediaDeps } from '../../media/deps.ts'
import { listBlocked } from '../../queries/list-blocked.ts'
import { listContacts } from '../../queries/list-contacts.ts'
import { viewPerson, type PersonView } from '../../queries/person-view.ts'
import { searchUsers } from '../../queries/search-users.ts'
import { parseProfile, presentFoundUser, presentOwnUser, presentUser } from './present-user.ts'
import { routesOf } from '../../http/route.ts'
import { idParam, limitQuery } from '../../http/schemas.ts'
import { contactByEmail, ownUserRead, userProfileUpdate, userRead, userSearchRead } from './schemas/users.ts'

export interface UserDeps {
  readonly domain: CommandDeps
  readonly media: MediaDeps
  /** The origin that people use. */
  readonly publicUrl: string
}

const route = routesOf<UserDeps>()
const params = z.object({ user_id: idParam })
const people = z.array(userSearchRead)

export const userRoutes = [
  route(
    { method: 'get', path: '/users/me', summary: 'Oneself', auth: true, answers: { 200: ownUserRead } },
    ({ domain, publicUrl }, { session: { userId } }) =>
      presentOwnUser(found(viewPerson(domain, userId, userId)), publicUrl),
  ),
  route(
    {
      method: 'get',
      path: '/users/search',
      summary: 'People by part of a name, or by a whole e-mail address',
      auth: true,
      query: z.object({ query: z.string().default(''), limit: limitQuery(20) }),
      answers: { 200: people },
    },
    ({ domain, publicUrl }, { session, query }) =>
      searchUsers(domain, session.userId, query.query, query.limit).map((one) => presentFoundUser(one, publicUrl)),
  ),
  route(
    {
      method: 'put',
      path: '/users/profile',
      summary: 'Change what one tells of oneself, and to whom',
      auth: true,
      body: userProfileUpdate,
      answers: { 200: ownUserRead },
    },
    async ({ domain, media, publicUrl }, { session, body }) => {
      const person = await updateProfile(domain, media, session.userId, parseProfile(body))
      return presentOwnUser(person, publicUrl)
    },
  ),
  route(
    { method: 'get', path: '/users/blocked', summary: 'Whom one has blocked', auth: true, answers: { 200: people } },
    ({ domain, publicUrl }, { session }) =>
      listBlocked(domain, session.userId).map((one) => presentFoundUser(one, publicUrl)),
  ),
  route(
    { method: 'get', path: '/users/contacts', summary: 'One’s contacts', auth: true, answers: { 200: people } },
    ({ domain, publicUrl }, { session }) =>
      listContacts(domain, session.userId).map((one) => presentFoundUser(one, publicUrl)),
  ),
  route(
    {
      method: 'post',
      path: '/users/contacts/by-email',
      summary: 'Add whoever has an e-mail address to one’s contacts',
      auth: true,
      body: contactByEmail,
      answers: { 204: null },
    },
    ({ domain }, { session, body }) => addContactByEmail(domain, session.userId, body.email),
  ),
  route(
    {
      method: 'post',
      path: '/users/{user_id}/contacts',
      summary: 'Add somebody to one’s contacts',
      auth: true,
      params,
      answers: { 204: null },
    },
    ({ domain }, { session, params }) =>
      setContact(domain, session.userId, { userId: params.user_id, isContact: true }),
  ),
  route(
    {
      method: 'delete',
      path: '/users/{user_id}/contacts',
      summary: 'Take somebody out of one’s contacts',
      auth: true,
      params,
      answers: { 204: null },
    },
    ({ domain }, { session, params }) =>
      setContact(domain, session.userId, { userId: params.user_id, isContact: false }),
  ),
  route(
    {
      method: 'post',
      path: '/users/{user_id}/block',
      summary: 'Block somebody',
      auth: true,
      params,
      answers: { 204: null },
    },
    ({ domain }, { session, params }) => setBlock(domain, session.userId, { userId: params.user_id, isBlocked: true }),
  ),
  route(
    {
      method: 'delete',
      path: '/users/{user_id}/block',
      summary: 'End a block',
      auth: true,
      params,
      answers: { 204: null },
    },
    ({ domain }, { session, params }) => setBlock(domain, session.userId, { userId: params.user_id, isBlocked: false }),
  ),
  route(
    {
      method: 'get',
      path: '/users/{user_id}',
      summary: 'One person, as far as they let the caller see',
      auth: true,
      params,
      answers: { 200: userRead },
    },
    ({ domain, publicUrl }, { session, params }) =>
      presentUser(found(viewPerson(domain, session.userId, params.user_id as UserId)), publicUrl),
  ),
]

function found(person: PersonView | null): PersonView {
  if (!person) throw new CairnError(ErrorCode.NotFound, 'No such person')
  return person
}
