import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { HTML, photo, picture, SECRET, SVG, withTail } from '../../sync-server/support/hostile-pictures.ts'
import {
  aMinimostCrew,
  aPrivateGroup,
  minimostClient,
  type MinimostClient,
  type MinimostCrew,
} from '../support/a-minimost-client.ts'

let all: MinimostCrew
let ada: MinimostClient
let bo: MinimostClient
let dee: MinimostClient
let nobody: MinimostClient
beforeAll(async () => {
  all = await aMinimostCrew()
  ;({ ada, bo, dee, nobody } = all)
}, 60_000)
afterAll(async () => {
  await all?.crew.api.stop()
  removeFolders()
})

const online = async (client: MinimostClient) => (await client.get('/online_users')).json as Record<string, string>

describe('people', () => {
  it('[US20] everyone else is listed by name', async () => {
    expect((await bo.get('/users')).json).toEqual(['ada', 'cy', 'dee'])
  })

  it('[MM18] where somebody is shows as they said, for five minutes after their last request, at other doors too', async () => {
    for (const state of ['active', 'idle', 'hidden', 'offline']) {
      const said = await ada.json('/presence', { state })
      expect([said.status, said.text]).toEqual([204, ''])
      expect((await online(bo)).ada).toBe(state)
    }
    await ada.json('/presence', { state: 'active' })
    const chat = await all.crew.found(all.crew.ada, { type: 'private', member_ids: [all.crew.bo.id] })
    const seen = async () => (await all.crew.bo.get(chat.path)).json.counterpart_is_online as boolean
    expect(await seen()).toBe(true)
    all.crew.api.clock.advance(5 * 60_000 - 1)
    expect((await online(bo)).ada).toBe('active')
    await ada.get('/users')
    all.crew.api.clock.advance(5 * 60_000)
    expect((await online(bo)).ada).toBe('offline')
  })

  it.each([[{}], [{ state: 'away' }], [{ state: 1 }], [[]], ['x'], [{ state: ['active'] }]])(
    '%j is no presence: 400',
    async (body) => {
      expect((await ada.json('/presence', body)).status).toBe(400)
    },
  )

  it('[US21] is not told to those who may not know it', async () => {
    await dee.json('/presence', { state: 'active' })
    expect((await online(bo)).dee).toBe('active')
    await all.crew.dee.put('/users/profile', { privacy_last_seen: 'nobody' })
    expect(await online(bo)).not.toHaveProperty('dee')
    expect((await online(dee)).dee).toBe('active')
    await all.crew.dee.put('/users/profile', { privacy_last_seen: 'everyone' })
  })

  it('[MM18] signing out sets offline, and ends the session', async () => {
    const cy = await minimostClient(all.crew.api.url, 'cy')
    await cy.json('/presence', { state: 'active' })
    expect((await online(bo)).cy).toBe('active')
    const out = await cy.get('/logout')
    expect([out.status, out.headers.get('location')]).toEqual([302, '/login'])
    expect((await online(bo)).cy).toBe('offline')
    expect((await cy.get('/users')).status).toBe(302)
  })
})

describe('typing', () => {
  it('[MM25] is told to the others of the channel, until the message is sent', async () => {
    const group = await aPrivateGroup(all)
    const typing = async (client: MinimostClient) => (await client.get(`/typing/${group.name}`)).json
    const said = await ada.post(`/typing/${group.name}`)
    expect([said.status, said.text]).toEqual([204, ''])
    expect([await typing(bo), await typing(ada)]).toEqual([['ada'], []])
    await ada.say(group.name, 'written')
    expect(await typing(bo)).toEqual([])
  })

  it('[MM1] without a session nothing happens and it is 204; a stranger’s channel is 404', async () => {
    const group = await aPrivateGroup(all)
    expect((await nobody.post('/typing/general')).status).toBe(204)
    expect((await nobody.post(`/typing/${group.name}`)).status).toBe(204)
    expect((await bo.get('/typing/general')).json).toEqual([])
    expect((await dee.post(`/typing/${group.name}`)).status).toBe(404)
  })
})

describe('one’s colour', () => {
  it('[MM19] is #rrggbb, seen by all, at every door, and cleared by nothing', async () => {
    expect((await ada.get('/settings')).json).toEqual({ name_color: null, avatar_file: null })
    const set = await ada.post('/settings', { name_color: '#E06c75' })
    expect([set.status, set.text]).toEqual([204, ''])
    expect((await ada.get('/settings')).json.name_color).toBe('#E06c75')
    expect((await bo.get('/user_colors')).json).toEqual({ ada: '#E06c75' })
    expect((await ada.post('/settings')).status).toBe(204)
    for (const name_color of ['red', '#fff', '#12345g', 'e06c75', '#e06c7500', ' #e06c75'])
      expect([name_color, (await ada.post('/settings', { name_color })).status]).toEqual([name_color, 400])
    expect((await ada.get('/settings')).json.name_color).toBe('#E06c75')
    expect((await ada.form('/settings', { name_color: '' })).status).toBe(204)
    expect((await bo.get('/user_colors')).json).toEqual({})
  })
})

describe('avatars', () => {
  it('[MM20] an upload is served cleaned, with its type, under the username', async () => {
    expect((await bo.get('/avatar/ada')).status).toBe(404)
    const set = await ada.form('/avatar', {}, [['avatar', 'me.JPG', withTail(await photo())]])
    expect([set.status, set.text]).toEqual([204, ''])
    const served = await bo.get('/avatar/ADA')
    expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect([served.bytes.includes(SECRET), served.bytes.includes('alert')]).toEqual([false, false])
    expect((await sharp(served.bytes).metadata()).format).toBe('jpeg')
    expect((await bo.get('/user_avatars')).json).toEqual(['ada'])
    const { avatar_file: file } = (await ada.get('/settings')).json
    expect(file).toMatch(/^[0-9a-f]{32}\.jpg$/)
    const { json } = await all.crew.bo.get(`/users/${all.crew.ada.id}`)
    expect(json.avatar_url).toContain(`/avatars/${file}`)
    const known = await bo.get('/avatar/ada', {
      'if-none-match': served.headers.get('etag') ?? '',
      'cache-control': 'max-age=0',
    })
    expect(known.status).toBe(304)
  })

  it('[MM20] of another kind keeps its type, replaces the one before, and can be taken away', async () => {
    await ada.form('/avatar', {}, [['avatar', 'me.png', await picture(128, 128).png().toBuffer()]])
    expect((await bo.get('/avatar/ada')).headers.get('content-type')).toBe('image/png')
    const removed = await ada.delete('/avatar')
    expect([removed.status, removed.text]).toEqual([204, ''])
    expect((await bo.get('/avatar/ada')).status).toBe(404)
    expect((await bo.get('/user_avatars')).json).toEqual([])
    expect((await ada.delete('/avatar')).status).toBe(204)
  })

  it('[US22] [MM20] what is no picture by name or bytes is 400, and the one before stays', async () => {
    const png = await picture(16, 16).png().toBuffer()
    await ada.form('/avatar', {}, [['avatar', 'me.png', png]])
    const before = (await ada.get('/settings')).json.avatar_file
    const bad = [
      ['avatar', 'me.svg', SVG],
      ['avatar', 'me.png', HTML],
      ['avatar', 'me', png],
      ['other', 'me.png', png],
    ] as const
    for (const upload of bad) expect((await ada.form('/avatar', {}, [upload])).status).toBe(400)
    expect((await ada.form('/avatar', { avatar: 'me.png' })).status).toBe(400)
    expect((await ada.post('/avatar', {})).status).toBe(400)
    const huge = Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)])
    expect((await ada.form('/avatar', {}, [['avatar', 'me.png', huge]])).status).toBe(413)
    expect((await ada.get('/settings')).json.avatar_file).toBe(before)
    await ada.delete('/avatar')
  })

  it('[MM20] is for those who may see it; an address elsewhere, an unknown or malformed name has none', async () => {
    await ada.form('/avatar', {}, [['avatar', 'me.png', await picture(16, 16).png().toBuffer()]])
    await all.crew.ada.put('/users/profile', { privacy_avatar: 'nobody' })
    expect([(await bo.get('/avatar/ada')).status, (await ada.get('/avatar/ada')).status]).toEqual([404, 200])
    expect([(await bo.get('/user_avatars')).json, (await ada.get('/user_avatars')).json]).toEqual([[], ['ada']])
    await all.crew.ada.put('/users/profile', { privacy_avatar: 'everyone', avatar_url: 'https://example.org/me.png' })
    expect((await bo.get('/avatar/ada')).status).toBe(404)
    expect((await bo.get('/user_avatars')).json).toEqual([])
    for (const name of ['ghost', 'ada@example.org', '..%2Fada', '%00'])
      expect([name, (await bo.get(`/avatar/${name}`)).status]).toEqual([name, 404])
  })
})
