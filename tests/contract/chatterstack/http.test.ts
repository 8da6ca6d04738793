/** Chatterstack over real HTTP: accounts, people, rooms, messages. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { PASSWORD } from '../support/an-api.ts'
import { aStack, type AStack, type StackPerson } from '../support/a-chatterstack-client.ts'

let api: AStack
let ada: StackPerson
let bo: StackPerson
let cy: StackPerson
let crew: string
beforeAll(async () => {
  api = await aStack()
  ada = await api.stackPerson('ada')
  bo = await api.stackPerson('bo')
  cy = await api.stackPerson('cy')
  crew = await ada.room('Crew', [bo])
})
afterAll(async () => {
  await api.stop()
  removeFolders()
})

const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string
const error = { error: expect.any(String) as string }

describe('accounts', () => {
  it('[CS1] registering answers the user, without a session', async () => {
    const body = { username: 'dee', email: 'dee@example.org', password: PASSWORD }
    const made = await api.v1('POST', '/auth/register', { body })
    expect(made.status).toBe(201)
    expect(made.json).toEqual({
      ...{ id: expect.stringMatching(/^\d+$/) as string, username: 'dee', email: 'dee@example.org' },
      ...{ status: 'OFFLINE', last_seen_at: null, created_at: time },
    })
    for (const taken of [
      { ...body, username: 'other' },
      { ...body, email: 'other@example.org' },
      { ...body, email: 'DEE@example.org', username: 'other' },
      { ...body, username: 'DEE', email: 'x@example.org' },
    ]) {
      const answer = await api.v1('POST', '/auth/register', { body: taken })
      expect([answer.status, answer.json]).toEqual([409, error])
    }
  })

  it.each([
    {},
    { username: 'x', email: 'x@example.org' },
    { username: 'x', email: 'x@example.org', password: 'short' },
    { username: 'everyone', email: 'x@example.org', password: PASSWORD },
    { username: 'x y', email: 'x@example.org', password: PASSWORD },
    { username: 'x', email: 'nobody', password: PASSWORD },
    { username: 1, email: 'x@example.org', password: PASSWORD },
    { username: 'x\u0000', email: 'x@example.org', password: PASSWORD },
    '{',
    '[]',
    'null',
  ])('[CS1] registering refuses %j', async (body) => {
    const answer = await api.v1('POST', '/auth/register', { body })
    expect([answer.status, answer.json]).toEqual([400, error])
  })

  it('[CS1] one signs in by e-mail or username, and is told nothing of what was wrong', async () => {
    const signIn = (email: string, password: string) => api.v1('POST', '/auth/login', { body: { email, password } })
    expect((await signIn('ADA', PASSWORD)).json).toEqual({
      access_token: expect.any(String) as string,
      refresh_token: expect.any(String) as string,
    })
    const wrong = await signIn('ada@example.org', 'wrong password')
    const unknown = await signIn('nobody@example.org', PASSWORD)
    expect([wrong.status, wrong.json]).toEqual([unknown.status, unknown.json])
    expect([wrong.status, wrong.json]).toEqual([401, error])
    expect((await api.v1('POST', '/auth/login', { body: {} })).status).toBe(400)
  })

  it('[CS1] tokens are refreshed, and die with their session', async () => {
    const { json: pair } = await api.v1('POST', '/auth/login', {
      body: { email: 'cy@example.org', password: PASSWORD },
    })
    const refreshed = await api.v1('POST', '/auth/refresh', { body: { refresh_token: pair.refresh_token } })
    expect(refreshed.status).toBe(200)
    expect(Object.keys(refreshed.json)).toEqual(['access_token', 'refresh_token'])
    for (const token of ['nonsense', pair.access_token]) {
      const answer = await api.v1('POST', '/auth/refresh', { body: { refresh_token: token } })
      expect([answer.status, answer.json]).toEqual([401, error])
    }
    const token = refreshed.json.access_token as string
    const leave = (body: unknown) => api.v1('POST', '/auth/logout', { token, body })
    expect((await leave({})).status).toBe(400)
    expect((await leave({ user_id: ada.id })).status).toBe(403)
    expect((await leave({ user_id: cy.id })).status).toBe(204)
    expect((await leave({ user_id: cy.id })).status).toBe(401)
    const dead = await api.v1('POST', '/auth/refresh', { body: { refresh_token: refreshed.json.refresh_token } })
    expect(dead.status).toBe(401)
  })

  it('[CS2] without a token everything else is 401, and what is not there 404', async () => {
    for (const [method, path] of [
      ['GET', '/users/1'],
      ['GET', '/rooms'],
      ['POST', '/rooms'],
      ['GET', `/rooms/${crew}/messages`],
      ['GET', '/messages/search?q=x'],
      ['POST', '/auth/logout'],
    ] as const) {
      const answer = await api.v1(method, path)
      expect([path, answer.status, answer.json]).toEqual([path, 401, error])
    }
    const nothing = await ada.get('/nothing')
    expect([nothing.status, nothing.json]).toEqual([404, error])
  })
})

describe('people', () => {
  it('[CS3] are found by id and by e-mail', async () => {
    const { json } = await bo.get(`/users/${ada.id}`)
    expect(json).toMatchObject({ id: ada.id, username: 'ada', email: 'ada@example.org' })
    expect((await bo.get('/users?email=Ada@example.org')).json).toEqual(json)
    expect((await bo.get('/users')).status).toBe(400)
    expect((await bo.get('/users?email=')).status).toBe(400)
    for (const path of ['?email=nobody@example.org', '?email=ada', '/999999', '/x', '/0', '/-1', '/1e3']) {
      expect([path, (await bo.get(`/users${path}`)).status]).toEqual([path, 404])
    }
  })

  it('[CS3] say themselves whether they are there, for five minutes', async () => {
    const seen = async () => (await bo.get(`/users/${ada.id}`)).json.status as string
    expect((await ada.patch(`/users/${ada.id}/status`, { status: 'ONLINE' })).status).toBe(204)
    expect(await seen()).toBe('ONLINE')
    expect((await ada.patch(`/users/${ada.id}/status`, { status: 'OFFLINE' })).status).toBe(204)
    expect(await seen()).toBe('OFFLINE')
    for (const body of [{}, { status: 'online' }, { status: 1 }]) {
      expect((await ada.patch(`/users/${ada.id}/status`, body)).status).toBe(400)
    }
    expect((await ada.patch(`/users/${bo.id}/status`, { status: 'ONLINE' })).status).toBe(403)
    expect((await ada.patch('/users/999999/status', { status: 'ONLINE' })).status).toBe(404)
  })
})

describe('rooms', () => {
  it('[CS4] are made with members and roles', async () => {
    const { status, json } = await ada.post('/rooms', {
      ...{ name: 'Builders', is_group: true, creator_id: ada.id, member_ids: [ada.id, bo.id] },
      members: [{ user_id: cy.id, role: 'ADMIN' }],
    })
    expect(status).toBe(201)
    expect(json).toEqual({ id: json.id, name: 'Builders', is_group: true, created_by: ada.id, created_at: time })
    const { json: listed } = await bo.get(`/rooms/${json.id}/members`)
    expect(listed.members).toEqual([
      { id: expect.any(String) as string, room_id: json.id, user_id: ada.id, role: 'ADMIN' },
      { id: expect.any(String) as string, room_id: json.id, user_id: cy.id, role: 'ADMIN' },
      { id: expect.any(String) as string, room_id: json.id, user_id: bo.id, role: 'MEMBER' },
    ])
  })

  it('[CS4] of two people are one and the same, named after the other', async () => {
    const body = { is_group: false, member_ids: [bo.id] }
    const first = await ada.post('/rooms', body)
    expect([first.status, first.json.name, first.json.is_group]).toEqual([201, 'bo', false])
    const again = await bo.post('/rooms', { is_group: false, member_ids: [ada.id, bo.id] })
    expect([again.status, again.json.id, again.json.name]).toEqual([200, first.json.id, 'ada'])
  })

  it.each([
    { is_group: true },
    { is_group: true, name: '  ' },
    { is_group: true, name: 'x'.repeat(129) },
    { is_group: true, name: 'x', creator_id: '999' },
    { is_group: true, name: 'x', member_ids: ['999999'] },
    { is_group: true, name: 'x', member_ids: [1] },
    { is_group: true, name: 'x', member_ids: 'x' },
    { is_group: true, name: 'x', members: [{ user_id: '1', role: 'OWNER' }] },
    { is_group: 'yes', name: 'x' },
    { is_group: false },
    { is_group: false, member_ids: ['1', '2', '3'] },
    { is_group: false, member_ids: ['999999'] },
    '[',
  ])('[CS4] a room is not made of %j', async (body) => {
    const answer = await ada.post('/rooms', body)
    expect([answer.status, answer.json]).toEqual([400, error])
  })

  it('[CS4] are found by part of their name, at most as many as asked for', async () => {
    const names = async (query: string) =>
      ((await ada.get(`/rooms${query}`)).json.rooms as { name: string }[]).map(({ name }) => name)
    expect(await names('')).toEqual(expect.arrayContaining(['Crew', 'Builders', 'bo']))
    expect(await names('?q=CRE')).toEqual(['Crew'])
    expect(await names('?q=nothing')).toEqual([])
    expect(await names('?limit=1')).toHaveLength(1)
    expect((await ada.get('/rooms?limit=100000')).status).toBe(200)
    for (const limit of ['0', '-1', 'x', '', '1.5', '1&limit=2']) {
      expect([limit, (await ada.get(`/rooms?limit=${limit}`)).status]).toEqual([limit, 400])
    }
  })

  it('[CS4] take in and let go of members', async () => {
    const room = await ada.room('Doors', [])
    const added = await ada.post(`/rooms/${room}/members`, { user_id: bo.id, role: 'MEMBER' })
    expect([added.status, added.json]).toMatchObject([201, { room_id: room, user_id: bo.id, role: 'MEMBER' }])
    for (const body of [{ user_id: bo.id }, { user_id: '999999' }, {}, { user_id: cy.id, role: 'KING' }]) {
      expect([body, (await ada.post(`/rooms/${room}/members`, body)).status]).toEqual([body, 400])
    }
    expect((await bo.post(`/rooms/${room}/members`, { user_id: cy.id })).status).toBe(403)
    expect((await cy.post(`/rooms/${room}/members`, { user_id: cy.id })).status).toBe(404)
    expect((await cy.get(`/rooms/${room}/members`)).status).toBe(404)
    expect((await bo.delete(`/rooms/${room}/members/${ada.id}`)).status).toBe(403)
    expect((await ada.delete(`/rooms/${room}/members/${cy.id}`)).status).toBe(404)
    expect((await ada.delete(`/rooms/${room}/members/${bo.id}`)).status).toBe(204)
    expect((await bo.get(`/rooms/${room}/members`)).status).toBe(404)
    expect((await ada.get('/rooms/999999/members')).status).toBe(404)
  })
})

describe('messages', () => {
  it('[CS5] are sent and shown in seed 003’s shape', async () => {
    const link = { url: 'https://example.org/a b'.replace(' ', '%20'), mime_type: 'image/png', size_bytes: 7 }
    const sent = await ada.post(`/rooms/${crew}/messages`, { content: 'hello @bo', attachments: [link] })
    expect(sent.status).toBe(201)
    expect(sent.json).toEqual({
      ...{ id: expect.stringMatching(/^\d+$/) as string, room_id: crew, sender_id: ada.id, content: 'hello @bo' },
      ...{ attachments: [link], status: 'SENT', created_at: time, edited_at: null },
    })
    expect((await bo.get(`/rooms/${crew}/messages?limit=1`)).json.messages).toEqual([sent.json])
  })

  it('[CS5] an address of one’s own upload becomes a file, opened by a signed address of each reader’s own', async () => {
    const bytes = 'plain words'
    const { json: ticket } = await api.ask('POST', '/media/upload-url', {
      token: ada.token,
      body: { file_name: 'a.txt', file_type: 'text/plain', file_size: bytes.length },
    })
    await fetch(ticket.upload_url, { method: 'PUT', headers: ticket.required_headers, body: bytes })
    const attachments = [{ url: ticket.file_url, mime_type: 'image/png', size_bytes: 1 }]
    const { json: sent } = await ada.post(`/rooms/${crew}/messages`, { attachments })
    const { json } = await bo.get(`/rooms/${crew}/messages?limit=1`)
    const [file] = json.messages[0].attachments
    expect([file.mime_type, file.size_bytes]).toEqual(['text/plain', bytes.length])
    expect(file.url).not.toBe(sent.attachments[0].url)
    expect(await (await fetch(file.url)).text()).toBe(bytes)
    // Somebody else's upload is no file of the message, and a signature of theirs is not passed on.
    const { json: again } = await bo.post(`/rooms/${crew}/messages`, { attachments: [{ url: file.url }] })
    expect(again.attachments).toEqual([
      {
        url: new URL(file.url).origin + new URL(file.url).pathname,
        mime_type: 'application/octet-stream',
        size_bytes: 0,
      },
    ])
  })

  it.each([
    {},
    { content: '' },
    { content: '   ' },
    { content: 'x'.repeat(10_001) },
    { content: 7 },
    { content: 'x', attachments: [{ url: 'javascript:alert(1)' }] },
    { content: 'x', attachments: [{ url: 'ftp://example.org' }] },
    { content: 'x', attachments: [{ url: 'http://' }] },
    { content: 'x', attachments: [{ url: 'https://example.org/\u0000' }] },
    { content: 'x', attachments: [{ url: 'https://example.org', size_bytes: -1 }] },
    { content: 'x', attachments: Array(21).fill({ url: 'https://example.org' }) },
    { content: 'x', attachments: {} },
    '{"content":',
    '['.repeat(50_000),
  ])('[CS5] are not sent when they are %j', async (body) => {
    const answer = await ada.post(`/rooms/${crew}/messages`, body)
    expect([answer.status, answer.json]).toEqual([400, error])
  })

  it('[CS5] over the limit of a body are 413', async () => {
    const answer = await ada.post(`/rooms/${crew}/messages`, { content: 'x'.repeat(200_000) })
    expect([answer.status, answer.json]).toEqual([413, error])
  })

  it('[CS6] come by pages from the newest, or around one of them', async () => {
    const room = await ada.room('Pages', [bo])
    const ids: string[] = []
    for (let n = 1; n <= 7; n++) ids.push(await ada.say(room, `${n}`))
    const list = async (query: string) => {
      const { json } = await bo.get(`/rooms/${room}/messages${query}`)
      return (json.messages as { content: string }[]).map(({ content }) => content).join(' ')
    }
    expect(await list('')).toBe('1 2 3 4 5 6 7')
    expect(await list('?limit=3')).toBe('5 6 7')
    expect(await list('?limit=3&page=2')).toBe('2 3 4')
    expect(await list('?limit=3&page=3')).toBe('1')
    expect(await list('?limit=3&page=4')).toBe('')
    expect(await list(`?limit=5&around_message_id=${ids[3]}`)).toBe('2 3 4 5 6')
    expect(await list(`?limit=2&page=9&around_message_id=${ids[0]}`)).toBe('1 2')
    const elsewhere = await ada.say(crew, 'elsewhere')
    for (const query of [
      ...['limit=0', 'limit=-3', 'limit=x', 'page=0', 'page=-1', 'page=x', 'page=99999999999999999999'],
      ...[`around_message_id=${elsewhere}`, 'around_message_id=999999', 'around_message_id=x', 'around_message_id='],
    ]) {
      expect([query, (await bo.get(`/rooms/${room}/messages?${query}`)).status]).toEqual([query, 400])
    }
    expect((await cy.get(`/rooms/${room}/messages`)).status).toBe(404)
    expect((await cy.post(`/rooms/${room}/messages`, { content: 'x' })).status).toBe(404)
  })

  it('[CS7] are delivered, then read, and never go back', async () => {
    const room = await ada.room('Marks', [bo])
    const id = await ada.say(room, 'far')
    const status = async () => (await ada.get(`/rooms/${room}/messages`)).json.messages[0].status as string
    const mark = async (who: StackPerson, what: string, message = id, where = room) =>
      (await who.post(`/rooms/${where}/messages/${message}/${what}`)).status
    expect(await status()).toBe('SENT')
    expect(await mark(bo, 'deliver')).toBe(204)
    expect(await status()).toBe('DELIVERED')
    expect(await mark(bo, 'read')).toBe(204)
    expect(await mark(bo, 'deliver')).toBe(204)
    expect(await status()).toBe('READ')
    expect(await mark(cy, 'read')).toBe(400)
    expect(await mark(bo, 'read', '999999')).toBe(400)
    expect(await mark(bo, 'read', 'x')).toBe(400)
    expect(await mark(bo, 'deliver', id, crew)).toBe(400)
    expect(await mark(bo, 'deliver', id, 'x')).toBe(400)
  })

  it('[CS7] are found by their text, newest first, in one’s own rooms', async () => {
    const room = await ada.room('Search', [bo])
    await ada.say(room, 'The Quick brown fox')
    await ada.say(room, 'quick, brown')
    const find = async (who: StackPerson, query: string) => {
      const { json } = await who.get(`/messages/search?${query}`)
      return (json.messages as { content: string }[]).map(({ content }) => content)
    }
    expect(await find(bo, 'q=quick')).toEqual(['quick, brown', 'The Quick brown fox'])
    expect(await find(bo, 'q=QUICK%20bro')).toEqual(['The Quick brown fox'])
    expect(await find(bo, `q=quick&room_id=${crew}`)).toEqual([])
    expect(await find(bo, `q=quick&limit=1&room_id=${room}`)).toHaveLength(1)
    expect(await find(cy, 'q=quick')).toEqual([])
    for (const query of ['', 'q=', 'q=%20', 'q=x&limit=0', 'q=x&limit=x', 'q=x&room_id=x']) {
      expect([query, (await bo.get(`/messages/search?${query}`)).status]).toEqual([query, 400])
    }
    expect((await cy.get(`/messages/search?q=x&room_id=${room}`)).status).toBe(404)
  })
})
