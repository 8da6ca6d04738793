import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { globalSearchRead, notificationRead } from '../../../sync-server/dialects/benya/schemas/search.ts'
import { messageRead } from '../../../sync-server/dialects/benya/schemas/messages.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aCrew, aGroup, type ACrew, type FoundChat, type Member } from '../support/a-crew.ts'
import type { Answer } from '../support/an-api.ts'

let crew: ACrew
let ada: Member
let bo: Member
let dee: Member
let group: FoundChat
let open: FoundChat
beforeAll(async () => {
  crew = await aCrew()
  ;({ ada, bo, dee } = crew)
  group = await aGroup(crew, 'Pump station')
  open = await crew.found(ada, { type: 'group', title: 'Weather', handle: 'weather', is_public: true })
})
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

const say = async (by: Member, chat: FoundChat, text: string): Promise<number> => {
  crew.api.clock.advance(1_000)
  const { status, json } = await by.post('/messages', { chat_id: chat.id, text })
  expect([status, json.detail]).toEqual([201, undefined])
  return json.id as number
}
const ids = ({ json }: Answer) => (json as { id: number }[]).map(({ id }) => id)
const search = (by: Member, query: string, more = '') =>
  by.get(`/messages/search?query=${encodeURIComponent(query)}${more}`)

describe('GET /messages/search', () => {
  it('[SE1] [SE6] finds part words, accents and CJK, newest first', async () => {
    const first = await say(ada, group, 'The generator hums')
    const second = await say(bo, group, 'Generators need João')
    const third = await say(bo, group, '予備の発電機')
    expect(ids(await search(ada, 'enerat'))).toEqual([second, first])
    expect(ids(await search(ada, 'enerat', '&limit=1'))).toEqual([second])
    expect(ids(await search(ada, 'enerat', `&limit=1&before_id=${second}`))).toEqual([first])
    expect(ids(await search(ada, 'enerat', `&before_id=${first}`))).toEqual([])
    expect(ids(await search(ada, 'joao'))).toEqual([second])
    expect(ids(await search(ada, '発電'))).toEqual([third])
    expect(ids(await search(ada, 'nothing of this'))).toEqual([])
    expect(ids(await search(ada, ''))).toEqual([])
    const { json } = await search(ada, 'João')
    expect(messageRead.strict().array().parse(json)).toMatchObject([
      { id: second, chat_id: group.id, sender_id: bo.id },
    ])
  })

  it('[SE3] finds only what the caller may read, in one chat where that is asked', async () => {
    const inGroup = await say(ada, group, 'secret handshake')
    const inOpen = await say(ada, open, 'secret weather')
    expect(ids(await search(ada, 'secret'))).toEqual([inOpen, inGroup])
    expect(ids(await search(ada, 'secret', `&chat_id=${group.id}`))).toEqual([inGroup])
    expect(ids(await search(bo, 'secret'))).toEqual([inGroup])
    expect(ids(await search(dee, 'secret'))).toEqual([])
    await bo.delete(`/messages/${inGroup}`)
    expect(ids(await search(bo, 'secret'))).toEqual([])
  })

  it('is 404 or 403 for a chat that is not the caller’s, and 422 for a wrong query', async () => {
    expect((await search(dee, 'x', `&chat_id=${group.id}`)).status).toBe(404)
    expect((await search(dee, 'x', `&chat_id=${open.id}`)).status).toBe(403)
    expect((await search(ada, 'x', '&chat_id=999999')).status).toBe(404)
    for (const [path, field] of [
      ['/messages/search', 'query'],
      ['/messages/search?query=x&limit=0', 'limit'],
      ['/messages/search?query=x&chat_id=x', 'chat_id'],
      ['/messages/search?query=x&before_id=x', 'before_id'],
    ] as const) {
      const { status, json } = await ada.get(path)
      expect([status, json.errors[0].loc]).toEqual([422, ['query', field]])
    }
  })
})

describe('GET /search', () => {
  it('finds people, one’s own chats and messages, each up to its limit', async () => {
    const id = await say(ada, group, 'ask bo about the pump')
    const { status, json } = await ada.get('/search?query=bo')
    expect([status, globalSearchRead.safeParse(json).success]).toEqual([200, true])
    expect(json.users).toMatchObject([{ id: bo.id, username: 'bo' }])
    expect(json.messages[0]).toMatchObject({ id, chat_id: group.id })
    const pump = await ada.get('/search?query=PUMP&messages_limit=1')
    expect(pump.json).toMatchObject({ chats: [{ id: group.id }], messages: [{ id }] })
    expect((await dee.get('/search?query=pump')).json).toEqual({ users: [], chats: [], messages: [] })
  })

  it('finds archived chats too, nothing for an empty query, and is 422 for a wrong limit', async () => {
    await bo.post(`${group.path}/archive`)
    expect((await bo.get('/search?query=station')).json.chats).toMatchObject([{ id: group.id, archived: true }])
    await bo.post(`${group.path}/unarchive`)
    expect((await ada.get('/search?query=%20')).json).toEqual({ users: [], chats: [], messages: [] })
    for (const field of ['users_limit', 'chats_limit', 'messages_limit']) {
      const { status, json } = await ada.get(`/search?query=x&${field}=0`)
      expect([status, json.errors[0].loc]).toEqual([422, ['query', field]])
    }
    expect((await ada.get('/search')).status).toBe(422)
  })
})

describe('GET /notifications', () => {
  it('[NT1] [NT5] tells of others’ messages, mentions and invitations, newest first, under ids that stay', async () => {
    const chat = await crew.found(ada, { type: 'group', title: 'Told', member_ids: [dee.id] })
    const first = await say(ada, chat, 'hello')
    const second = await say(ada, chat, 'hello @dee')
    await say(dee, chat, 'my own')
    const { status, json } = await dee.get('/notifications')
    expect([status, notificationRead.strict().array().safeParse(json).success]).toEqual([200, true])
    const told = (json as { event_type: string; payload: string; user_id: number }[]).map((one) => [
      one.event_type,
      JSON.parse(one.payload) as unknown,
      one.user_id,
    ])
    expect(told).toEqual([
      ['user_mentioned', { chat_id: chat.id, message_id: second }, dee.id],
      ['message_created', { chat_id: chat.id, message_id: first }, dee.id],
      ['chat_invited', { chat_id: chat.id, user_id: ada.id }, dee.id],
    ])
    expect((await dee.get('/notifications?limit=1')).json).toEqual(json.slice(0, 1))
    expect((await dee.get('/notifications?limit=0')).status).toBe(422)
  })

  it('[NT3] tells only of direct mentions in a muted chat', async () => {
    const chat = await crew.found(ada, { type: 'group', title: 'Muted', member_ids: [bo.id] })
    await bo.put(`${chat.path}/notifications`, { muted: true })
    await say(ada, chat, 'hello all')
    await say(ada, chat, '@everyone hello')
    const id = await say(ada, chat, 'hello @bo')
    const { json } = await bo.get('/notifications?limit=100')
    const here = (json as { payload: string }[]).filter(
      ({ payload }) => (JSON.parse(payload) as { chat_id: number }).chat_id === chat.id,
    )
    expect(here).toMatchObject([{ event_type: 'user_mentioned', payload: `{"chat_id":${chat.id},"message_id":${id}}` }])
  })
})
