/** What each may know of another, over REST and in the documents (seed 001, 3.7): viewer x setting x relation. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aDevice } from '../support/a-device.ts'
import { anApi, type AnApi, type Person } from '../support/an-api.ts'

const AUDIENCES = ['everyone', 'contacts', 'nobody'] as const
/** How the viewer stands to ada. `contact`: in her list; `fan`: she is in theirs alone; `blocked`: by her. */
const RELATIONS = ['self', 'stranger', 'contact', 'fan', 'blocked'] as const
type Relation = (typeof RELATIONS)[number]

let api: AnApi
const viewers = {} as Record<Relation, Person>
/** Each viewer's chat with ada. */
const chats = {} as Record<Relation, number>
const adaId = 1

beforeAll(async () => {
  api = await anApi()
  viewers.self = await api.person('ada')
  for (const relation of RELATIONS.slice(1)) viewers[relation] = await api.person(relation)
  const idOf = async (relation: Relation) => (await ask(relation, 'GET', '/users/me')).json.id as number
  await ask('self', 'POST', `/users/${await idOf('contact')}/contacts`)
  await ask('fan', 'POST', `/users/${adaId}/contacts`)
  for (const relation of RELATIONS.slice(1)) {
    chats[relation] = (await ask(relation, 'POST', '/chats', { type: 'private', member_ids: [adaId] })).json.id
  }
  await ask('self', 'POST', `/users/${await idOf('blocked')}/block`)
}, 120_000)
afterAll(async () => {
  await api.stop()
  removeFolders()
})

function ask(relation: Relation, method: string, path: string, body?: unknown) {
  return api.ask(method, path, { token: viewers[relation].token, body })
}

const change = (body: object) => ask('self', 'PUT', '/users/profile', body)

function maySee(audience: (typeof AUDIENCES)[number], relation: Relation): boolean {
  return relation === 'self' || audience === 'everyone' || (audience === 'contacts' && relation === 'contact')
}

const MATRIX = AUDIENCES.flatMap((audience) => RELATIONS.map((relation) => [audience, relation] as const))

describe('the avatar', () => {
  it.each(MATRIX)('[US2] for %s, asked by %s', async (privacy_avatar, relation) => {
    const shown = { avatar_url: 'https://example.org/ada-of-the-hills.png' }
    await change({ ...shown, privacy_avatar })
    const wanted = maySee(privacy_avatar, relation) ? shown.avatar_url : null
    expect((await ask(relation, 'GET', `/users/${adaId}`)).json.avatar_url).toBe(wanted)
    if (relation === 'self') return expect((await ask(relation, 'GET', '/users/me')).json.avatar_url).toBe(wanted)
    const found = (await ask(relation, 'GET', '/users/search?query=ada')).json
    expect(found).toMatchObject([{ username: 'ada', avatar_url: wanted }])
    if (relation !== 'fan') return
    expect((await ask(relation, 'GET', '/users/contacts')).json).toMatchObject([{ avatar_url: wanted }])
  })

  it.each(MATRIX)('[US3] for %s, in the documents of %s', async (privacy_avatar, relation) => {
    const path = `ada-${privacy_avatar}-${relation}.png`
    const watching = await aDevice(api.url, viewers[relation].token)
    await change({ avatar_url: `https://example.org/${path}`, privacy_avatar })
    // Its answer comes after everything that was sent before.
    await watching.open('directory')
    const coming = await aDevice(api.url, viewers[relation].token)
    // Documents have one content for all who read them: what is not for everyone is in none.
    const isPublic = privacy_avatar === 'everyone'
    expect([watching.wasSent(path), coming.wasSent(path)]).toEqual([isPublic, isPublic])
    watching.close()
    coming.close()
  })

  it('[US3] goes from the documents when it is closed, and comes back', async () => {
    const path = 'ada-coming-and-going.png'
    await change({ avatar_url: `https://example.org/${path}`, privacy_avatar: 'everyone' })
    const isInDirectory = async () => {
      const device = await aDevice(api.url, viewers.stranger.token)
      const isThere = device.wasSent(path)
      const profile = device.replica('directory').getMap('profiles').get(String(adaId)) as { avatar?: string }
      expect(profile.avatar !== undefined).toBe(isThere)
      device.close()
      return isThere
    }
    expect(await isInDirectory()).toBe(true)
    for (const hidden of ['contacts', 'nobody']) {
      await change({ privacy_avatar: hidden })
      expect(await isInDirectory()).toBe(false)
    }
    await change({ privacy_avatar: 'everyone' })
    expect(await isInDirectory()).toBe(true)
  })
})

describe('presence and last seen', () => {
  it.each(MATRIX)('[US4] for %s, asked by %s', async (privacy_last_seen, relation) => {
    await change({ privacy_last_seen })
    const device = await aDevice(api.url, viewers.self.token)
    const online = (await ask(relation, 'GET', `/users/${adaId}`)).json
    const isShown = maySee(privacy_last_seen, relation)
    const now = new Date(api.clock.nowMs).toISOString()
    expect([online.is_online, online.last_seen_at]).toEqual(isShown ? [true, now] : [false, null])
    device.close()
  })
})

describe('in a private chat', () => {
  /** From the list and by itself: what is kept of a list must not outlive a change. */
  async function counterpart(relation: Relation) {
    const alone = (await ask(relation, 'GET', `/chats/${chats[relation]}`)).json
    const [listed] = (await ask(relation, 'GET', '/chats')).json.filter(
      ({ id }: { id: number }) => id === chats[relation],
    )
    const fields = (chat: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(chat).filter(([key]) => /^counterpart_|^online_count$/.test(key)))
    expect(fields(listed)).toEqual(fields(alone))
    return alone
  }

  it.each(MATRIX.filter(([, relation]) => relation !== 'self'))(
    '[US2] [US4] for %s, with %s',
    async (audience, relation) => {
      const avatar_url = 'https://example.org/ada-in-private.png'
      const hidden = audience === 'everyone' ? 'nobody' : 'everyone'
      const device = await aDevice(api.url, viewers.self.token)
      await change({ avatar_url, privacy_avatar: hidden, privacy_last_seen: hidden })
      await counterpart(relation)
      await change({ privacy_avatar: audience, privacy_last_seen: audience })
      const seen = await counterpart(relation)
      const isShown = maySee(audience, relation)
      expect(seen).toMatchObject({
        counterpart_avatar_url: isShown ? avatar_url : null,
        counterpart_is_online: isShown,
        counterpart_last_seen_at: isShown ? new Date(api.clock.nowMs).toISOString() : null,
        online_count: isShown ? 1 : 0,
      })
      device.close()
    },
  )
})

describe('whom one shows what', () => {
  it('[US15] reaches one’s devices, whatever door changed it', async () => {
    const device = await aDevice(api.url, viewers.self.token)
    await change({
      ...{ privacy_avatar: 'contacts', privacy_last_seen: 'nobody', privacy_group_invites: 'contacts' },
      allow_private_messages: false,
    })
    await device.open('directory')
    expect(device.replica(`account/${adaId}`).getMap('profile').get('privacy')).toEqual({
      ...{ avatar: 'contacts', lastSeen: 'nobody', groupInvites: 'contacts' },
      allowPrivateMessages: false,
    })
    const open = { avatar: 'everyone', lastSeen: 'everyone', groupInvites: 'nobody', allowPrivateMessages: true }
    expect(await device.write(`account/${adaId}`, [['profile', 'privacy', open]])).toBe('ok')
    expect((await ask('self', 'GET', '/users/me')).json).toMatchObject({
      ...{ privacy_avatar: 'everyone', privacy_last_seen: 'everyone', privacy_group_invites: 'nobody' },
      allow_private_messages: true,
    })
    device.close()
  })

  it('[US5] is in no answer to others', async () => {
    for (const relation of RELATIONS.slice(1)) {
      const { json } = await ask(relation, 'GET', `/users/${adaId}`)
      expect(Object.keys(json).filter((field) => field.startsWith('privacy_'))).toEqual([])
    }
  })
})
