import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { chatRead, memberRead } from '../../../sync-server/dialects/envelope/schemas/chats.ts'
import { messageRead } from '../../../sync-server/dialects/envelope/schemas/messages.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { photo } from '../../sync-server/support/hostile-pictures.ts'
import type { Answer } from '../support/an-api.ts'
import { anEnvelope, type AnEnvelope, type EnvelopePerson } from '../support/an-envelope-client.ts'

let crew: AnEnvelope
let ada: EnvelopePerson
let bo: EnvelopePerson
let cy: EnvelopePerson
let dee: EnvelopePerson
/** A group of ada (owner), bo (admin) and cy. */
let group: string
let groupId: number
beforeAll(async () => {
  crew = await anEnvelope({ env: { MESSAGE_RATE_LIMIT_PER_MINUTE: '10000', DUPLICATE_MESSAGE_COOLDOWN_SECONDS: '0' } })
  ;({ ada, bo, cy, dee } = crew)
})
beforeEach(async () => {
  groupId = await crew.found(ada, 'group', [bo, cy])
  group = `/chats/${groupId}`
  await ada.patch(`${group}/members/${bo.id}`, { role: 'admin' })
})
afterAll(async () => {
  await crew.stop()
  removeFolders()
})

const status = async (asked: Promise<Answer>) => (await asked).status
const chatOf = async (person: EnvelopePerson, id: number) =>
  (await person.get('/chats')).json.find((chat: { id: number }) => chat.id === id)
/** Through another door, since this one sends over the socket. */
const say = async (by: EnvelopePerson, chatId: number, text: string): Promise<number> => {
  const { status, json } = await crew.api.ask('POST', '/messages', { token: by.token, body: { chat_id: chatId, text } })
  expect(status).toBe(201)
  return json.id as number
}

describe('every route', () => {
  it.each([
    ['GET', '/users/me'],
    ['DELETE', '/users/me'],
    ['PUT', '/users/me/keys'],
    ['PATCH', '/users/username'],
    ['PATCH', '/users/nickname'],
    ['PATCH', '/users/avatar'],
    ['POST', '/users/avatar'],
    ['GET', '/users/search?q=ada'],
    ['GET', '/users/1/public-key'],
    ['GET', '/chats'],
    ['POST', '/chats'],
    ['PATCH', '/chats/1'],
    ['DELETE', '/chats/1'],
    ['GET', '/chats/1/messages'],
    ['POST', '/chats/1/read'],
    ['POST', '/chats/1/delivered'],
    ['PATCH', '/chats/1/avatar'],
    ['GET', '/chats/1/members'],
    ['POST', '/chats/1/members'],
    ['PATCH', '/chats/1/members/2'],
    ['DELETE', '/chats/1/members/2'],
    ['POST', '/chats/1/favorite'],
    ['DELETE', '/chats/1/favorite'],
    ['POST', '/media'],
    ['GET', '/media/x'],
    ['GET', '/auth/sessions'],
    ['DELETE', '/auth/sessions'],
    ['DELETE', '/auth/sessions/x'],
    ['POST', '/auth/logout'],
  ])('%s %s is 401 without a token, and with a bad one', async (method, path) => {
    const body = method === 'GET' || method === 'DELETE' ? undefined : {}
    const none = await crew.ask(method, path, { body })
    expect([none.status, typeof none.json.error]).toEqual([401, 'string'])
    expect(await status(crew.ask(method, path, { body, token: 'not.a.token' }))).toBe(401)
  })

  it('[EN5] answers a malformed id in a path with 400, an unknown one with 404', async () => {
    for (const id of ['x', '0', '-1', '1.5', '9'.repeat(20), '%00', "1'--"]) {
      expect([id, await status(ada.get(`/chats/${id}/messages`))]).toEqual([id, 400])
      expect([id, await status(ada.delete(`/chats/${id}`))]).toEqual([id, 400])
      expect([id, await status(ada.get(`/users/${id}/public-key`))]).toEqual([id, 400])
      expect([id, await status(ada.delete(`${group}/members/${id}`))]).toEqual([id, 400])
    }
    expect(await status(ada.get('/chats/999999/messages'))).toBe(404)
    expect(await status(ada.get('/users/999999/public-key'))).toBe(404)
    expect(await status(ada.delete(`${group}/members/999999`))).toBe(404)
  })

  it('answers a stranger to the chat with 404, whatever they ask', async () => {
    const asked = [
      dee.get(`${group}/messages`),
      dee.get(`${group}/members`),
      dee.post(`${group}/read`, {}),
      dee.post(`${group}/delivered`, {}),
      dee.post(`${group}/favorite`),
      dee.delete(`${group}/favorite`),
      dee.patch(group, { title: 'Mine' }),
      dee.delete(group),
      dee.delete(`${group}?for_all=true`),
      dee.post(`${group}/members`, { user_id: dee.id }),
      dee.patch(`${group}/members/${cy.id}`, { role: 'admin' }),
      dee.delete(`${group}/members/${cy.id}`),
      dee.send('PATCH', `${group}/avatar`, new FormData()),
    ]
    expect(await Promise.all(asked.map(status))).toEqual(asked.map(() => 404))
  })
})

describe('founding', () => {
  it('[EN5] a private chat has one other person, and is one and the same: 201, then 200', async () => {
    const made = await ada.post('/chats', { kind: 'private', user_ids: [dee.id] })
    expect(made.status).toBe(201)
    expect(chatRead.parse(made.json)).toMatchObject({
      ...{
        kind: 'private',
        title: null,
        peer_id: dee.id,
        peer_username: 'dee',
        peer_nickname: 'dee',
        peer_avatar: null,
      },
      ...{ my_role: 'member', unread_count: 0, last_message: null, is_archived: false, is_favorite: false },
    })
    const again = await dee.post('/chats', { kind: 'private', user_ids: [ada.id, dee.id] })
    expect([again.status, again.json.id, again.json.peer_id]).toEqual([200, made.json.id, ada.id])
    const over = await crew.api.ask('GET', '/chats', { token: ada.token })
    expect(over.json.find(({ id }: { id: number }) => id === made.json.id)).toMatchObject({ type: 'private' })
  })

  it('[EN5] groups are by invitation, in channels only some write', async () => {
    const { json: channel, status: made } = await ada.post('/chats', {
      ...{ kind: 'channel', title: ' News ', user_ids: [ada.id, bo.id] },
    })
    expect([made, channel.kind, channel.title, channel.my_role]).toEqual([201, 'channel', 'News', 'owner'])
    expect(await chatOf(bo, channel.id)).toMatchObject({ kind: 'channel', my_role: 'member', peer_id: null })
    expect(await chatOf(cy, groupId)).toMatchObject({ kind: 'group', title: 'The crew', my_role: 'member' })
    const seen = (await crew.api.ask('GET', `/chats/${groupId}`, { token: cy.token })).json
    expect([seen.type, seen.is_public]).toEqual(['group', false])
  })

  it.each([
    ['a group without a title', () => ({ kind: 'group', user_ids: [2] }), 400],
    ['a channel with an empty one', () => ({ kind: 'channel', title: '  ', user_ids: [] }), 400],
    ['a title that is too long', () => ({ kind: 'group', title: 'x'.repeat(129), user_ids: [] }), 400],
    ['another kind', () => ({ kind: 'secret', title: 'x', user_ids: [] }), 400],
    ['a private chat with oneself', () => ({ kind: 'private', user_ids: [ada.id] }), 400],
    ['one with nobody', () => ({ kind: 'private', user_ids: [] }), 400],
    ['one with two', () => ({ kind: 'private', user_ids: [bo.id, cy.id] }), 400],
    ['one with who is not there', () => ({ kind: 'private', user_ids: [99_999] }), 404],
    ['a group with who is not there', () => ({ kind: 'group', title: 'x', user_ids: [bo.id, 99_999] }), 404],
    ['ids that are none', () => ({ kind: 'group', title: 'x', user_ids: ['bo'] }), 400],
    [
      'too many of them',
      () => ({ kind: 'group', title: 'x', user_ids: Array.from({ length: 102 }, (_, i) => i + 1) }),
      400,
    ],
    ['no object', () => '[]', 400],
  ])('refuses %s', async (_what, body, expected) => {
    const { status, json } = await ada.post('/chats', body())
    expect([status, typeof json.error]).toEqual([expected, 'string'])
  })
})

describe('chats', () => {
  it('[EN5] lists bare arrays, the newest activity first, with the last message and what is unread', async () => {
    const id = await say(ada, groupId, 'hello')
    const { json } = await cy.get('/chats')
    expect(Array.isArray(json)).toBe(true)
    expect(json[0]).toMatchObject({ id: groupId, unread_count: 1, last_message: { id, message: 'hello' } })
    for (const chat of json) chatRead.parse(chat)
  })

  it('[EN5] public channels are groups of everyone, saved messages are not shown', async () => {
    await crew.api.ask('GET', '/chats/saved', { token: ada.token })
    const saved = (await crew.api.ask('GET', '/chats/saved', { token: ada.token })).json.id
    const { json } = await ada.get('/chats')
    expect(json.some(({ id }: { id: number }) => id === saved)).toBe(false)
    expect(await status(ada.get(`/chats/${saved}/messages`))).toBe(404)
    const general = json.find(({ title }: { title: string }) => title === 'general')
    expect(general).toMatchObject({ kind: 'group' })
    expect(await chatOf(dee, general.id)).toMatchObject({ my_role: 'member' })
    expect(await status(dee.delete(`/chats/${general.id}/members/${dee.id}`))).toBe(403)
  })

  it('[EN5] archived ones are in the list too, and say so', async () => {
    await crew.api.ask('POST', `${group}/archive`, { token: cy.token })
    expect(await chatOf(cy, groupId)).toMatchObject({ is_archived: true })
  })

  it('a favourite is one’s own', async () => {
    expect(await status(cy.post(`${group}/favorite`))).toBe(204)
    expect([(await chatOf(cy, groupId)).is_favorite, (await chatOf(bo, groupId)).is_favorite]).toEqual([true, false])
    expect(await status(cy.delete(`${group}/favorite`))).toBe(204)
    expect((await chatOf(cy, groupId)).is_favorite).toBe(false)
  })

  it('title and picture are changed by owners and admins: 204', async () => {
    expect(await status(bo.patch(group, { title: 'The others' }))).toBe(204)
    expect((await chatOf(cy, groupId)).title).toBe('The others')
    expect(await status(cy.patch(group, { title: 'Mine' }))).toBe(403)
    expect(await status(ada.patch(group, { title: '' }))).toBe(400)
    expect(await status(ada.patch(group, {}))).toBe(204)
    expect(await status(ada.patch(group, '{"title":'))).toBe(400)
    expect(await status(ada.patch(group, { avatar: 'javascript:x' }))).toBe(400)
    expect(await status(ada.patch(group, { avatar: 'https://example.org/a.png' }))).toBe(204)
    expect((await chatOf(cy, groupId)).avatar).toBe('https://example.org/a.png')
    const direct = await crew.found(ada, 'private', [bo])
    expect(await status(ada.patch(`/chats/${direct}`, { title: 'Us' }))).toBe(403)
  })

  it('[EN17] a picture comes as a form, and goes by `remove`', async () => {
    const form = new FormData()
    form.set('avatar', new Blob([new Uint8Array(await photo())], { type: 'image/jpeg' }), 'us.jpg')
    expect(await status(cy.send('PATCH', `${group}/avatar`, form))).toBe(403)
    expect(await status(bo.send('PATCH', `${group}/avatar`, form))).toBe(204)
    const { avatar } = await chatOf(cy, groupId)
    expect(avatar).toMatch(/^\/avatars\/[0-9a-f]{32}\.jpg$/)
    expect(await status(crew.ask('GET', avatar))).toBe(200)
    const none = new FormData()
    expect(await status(bo.send('POST', `${group}/avatar`, none))).toBe(400)
    none.set('remove', 'true')
    expect(await status(bo.send('POST', `${group}/avatar`, none))).toBe(204)
    expect((await chatOf(cy, groupId)).avatar).toBeNull()
  })

  it('[EN5] for_all=false hides a chat for the caller until the next message, true deletes it for all', async () => {
    await say(ada, groupId, 'before')
    expect(await status(cy.delete(`${group}?for_all=false`))).toBe(204)
    expect(await chatOf(cy, groupId)).toBeUndefined()
    await say(ada, groupId, 'after')
    const { json } = await cy.get(`${group}/messages`)
    expect(json.map(({ message }: { message: string }) => message)).toEqual(['after'])
    expect(await status(bo.delete(`${group}?for_all=true`))).toBe(403)
    expect(await status(ada.delete(`${group}?for_all=maybe`))).toBe(400)
    expect(await status(ada.delete(`${group}?for_all=true`))).toBe(204)
    expect(await status(ada.get(`${group}/messages`))).toBe(404)
    const direct = await crew.found(ada, 'private', [bo])
    expect(await status(ada.delete(`/chats/${direct}?for_all=true`))).toBe(403)
    expect(await status(ada.delete(`/chats/${direct}`))).toBe(204)
  })
})

describe('members', () => {
  it('are told with their roles, owners first', async () => {
    const { json } = await cy.get(`${group}/members`)
    expect(json.map(({ user_id: id, role }: { user_id: number; role: string }) => [id, role])).toEqual([
      [ada.id, 'owner'],
      [bo.id, 'admin'],
      [cy.id, 'member'],
    ])
    for (const one of json) memberRead.parse(one)
    expect(json[2]).toMatchObject({ username: 'cy', nickname: 'cy', avatar: null, joined_at: expect.any(String) })
  })

  it('[EN5] are added once, with a role where one is named: 204, then 409', async () => {
    expect(await status(cy.post(`${group}/members`, { user_id: dee.id }))).toBe(403)
    expect(await status(ada.post(`${group}/members`, { user_id: dee.id, role: 'admin' }))).toBe(204)
    expect((await chatOf(dee, groupId)).my_role).toBe('admin')
    expect(await status(bo.post(`${group}/members`, { user_id: dee.id }))).toBe(409)
    expect(await status(bo.post(`${group}/members`, { user_id: 99_999 }))).toBe(404)
    expect(await status(bo.post(`${group}/members`, { user_id: 'x' }))).toBe(400)
    expect(await status(bo.post(`${group}/members`, { user_id: 1, role: 'king' }))).toBe(400)
  })

  it('nobody gives a role of their own rank or above', async () => {
    const other = await crew.register(`eve${groupId}`)
    expect(await status(bo.post(`${group}/members`, { user_id: other.id, role: 'admin' }))).toBe(403)
    expect(await status(other.get(`${group}/members`))).toBe(404)
    expect(await status(bo.patch(`${group}/members/${cy.id}`, { role: 'admin' }))).toBe(403)
    expect(await status(ada.patch(`${group}/members/${cy.id}`, { role: 'admin' }))).toBe(204)
    expect(await status(ada.patch(`${group}/members/${dee.id}`, { role: 'admin' }))).toBe(404)
    expect(await status(ada.patch(`${group}/members/${cy.id}`, { role: 'none' }))).toBe(400)
  })

  it('[EN5] are removed or leave: 204; the owner cannot be removed: 400', async () => {
    expect(await status(bo.delete(`${group}/members/${ada.id}`))).toBe(400)
    expect(await status(ada.delete(`${group}/members/${ada.id}`))).toBe(400)
    expect(await status(cy.delete(`${group}/members/${ada.id}`))).toBe(403)
    expect(await status(cy.delete(`${group}/members/${bo.id}`))).toBe(403)
    expect(await status(cy.delete(`${group}/members/${cy.id}`))).toBe(204)
    expect(await status(cy.get(`${group}/messages`))).toBe(404)
    expect(await status(bo.delete(`${group}/members/${cy.id}`))).toBe(404)
    expect(await status(ada.delete(`${group}/members/${bo.id}`))).toBe(204)
    const direct = await crew.found(ada, 'private', [bo])
    expect(await status(ada.delete(`/chats/${direct}/members/${bo.id}`))).toBe(403)
    expect(await status(ada.post(`/chats/${direct}/members`, { user_id: cy.id }))).toBe(403)
  })
})

describe('messages', () => {
  const texts = ({ json }: Answer) => json.map(({ message }: { message: string }) => message)

  it('[EN5] ascend, the newest first of all, and go on before and after one', async () => {
    const ids: number[] = []
    for (const text of ['a', 'b', 'c', 'd', 'e']) ids.push(await say(ada, groupId, text))
    const read = (query: string) => cy.get(`${group}/messages?${query}`)
    expect(texts(await read(''))).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(texts(await read('limit=2'))).toEqual(['d', 'e'])
    expect(texts(await read(`limit=2&before_id=${ids[3]}`))).toEqual(['b', 'c'])
    expect(texts(await read(`limit=2&after_id=${ids[1]}`))).toEqual(['c', 'd'])
    expect(texts(await read(`after_id=${ids[0]}&before_id=${ids[3]}`))).toEqual(['b', 'c'])
    expect(texts(await read(`after_id=${ids[4]}`))).toEqual([])
    expect(texts(await read('limit=1000')).length).toBe(5)
    for (const message of (await read('')).json) messageRead.parse(message)
  })

  it('[EN5] at most 200 at once, 50 where nothing is said', async () => {
    const chat = await crew.found(ada, 'group', [])
    await Promise.all(Array.from({ length: 205 }, (_, i) => say(ada, chat, `m${i}`)))
    const count = async (query: string) => (await ada.get(`/chats/${chat}/messages?${query}`)).json.length
    expect([await count(''), await count('limit=200'), await count('limit=201')]).toEqual([50, 200, 200])
    for (const bad of ['limit=0', 'limit=-1', 'limit=x', 'limit=', 'before_id=x', 'after_id=-1', 'limit=1.5'])
      expect([bad, await status(ada.get(`/chats/${chat}/messages?${bad}`))]).toEqual([bad, 400])
  })

  it('has every field, also of what others wrote elsewhere', async () => {
    const first = await say(ada, groupId, 'first')
    const body = { chat_id: groupId, text: 'answer', reply_to_message_id: first }
    await crew.api.ask('POST', '/messages', { token: bo.token, body })
    const { json } = await cy.get(`${group}/messages`)
    expect(json[1]).toEqual({
      ...{ id: expect.any(Number), chat_id: groupId, sender_id: bo.id, message: 'answer', message_type: 'text' },
      ...{ created_at: expect.any(String), edited_at: null, reply_to_message_id: first, deleted_at: null },
      ...{ forwarded_from_message_id: null, forwarded_from_chat_id: null, forwarded_from_sender_id: null },
      ...{ is_read: false, is_delivered: false, has_files: false, metadata: null, envelopes: null, status: 'sent' },
    })
  })

  it('[EN5] read and delivered move marks for all doors, never back', async () => {
    const [first, second] = [await say(ada, groupId, 'one'), await say(ada, groupId, 'two')]
    expect((await cy.post(`${group}/delivered`, { message_id: first })).json).toEqual({
      last_delivered_message_id: first,
    })
    expect((await cy.post(`${group}/read`)).json).toEqual({ last_read_message_id: second })
    expect((await cy.post(`${group}/read`, { message_id: first })).json).toEqual({ last_read_message_id: second })
    expect((await cy.post(`${group}/delivered`, {})).json).toEqual({ last_delivered_message_id: second })
    expect((await chatOf(cy, groupId)).unread_count).toBe(0)
    const other = await crew.api.ask('GET', `/chats/${groupId}`, { token: cy.token })
    expect(other.json.unread_count).toBe(0)
    const seen = async () => (await ada.get(`${group}/messages?limit=1`)).json[0]
    expect(await seen()).toMatchObject({ status: 'sent', is_read: false })
    await bo.post(`${group}/delivered`)
    expect(await seen()).toMatchObject({ status: 'delivered', is_delivered: true, is_read: false })
    await bo.post(`${group}/read`)
    expect(await seen()).toMatchObject({ status: 'read', is_delivered: true, is_read: true })
  })

  it('read refuses what is no message of the chat, and is nothing in an empty one', async () => {
    const elsewhere = await say(ada, await crew.found(ada, 'group', [cy]), 'elsewhere')
    expect(await status(cy.post(`${group}/read`, { message_id: elsewhere }))).toBe(404)
    expect(await status(cy.post(`${group}/read`, { message_id: 'x' }))).toBe(400)
    const empty = await crew.found(ada, 'private', [cy])
    expect((await ada.post(`/chats/${empty}/read`)).json).toEqual({ last_read_message_id: null })
  })
})
