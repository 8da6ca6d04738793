/**
 * Every action on a chat or a message, as each role tries it, and how it has to be answered; where a document has the
 * same action, the registers that a device would write for it.
 */
import { ulid } from 'ulid'
import type { Json } from '../../../schema/json.ts'
import type { ADevice, DeviceWrite } from './a-device.ts'
import type { Kind, MatrixScene, Place, Role } from './matrix-scene.ts'

export interface Tried {
  readonly scene: MatrixScene
  readonly place: Place
  readonly role: Role
  /** 0 = nobody. */
  readonly userId: number
}

export interface Action {
  /** As in the table of routes. */
  readonly operation: string
  /** When one operation is tried in several ways. */
  readonly way?: string
  readonly path: (tried: Tried) => string
  readonly body?: (tried: Tried) => unknown
  /** Whether a success leaves the chat as it was. */
  readonly keeps?: true
  /** For those who are in it; `outside` says what all others get. */
  readonly inside: (role: Role, kind: Kind) => number
  /** For a stranger, when it is not the same as for whatever else is done there. */
  readonly outside?: (kind: Kind) => number
  readonly synced?: (tried: Tried, device: ADevice) => { doc: string; writes: readonly DeviceWrite[] }
}

const isOpen = (kind: Kind) => kind === 'open' || kind === 'news'
const isChannel = (kind: Kind) => kind === 'broadcast' || kind === 'news'
/** Neither founded nor changed by anybody. */
const isFixed = (kind: Kind) => kind === 'direct' || kind === 'saved' || kind === 'public'
const manages = (role: Role) => role === 'admin' || role === 'owner'

/** CA1: what is open to join is known, and closed to who has not joined; all else is not there. */
const unlessOpen = (kind: Kind) => (isOpen(kind) ? 403 : 404)
const notThere = () => 404

export function expected({ inside, outside = unlessOpen }: Action, role: Role, kind: Kind): number {
  if (role === 'nobody') return 401
  return role === 'stranger' || role === 'removed' ? outside(kind) : inside(role, kind)
}

const all = (status: number) => () => status
const managers = (status: number) => (role: Role, kind: Kind) => (!isFixed(kind) && manages(role) ? status : 403)
const posters = (status: number) => (role: Role, kind: Kind) => (!isChannel(kind) || manages(role) ? status : 403)

const chat = ({ place }: Tried) => `/chats/${place.id}`
/** One's own message where one has one, else the owner's. */
const own = ({ place: { messages }, role }: Tried) => messages[role] ?? messages.owner ?? messages.member ?? 0
/** A message of another person, where there is one. */
const others = (tried: Tried) => {
  const { admin, owner } = tried.place.messages
  return (tried.role === 'owner' ? admin : owner) ?? own(tried)
}
const message = (id: number) => `/messages/${id}`
const isOwn = (role: Role, kind: Kind) => !isChannel(kind) || manages(role)

const root = ({ place }: Tried) => `channel/${place.channelId}`
const volume = (tried: Tried) => `${root(tried)}/0`
const inRoot =
  (...writes: DeviceWrite[]) =>
  (tried: Tried) => ({ doc: root(tried), writes })
const membership = (role: string, by: number): Json => ({ role, by })

/** The message's own id and value, as the device has them; of who may not read it a made-up one. */
function known(tried: Tried, device: ADevice, id: number): { messageId: string; value: Record<string, Json> } {
  const replica = device.replica(volume(tried))
  for (const [messageId, stamp] of replica.getMap<{ id: number }>('stamps').entries()) {
    if (stamp.id === id)
      return { messageId, value: replica.getMap<Record<string, Json>>('messages').get(messageId) ?? {} }
  }
  return { messageId: ulid(tried.scene.api.clock.nowMs), value: { by: tried.userId, text: 'guessed' } }
}

function editOf(tried: Tried, device: ADevice, id: number) {
  const { messageId, value } = known(tried, device, id)
  const edited = { ...value, text: 'changed', editedAt: tried.scene.api.clock.nowMs }
  return { doc: volume(tried), writes: [['messages', messageId, edited]] as const }
}

function deletionOf(tried: Tried, device: ADevice, id: number) {
  const { messageId, value } = known(tried, device, id)
  const deleted = { by: value.by as number, deletedAt: tried.scene.api.clock.nowMs }
  return { doc: volume(tried), writes: [['messages', messageId, deleted]] as const }
}

export const ACTIONS: readonly Action[] = [
  { operation: 'get /chats/{chat_id}', path: chat, keeps: true, inside: all(200) },
  {
    operation: 'post /chats/{chat_id}/join',
    path: (tried) => `${chat(tried)}/join`,
    inside: all(200),
    outside: (kind) => (isOpen(kind) ? 200 : 404),
  },
  {
    operation: 'patch /chats/{chat_id}/title',
    path: (tried) => `${chat(tried)}/title`,
    body: () => ({ title: 'Another title' }),
    inside: managers(200),
    synced: inRoot(['meta', 'title', 'Another title']),
  },
  {
    operation: 'patch /chats/{chat_id}/profile',
    path: (tried) => `${chat(tried)}/profile`,
    body: () => ({ description: 'Another topic' }),
    inside: managers(200),
    synced: inRoot(['meta', 'topic', 'Another topic']),
  },
  {
    operation: 'get /chats/{chat_id}/members',
    path: (tried) => `${chat(tried)}/members`,
    keeps: true,
    inside: all(200),
  },
  {
    operation: 'post /chats/{chat_id}/members',
    path: (tried) => `${chat(tried)}/members`,
    body: ({ scene }) => ({ user_id: scene.outsider.id }),
    inside: managers(201),
    synced: (tried) => ({
      doc: root(tried),
      writes: [['members', String(tried.scene.outsider.id), membership('member', tried.userId)]],
    }),
  },
  {
    operation: 'patch /chats/{chat_id}/members/{user_id}/role',
    way: 'a member becomes admin',
    path: (tried) => `${chat(tried)}/members/${tried.scene.guest.id}/role`,
    body: () => ({ role: 'admin' }),
    inside: (role, kind) => (!isFixed(kind) && role === 'owner' ? 200 : 403),
    synced: (tried) => ({
      doc: root(tried),
      writes: [['members', String(tried.scene.guest.id), membership('admin', tried.userId)]],
    }),
  },
  {
    operation: 'patch /chats/{chat_id}/members/{user_id}/role',
    way: 'oneself becomes owner',
    path: (tried) => `${chat(tried)}/members/${tried.userId}/role`,
    body: () => ({ role: 'owner' }),
    inside: (role, kind) => (!isFixed(kind) && role === 'owner' ? 200 : 403),
  },
  {
    operation: 'delete /chats/{chat_id}/members/{user_id}',
    way: 'a member',
    path: (tried) => `${chat(tried)}/members/${tried.scene.guest.id}`,
    inside: managers(204),
    synced: (tried) => ({
      doc: root(tried),
      writes: [['members', String(tried.scene.guest.id), membership('none', tried.userId)]],
    }),
  },
  {
    operation: 'delete /chats/{chat_id}/members/{user_id}',
    way: 'the owner',
    path: (tried) => `${chat(tried)}/members/${tried.scene.who('owner').id}`,
    inside: (role, kind) => (!isFixed(kind) && role === 'owner' ? 204 : 403),
  },
  {
    operation: 'post /chats/{chat_id}/leave',
    path: (tried) => `${chat(tried)}/leave`,
    inside: (_, kind) => (isFixed(kind) ? 403 : 204),
    synced: (tried) => ({
      doc: root(tried),
      writes: [['members', String(tried.userId), membership('none', tried.userId)]],
    }),
  },
  {
    operation: 'delete /chats/{chat_id}',
    way: 'for oneself',
    path: chat,
    inside: all(204),
  },
  {
    operation: 'delete /chats/{chat_id}',
    way: 'for all',
    path: (tried) => `${chat(tried)}?for_all=true`,
    inside: (role, kind) => (!isFixed(kind) && role === 'owner' ? 204 : 403),
  },
  { operation: 'post /chats/{chat_id}/clear', path: (tried) => `${chat(tried)}/clear`, inside: all(204) },
  {
    operation: 'post /chats/{chat_id}/pin',
    way: 'a message',
    path: (tried) => `${chat(tried)}/pin`,
    body: (tried) => ({ message_id: own(tried) }),
    inside: posters(200),
    synced: (tried, device) => ({
      doc: root(tried),
      writes: [
        ['pins', known(tried, device, own(tried)).messageId, { by: tried.userId, at: tried.scene.api.clock.nowMs }],
      ],
    }),
  },
  {
    operation: 'post /chats/{chat_id}/pin',
    way: 'none',
    path: (tried) => `${chat(tried)}/pin`,
    body: () => ({ message_id: null }),
    inside: posters(200),
  },
  {
    operation: 'get /chats/{chat_id}/notifications',
    path: (tried) => `${chat(tried)}/notifications`,
    keeps: true,
    inside: all(200),
  },
  {
    operation: 'put /chats/{chat_id}/notifications',
    path: (tried) => `${chat(tried)}/notifications`,
    body: () => ({ muted: true }),
    keeps: true,
    inside: all(200),
  },
  ...(['archive', 'unarchive', 'pin-chat', 'unpin-chat'] as const).map((name): Action => ({
    operation: `post /chats/{chat_id}/${name}`,
    path: (tried) => `${chat(tried)}/${name}`,
    keeps: true,
    inside: all(200),
  })),
  {
    operation: 'post /chats/{chat_id}/invite-link',
    path: (tried) => `${chat(tried)}/invite-link`,
    keeps: true,
    inside: managers(200),
  },
  {
    operation: 'post /chats/join-by-invite',
    path: () => '/chats/join-by-invite',
    body: ({ place }) => ({ token: place.inviteToken || 'none' }),
    inside: (_, kind) => (isFixed(kind) ? 404 : 200),
    outside: (kind) => (isFixed(kind) ? 404 : 200),
  },
  {
    operation: 'post /messages',
    path: () => '/messages',
    body: ({ place }) => ({ chat_id: place.id, text: 'hello' }),
    inside: posters(201),
    synced: (tried) => ({
      doc: volume(tried),
      writes: [['messages', ulid(tried.scene.api.clock.nowMs), { by: tried.userId, text: 'hello' }]],
    }),
  },
  {
    operation: 'get /messages/search',
    path: ({ place }) => `/messages/search?query=owner&chat_id=${place.id}`,
    keeps: true,
    inside: all(200),
  },
  {
    operation: 'post /messages/status',
    path: () => '/messages/status',
    body: (tried) => ({ chat_id: tried.place.id, message_id: own(tried), status: 'message_read' }),
    keeps: true,
    inside: all(200),
  },
  { operation: 'get /messages/{chat_id}', path: ({ place }) => `/messages/${place.id}`, keeps: true, inside: all(200) },
  {
    operation: 'get /messages/{message_id}/thread',
    path: (tried) => `${message(own(tried))}/thread`,
    keeps: true,
    inside: all(200),
    outside: notThere,
  },
  {
    operation: 'put /messages/{message_id}',
    way: 'one’s own, if one may post',
    path: (tried) => message(own(tried)),
    body: () => ({ text: 'changed' }),
    inside: (role, kind) => (isOwn(role, kind) ? 200 : 403),
    outside: notThere,
    synced: (tried, device) => editOf(tried, device, own(tried)),
  },
  {
    operation: 'put /messages/{message_id}',
    way: 'another person’s',
    path: (tried) => message(others(tried)),
    body: () => ({ text: 'changed' }),
    inside: (role, kind) => (hasOthers(role, kind) ? 403 : 200),
    outside: notThere,
    synced: (tried, device) => editOf(tried, device, others(tried)),
  },
  {
    operation: 'delete /messages/{message_id}',
    way: 'for oneself',
    path: (tried) => message(others(tried)),
    inside: all(204),
    outside: notThere,
  },
  {
    operation: 'delete /messages/{message_id}',
    way: 'one’s own, for all',
    path: (tried) => `${message(own(tried))}?for_all=true`,
    inside: (role, kind) => (isOwn(role, kind) ? 204 : 403),
    outside: notThere,
    synced: (tried, device) => deletionOf(tried, device, own(tried)),
  },
  {
    operation: 'delete /messages/{message_id}',
    way: 'another person’s, for all',
    path: (tried) => `${message(others(tried))}?for_all=true`,
    inside: (role, kind) => (hasOthers(role, kind) ? 403 : 204),
    outside: notThere,
    synced: (tried, device) => deletionOf(tried, device, others(tried)),
  },
  {
    operation: 'post /messages/{message_id}/forward',
    path: (tried) => `${message(own(tried))}/forward`,
    body: ({ scene, role }) => ({ target_chat_id: role === 'nobody' ? 1 : scene.who(role).savedId }),
    keeps: true,
    inside: all(201),
    outside: notThere,
  },
  {
    operation: 'post /messages/{message_id}/forward-bulk',
    path: (tried) => `${message(own(tried))}/forward-bulk`,
    body: ({ scene, role }) => ({ target_chat_ids: [role === 'nobody' ? 1 : scene.who(role).savedId] }),
    keeps: true,
    inside: all(201),
    outside: notThere,
  },
  {
    operation: 'get /messages/{message_id}/reactions',
    path: (tried) => `${message(own(tried))}/reactions`,
    keeps: true,
    inside: all(200),
    outside: notThere,
  },
  {
    operation: 'post /messages/{message_id}/reactions/toggle',
    path: (tried) => `${message(others(tried))}/reactions/toggle`,
    body: () => ({ emoji: '👍' }),
    inside: all(200),
    outside: notThere,
    synced: (tried, device) => ({
      doc: volume(tried),
      writes: [['reactions', `${known(tried, device, others(tried)).messageId}/thumbsup/${tried.userId}`, 1]],
    }),
  },
  {
    operation: 'get /media/chats/{chat_id}/attachments',
    path: ({ place }) => `/media/chats/${place.id}/attachments`,
    keeps: true,
    inside: all(200),
  },
  {
    operation: 'post /media/attachments',
    way: 'a file that is not there, to one’s own message or to another’s',
    path: () => '/media/attachments',
    body: (tried) => ({
      ...{ message_id: own(tried), file_url: 'http://example.org/x.png', file_type: 'image/png', file_size: 5 },
    }),
    keeps: true,
    inside: (role, kind) => (isOwn(role, kind) ? 422 : 403),
    outside: notThere,
  },
]

/** In the fixed ones it is the owner of the public channel alone whose message somebody else finds here. */
function hasOthers(role: Role, kind: Kind): boolean {
  return !isFixed(kind) || (kind === 'public' && role === 'member')
}

/** Of a route that is about no chat and no message: only who is nobody is told apart. */
export const WITHOUT_OBJECT = [
  /^\w+ \/auth\//,
  /^\w+ \/users\//,
  /^get \/chats$/,
  /^post \/chats$/,
  /^get \/chats\/(saved|discover)$/,
  /^get \/(search|notifications)$/,
  /^post \/media\/upload-url$/,
]
