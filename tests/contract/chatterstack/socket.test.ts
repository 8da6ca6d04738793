/** Chatterstack's socket against a real server: who gets in, who hears what. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aStack, type AStack, type StackPerson, type StackSocket } from '../support/a-chatterstack-client.ts'

let api: AStack
let ada: StackPerson
let bo: StackPerson
let cy: StackPerson
let room: string
const open: StackSocket[] = []
const listen = async (who: StackPerson, ...rooms: string[]) => {
  const socket = await who.listen(...rooms)
  open.push(socket)
  return socket
}
beforeAll(async () => {
  api = await aStack()
  ada = await api.stackPerson('ada')
  bo = await api.stackPerson('bo')
  cy = await api.stackPerson('cy')
  room = await ada.room('Crew', [bo])
})
afterAll(async () => {
  for (const socket of open) socket.close()
  await api.stop()
  removeFolders()
})

/** Everything before it has been heard when this one was. */
async function settled(by: StackPerson, where: string, ...sockets: readonly StackSocket[]): Promise<void> {
  const id = await by.say(where, 'settled')
  for (const { heard } of sockets) {
    await expect.poll(() => heard.some(({ data }) => data.id === id)).toBe(true)
  }
}

describe('the handshake', () => {
  it('[CS8] takes a token in the header or the address', async () => {
    const path = `/ws?room_id=${room}`
    expect(await api.handshake(path, { authorization: `Bearer ${ada.token}` })).toBe(101)
    expect(await api.handshake(`${path}&access_token=${bo.token}`)).toBe(101)
    expect(await api.handshake(path)).toBe(401)
    expect(await api.handshake(path, { authorization: 'Bearer nonsense' })).toBe(401)
    expect(await api.handshake(path, { authorization: `Bearer ${ada.refresh}` })).toBe(401)
    expect(await api.handshake(`${path}&access_token=nonsense`)).toBe(401)
  })

  it('[CS8] refuses a room that is not one’s own, also beside one that is', async () => {
    const path = `/ws?room_id=${room}`
    expect(await api.handshake(path, { authorization: `Bearer ${cy.token}` })).toBe(403)
    for (const id of ['999999', 'x', '', '0', '1e1']) {
      expect(await api.handshake(`${path}&room_id=${id}`, { authorization: `Bearer ${ada.token}` })).toBe(403)
    }
  })

  it('[CS8] refuses a page of another origin', async () => {
    const headers = { authorization: `Bearer ${ada.token}`, origin: 'https://evil.example' }
    expect(await api.handshake(`/ws?room_id=${room}`, headers)).toBe(403)
  })
})

describe('messages', () => {
  it('[CS9] are told once to every socket of the room, the sender’s too, whatever the door', async () => {
    const [one, two, other] = [await listen(ada, room), await listen(ada, room), await listen(bo, room)]
    one.say('send_message', {
      room_id: room,
      content: 'over the socket',
      attachments: [{ url: 'https://example.org/a' }],
    })
    for (const socket of [one, two, other]) await socket.hears('receive_message')
    const id = await bo.say(room, 'over HTTP')
    const benya = { chat_id: Number(room), text: 'by another dialect' }
    expect((await api.ask('POST', '/messages', { token: ada.token, body: benya })).status).toBe(201)
    for (const socket of [one, two, other]) {
      const heard = await socket.hears('receive_message', 3)
      expect(heard.map(({ data }) => data.content)).toEqual(['over the socket', 'over HTTP', 'by another dialect'])
      expect(heard[0]?.data).toEqual({
        ...{ id: expect.any(String) as string, room_id: room, sender_id: ada.id, content: 'over the socket' },
        attachments: [{ url: 'https://example.org/a', mime_type: 'application/octet-stream', size_bytes: 0 }],
        ...{ status: 'SENT', created_at: expect.any(String) as string, edited_at: null },
      })
      expect(heard[1]?.data).toMatchObject({ id, sender_id: bo.id })
    }
  })

  it('[CS9] come in the order in which they were sent', async () => {
    const [from, to] = [await listen(ada, room), await listen(bo, room)]
    const said = Array.from({ length: 40 }, (_, n) => `${n}`)
    for (const content of said) from.say('send_message', { room_id: room, content })
    const heard = await to.hears('receive_message', said.length)
    expect(heard.map(({ data }) => data.content)).toEqual(said)
  })

  it('[CS9] are told as edited and as deleted, with the viewer’s own status', async () => {
    const [mine, theirs] = [await listen(ada, room), await listen(bo, room)]
    const id = await ada.say(room, 'before')
    await bo.post(`/rooms/${room}/messages/${id}/read`)
    await api.ask('PUT', `/messages/${id}`, { token: ada.token, body: { text: 'after' } })
    const [updated] = await mine.hears('message_updated')
    expect(updated?.data).toMatchObject({
      id,
      content: 'after',
      status: 'READ',
      edited_at: expect.any(String) as string,
    })
    expect((await theirs.hears('message_updated'))[0]?.data).toEqual(updated?.data)
    // Who hides when they were last there hides how far they read, and sees themselves.
    await api.ask('PUT', '/users/profile', { token: bo.token, body: { privacy_last_seen: 'nobody' } })
    await api.ask('PUT', `/messages/${id}`, { token: ada.token, body: { text: 'again' } })
    expect((await mine.hears('message_updated', 2))[1]?.data.status).toBe('SENT')
    expect((await theirs.hears('message_updated', 2))[1]?.data.status).toBe('READ')
    await api.ask('PUT', '/users/profile', { token: bo.token, body: { privacy_last_seen: 'everyone' } })
    await api.ask('DELETE', `/messages/${id}?for_all=true`, { token: ada.token })
    for (const socket of [mine, theirs]) {
      expect((await socket.hears('message_deleted'))[0]?.data).toEqual({ id, room_id: room })
    }
  })

  it('[CS9] with files are signed for each, and what comes after them waits', async () => {
    const [mine, theirs] = [await listen(ada, room), await listen(bo, room)]
    const { json: ticket } = await api.ask('POST', '/media/upload-url', {
      token: ada.token,
      body: { file_name: 'a.txt', file_type: 'text/plain', file_size: 5 },
    })
    await fetch(ticket.upload_url, { method: 'PUT', headers: ticket.required_headers, body: 'words' })
    await Promise.all([
      ada.post(`/rooms/${room}/messages`, { content: 'file', attachments: [{ url: ticket.file_url }] }),
      ada.say(room, 'next'),
    ])
    const [a] = (await mine.hears('receive_message', 2)).map(({ data }) => data.attachments).filter((all) => all[0])
    const [b] = (await theirs.hears('receive_message', 2)).map(({ data }) => data.attachments).filter((all) => all[0])
    expect(a[0].url).not.toBe(b[0].url)
    for (const { url } of [a[0], b[0]]) expect(await (await fetch(url)).text()).toBe('words')
  })

  it('[CS8] of a room that the socket did not name are not heard', async () => {
    const other = await ada.room('Other', [bo])
    const socket = await listen(bo, room)
    await ada.say(other, 'elsewhere')
    await settled(ada, room, socket)
    expect(socket.heard.filter(({ data }) => data.content === 'elsewhere')).toEqual([])
  })
})

describe('members', () => {
  it('[CS8] who is removed hears nothing more; who is added hears from then on', async () => {
    const own = await ada.room('Doors', [bo])
    const [left, watch] = [await listen(bo, own, room), await listen(ada, own)]
    await ada.delete(`/rooms/${own}/members/${bo.id}`)
    await ada.say(own, 'secret')
    await watch.hears('receive_message')
    await settled(ada, room, left)
    expect(left.heard.some(({ data }) => data.content === 'secret')).toBe(false)
    left.say('send_message', { room_id: own, content: 'let me in' })
    expect((await left.hears('error'))[0]?.data).toEqual({ error: expect.any(String) as string })
    await ada.post(`/rooms/${own}/members`, { user_id: bo.id })
    expect((await left.hears('room_added'))[0]?.data).toMatchObject({ id: own, name: 'Doors', is_group: true })
    await ada.say(own, 'welcome back')
    await expect.poll(() => left.heard.at(-1)?.data.content).toBe('welcome back')
  })

  it('[CS8] a new room is told to all its people, named as each of them sees it', async () => {
    const [a, b] = [await listen(ada, room), await listen(bo, room)]
    const group = await ada.room('Fresh', [bo])
    for (const socket of [a, b]) {
      expect((await socket.hears('room_added'))[0]?.data).toMatchObject({
        id: group,
        name: 'Fresh',
        created_by: ada.id,
      })
    }
    const { json } = await ada.post('/rooms', { is_group: false, member_ids: [bo.id] })
    expect((await a.hears('room_added', 2))[1]?.data).toMatchObject({ id: json.id, name: 'bo', is_group: false })
    expect((await b.hears('room_added', 2))[1]?.data).toMatchObject({ id: json.id, name: 'ada' })
    await bo.say(json.id as string, 'between us')
    expect((await a.hears('receive_message'))[0]?.data).toMatchObject({ room_id: json.id, content: 'between us' })
  })
})

describe('what clients say', () => {
  it('[CS10] typing is told to the others', async () => {
    const [a, b] = [await listen(ada, room), await listen(bo, room)]
    a.say('typing_start', { room_id: room })
    expect((await b.hears('typing_start'))[0]?.data).toEqual({ room_id: room, user_id: ada.id })
    a.say('typing_stop', { room_id: room })
    expect((await b.hears('typing_stop'))[0]?.data).toEqual({ room_id: room, user_id: ada.id })
    await settled(bo, room, a)
    expect(a.heard.map(({ event }) => event)).toEqual(['receive_message'])
  })

  it('[CS10] nonsense is answered by an error, and the socket goes on', async () => {
    const [socket, other] = [await listen(ada, room), await listen(bo, room)]
    const bad = [
      ...['', '{', '[]', 'null', '"x"', '[['.repeat(10_000), '{"event":1}', '{}', '{"event":"nothing","data":{}}'],
      '{"event":"send_message"}',
      '{"event":"__proto__","data":{}}',
      ...[null, [], 'x', {}, { room_id: 1, content: 'x' }, { room_id: room }, { room_id: room, content: '' }].map(
        (data) => JSON.stringify({ event: 'send_message', data }),
      ),
      JSON.stringify({ event: 'send_message', data: { room_id: '999999', content: 'x' } }),
      JSON.stringify({ event: 'send_message', data: { room_id: room, content: 'x'.repeat(10_001) } }),
      JSON.stringify({ event: 'send_message', data: { room_id: room, attachments: [{ url: 'file:///etc/passwd' }] } }),
      JSON.stringify({ event: 'typing_start', data: { room_id: 'x' } }),
    ]
    for (const text of bad) socket.sayText(text)
    const errors = await socket.hears('error', bad.length)
    expect(errors).toHaveLength(bad.length)
    for (const { data } of errors) expect(data).toEqual({ error: expect.any(String) as string })
    socket.say('send_message', { room_id: room, content: 'fine' })
    await socket.hears('receive_message')
    await other.hears('receive_message')
    expect(other.heard.filter(({ event }) => event === 'error')).toEqual([])
    expect(api.logged()).not.toContain('a frame failed')
  })

  it('[CS10] over the limit of messages there is an error, and nobody hears the message', async () => {
    const small = await aStack({ env: { MESSAGE_RATE_LIMIT_PER_MINUTE: '3' } })
    try {
      const eve = await small.stackPerson('eve')
      const own = await eve.room('Own', [])
      const socket = await eve.listen(own)
      for (let n = 1; n <= 5; n++) socket.say('send_message', { room_id: own, content: `${n}` })
      const errors = await socket.hears('error', 2)
      expect(errors[0]?.data.error).toMatch(/Too many/)
      expect((await socket.hears('receive_message', 3)).map(({ data }) => data.content)).toEqual(['1', '2', '3'])
    } finally {
      await small.stop()
    }
  })

  it('[CS1] signing out ends the socket, and it makes one present while it lasts', async () => {
    const { json } = await api.v1('POST', '/auth/login', { body: { email: 'cy', password: 'correct horse' } })
    const own = await cy.room('Mine', [])
    const socket = await listen({ ...cy, listen: (...ids) => cy.listen(...ids) }, own)
    const status = async () => (await bo.get(`/users/${cy.id}`)).json.status as string
    expect(await status()).toBe('ONLINE')
    // Another session of the same person goes on.
    await api.v1('POST', '/auth/logout', { token: json.access_token as string, body: { user_id: cy.id } })
    await cy.say(own, 'still there')
    await socket.hears('receive_message')
    await cy.post('/auth/logout', { user_id: cy.id })
    expect(await socket.closed).toBe(4401)
    await expect.poll(status).toBe('OFFLINE')
  })
})
