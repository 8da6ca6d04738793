/** Chats of every kind with somebody in every role, made anew when an action changed one; and each person's device. */
import type { Json } from '../../../schema/json.ts'
import { aDevice, type ADevice } from './a-device.ts'
import { anApi, type AnApi, type Answer } from './an-api.ts'

export const ROLES = ['nobody', 'stranger', 'removed', 'member', 'admin', 'owner'] as const
export type Role = (typeof ROLES)[number]

/**
 * `secret`: a group by invitation; `open`: one that all may join; `broadcast`, `news`: channels, the latter open to join;
 * `direct`: the owner and the member; `saved`: the owner's; `public`: the workspace's own.
 */
export const KINDS = ['secret', 'open', 'broadcast', 'news', 'direct', 'saved', 'public'] as const
export type Kind = (typeof KINDS)[number]

/** Who there is in a chat of the kind; nobody and strangers are everywhere. */
export const ROLES_OF: Readonly<Record<Kind, readonly Role[]>> = {
  secret: ROLES,
  open: ROLES,
  broadcast: ROLES,
  news: ROLES,
  direct: ['nobody', 'stranger', 'member'],
  saved: ['nobody', 'stranger', 'owner'],
  // Everybody is a member, and the administrator its owner.
  public: ['nobody', 'member', 'owner'],
}

export interface Someone {
  readonly id: number
  readonly token: string
  /** A chat of their own, to forward into. */
  readonly savedId: number
  readonly device: ADevice
}

export interface Place {
  readonly kind: Kind
  /** Integer id. */
  readonly id: number
  readonly channelId: string
  /** One of each who may post, by integer id; the removed one posted before. */
  readonly messages: Readonly<Partial<Record<Role, number>>>
  readonly inviteToken: string
  readonly inviteId: string
}

export interface MatrixScene {
  readonly api: AnApi
  /** A member of all groups that nobody acts as, and an account that is in none. */
  readonly guest: Someone
  readonly outsider: Someone
  who(role: Exclude<Role, 'nobody'>): Someone
  ask(role: Role, method: string, path: string, body?: unknown): Promise<Answer>
  /** The chat of this kind that nothing changed since it was made. */
  place(kind: Kind): Promise<Place>
  changed(kind: Kind): void
  stop(): Promise<void>
}

const UNLIMITED = {
  ...{ MESSAGE_RATE_LIMIT_PER_MINUTE: '1000000', GENERAL_RATE_LIMIT_PER_MINUTE: '1000000' },
  DUPLICATE_MESSAGE_COOLDOWN_SECONDS: '0',
}
const PERSON_FOR: Readonly<Record<Exclude<Role, 'nobody'>, string>> = {
  // The first account administers the workspace, and so owns its public channel.
  ...{ owner: 'olga', stranger: 'stan', removed: 'rita', member: 'mila', admin: 'amir' },
}

export async function matrixScene(): Promise<MatrixScene> {
  const api = await anApi({ env: { ...UNLIMITED, LOG_LEVEL: 'warn' } })
  const people = new Map<string, Someone>()
  for (const name of [...Object.values(PERSON_FOR), 'gus', 'otto']) people.set(name, await someone(api, name))
  const named = (name: string) => people.get(name) as Someone
  const who = (role: Exclude<Role, 'nobody'>) => named(PERSON_FOR[role])
  const places = new Map<Kind, Place>()
  let made = 0

  const ask: MatrixScene['ask'] = (role, method, path, body) => {
    return api.ask(method, path, { body, token: role === 'nobody' ? undefined : who(role).token })
  }
  // Looked up once: who closed a chat for themselves has it in no list.
  const publicId: number = (await must(ask('owner', 'GET', '/chats?query=general')))[0].id

  return {
    ...{ api, who, ask, guest: named('gus'), outsider: named('otto') },
    async place(kind) {
      const place = places.get(kind) ?? (await make(kind))
      places.set(kind, place)
      return place
    },
    changed: (kind) => void places.delete(kind),
    async stop() {
      for (const { device } of people.values()) device.close()
      await api.stop()
    },
  }

  async function make(kind: Kind): Promise<Place> {
    const id = await found(kind)
    const messages: Partial<Record<Role, number>> = {}
    const posting = (['owner', 'admin', 'member', 'removed'] as const).filter((role) => ROLES_OF[kind].includes(role))
    for (const role of posting) {
      if ((kind === 'broadcast' || kind === 'news') && (role === 'member' || role === 'removed')) continue
      messages[role] = (await must(ask(role, 'POST', '/messages', { chat_id: id, text: `${role} ${++made}` }))).id
    }
    let [inviteToken, inviteId] = ['', '']
    if (ROLES_OF[kind].includes('removed')) {
      await must(ask('owner', 'DELETE', `/chats/${id}/members/${who('removed').id}`))
      const link = await must(ask('owner', 'POST', `/chats/${id}/invite-link`))
      ;[inviteToken, inviteId] = [link.token, link.invite_id]
    }
    const holder = who(kind === 'direct' ? 'member' : 'owner').device
    return { kind, id, channelId: await channelIdOf(holder, id), messages, inviteToken, inviteId }
  }

  async function found(kind: Kind): Promise<number> {
    if (kind === 'saved') return who('owner').savedId
    if (kind === 'public') return publicId
    const members = [who('admin').id, who('member').id, who('removed').id, named('gus').id]
    if (kind === 'direct') {
      return (await must(ask('owner', 'POST', '/chats', { type: 'private', member_ids: [who('member').id] }))).id
    }
    const open = kind === 'open' || kind === 'news'
    const type = kind === 'secret' || kind === 'open' ? 'group' : 'channel'
    const handle = open ? { is_public: true, handle: `h-${++made}` } : {}
    const body = { type, title: `${kind} ${++made}`, member_ids: members, ...handle }
    const { id } = await must(ask('owner', 'POST', '/chats', body))
    await must(ask('owner', 'PATCH', `/chats/${id}/members/${who('admin').id}/role`, { role: 'admin' }))
    return id
  }
}

async function someone(api: AnApi, name: string): Promise<Someone> {
  const { token } = await api.person(name)
  const id = (await must(api.ask('GET', '/users/me', { token }))).id
  const savedId = (await must(api.ask('GET', '/chats/saved', { token }))).id
  return { id, token, savedId, device: await aDevice(api.url, token) }
}

/** What has to work for the matrix to mean anything. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the body, whatever it is
async function must(asked: Promise<Answer>): Promise<any> {
  const { status, json } = await asked
  if (status >= 300) throw new Error(`the scene could not be made: ${status} ${json?.detail}`)
  return json
}

/** From a chat's integer id to its name in documents, as the person's device has it. */
async function channelIdOf(device: ADevice, num: number): Promise<string> {
  // Its answer comes after everything that was sent before.
  await device.open('directory')
  const found = device.documents().find((doc) => {
    return /^channel\/[^/]+$/.test(doc) && (device.replica(doc).getMap<Json>('meta').get('num') as number) === num
  })
  if (!found) throw new Error(`no channel has the number ${num}`)
  return found.slice('channel/'.length)
}
