import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { volumeDocument } from '../../../schema/documents.ts'
import { directChannelId, type UserId } from '../../../schema/ids.ts'
import { aDevice } from '../support/a-device.ts'
import type { AnApi, Person } from '../support/an-api.ts'
import { aChattrixApi, aPerson, type ChattrixClient } from '../support/a-chattrix-client.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'

let api: AnApi
let ada: ChattrixClient
let bo: ChattrixClient
let cy: ChattrixClient
let onBenya: Person
let crew: string
let direct: number

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
const MB = 1024 * 1024

beforeAll(async () => {
  api = await aChattrixApi()
  ada = await aPerson(api.url, 'ada')
  bo = await aPerson(api.url, 'bo')
  cy = await aPerson(api.url, 'cy')
  onBenya = await api.signedIn('ada')
  const group = await ada.post('/api/conversations', { type: 'group', participant_ids: [bo.id], name: 'Crew' })
  crew = `/api/conversations/${group.json.conversation.id}/messages`
  const made = await ada.post('/api/conversations', { type: 'private', participant_ids: [bo.id] })
  direct = made.json.conversation.id
})
afterAll(async () => {
  await api.stop()
  removeFolders()
})

const say = async (who: ChattrixClient, content: string, path = crew) => {
  const { status, json } = await who.post(path, { content, type: 'text' })
  expect(status).toBe(201)
  return json.message_data as { id: number; conversation_id: number; timestamp: string }
}

describe('sending', () => {
  it('[CX21] is seen in /api/v1 and on a device', async () => {
    const { status, json } = await ada.post(`/api/conversations/${direct}/messages`, {
      content: 'Hello @bo',
      type: 'text',
    })
    expect(status).toBe(201)
    expect(json).toEqual({
      success: true,
      message: 'Message sent successfully',
      message_data: {
        id: expect.any(Number),
        conversation_id: direct,
        sender_id: ada.id,
        sender: { id: ada.id, username: 'ada', display_name: 'ada', profile_pic: 'default.jpg' },
        content: 'Hello @bo',
        type: 'text',
        timestamp: TIME,
        edited: false,
        edited_at: null,
        file_url: null,
        file_name: null,
        file_size: null,
        files: [],
      },
    })
    const benya = await api.ask('GET', `/messages/${direct}`, { token: onBenya.token })
    expect(benya.json[0]).toMatchObject({ id: json.message_data.id, text: 'Hello @bo', sender_id: ada.id })
    const device = await aDevice(api.url, (await api.signedIn('bo')).token)
    const volume = volumeDocument(directChannelId(ada.id as UserId, bo.id as UserId), 0)
    await device.open(volume)
    const texts = [...device.replica(volume).getMap('messages').values()].map((one) => (one as { text: string }).text)
    expect(texts).toContain('Hello @bo')
    device.close()
    const listed = await bo.get('/api/conversations')
    const seen = listed.json.conversations.find((one: { id: number }) => one.id === direct)
    expect(seen).toMatchObject({
      unread_count: 1,
      last_message: { content: 'Hello @bo', sender_name: 'ada', type: 'text' },
    })
  })

  it('[CX21] and what /api/v1 sends is seen here', async () => {
    await api.ask('POST', '/messages', { token: onBenya.token, body: { chat_id: direct, text: 'from elsewhere' } })
    const { json } = await bo.get(`/api/conversations/${direct}/messages?limit=1`)
    expect(json).toMatchObject({ has_more: true, messages: [{ content: 'from elsewhere', sender_id: ada.id }] })
  })

  it('[CX7] with the same client_message_id gives the same message', async () => {
    const body = { content: 'once', client_message_id: 'one' }
    const [first, second] = [await ada.post(crew, body), await ada.post(crew, body)]
    expect([second.status, second.json.message_data.id]).toEqual([201, first.json.message_data.id])
  })

  it.each([
    ['content', {}],
    ['content', { content: '' }],
    ['content', { content: ' \n' }],
    ['content', { content: 7 }],
    ['content', { content: 'x'.repeat(10_001) }],
    ['type', { content: 'x', type: 'video' }],
    ['file', { content: 'x', type: 'file' }],
    ['file_url', { content: 'x', type: 'file', file_url: 'https://example.org/a.pdf' }],
    ['file_url', { type: 'file', file_url: '/static/uploads/00000000-0000-0000-0000-000000000000.pdf' }],
  ])('[CX2] without a good %s is 400: %j', async (field, body) => {
    const { status, json } = await ada.post(crew, body)
    expect([status, json.code, Object.keys(json.errors)]).toEqual([400, 'VALIDATION_ERROR', [field]])
  })

  it('[CX2] to a conversation one is not in is 404, and to a malformed id too', async () => {
    for (const path of [crew, '/api/conversations/999999/messages', '/api/conversations/x/messages']) {
      const { status, json } = await cy.post(path, { content: 'x' })
      expect([status, json.code]).toEqual([404, 'NOT_FOUND'])
    }
    expect((await cy.get(crew)).status).toBe(404)
  })
})

describe('reading', () => {
  it('[CX11] pages oldest first, before and after a message', async () => {
    const group = await ada.post('/api/conversations', { type: 'group', participant_ids: [bo.id] })
    const path = `/api/conversations/${group.json.conversation.id}/messages`
    const ids: number[] = []
    for (const text of ['1', '2', '3', '4', '5']) ids.push((await say(ada, text, path)).id)
    await ada.delete(`/api/messages/${ids[2]}`)
    const read = async (query: string) => {
      const { json } = await bo.get(`${path}?${query}`)
      return [json.messages.map((one: { content: string }) => one.content).join(''), json.has_more]
    }
    expect(await read('')).toEqual(['1245', false])
    expect(await read('limit=2')).toEqual(['45', true])
    expect(await read(`limit=2&before=${ids[3]}`)).toEqual(['12', false])
    expect(await read(`limit=1&before=${ids[3]}`)).toEqual(['2', true])
    expect(await read(`limit=2&after=${ids[0]}`)).toEqual(['24', true])
    expect(await read(`after=${ids[1]}`)).toEqual(['45', false])
    expect(await read(`after=${ids[0]}&before=${ids[4]}`)).toEqual(['24', false])
    expect((await bo.get(path)).json.conversation_id).toBe(group.json.conversation.id)
  })

  it.each(['limit=101', 'limit=0', 'limit=-1', 'limit=x', 'before=x', 'after=1.5', 'limit=1&limit=2'])(
    '[CX2] with %s is 400',
    async (query) => {
      const { status, json } = await ada.get(`${crew}?${query}`)
      expect([status, json.code]).toEqual([400, 'VALIDATION_ERROR'])
    },
  )

  it('[CX11] takes 100', async () => {
    expect((await ada.get(`${crew}?limit=100`)).status).toBe(200)
  })
})

describe('changing', () => {
  it('[CX13] is for the sender alone', async () => {
    const { id } = await say(ada, 'first')
    const edited = await ada.put(`/api/messages/${id}`, { content: 'second' })
    expect(edited.json).toMatchObject({
      success: true,
      message: 'Message updated successfully',
      message_data: { id, content: 'second', edited: true, edited_at: TIME },
    })
    expect((await bo.put(`/api/messages/${id}`, { content: 'mine' })).status).toBe(403)
    expect((await bo.delete(`/api/messages/${id}`)).json).toMatchObject({ success: false, code: 'FORBIDDEN' })
    expect((await cy.put(`/api/messages/${id}`, { content: 'mine' })).status).toBe(404)
    expect((await ada.put(`/api/messages/${id}`, { content: ' ' })).status).toBe(400)
    const gone = await ada.delete(`/api/messages/${id}`)
    expect([gone.status, gone.json]).toEqual([200, { success: true, message: 'Message deleted successfully' }])
    expect((await ada.delete(`/api/messages/${id}`)).status).toBe(404)
    expect((await ada.put('/api/messages/0', { content: 'x' })).status).toBe(404)
  })
})

describe('files', () => {
  const text = () => new File(['a text'], 'notes.txt', { type: 'text/plain' })

  it('[CX12] come with the message, and are read with a session by members only', async () => {
    const { status, json } = await ada.form(crew, { content: 'look', type: 'file', file: text() })
    expect(status).toBe(201)
    expect(json.message_data).toMatchObject({ content: 'look', type: 'file', file_name: 'notes.txt', file_size: 6 })
    const url = json.message_data.file_url as string
    expect(url).toMatch(/^\/static\/uploads\/[0-9a-f-]{36}\.txt$/)
    expect(await (await bo.bytes(url)).text()).toBe('a text')
    expect((await cy.bytes(url)).status).toBe(404)
    const stranger = await fetch(api.url + url)
    expect([stranger.status, await stranger.json()]).toMatchObject([401, { success: false, code: 'UNAUTHENTICATED' }])
  })

  it('[CX12] come before the message, which names them by file_url', async () => {
    const { status, json } = await ada.form('/api/upload', { file: text(), conversation_id: String(direct) })
    expect([status, json]).toEqual([
      200,
      {
        success: true,
        message: 'File uploaded successfully',
        file: { url: expect.any(String), name: 'notes.txt', size: 6, type: 'text/plain' },
      },
    ])
    expect((await bo.bytes(json.file.url)).status).toBe(404)
    const body = { content: '', type: 'file', file_url: json.file.url, file_name: 'a.exe', file_size: 1 }
    expect((await bo.post(crew, body)).json.errors).toHaveProperty('file_url')
    const sent = await ada.post(crew, body)
    expect(sent.json.message_data).toMatchObject({ content: '', type: 'file', file_name: 'notes.txt', file_size: 6 })
    expect((await bo.bytes(json.file.url)).status).toBe(200)
    const benya = await api.ask('GET', `/media/chats/${crew.split('/')[3]}/attachments`, { token: onBenya.token })
    expect(benya.json[0]).toMatchObject({ message_id: sent.json.message_data.id, file_size: 6 })
  })

  it('[CX12] of more than 16 MB are 413', async () => {
    const file = (bytes: number) => new File([new Uint8Array(bytes)], 'large.bin')
    const large = await ada.form('/api/upload', { file: file(16 * MB + 1) })
    expect([large.status, large.json]).toEqual([
      413,
      { success: false, message: 'File too large. Maximum size is 16MB.', code: 'PAYLOAD_TOO_LARGE' },
    ])
    expect((await ada.form(crew, { type: 'file', file: file(16 * MB + 1) })).status).toBe(413)
    expect((await ada.form('/api/upload', { file: file(16 * MB) })).status).toBe(200)
  })

  it('[CX2] of forms that are none are 400', async () => {
    expect((await ada.form('/api/upload', {})).json.errors).toHaveProperty('file')
    expect((await ada.form('/api/upload', { file: text(), conversation_id: 'x' })).status).toBe(400)
    expect((await ada.form('/api/upload', { file: text(), conversation_id: '999999' })).status).toBe(404)
    expect((await ada.post('/api/upload', { file: 'x' })).status).toBe(400)
    expect((await ada.form(crew, { content: 'x', type: 'file' })).status).toBe(400)
    expect((await ada.form(crew, { content: 'a form without a file' })).status).toBe(201)
  })
})
