/** One account, whatever the door; what people tell of themselves and do to chats is seen through every dialect. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aServer, removeFolders, type AServer } from '../../sync-server/support/a-server.ts'
import { createSyncServer } from '../../../sync-server/sync/sync-server.ts'
import { aCrew, type ACrew, type Member } from '../support/a-crew.ts'
import { ask, json } from '../support/doors/door.ts'
import { ACCOUNT_DOORS, type NewAccount } from '../support/doors/sign-up.ts'

const MANY = '1000000'
const UNLIMITED = {
  ...{ LOGIN_RATE_LIMIT_PER_MINUTE: MANY, REGISTER_RATE_LIMIT_PER_MINUTE: MANY, MESSAGE_RATE_LIMIT_PER_MINUTE: MANY },
  ...{ GENERAL_RATE_LIMIT_PER_MINUTE: MANY, UPLOAD_RATE_LIMIT_PER_MINUTE: MANY, LOG_LEVEL: 'warn' },
}
afterAll(removeFolders)

describe('an account', () => {
  let server: AServer
  beforeAll(async () => {
    server = await aServer({ createSyncServer, env: UNLIMITED })
  })
  afterAll(() => server.stop())

  it.each(ACCOUNT_DOORS)('[AD16] made through $name signs in through every door', async (door) => {
    const account: NewAccount = {
      username: `from-${door.name}`,
      email: door.takesEmail ? `${door.name}@example.org` : null,
      // As the strictest of them wants it.
      password: 'Correct-horse-1',
    }
    const made = await door.signUp(server.url, account)
    expect([201, 302]).toContain(made)
    const entered: Record<string, boolean> = {}
    for (const other of ACCOUNT_DOORS) entered[other.name] = await other.signIn(server.url, account)
    expect(entered).toEqual(Object.fromEntries(ACCOUNT_DOORS.map(({ name }) => [name, true])))
    // A name is taken for all of them, whatever the case.
    for (const other of ACCOUNT_DOORS) {
      const again = { ...account, username: account.username.toUpperCase(), email: `other-${other.name}@example.org` }
      expect([other.name, [200, 400, 409].includes(await other.signUp(server.url, again))]).toEqual([other.name, true])
      expect([other.name, await other.signIn(server.url, { ...again, password: 'Another-horse-1' })]).toEqual([
        other.name,
        false,
      ])
    }
  })
})

describe('people in every dialect', () => {
  let crew: ACrew
  let url: string
  const as = ({ token }: Member) => ({ authorization: `Bearer ${token}` })
  const get = (by: Member, path: string) => ask(url + path, { headers: as(by) })
  const form = (fields: Record<string, string>) => new URLSearchParams(fields)

  beforeAll(async () => {
    crew = await aCrew({ env: UNLIMITED })
    url = crew.api.url
    await crew.found(crew.ada, { type: 'private', member_ids: [crew.bo.id] })
  }, 60_000)
  afterAll(() => crew.api.stop())

  const newest = async (by: Member) => {
    const messages = (await get(by, '/messages/general')) as { id: number; mentions: string; reactions: string }[]
    return messages.at(-1)!
  }

  it('[AD15] a mention made through any door is the same to all', async () => {
    const { ada, bo } = crew
    const general = ((await ada.get('/chats?query=general')).json as { id: number }[])[0]!.id
    const ways: readonly (() => Promise<unknown>)[] = [
      () => ask(`${url}/send/general`, { method: 'POST', headers: as(ada), body: form({ text: 'hey @bo' }) }),
      () => ada.post('/messages', { chat_id: general, text: 'Hello @BO' }),
      () =>
        ask(`${url}/api/conversations/${general}/messages`, {
          ...json({ content: '@bo, look', type: 'text' }, as(ada)),
          expected: [201],
        }),
      () => ask(`${url}/v1/rooms/${general}/messages`, { ...json({ content: 'for @bo' }, as(ada)), expected: [201] }),
    ]
    let count = 0
    for (const say of ways) {
      await say()
      expect((await newest(bo)).mentions).toBe('["bo"]')
      const told = (await bo.get('/notifications?limit=100')).json as { event_type: string }[]
      expect(told.filter(({ event_type }) => event_type === 'user_mentioned').length).toBe(++count)
    }
  })

  it('[AD15] a reaction has the name or the emoji of the door that shows it', async () => {
    const { ada, bo } = crew
    const { id } = await newest(ada)
    await ask(`${url}/react/${id}`, { method: 'POST', headers: as(ada), body: form({ reaction: 'thumbs_up' }) })
    await bo.post(`/messages/${id}/reactions/toggle`, { emoji: '👍' })
    await bo.post(`/messages/${id}/reactions/toggle`, { emoji: '🦔' })
    expect(JSON.parse((await newest(bo)).reactions)).toEqual({ thumbsup: ['ada', 'bo'], '🦔': ['bo'] })
    const shown = (await ada.get(`/messages/${id}/reactions`)).json as { emoji: string; count: number }[]
    expect(shown.map(({ emoji, count }) => [emoji, count])).toEqual([
      ['👍', 2],
      ['🦔', 1],
    ])
  })

  it('[AD15] a name and a picture are everywhere', async () => {
    const { ada, bo } = crew
    await ask(`${url}/api/user/profile`, { ...json({ display_name: 'Ada of the Ridge' }, as(ada)), method: 'PUT' })
    const picture = new FormData()
    const png = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#0a7d5a' } })
      .png()
      .toBuffer()
    picture.set('avatar', new File([new Uint8Array(png)], 'me.png', { type: 'image/png' }))
    await ask(`${url}/avatar`, { method: 'POST', headers: as(ada), body: picture, expected: [204] })

    const inBenya = (await bo.get(`/users/${ada.id}`)).json as { name: string; avatar_url: string }
    const users = (await get(bo, '/api/users?search=ada')) as { users: { display_name: string; profile_pic: string }[] }
    const [inEnvelope] = (await get(bo, '/users/search?q=ada')) as { nickname: string; avatar: string }[]
    expect([inBenya.name, users.users[0]?.display_name, inEnvelope?.nickname]).toEqual(
      Array<string>(3).fill('Ada of the Ridge'),
    )
    expect(await get(bo, '/user_avatars')).toEqual(['ada'])
    const addresses = [inBenya.avatar_url, `/static/${users.users[0]?.profile_pic}`, inEnvelope?.avatar].map(
      (address) => new URL(address ?? '', url).pathname,
    )
    const bytes = async (path: string) => {
      const answer = await fetch(url + path, { headers: as(bo) })
      expect([path, answer.status]).toEqual([path, 200])
      return Buffer.from(await answer.arrayBuffer()).toString('base64')
    }
    const [first, ...others] = await Promise.all([...addresses, '/avatar/ada'].map(bytes))
    expect(others).toEqual(Array(others.length).fill(first))
  })

  it('[AD15] where somebody is, said through one door, is shown through all', async () => {
    const { ada, bo } = crew
    const shown = async () => {
      const room = (await get(bo, `/v1/users/${ada.id}`)) as { status: string }
      const users = (await get(bo, '/api/users?search=ada')) as { users: { is_online: boolean }[] }
      const online = (await get(bo, '/online_users')) as Record<string, string>
      const chat = ((await bo.get('/chats?query=ada')).json as { counterpart_is_online: boolean }[])[0]
      return [room.status, users.users[0]?.is_online, online.ada ?? 'offline', chat?.counterpart_is_online]
    }
    const say = (state: string) => ask(`${url}/presence`, { ...json({ state }, as(ada)), expected: [204] })
    await say('active')
    expect(await shown()).toEqual(['ONLINE', true, 'active', true])
    await say('hidden')
    expect((await shown()).slice(0, 2)).toEqual(['OFFLINE', false])
    await ask(`${url}/v1/users/${ada.id}/status`, {
      ...json({ status: 'ONLINE' }, as(ada)),
      ...{ method: 'PATCH', expected: [204] },
    })
    expect(await shown()).toEqual(['ONLINE', true, 'active', true])
  })

  it('[AD15] a group founded and joined through any door has the same members in all', async () => {
    const { ada, bo, cy, dee } = crew
    const ways: readonly [string, () => Promise<number>][] = [
      [
        'minimost',
        async () =>
          (await ask(`${url}/private_channels/create`, json({ name: 'Ridge', members: ['bo'] }, as(ada)))).id as number,
      ],
      ['benya', async () => (await crew.found(ada, { type: 'group', title: 'Ridge', member_ids: [bo.id] })).id],
      [
        'chattrix',
        async () => {
          const body = { type: 'group', name: 'Ridge', participant_ids: [bo.id] }
          return (await ask(`${url}/api/conversations`, { ...json(body, as(ada)), expected: [201] })).conversation.id
        },
      ],
      [
        'chatterstack',
        async () => {
          const body = { name: 'Ridge', is_group: true, member_ids: [String(bo.id)] }
          return Number((await ask(`${url}/v1/rooms`, { ...json(body, as(ada)), expected: [201] })).id)
        },
      ],
      [
        'envelope',
        async () => {
          const body = { kind: 'group', title: 'Ridge', user_ids: [bo.id] }
          return (await ask(`${url}/chats`, { ...json(body, as(ada)), expected: [200, 201] })).id as number
        },
      ],
    ]
    for (const [door, found] of ways) {
      const num = await found()
      await ask(`${url}/chats/${num}/members`, { ...json({ user_id: cy.id }, as(ada)), expected: [200, 201, 204] })
      await ask(`${url}/v1/rooms/${num}/members`, {
        ...json({ user_id: String(dee.id), role: 'MEMBER' }, as(ada)),
        expected: [201],
      })
      await ada.delete(`/chats/${num}/members/${bo.id}`)
      const inStack = (await get(ada, `/v1/rooms/${num}/members`)) as { members: { user_id: string }[] }
      const inEnvelope = (await get(ada, `/chats/${num}/members`)) as { user_id: number }[]
      const inBenya = (await ada.get(`/chats/${num}/members`)).json as { user_id: number }[]
      const inMinimost = (await get(ada, `/private_channels/${num}/members`)) as { username: string }[]
      const ids = [ada.id, cy.id, dee.id]
      const sorted = (numbers: number[]) => numbers.sort((a, b) => a - b)
      expect([
        door,
        sorted(inStack.members.map((one) => Number(one.user_id))),
        sorted(inEnvelope.map((one) => one.user_id)),
        sorted(inBenya.map((one) => one.user_id)),
        inMinimost.map((one) => one.username).sort(),
      ]).toEqual([door, ids, ids, ids, ['ada', 'cy', 'dee']])
    }
  })
})
