import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aDevice } from '../support/a-device.ts'
import { anEnvelope, type AnEnvelope, type EnvelopePerson } from '../support/an-envelope-client.ts'
import { anEnvelopeSocket, type AnEnvelopeSocket, type Frame } from '../support/an-envelope-socket.ts'

let crew: AnEnvelope
let ada: EnvelopePerson
let bo: EnvelopePerson
let cy: EnvelopePerson
let dee: EnvelopePerson
let chat: number
const open = new Set<AnEnvelopeSocket>()
const connect = async ({ token }: { token: string }): Promise<AnEnvelopeSocket> => {
  const socket = await anEnvelopeSocket(crew.api.url, token)
  open.add(socket)
  return socket
}
beforeAll(async () => {
  crew = await anEnvelope({ env: { MESSAGE_RATE_LIMIT_PER_MINUTE: '10000' } })
  ;({ ada, bo, cy, dee } = crew)
})
beforeEach(async () => {
  chat = await crew.found(ada, 'group', [bo, cy])
})
afterEach(async () => {
  for (const socket of open) {
    socket.close()
    await socket.closed()
  }
  open.clear()
})
afterAll(async () => {
  await crew.stop()
  removeFolders()
})

const send = (message: string, more: Frame = {}): Frame => ({ type: 'send_message', chat_id: chat, message, ...more })
const rest = (by: EnvelopePerson, method: string, path: string, body?: unknown) =>
  crew.api.ask(method, path, { token: by.token, body })

describe('the door', () => {
  it('[EN6] opens with a token in the header or the address, and to nobody else', async () => {
    const as = (path: string, headers = {}) => crew.api.socket(path, headers)
    expect(await as('/ws')).toBe(401)
    expect(await as('/ws', { authorization: 'Bearer no.token.this' })).toBe(401)
    expect(await as('/ws?token=no.token.this')).toBe(401)
    expect(await as(`/ws?token=${ada.refresh}`)).toBe(401)
    expect(await as('/ws', { authorization: `Bearer ${ada.token}`, origin: 'https://elsewhere.example' })).toBe(403)
    const socket = await anEnvelopeSocket(crew.api.url, ada.token, 'address')
    open.add(socket)
    expect(await socket.ask({ type: 'init', contacts: [] })).toMatchObject({ type: 'ok', user_id: ada.id })
  })

  it('[EN6] ends with its session, at once', async () => {
    const person = await login('bo')
    const socket = await connect(person)
    expect(await socket.ask({ type: 'init' })).toMatchObject({ type: 'ok', event: 'init', user_id: bo.id })
    await bo.delete(`/auth/sessions/${person.session}`)
    expect(await socket.closed()).toBe(4401)
  })

  const login = async (name: string) =>
    crew.personOf(await crew.ask('POST', '/auth/login', { body: { login: name, password: 'correct horse' } }))
})

describe('frames', () => {
  it('[EN7] are flat, or carry their fields in data', async () => {
    const socket = await connect(ada)
    const flat = await socket.ask(send('flat'))
    const nested = await socket.ask({ event: 'send_message', data: { chat_id: chat, message: 'nested' } })
    expect(flat).toMatchObject({ type: 'ok', event: 'send_message', chat_id: chat, message: { message: 'flat' } })
    expect(nested).toMatchObject({ type: 'ok', event: 'send_message', message_id: nested.message.id })
    expect(await socket.ask({ type: 'join_chat', chat_id: chat })).toMatchObject({ type: 'ok', chat_id: chat })
    expect(await socket.ask({ event: 'leave_chat', data: { chat_id: chat } })).toMatchObject({ type: 'ok' })
  })

  it.each([
    ['no JSON', 'no json'],
    ['half of it', '{"type":"send_message"'],
    ['a list', '[1,2]'],
    ['a value', '"text"'],
    ['null', 'null'],
    ['no tag', '{"chat_id":1}'],
    ['a tag that is none', '{"type":7}'],
    ['data that is none', '{"event":"typing","data":[]}'],
    ['an unknown event', '{"type":"constructor"}'],
    ['deep nesting', `{"type":"send_message","chat_id":1,"metadata":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
  ])('[EN7] answers %s with an error, and goes on', async (_what, text) => {
    const socket = await connect(ada)
    socket.say(text)
    const { error, code } = await socket.hears({ type: 'error' })
    expect([typeof error, typeof code]).toEqual(['string', 'string'])
    expect(await socket.ask(send('still here'))).toMatchObject({ type: 'ok' })
  })

  it.each([
    ['a missing chat', () => ({ type: 'send_message', message: 'x' }), 'invalid'],
    ['a chat that is none', () => send('x', { chat_id: 'x' }), 'invalid'],
    ['an unknown chat', () => send('x', { chat_id: 999_999 }), 'not_found'],
    ['nothing said', () => send(' '), 'invalid'],
    ['a text that is too long', () => send('x'.repeat(10_001)), 'invalid'],
    ['a type that is none', () => send('x', { message_type: 'hologram' }), 'invalid'],
    ['the system’s type', () => send('x', { message_type: 'system' }), 'invalid'],
    ['an answer to nothing', () => send('x', { reply_to_message_id: 999_999 }), 'not_found'],
    ['deep metadata', () => send('x', { metadata: JSON.parse('['.repeat(33) + ']'.repeat(33)) as unknown }), 'invalid'],
    ['large metadata', () => send('x', { metadata: { a: 'x'.repeat(16_384) } }), 'too_large'],
    ['large envelopes', () => send('x', { envelopes: { a: 'x'.repeat(65_536) } }), 'too_large'],
    [
      'an edit of nothing',
      () => ({ type: 'edit_message', chat_id: chat, message_id: 999_999, message: 'x' }),
      'not_found',
    ],
    ['contacts that are none', () => ({ type: 'init', contacts: 'bo' }), 'invalid'],
  ])('[EN10] refuses %s', async (_what, frame, code) => {
    const socket = await connect(ada)
    const answer = await socket.ask({ ...frame(), client_message_id: `c-${code}-${_what}` })
    expect(answer).toMatchObject({ type: 'error', code, client_message_id: `c-${code}-${_what}` })
    expect(socket.of('message_new')).toEqual([])
  })

  it('[EN10] takes what is just within the limits', async () => {
    const socket = await connect(ada)
    expect(await socket.ask(send('x'.repeat(10_000)))).toMatchObject({ type: 'ok' })
    const envelopes = { a: 'x'.repeat(65_536 - '{"a":""}'.length) }
    const metadata = { a: 'x'.repeat(16_384 - '{"a":""}'.length) }
    const sent = await socket.ask(send('x'.repeat(65_536), { envelopes, metadata }))
    expect([sent.type, sent.message.envelopes, sent.message.metadata]).toEqual(['ok', envelopes, metadata])
  })

  it('a stranger and a member who may not write are refused, and nobody hears of it', async () => {
    const [ours, theirs] = [await connect(ada), await connect(dee)]
    const { message_id: id } = await ours.ask(send('for us'))
    const asked = [
      { type: 'join_chat', chat_id: chat },
      send('for me'),
      { type: 'typing', chat_id: chat, is_typing: true },
      { type: 'edit_message', chat_id: chat, message_id: id, message: 'mine' },
      { type: 'delete_message', chat_id: chat, message_id: id },
      { type: 'forward_message', from_chat_id: chat, message_id: id, to_chat_id: chat },
    ]
    for (const frame of asked) expect(await theirs.ask(frame)).toMatchObject({ type: 'error', code: 'not_found' })
    const member = await connect(bo)
    const edit = { type: 'edit_message', chat_id: chat, message_id: id, message: 'mine' }
    expect(await member.ask(edit)).toMatchObject({ type: 'error', code: 'forbidden' })
    expect(await member.ask({ ...edit, type: 'delete_message' })).toMatchObject({ type: 'error', code: 'forbidden' })
    const channel = await crew.found(ada, 'channel', [bo])
    expect(await member.ask(send('x', { chat_id: channel }))).toMatchObject({ type: 'error', code: 'forbidden' })
    const elsewhere = await crew.found(ada, 'group', [])
    expect(await ours.ask({ ...edit, chat_id: elsewhere })).toMatchObject({ type: 'error', code: 'not_found' })
    await theirs.settled()
    expect(theirs.heard.filter(({ type }) => type === 'message_new' || type === 'typing')).toEqual([])
  })

  it('voice and video messages are of their types', async () => {
    const socket = await connect(ada)
    const voice = await socket.ask({ ...send(''), type: 'voice_message' })
    const video = await socket.ask({ ...send(''), type: 'video_message', message_type: 'circle_video' })
    expect([voice.message.message_type, video.message.message_type]).toEqual(['voice', 'circle_video'])
  })
})

describe('messages', () => {
  it('[EN12] come once to every socket of every member, the sender’s included, joined or not', async () => {
    const sockets = [await connect(ada), await connect(ada), await connect(bo), await connect(cy)]
    const stranger = await connect(dee)
    const sent = await (sockets[0] as AnEnvelopeSocket).ask(send('hello', { client_message_id: 'c1' }))
    expect(sent).toMatchObject({ type: 'ok', client_message_id: 'c1', message: { message: 'hello', status: 'sent' } })
    for (const socket of sockets) {
      const { message, chat_id: id } = await socket.hears({ type: 'message_new' })
      expect([id, message]).toEqual([chat, sent.message])
    }
    await Promise.all([...sockets, stranger].map((socket) => socket.settled()))
    expect([...sockets, stranger].map((socket) => socket.of('message_new').length)).toEqual([1, 1, 1, 1, 0])
  })

  it('[EN13] sent again with the same client_message_id are the first, and nothing is sent', async () => {
    const [socket, other] = [await connect(ada), await connect(bo)]
    const frame = send('once', { client_message_id: `again-${chat}` })
    const first = await socket.ask(frame)
    const again = await socket.ask({ ...frame, message: 'another text' })
    expect([again.type, again.message_id, again.message.message]).toEqual(['ok', first.message_id, 'once'])
    socket.say(frame)
    socket.say(frame)
    await socket.settled()
    await other.settled()
    expect(other.of('message_new').length).toBe(1)
    expect((await bo.get(`/chats/${chat}/messages`)).json.length).toBe(1)
    // Another person's id is another's.
    expect((await other.ask(frame)).message_id).not.toBe(first.message_id)
  })

  it('keep the order in which one socket sent them', async () => {
    const [socket, other] = [await connect(ada), await connect(bo)]
    for (let i = 0; i < 50; i++) socket.say(send(`m${i}`))
    await other.hears({ type: 'message_new', message: { message: 'm49' } })
    const texts = other.of('message_new').map(({ message }) => message.message as string)
    expect(texts).toEqual(Array.from({ length: 50 }, (_, i) => `m${i}`))
  })

  it('[EN14] are told as edited and deleted, with who deleted them', async () => {
    const [socket, other] = [await connect(ada), await connect(bo)]
    const { message_id: id } = await socket.ask(send('first'))
    const edit = { type: 'edit_message', chat_id: chat, message_id: id, message: 'second' }
    expect(await socket.ask(edit)).toMatchObject({ type: 'ok', message: { message: 'second' } })
    expect(await other.hears({ type: 'message_updated' })).toMatchObject({
      ...{ chat_id: chat, message: { id, message: 'second', edited_at: expect.any(String) } },
    })
    await socket.ask({ type: 'delete_message', chat_id: chat, message_id: id })
    expect(await other.hears({ type: 'message_deleted' })).toEqual({
      ...{ type: 'message_deleted', chat_id: chat, message_id: id },
      ...{ deleted_at: expect.any(String), deleted_by: ada.id },
    })
    const gone = await socket.ask({ type: 'delete_message', chat_id: chat, message_id: id })
    expect(gone).toMatchObject({ type: 'error', code: 'not_found' })
  })

  it('[EN14] of every door are heard here, and of this door everywhere', async () => {
    const socket = await connect(bo)
    await rest(ada, 'POST', '/messages', { chat_id: chat, text: 'by REST @bo' })
    expect(await socket.hears({ type: 'message_new' })).toMatchObject({ message: { message: 'by REST @bo' } })
    const device = await aDevice(crew.api.url, cy.token)
    await socket.ask(send('by socket @cy'))
    const listed = await rest(cy, 'GET', `/messages/${chat}`)
    expect(listed.json[0]).toMatchObject({ text: 'by socket @cy', sender_id: bo.id })
    const noted = await rest(cy, 'GET', `/chats/${chat}`)
    expect(noted.json).toMatchObject({ unread_count: 2, unread_mentions_count: 1 })
    device.close()
    const later = await aDevice(crew.api.url, cy.token)
    expect(later.wasSent('by socket @cy')).toBe(true)
    later.close()
  })

  it('[EN15] are forwarded with their origin, or with what is said in place of the original', async () => {
    const socket = await connect(ada)
    const { message_id: id } = await socket.ask(send('original'))
    const target = await crew.found(ada, 'private', [dee])
    const forward = { type: 'forward_message', from_chat_id: chat, message_id: id, to_chat_id: target }
    const origin = { forwarded_from_message_id: id, forwarded_from_chat_id: chat, forwarded_from_sender_id: ada.id }
    const plain = await socket.ask(forward)
    expect(plain).toMatchObject({ type: 'ok', chat_id: target, message: { message: 'original', ...origin } })
    const envelopes = { [dee.id]: 'key' }
    const anew = await socket.ask({ ...forward, message: 'ciphertext', envelopes })
    expect(anew.message).toMatchObject({ message: 'ciphertext', envelopes, ...origin })
    const { json } = await dee.get(`/chats/${target}/messages?limit=2`)
    expect(json).toMatchObject([{ message: 'original' }, { message: 'ciphertext', envelopes }])
  })
})

describe('what else is heard', () => {
  it('[EN14] typing, by all others who are in the chat', async () => {
    const [typist, other, stranger] = [await connect(ada), await connect(bo), await connect(dee)]
    const typing = (is_typing: boolean) => ({ type: 'typing', chat_id: chat, is_typing })
    expect(await typist.ask(typing(true))).toMatchObject({ type: 'ok' })
    expect(await other.hears(typing(true))).toEqual({ ...typing(true), user_id: ada.id })
    await typist.ask(typing(false))
    expect(await other.hears(typing(false))).toMatchObject({ user_id: ada.id })
    await Promise.all([typist.settled(), stranger.settled()])
    expect([typist.of('typing'), stranger.of('typing')]).toEqual([[], []])
  })

  it('[EN14] chats and memberships, by those who are in them', async () => {
    const [owner, member, stranger] = [await connect(ada), await connect(bo), await connect(dee)]
    const made = await crew.found(ada, 'group', [bo])
    expect(await member.hears({ type: 'chat_created', chat_id: made })).toMatchObject({ chat: { my_role: 'member' } })
    expect(await owner.hears({ type: 'chat_created', chat_id: made })).toMatchObject({ chat: { my_role: 'owner' } })
    const of = { chat_id: made, user_id: dee.id }
    await ada.post(`/chats/${made}/members`, { user_id: dee.id })
    expect(await member.hears({ type: 'member_added', ...of })).toMatchObject({ role: 'member' })
    expect(await stranger.hears({ type: 'chat_created', chat_id: made })).toMatchObject({ chat: { id: made } })
    await ada.patch(`/chats/${made}/members/${dee.id}`, { role: 'admin' })
    expect(await stranger.hears({ type: 'member_role_changed', ...of })).toMatchObject({ role: 'admin' })
    await ada.patch(`/chats/${made}`, { title: 'Renamed' })
    await stranger.hears({ type: 'chat_updated', chat: { title: 'Renamed' } })
    await ada.delete(`/chats/${made}/members/${dee.id}`)
    expect(await stranger.hears({ type: 'member_removed', ...of })).toEqual({ type: 'member_removed', ...of })
    await owner.ask(send('after', { chat_id: made }))
    await stranger.settled()
    expect(stranger.of('message_new')).toEqual([])
    await ada.delete(`/chats/${made}?for_all=true`)
    await member.hears({ type: 'chat_deleted', chat_id: made })
    await member.hears({ type: 'member_removed', chat_id: made, user_id: bo.id })
  })

  it('[EN14] one’s own favourites on one’s other sockets alone', async () => {
    const [own, other] = [await connect(ada), await connect(bo)]
    await ada.post(`/chats/${chat}/favorite`)
    await own.hears({ type: 'chat_updated', chat: { id: chat, is_favorite: true } })
    await other.settled()
    expect(other.of('chat_updated')).toEqual([])
  })

  it('[EN14] positions, as far as privacy lets one know', async () => {
    const socket = await connect(ada)
    const { message_id: id } = await socket.ask(send('read me'))
    await bo.post(`/chats/${chat}/delivered`, {})
    await socket.hears({ type: 'message_delivered', chat_id: chat, user_id: bo.id, message_id: id })
    await bo.post(`/chats/${chat}/read`, {})
    await socket.hears({ type: 'message_read', chat_id: chat, user_id: bo.id, message_id: id })
    await rest(cy, 'PUT', '/users/profile', { privacy_last_seen: 'nobody' })
    await cy.post(`/chats/${chat}/read`, {})
    await rest(cy, 'PUT', '/users/profile', { privacy_last_seen: 'everyone' })
    await socket.settled()
    expect(socket.of('message_read').map(({ user_id }) => user_id as number)).toEqual([bo.id])
  })

  it('[EN14] profiles, with the picture for those who may see it', async () => {
    const socket = await connect(ada)
    await bo.patch('/users/nickname', { nickname: 'Bobby' })
    const expected = { type: 'profile_updated', user_id: bo.id, username: 'bo', nickname: 'Bobby', avatar: null }
    expect(await socket.hears({ type: 'profile_updated', nickname: 'Bobby' })).toEqual(expected)
  })

  it('[EN16] presence of those named in init: who is there right after it, then each change', async () => {
    const socket = await connect(ada)
    const online = await connect(bo)
    await socket.ask({ type: 'init', contacts: [bo.id, cy.id, 999_999] })
    await socket.hears({ type: 'presence', user_id: bo.id, status: 'online' })
    expect(socket.heard.findIndex(({ type }) => type === 'presence')).toBe(
      socket.heard.findIndex(({ event }) => event === 'init') + 1,
    )
    const third = await connect(cy)
    await socket.hears({ type: 'presence', user_id: cy.id, status: 'online' })
    await rest(bo, 'GET', '/auth/me')
    const unnamed = await connect(dee)
    online.close()
    await socket.hears({ type: 'presence', user_id: bo.id, status: 'offline' })
    await unnamed.settled()
    await third.settled()
    await socket.settled()
    expect(socket.of('presence').map(({ user_id, status }) => [user_id, status])).toEqual([
      [bo.id, 'online'],
      [cy.id, 'online'],
      [bo.id, 'offline'],
    ])
  })

  it('[EN16] of who hides it nothing is told', async () => {
    await rest(dee, 'PUT', '/users/profile', { privacy_last_seen: 'nobody' })
    const [socket, hidden] = [await connect(ada), await connect(dee)]
    await socket.ask({ type: 'init', contacts: [dee.id] })
    hidden.close()
    await hidden.closed()
    const again = await connect(dee)
    await again.settled()
    await socket.settled()
    expect(socket.of('presence')).toEqual([])
    await rest(dee, 'PUT', '/users/profile', { privacy_last_seen: 'everyone' })
  })
})
