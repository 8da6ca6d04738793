import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnApi } from '../support/an-api.ts'
import { aChattrixApi, aPerson, type ChattrixClient } from '../support/a-chattrix-client.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'

let api: AnApi
let ada: ChattrixClient
let bo: ChattrixClient

const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)

beforeAll(async () => {
  api = await aChattrixApi()
  ada = await aPerson(api.url, 'ada')
  bo = await aPerson(api.url, 'bo')
  await aPerson(api.url, 'boris')
})
afterAll(async () => {
  await api.stop()
  removeFolders()
})

describe('a profile', () => {
  it('[CX8] has all fields for its own person', async () => {
    const { status, json } = await bo.get('/api/user/profile')
    expect([status, json]).toEqual([
      200,
      {
        id: bo.id,
        username: 'bo',
        email: 'bo@example.org',
        display_name: 'bo',
        profile_pic: 'default.jpg',
        bio: '',
        last_seen: TIME,
        is_online: false,
        created_at: TIME,
        settings: { notifications_enabled: true, sound_enabled: true, theme: 'light' },
      },
    ])
  })

  it('[CX8] changes what is named, and is seen at other doors', async () => {
    const change = { display_name: 'Ada L.', bio: 'Counts', settings: { theme: 'dark', sound_enabled: false } }
    const { status, json } = await ada.put('/api/user/profile', change)
    expect([status, json.message, json.user]).toMatchObject([
      200,
      'Profile updated successfully',
      { id: ada.id, username: 'ada', display_name: 'Ada L.', bio: 'Counts' },
    ])
    expect((await ada.put('/api/user/profile', { bio: 'Still counts' })).json.user).toMatchObject({
      display_name: 'Ada L.',
      settings: { notifications_enabled: true, sound_enabled: false, theme: 'dark' },
    })
    const { token } = await api.signedIn('ada')
    expect((await api.ask('GET', '/users/me', { token })).json).toMatchObject({ name: 'Ada L.', bio: 'Still counts' })
  })

  it.each([
    ['display_name', { display_name: '' }],
    ['display_name', { display_name: 'x'.repeat(129) }],
    ['bio', { bio: 'x'.repeat(1_001) }],
    ['settings.theme', { settings: { theme: 'loud' } }],
    ['settings', { settings: 'dark' }],
  ])('[CX2] with a bad %s is 400: %j', async (field, body) => {
    const { status, json } = await ada.put('/api/user/profile', body)
    expect([status, json.code, Object.keys(json.errors)]).toEqual([400, 'VALIDATION_ERROR', [field]])
  })

  it('[CX12] has a picture that all doors show', async () => {
    const picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#123456' } })
      .png()
      .toBuffer()
    const file = new File([new Uint8Array(picture)], 'me.png', { type: 'image/png' })
    const { status, json } = await ada.form('/api/user/upload-avatar', { file })
    expect([status, json]).toEqual([
      200,
      {
        success: true,
        message: 'Profile picture updated successfully',
        profile_pic_url: expect.stringMatching(/^\/static\/profile_pics\/[0-9a-f]{32}\.png$/),
      },
    ])
    const shown = await bo.bytes(json.profile_pic_url)
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
    const { profile_pic } = (await ada.get('/api/user/profile')).json
    expect(`/static/${profile_pic}`).toBe(json.profile_pic_url)
    const { token } = await api.signedIn('bo')
    const elsewhere = await api.ask('GET', `/users/${ada.id}`, { token })
    expect(elsewhere.json.avatar_url).toBe(`${api.url}/avatars/${profile_pic.split('/')[1]}`)
  })

  it('[CX2] takes nothing else as a picture', async () => {
    const form = (bytes: string | Uint8Array<ArrayBuffer>) =>
      ada.form('/api/user/upload-avatar', { file: new File([bytes], 'a.png', { type: 'image/png' }) })
    expect((await form('no picture')).status).toBe(400)
    const large = await form(new Uint8Array(5 * 1024 * 1024 + 1))
    expect([large.status, large.json.message]).toEqual([413, 'File too large. Maximum size is 5MB.'])
    const larger = await form(new Uint8Array(16 * 1024 * 1024 + 1))
    expect([larger.status, larger.json.message]).toEqual([413, 'File too large. Maximum size is 16MB.'])
    expect((await ada.form('/api/user/upload-avatar', {})).json.errors).toHaveProperty('file')
  })

  it('[CX12] of nobody is drawn', async () => {
    const { status, headers } = await fetch(`${api.url}/static/default.jpg`)
    expect([status, headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    const missing = await fetch(`${api.url}/static/profile_pics/none.jpg`)
    expect([missing.status, await missing.json()]).toMatchObject([404, { success: false, code: 'NOT_FOUND' }])
  })
})

describe('the list of people', () => {
  it('[CX9] leaves out the caller, and counts the matches', async () => {
    const { json } = await ada.get('/api/users')
    expect(json).toMatchObject({ total: 2, limit: 50, offset: 0 })
    expect(json.users[0]).toEqual({
      id: bo.id,
      username: 'bo',
      display_name: 'bo',
      profile_pic: 'default.jpg',
      is_online: false,
      last_seen: TIME,
    })
    const names = async (query: string) => {
      const { json } = await bo.get(`/api/users?${query}`)
      return [json.users.map((one: { username: string }) => one.username), json.total, json.limit, json.offset]
    }
    expect(await names('search=O')).toEqual([['boris'], 1, 50, 0])
    expect(await names('search=L.')).toEqual([['ada'], 1, 50, 0])
    expect(await names('limit=1&offset=1')).toEqual([['boris'], 2, 1, 1])
    expect(await names('limit=500&offset=9')).toEqual([[], 2, 100, 9])
    expect(await names('search=nobody')).toEqual([[], 0, 50, 0])
  })

  it.each(['limit=0', 'limit=x', 'offset=-1', 'offset=x'])('[CX2] with %s is 400', async (query) => {
    expect((await ada.get(`/api/users?${query}`)).status).toBe(400)
  })
})

describe('conversations', () => {
  it('[CX10] of two people are one, whoever begins it and wherever', async () => {
    const { status, json } = await ada.post('/api/conversations', { type: 'private', participant_ids: [bo.id, ada.id] })
    expect([status, json.success, json.message]).toEqual([201, true, 'Conversation created successfully'])
    expect(json.conversation).toMatchObject({
      id: expect.any(Number),
      type: 'private',
      name: 'bo',
      participants: expect.arrayContaining([
        { id: ada.id, username: 'ada', display_name: 'Ada L.', profile_pic: expect.stringMatching(/^profile_pics\//) },
        { id: bo.id, username: 'bo', display_name: 'bo', profile_pic: 'default.jpg' },
      ]),
      last_message: null,
      unread_count: 0,
      created_at: TIME,
      updated_at: TIME,
    })
    const again = await bo.post('/api/conversations', { type: 'private', participant_ids: [ada.id] })
    expect([again.status, again.json.conversation.id]).toEqual([200, json.conversation.id])
    const { token } = await api.signedIn('bo')
    const benya = await api.ask('POST', '/chats', { token, body: { type: 'private', member_ids: [ada.id] } })
    expect(benya.json.id).toBe(json.conversation.id)
  })

  it('[CX10] of a group take a name, or are called by their people', async () => {
    const named = await ada.post('/api/conversations', { type: 'group', participant_ids: [bo.id], name: ' Crew ' })
    expect([named.status, named.json.conversation]).toMatchObject([201, { type: 'group', name: 'Crew' }])
    const other = await ada.post('/api/conversations', { type: 'group', participant_ids: [bo.id] })
    expect(other.json.conversation.name).toBe('Ada L., bo')
    const { json } = await bo.get('/api/conversations')
    const ids = json.conversations.map((one: { id: number }) => one.id)
    expect(ids).toEqual(expect.arrayContaining([named.json.conversation.id, other.json.conversation.id]))
  })

  it.each([
    ['participant_ids', { type: 'private', participant_ids: [] }],
    ['participant_ids', { type: 'private' }],
    ['type', { type: 'channel', participant_ids: [1] }],
    ['participant_ids.0', { type: 'group', participant_ids: ['1'] }],
    ['participant_ids.0', { type: 'group', participant_ids: [-1] }],
    ['name', { type: 'group', participant_ids: [1], name: ' ' }],
    ['name', { type: 'group', participant_ids: [1], name: 'x'.repeat(129) }],
  ])('[CX2] with a bad %s are 400: %j', async (field, body) => {
    const { status, json } = await ada.post('/api/conversations', body)
    expect([status, Object.keys(json.errors)]).toEqual([400, [field]])
  })

  it('[CX2] with oneself, with several, or with nobody who is there', async () => {
    const begin = (ids: number[], type = 'private') =>
      ada.post('/api/conversations', { type, participant_ids: ids }).then(({ status }) => status)
    expect(await begin([ada.id])).toBe(400)
    expect(await begin([bo.id, bo.id + 1])).toBe(400)
    expect(await begin([999_999])).toBe(404)
    expect(await begin([999_999], 'group')).toBe(404)
  })

  it('[CX2] are for who is signed in, and other paths are not there', async () => {
    const nobody = await fetch(`${api.url}/api/conversations`)
    expect([nobody.status, await nobody.json()]).toMatchObject([401, { success: false, code: 'UNAUTHENTICATED' }])
    const none = await ada.get('/api/nothing')
    expect([none.status, none.json]).toEqual([404, { success: false, message: 'Not found', code: 'NOT_FOUND' }])
  })
})
