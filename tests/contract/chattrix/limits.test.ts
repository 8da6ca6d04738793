import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnApi } from '../support/an-api.ts'
import {
  aBrowser,
  aChattrixApi,
  aPerson,
  PASSWORD,
  type ChattrixAnswer,
  type ChattrixClient,
} from '../support/a-chattrix-client.ts'
import { aSocket } from '../support/a-socket-io.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'

let api: AnApi
let ada: ChattrixClient
let bo: ChattrixClient

beforeAll(async () => {
  api = await aChattrixApi({
    env: {
      LOGIN_RATE_LIMIT_PER_MINUTE: '6',
      GENERAL_RATE_LIMIT_PER_MINUTE: '5',
      UPLOAD_RATE_LIMIT_PER_MINUTE: '2',
      MESSAGE_RATE_LIMIT_PER_MINUTE: '3',
    },
  })
  ada = await aPerson(api.url, 'ada')
  bo = await aPerson(api.url, 'bo')
})
afterAll(async () => {
  await api.stop()
  removeFolders()
})

const told = ({ headers }: ChattrixAnswer) =>
  ['limit', 'remaining'].map((name) => Number(headers.get(`x-ratelimit-${name}`)))

const LIMITED = { success: false, message: expect.stringMatching(/^Rate limit exceeded/), code: 'RATE_LIMITED' }

describe('limits', () => {
  it('[CX6] tell limit, rest and the end of the minute, and are each account’s own', async () => {
    const first = await ada.get('/api/user/profile')
    expect(told(first)).toEqual([5, 4])
    const reset = Number(first.headers.get('x-ratelimit-reset'))
    expect(reset - api.clock.nowMs / 1000).toBeGreaterThan(0)
    expect(reset - api.clock.nowMs / 1000).toBeLessThanOrEqual(60)
    expect(told(await ada.get('/api/nothing'))).toEqual([5, 3])
    expect(told(await ada.get('/api/users?limit=x'))).toEqual([5, 2])
    for (const left of [1, 0]) expect(told(await ada.get('/api/users'))).toEqual([5, left])
    for (const _ of [1, 2, 3]) {
      const over = await ada.get('/api/users')
      expect([over.status, over.json, ...told(over)]).toEqual([429, LIMITED, 5, 0])
      expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect(told(await bo.get('/api/user/profile'))).toEqual([5, 4])
  })

  it('[CX7] of messages are the account’s, whatever the door', async () => {
    const made = await bo.post('/api/conversations', { type: 'private', participant_ids: [ada.id] })
    const id = made.json.conversation.id as number
    const path = `/api/conversations/${id}/messages`
    expect(told(await bo.post(path, { content: 'one' }))).toEqual([3, 2])
    // A message that is none does not count.
    expect(told(await bo.post(path, { content: '' }))).toEqual([3, 2])
    const { token } = await api.signedIn('bo')
    await api.ask('POST', '/messages', { token, body: { chat_id: id, text: 'two' } })
    expect(told(await bo.post(path, { content: 'three' }))).toEqual([3, 0])
    const over = await bo.post(path, { content: 'four' })
    expect([over.status, over.json, ...told(over)]).toEqual([429, LIMITED, 3, 0])
    api.clock.advance(60_000)
    expect(told(await bo.post(path, { content: 'five' }))).toEqual([3, 2])
  })

  it('[CX7] of messages hold for events, which are answered by an error', async () => {
    const made = await bo.post('/api/conversations', { type: 'private', participant_ids: [ada.id] })
    const conversation_id = made.json.conversation.id as number
    api.clock.advance(60_000)
    const socket = await aSocket(api.url, bo)
    const say = () => socket.say('send_message', { conversation_id, content: 'again' })
    for (let sent = 0; sent < 3; sent++) expect((await say()).success).toBe(true)
    expect(await say()).toEqual(LIMITED)
    expect(await socket.hears('error')).toMatchObject({ code: 'RATE_LIMITED', event: 'send_message' })
    const over = await bo.post(`/api/conversations/${conversation_id}/messages`, { content: 'five' })
    expect([over.status, ...told(over)]).toEqual([429, 3, 0])
    socket.close()
  })

  it('[CX19] of events are 600 in a minute for each socket', async () => {
    const socket = await aSocket(api.url, bo)
    for (let said = 0; said < 600; said++) socket.socket.emit('nothing')
    expect((await socket.say('nothing')).code).toBe('RATE_LIMITED')
    const other = await aSocket(api.url, bo)
    expect((await other.say('nothing')).code).toBe('NOT_FOUND')
    socket.close()
    other.close()
  })

  it('[CX6] of uploads are counted for themselves', async () => {
    const file = () => new File(['a'], 'a.txt', { type: 'text/plain' })
    expect(told(await ada.form('/api/upload', { file: file() }))).toEqual([2, 1])
    expect(told(await ada.form('/api/user/upload-avatar', { file: file() }))).toEqual([2, 0])
    const over = await ada.form('/api/upload', { file: file() })
    expect([over.status, over.json]).toEqual([429, LIMITED])
  })

  it('[CX6] do not count what is under /static/', async () => {
    const { headers, status } = await fetch(`${api.url}/static/default.jpg`)
    expect([status, headers.get('x-ratelimit-limit')]).toEqual([200, null])
  })

  it('[CX6] of sign-ins count each request once, together with other doors', async () => {
    // Two signed in above, one over /api/v1.
    const wrong = await aBrowser(api.url).post('/login', { username: 'ada', password: 'wrong' })
    expect([wrong.status, ...told(wrong)]).toEqual([401, 6, 2])
    await api.signedIn('bo')
    expect(told(await aBrowser(api.url).post('/login', { username: 'ada' }))).toEqual([6, 0])
    const over = await aBrowser(api.url).post('/api/login', { username: 'ada', password: PASSWORD })
    expect([over.status, over.json, ...told(over)]).toEqual([429, LIMITED, 6, 0])
    const benya = { email: 'ada@example.org', password: PASSWORD }
    expect((await api.ask('POST', '/auth/login', { body: benya })).status).toBe(429)
  })

  it('[CX6] leave the web app alone', async () => {
    for (let asked = 0; asked < 20; asked++) expect((await ada.get('/session')).status).toBe(200)
  })
})
