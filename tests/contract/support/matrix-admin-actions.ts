/** The administration, as each role tries it: the owner of these chats is the workspace's administrator, nobody else is. */
import type { Action } from './matrix-action.ts'
import type { Kind, Role } from './matrix-scene.ts'

/** Whatever the chat, and whether they are in it or not. */
const administrators = (status: number | ((kind: Kind) => number)): Pick<Action, 'inside' | 'outside'> => ({
  inside: (role: Role, kind: Kind) => (role !== 'owner' ? 403 : typeof status === 'number' ? status : status(kind)),
  outside: () => 403,
})
const guest = ({ scene }: { scene: { guest: { id: number } } }) => `/admin/people/${scene.guest.id}`
const self = ({ userId }: { userId: number }) => `/admin/people/${userId}`

export const ADMIN_ACTIONS: readonly Action[] = [
  { operation: 'get /admin/people', path: () => '/admin/people', keeps: true, ...administrators(200) },
  {
    operation: 'patch /admin/people/{user_id}',
    path: guest,
    body: () => ({ is_disabled: false, is_admin: false }),
    keeps: true,
    ...administrators(200),
  },
  {
    operation: 'patch /admin/people/{user_id}',
    way: 'oneself',
    path: self,
    body: () => ({ is_admin: true }),
    inside: () => 403,
    outside: () => 403,
  },
  {
    operation: 'delete /admin/people/{user_id}/sessions',
    path: ({ scene }) => `/admin/people/${scene.outsider.id}/sessions`,
    keeps: true,
    ...administrators(204),
  },
  {
    operation: 'post /admin/people/{user_id}/password-reset',
    path: (tried) => `${guest(tried)}/password-reset`,
    keeps: true,
    ...administrators(200),
  },
  { operation: 'get /admin/channels', path: () => '/admin/channels', keeps: true, ...administrators(200) },
  {
    operation: 'delete /admin/channels/{chat_id}',
    path: ({ place }) => `/admin/channels/${place.id}`,
    // Those that anyone may find are their owners'; here the administrator is the owner of them, and nobody deletes a default one.
    ...administrators((kind) => (kind === 'public' ? 403 : kind === 'open' || kind === 'news' ? 204 : 404)),
  },
  { operation: 'get /admin/settings', path: () => '/admin/settings', keeps: true, ...administrators(200) },
  {
    operation: 'patch /admin/settings',
    path: () => '/admin/settings',
    body: () => ({ max_login_attempts: 5 }),
    keeps: true,
    ...administrators(200),
  },
]
