/** The same actions in the words of every dialect that has them, so that who may do what can be compared. */
import { own, others, type Tried } from './matrix-action.ts'
import type { Kind } from './matrix-scene.ts'

export interface Asked {
  readonly method: string
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
  /** Of the body; JSON when left out. */
  readonly isForm?: boolean
}

export const DIALECTS = ['minimost', 'benya', 'chattrix', 'chatterstack', 'envelope'] as const
export type Dialect = (typeof DIALECTS)[number]

export interface SameAction {
  readonly name: string
  /** Whether a success leaves the chat as it was. */
  readonly keeps?: true
  /** Kinds in which it means the same everywhere. */
  readonly kinds?: readonly Kind[]
  readonly in: Readonly<Partial<Record<Dialect, (tried: Tried) => Asked>>>
}

const GROUPS: readonly Kind[] = ['secret', 'open', 'broadcast', 'news']

const get = (path: string): Asked => ({ method: 'GET', path })
const post = (path: string, body?: Asked['body']): Asked => ({ method: 'POST', path, body })
const form = (path: string, body: Asked['body'] = {}): Asked => ({ method: 'POST', path, body, isForm: true })

/** Minimost's name of the chat. */
function channel({ place: { kind, id } }: Tried): string {
  if (kind === 'public') return 'general'
  return encodeURIComponent(kind === 'direct' ? 'dm:mila:olga' : `private:${id}`)
}
const id = ({ place }: Tried) => place.id
const guest = ({ scene }: Tried) => scene.guest.id
const outsider = ({ scene }: Tried) => scene.outsider.id

export const SAME_ACTIONS: readonly SameAction[] = [
  {
    name: 'read messages',
    keeps: true,
    in: {
      minimost: (t) => get(`/messages/${channel(t)}`),
      benya: (t) => get(`/api/v1/messages/${id(t)}`),
      chattrix: (t) => get(`/api/conversations/${id(t)}/messages`),
      chatterstack: (t) => get(`/v1/rooms/${id(t)}/messages`),
      envelope: (t) => get(`/chats/${id(t)}/messages`),
    },
  },
  {
    name: 'send a message',
    in: {
      minimost: (t) => form(`/send/${channel(t)}`, { text: 'hello' }),
      benya: (t) => post('/api/v1/messages', { chat_id: id(t), text: 'hello' }),
      chattrix: (t) => post(`/api/conversations/${id(t)}/messages`, { content: 'hello', type: 'text' }),
      chatterstack: (t) => post(`/v1/rooms/${id(t)}/messages`, { content: 'hello' }),
    },
  },
  {
    name: 'edit one’s own message',
    in: {
      minimost: (t) => form(`/edit/${own(t)}`, { text: 'changed' }),
      benya: (t) => ({ method: 'PUT', path: `/api/v1/messages/${own(t)}`, body: { text: 'changed' } }),
      chattrix: (t) => ({ method: 'PUT', path: `/api/messages/${own(t)}`, body: { content: 'changed' } }),
    },
  },
  {
    name: 'edit another person’s message',
    in: {
      minimost: (t) => form(`/edit/${others(t)}`, { text: 'changed' }),
      benya: (t) => ({ method: 'PUT', path: `/api/v1/messages/${others(t)}`, body: { text: 'changed' } }),
      chattrix: (t) => ({ method: 'PUT', path: `/api/messages/${others(t)}`, body: { content: 'changed' } }),
    },
  },
  {
    name: 'delete another person’s message',
    in: {
      minimost: (t) => form(`/delete/${others(t)}`),
      benya: (t) => ({ method: 'DELETE', path: `/api/v1/messages/${others(t)}?for_all=true` }),
      chattrix: (t) => ({ method: 'DELETE', path: `/api/messages/${others(t)}` }),
    },
  },
  {
    name: 'react',
    in: {
      minimost: (t) => form(`/react/${others(t)}`, { reaction: 'heart' }),
      benya: (t) => post(`/api/v1/messages/${others(t)}/reactions/toggle`, { emoji: '❤️' }),
    },
  },
  {
    name: 'mark as read',
    keeps: true,
    in: {
      minimost: (t) => form(`/mark_read/${channel(t)}`),
      benya: (t) => post('/api/v1/messages/status', { chat_id: id(t), message_id: own(t), status: 'message_read' }),
      chatterstack: (t) => post(`/v1/rooms/${id(t)}/messages/${own(t)}/read`),
      envelope: (t) => post(`/chats/${id(t)}/read`, { message_id: own(t) }),
    },
  },
  {
    name: 'list members',
    keeps: true,
    in: {
      minimost: (t) => get(`/channel_members/${channel(t)}`),
      benya: (t) => get(`/api/v1/chats/${id(t)}/members`),
      chatterstack: (t) => get(`/v1/rooms/${id(t)}/members`),
      envelope: (t) => get(`/chats/${id(t)}/members`),
    },
  },
  {
    name: 'add somebody',
    kinds: GROUPS,
    in: {
      minimost: (t) => post(`/private_channels/${id(t)}/add_member`, { username: 'otto' }),
      benya: (t) => post(`/api/v1/chats/${id(t)}/members`, { user_id: outsider(t) }),
      chatterstack: (t) => post(`/v1/rooms/${id(t)}/members`, { user_id: String(outsider(t)), role: 'MEMBER' }),
      envelope: (t) => post(`/chats/${id(t)}/members`, { user_id: outsider(t) }),
    },
  },
  {
    name: 'remove somebody',
    kinds: GROUPS,
    in: {
      benya: (t) => ({ method: 'DELETE', path: `/api/v1/chats/${id(t)}/members/${guest(t)}` }),
      chatterstack: (t) => ({ method: 'DELETE', path: `/v1/rooms/${id(t)}/members/${guest(t)}` }),
      envelope: (t) => ({ method: 'DELETE', path: `/chats/${id(t)}/members/${guest(t)}` }),
    },
  },
  {
    name: 'give a role',
    kinds: GROUPS,
    in: {
      benya: (t) => ({
        ...{ method: 'PATCH', path: `/api/v1/chats/${id(t)}/members/${guest(t)}/role`, body: { role: 'admin' } },
      }),
      envelope: (t) => ({ method: 'PATCH', path: `/chats/${id(t)}/members/${guest(t)}`, body: { role: 'admin' } }),
    },
  },
  {
    name: 'rename',
    kinds: GROUPS,
    in: {
      minimost: (t) => post(`/private_channels/${id(t)}/rename`, { name: 'Another' }),
      benya: (t) => ({ method: 'PATCH', path: `/api/v1/chats/${id(t)}/title`, body: { title: 'Another' } }),
      envelope: (t) => ({ method: 'PATCH', path: `/chats/${id(t)}`, body: { title: 'Another' } }),
    },
  },
  {
    name: 'leave',
    kinds: GROUPS,
    in: {
      minimost: (t) => post(`/private_channels/${id(t)}/leave`),
      benya: (t) => post(`/api/v1/chats/${id(t)}/leave`),
    },
  },
  {
    name: 'delete the chat for all',
    kinds: GROUPS,
    in: {
      benya: (t) => ({ method: 'DELETE', path: `/api/v1/chats/${id(t)}?for_all=true` }),
      envelope: (t) => ({ method: 'DELETE', path: `/chats/${id(t)}?for_all=true` }),
    },
  },
]
