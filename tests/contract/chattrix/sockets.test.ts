import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AnApi } from '../support/an-api.ts'
import { aBrowser, aChattrixApi, aPerson, PASSWORD, type ChattrixClient } from '../support/a-chattrix-client.ts'
import { aSocket, type ASocket, type Transports } from '../support/a-socket-io.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'

let api: AnApi
let ada: ChattrixClient
let bo: ChattrixClient
let cy: ChattrixClient
let crew: number

beforeAll(async () => {
  api = await aChattrixApi()
  ada = await aPerson(api.url, 'ada')
  bo = await aPerson(api.url, 'bo')
  cy = await aPerson(api.url, 'cy')
  const made = await ada.post('/api/conversations', { type: 'group', participant_ids: [bo.id], name: 'Crew' })
  crew = made.json.conversation.id
})
const open: ASocket[] = []
afterEach(() => open.splice(0).forEach((socket) => socket.close()))
afterAll(async () => {
  await api.stop()
  removeFolders()
})

async function connect(who: ChattrixClient, transports?: Transports): Promise<ASocket> {
  const socket = await aSocket(api.url, who, transports)
  open.push(socket)
  return socket
}

async function joined(who: ChattrixClient, conversation_id = crew, transports?: Transports): Promise<ASocket> {
  const socket = await connect(who, transports)
  expect(await socket.say('join_conversation', { conversation_id })).toEqual({ success: true, conversation_id })
  return socket
}

const say = async (who: ChattrixClient, content: string, id = crew) => {
  const { json } = await who.post(`/api/conversations/${id}/messages`, { content })
  return json.message_data as { id: number }
}
const person = (who: ChattrixClient) => {
  return { id: who.id, username: who.username, display_name: who.username, profile_pic: 'default.jpg' }
}
const nobody = () => aBrowser(api.url)

describe('opening', () => {
  it.each([[['websocket']], [['polling']], [['polling', 'websocket']]] as [Transports][])(
    '[CX14] takes a session cookie, by %j',
    async (transports) => {
      const socket = await joined(ada, crew, transports)
      const { id } = await say(bo, `by ${transports.join()}`)
      expect(await socket.hears('new_message', (one) => one.id === id)).toMatchObject({ conversation_id: crew })
    },
  )

  it.each(['websocket', 'polling'] as const)('[CX14] is refused without one, by %s', async (transport) => {
    await expect(aSocket(api.url, nobody(), [transport])).rejects.toThrow()
  })

  it.each(['websocket', 'polling'] as const)('[CX14] is refused from a foreign page, by %s', async (transport) => {
    const origin = { origin: 'https://evil.example' }
    await expect(aSocket(api.url, ada, [transport], origin)).rejects.toThrow()
  })

  it('[CX14] polling in another’s connection is refused', async () => {
    const begun = await fetch(`${api.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { cookie: ada.cookieHeader() },
    })
    const { sid } = JSON.parse((await begun.text()).slice(1)) as { sid: string }
    const path = `/socket.io/?EIO=4&transport=polling&sid=${sid}`
    expect((await bo.bytes(path)).status).toBe(403)
    expect((await nobody().bytes(path)).status).toBe(401)
    expect((await ada.bytes('/socket.io/?EIO=4&transport=polling&sid=none')).status).toBe(400)
    expect((await ada.bytes('/socket.io/?EIO=3&transport=none')).status).toBe(400)
  })
})

describe('messages', () => {
  it('[CX15] come once to each socket that joined, the sender’s too', async () => {
    const [one, two, other, apart] = [await joined(ada), await joined(ada), await joined(bo), await connect(bo)]
    const answer = await one.say('send_message', { conversation_id: crew, content: 'Hello', type: 'text' })
    expect(answer).toMatchObject({ success: true, message: 'Message sent successfully' })
    const { id } = answer.message_data
    for (const socket of [one, two, other]) {
      expect(await socket.hears('new_message', (data) => data.id === id)).toEqual({
        ...{ id, conversation_id: crew, sender_id: ada.id, sender: person(ada), content: 'Hello', type: 'text' },
        ...{ timestamp: expect.any(String), edited: false, edited_at: null },
        ...{ file_url: null, file_name: null, file_size: null, files: [] },
      })
    }
    const last = await say(ada, 'the last')
    for (const socket of [one, two, other]) await socket.hears('new_message', (data) => data.id === last.id)
    const ids = [one, two, other].map((socket) => socket.of('new_message').map((data) => data.id))
    expect(ids).toEqual([1, 2, 3].map(() => [id, last.id]))
    expect(apart.of('new_message')).toEqual([])
    expect(await other.say('leave_conversation', { conversation_id: crew })).toMatchObject({ success: true })
    const after = await say(ada, 'after')
    await one.hears('new_message', (data) => data.id === after.id)
    expect(other.of('new_message')).toHaveLength(2)
  })

  it('[CX21] come from other doors, edits and deletions too', async () => {
    const socket = await joined(bo)
    const { token } = await api.signedIn('ada')
    const sent = await api.ask('POST', '/messages', { token, body: { chat_id: crew, text: 'from /api/v1' } })
    expect(await socket.hears('new_message')).toMatchObject({ id: sent.json.id, content: 'from /api/v1' })
    await ada.put(`/api/messages/${sent.json.id}`, { content: 'changed' })
    expect(await socket.hears('message_edited')).toMatchObject({ id: sent.json.id, content: 'changed', edited: true })
    await ada.delete(`/api/messages/${sent.json.id}`)
    expect(await socket.hears('message_deleted')).toEqual({ message_id: sent.json.id, conversation_id: crew })
  })

  it('[CX9] are read up to one', async () => {
    const { id } = await say(ada, 'unread')
    const unread = async () => {
      const { json } = await bo.get('/api/conversations')
      return json.conversations.find((one: { id: number }) => one.id === crew).unread_count as number
    }
    expect(await unread()).toBeGreaterThan(0)
    const socket = await connect(bo)
    const answer = await socket.say('mark_as_read', { conversation_id: crew, message_id: id })
    expect(answer).toEqual({ success: true, conversation_id: crew, message_id: id })
    expect(await unread()).toBe(0)
  })
})

describe('people', () => {
  it('[CX16] who type are told to others that joined', async () => {
    const [typist, other, apart] = [await joined(ada), await joined(bo), await connect(bo)]
    await typist.say('typing_start', { conversation_id: crew })
    expect(await other.hears('user_typing')).toEqual({ user: person(ada), conversation_id: crew })
    await typist.say('typing_stop', { conversation_id: crew })
    expect(await other.hears('user_stopped_typing')).toEqual({ user: person(ada), conversation_id: crew })
    await typist.say('typing_start', { conversation_id: crew })
    typist.close()
    await expect.poll(() => other.of('user_stopped_typing').length).toBe(2)
    expect([...typist.of('user_typing'), ...apart.of('user_typing')]).toEqual([])
  })

  it('[CX17] who come and go are told to others, at the first and the last socket', async () => {
    const watching = await connect(bo)
    const first = await connect(cy)
    expect(await watching.hears('user_online', ({ user }) => user.id === cy.id)).toEqual({ user: person(cy) })
    const { json } = await bo.get('/api/users?search=cy')
    expect(json.users[0].is_online).toBe(true)
    const second = await connect(cy)
    first.close()
    await second.say('join_conversation', { conversation_id: crew })
    second.close()
    expect(await watching.hears('user_offline')).toEqual({ user: person(cy) })
    const told = watching.heard.filter(({ data }) => data.user?.id === cy.id).map(({ event }) => event)
    expect(told).toEqual(['user_online', 'user_offline'])
    expect([...first.of('user_online'), ...watching.of('user_online')].map(({ user }) => user.id)).not.toContain(bo.id)
  })

  it('[CX17] who hide it are not told of', async () => {
    const { token } = await api.signedIn('cy')
    await api.ask('PUT', '/users/profile', { token, body: { privacy_last_seen: 'nobody' } })
    const watching = await connect(bo)
    await connect(cy)
    await connect(ada)
    await watching.hears('user_online', ({ user }) => user.id === ada.id)
    expect(watching.of('user_online').map(({ user }) => user.id)).toEqual([ada.id])
    await api.ask('PUT', '/users/profile', { token, body: { privacy_last_seen: 'everyone' } })
  })
})

describe('conversations', () => {
  it('[CX18] that change are told to their members, and to who is removed', async () => {
    const [one, other] = [await connect(bo), await connect(cy)]
    const { token } = await api.signedIn('ada')
    const made = await ada.post('/api/conversations', { type: 'group', participant_ids: [bo.id], name: 'Old' })
    const { id } = made.json.conversation
    expect(await one.hears('conversation_updated', (data) => data.id === id)).toMatchObject({
      ...{ conversation_id: id, type: 'group', name: 'Old' },
      participants: [person(ada), person(bo)],
    })
    await api.ask('PATCH', `/chats/${id}/title`, { token, body: { title: 'New' } })
    await one.hears('conversation_updated', (data) => data.name === 'New')
    expect(other.heard.filter(({ event }) => event === 'conversation_updated')).toEqual([])
    await api.ask('POST', `/chats/${id}/members`, { token, body: { user_id: cy.id } })
    await other.hears('conversation_updated', (data) => data.participants?.length === 3)
    await other.say('join_conversation', { conversation_id: id })
    await api.ask('DELETE', `/chats/${id}/members/${cy.id}`, { token })
    const gone = await other.hears('conversation_updated', (data) => data.removed === true)
    expect(gone).toEqual({ id, conversation_id: id, removed: true })
    const { id: last } = await say(ada, 'after', id)
    await one.say('join_conversation', { conversation_id: id })
    await say(ada, 'one more', id)
    await one.hears('new_message', (data) => data.content === 'one more')
    expect(other.of('new_message')).toEqual([])
    expect(last).toBeGreaterThan(0)
  })
})

describe('refusals', () => {
  it.each([
    ['join_conversation', { conversation_id: 999_999 }, 'NOT_FOUND'],
    ['join_conversation', { conversation_id: 'x' }, 'VALIDATION_ERROR'],
    ['join_conversation', undefined, 'VALIDATION_ERROR'],
    ['leave_conversation', null, 'VALIDATION_ERROR'],
    ['send_message', { content: 'x' }, 'VALIDATION_ERROR'],
    ['send_message', [1], 'VALIDATION_ERROR'],
    ['send_message', { conversation_id: 999_999, content: 'x' }, 'NOT_FOUND'],
    ['typing_start', { conversation_id: -1 }, 'VALIDATION_ERROR'],
    ['mark_as_read', { conversation_id: 1 }, 'VALIDATION_ERROR'],
    ['mark_as_read', { conversation_id: 999_999, message_id: 1 }, 'NOT_FOUND'],
    ['nonsense', {}, 'NOT_FOUND'],
    ['constructor', {}, 'NOT_FOUND'],
  ])('[CX19] of %s %j are an error and an answer', async (event, data, code) => {
    const socket = await connect(ada)
    expect(await socket.say(event, data)).toMatchObject({ success: false, code, message: expect.any(String) })
    expect(await socket.hears('error')).toEqual({ message: expect.any(String), code, event })
    socket.socket.emit(event, data)
    await expect.poll(() => socket.of('error').length).toBe(2)
  })

  it('[CX19] of a stranger’s conversation tell nothing of it', async () => {
    const socket = await connect(cy)
    expect(await socket.say('join_conversation', { conversation_id: crew })).toMatchObject({ code: 'NOT_FOUND' })
    expect(await socket.say('send_message', { conversation_id: crew, content: 'x' })).toMatchObject({
      code: 'NOT_FOUND',
    })
  })

  it('[CX19] of bytes that are no event end the socket, and nothing else', async () => {
    const socket = await connect(ada)
    const ended = socket.ended()
    socket.socket.io.engine.write('not a packet')
    await ended
    expect((await connect(ada)).socket.connected).toBe(true)
  })
})

describe('ending', () => {
  const another = async (username: string) => {
    const browser = aBrowser(api.url, username)
    await browser.post('/login', { username, password: PASSWORD })
    return browser
  }

  it.each([[['websocket']], [['polling']]] as [Transports][])(
    '[CX20] comes with signing out, by %j',
    async (transports) => {
      const browser = await another('ada')
      const [socket, other] = [await connect(browser, transports), await connect(ada, transports)]
      const ended = socket.ended()
      await browser.post('/logout')
      await ended
      expect(other.socket.connected).toBe(true)
      await expect(aSocket(api.url, browser, transports)).rejects.toThrow()
    },
  )

  it('[CX20] comes when the session’s time is over', async () => {
    const browser = await another('bo')
    const socket = await connect(browser)
    const ended = socket.ended()
    api.clock.advance(31 * 24 * 60 * 60_000)
    await ended
  })

  it('[CX20] comes with the server’s stop', async () => {
    const own = await aChattrixApi()
    const dee = await aPerson(own.url, 'dee')
    const sockets = [await aSocket(own.url, dee), await aSocket(own.url, dee, ['polling'])]
    const ended = Promise.all(sockets.map((socket) => socket.ended()))
    await own.stop()
    await ended
  })
})
