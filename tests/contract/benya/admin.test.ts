import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminChannel, adminPerson, adminSettings } from '../../../sync-server/dialects/benya/schemas/admin.ts'
import { GOOD_PASSWORD, readSettingsFile, removeFolders } from '../../sync-server/support/a-server.ts'
import { PASSWORD } from '../support/an-api.ts'
import { aCrew, aGroup, type ACrew, type Member } from '../support/a-crew.ts'
import { aDevice } from '../support/a-device.ts'

/** Ada came first, so she administers the workspace. */
let crew: ACrew
let ada: Member
let bo: Member
let cy: Member
let dee: Member
beforeAll(async () => {
  crew = await aCrew()
  ;({ ada, bo, cy, dee } = crew)
})
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

const people = async () => (await ada.get('/admin/people')).json as { id: number; username: string }[]
const personOf = async ({ id }: Member) => adminPerson.strict().parse((await people()).find((one) => one.id === id))
const change = (who: Member, body: unknown) => ada.patch(`/admin/people/${who.id}`, body)
const logIn = (who: Member) =>
  crew.api.ask('POST', '/auth/login', { body: { email: `${who.username}@example.org`, password: PASSWORD } })

describe('who administers', () => {
  it.each([
    ['GET', '/admin/people'],
    ['PATCH', '/admin/people/2'],
    ['DELETE', '/admin/people/2/sessions'],
    ['POST', '/admin/people/2/password-reset'],
    ['GET', '/admin/channels'],
    ['DELETE', '/admin/channels/1'],
    ['GET', '/admin/settings'],
    ['PATCH', '/admin/settings'],
  ] as const)('[AP1] %s %s is for administrators', async (method, path) => {
    const body = method === 'PATCH' ? {} : undefined
    expect((await crew.api.ask(method, path, { body })).status).toBe(401)
    expect((await crew.api.ask(method, path, { body, token: bo.token })).status).toBe(403)
  })

  it('[AP6] who is made one is one at once, and is none at once', async () => {
    const device = await aDevice(crew.api.url, dee.token)
    const isShown = () => device.replica('directory').getMap<{ admin?: boolean }>('users').get(String(cy.id))?.admin
    expect((await change(cy, { is_admin: true })).json).toMatchObject({ id: cy.id, is_admin: true })
    expect((await cy.get('/admin/people')).status).toBe(200)
    await expect.poll(isShown).toBe(true)
    expect((await change(cy, { is_admin: false })).json.is_admin).toBe(false)
    expect((await cy.get('/admin/people')).status).toBe(403)
    await expect.poll(isShown).toBe(undefined)
    device.close()
  })

  it('[AP2] nobody administers themselves', async () => {
    const own = `/admin/people/${ada.id}`
    expect((await ada.patch(own, { is_admin: false })).status).toBe(403)
    expect((await ada.patch(own, { is_disabled: true })).status).toBe(403)
    expect((await ada.delete(`${own}/sessions`)).status).toBe(403)
    expect((await ada.post(`${own}/password-reset`)).status).toBe(403)
    expect((await ada.get('/users/me')).status).toBe(200)
  })

  it.each([
    '/admin/people/999999',
    '/admin/people/0',
    '/admin/people/-1',
    '/admin/people/ada',
    '/admin/people/__proto__',
  ])('%s is nobody', async (path) => {
    expect((await ada.patch(path, {})).status).toBe(404)
    expect((await ada.delete(`${path}/sessions`)).status).toBe(404)
    expect((await ada.post(`${path}/password-reset`)).status).toBe(404)
  })

  it.each([{ is_admin: 'yes' }, { is_admin: 1 }, { is_disabled: null }, [], 'x', { is_disabled: { $ne: false } }])(
    'a change like %j is 422',
    async (body) => {
      expect((await change(bo, body)).status).toBe(422)
      expect(await personOf(bo)).toMatchObject({ is_admin: false, is_disabled: false })
    },
  )
})

describe('people', () => {
  it('[AP4] are told with their devices and when they were last seen, without addresses', async () => {
    const listed = await ada.get('/admin/people')
    expect(listed.json.map((one: { username: string }) => one.username)).toEqual(['ada', 'bo', 'cy', 'dee'])
    expect(await personOf(bo)).toMatchObject({
      has_email: true,
      twofa_enabled: false,
      is_online: false,
      is_admin: false,
    })
    expect((await personOf(bo)).sessions).toBeGreaterThan(0)
    expect(JSON.stringify(listed.json)).not.toMatch(/@example|127\.0\.0\.1/)
  })

  it('come in pages by id', async () => {
    const ids = async (query: string) => (await ada.get(`/admin/people?${query}`)).json.map((one: Member) => one.id)
    expect(await ids('limit=2')).toEqual([1, 2])
    expect(await ids('limit=2&after_id=2')).toEqual([3, 4])
    expect(await ids('limit=100000&after_id=3')).toEqual([4])
    for (const query of ['limit=0', 'limit=x', 'after_id=-1', 'after_id=1.5'])
      expect((await ada.get(`/admin/people?${query}`)).status).toBe(422)
  })

  it('[AP5] who is switched off is out at once, and comes in by no door', async () => {
    const eve = await crew.api.person('eve')
    const { json: me } = await crew.api.ask('GET', '/users/me', { token: eve.token })
    const who = { id: me.id, username: 'eve' } as Member
    const socket = crew.api.socket('/sync', { authorization: `Bearer ${eve.token}` })
    expect((await change(who, { is_disabled: true })).json).toMatchObject({ is_disabled: true, sessions: 0 })
    expect(await socket).toBe(4401)
    expect((await crew.api.ask('GET', '/users/me', { token: eve.token })).status).toBe(401)
    expect((await crew.api.ask('POST', '/auth/refresh', { body: { refresh_token: eve.refresh } })).status).toBe(401)
    const { status, json } = await logIn(who)
    expect([status, json.detail]).toEqual([403, 'This account is switched off. Ask the administrator.'])
    // A wrong password says no more than ever.
    const wrong = { email: 'eve@example.org', password: 'wrong wrong' }
    expect((await crew.api.ask('POST', '/auth/login', { body: wrong })).status).toBe(401)
    for (const [path, body] of [
      ['/v1/auth/login', { email: wrong.email, password: PASSWORD }],
      ['/login', { username: 'eve', password: PASSWORD }],
      ['/auth/login', { login: 'eve', password: PASSWORD }],
    ] as const) {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(crew.api.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      await answer.arrayBuffer()
      expect([path, answer.status]).not.toEqual([path, 200])
    }
    const page = await crew.api.browser().signIn('eve', PASSWORD)
    expect(await page.text()).toContain('switched off')
    expect((await change(who, { is_disabled: false })).status).toBe(200)
    expect((await logIn(who)).status).toBe(200)
  })

  it('[AP5] a link in a mail, and a token for the record, are worth nothing after that', async () => {
    const made = await fetch(`${crew.api.url}/session/export-tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${dee.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'archive', channels: null, days: 7 }),
    })
    const { token } = (await made.json()) as { token: string }
    const record = () => fetch(`${crew.api.url}/export/channels`, { headers: { authorization: `Bearer ${token}` } })
    expect((await record()).status).toBe(200)
    await crew.api.ask('POST', '/auth/request-password-reset', { body: { email: 'dee@example.org' } })
    const link = crew.api.mails().findLast(({ to, subject }) => to === 'dee@example.org' && /password/.test(subject))
    await change(dee, { is_disabled: true })
    expect((await record()).status).toBe(401)
    const choose = { token: link?.token, new_password: GOOD_PASSWORD }
    expect((await crew.api.ask('POST', '/auth/reset-password', { body: choose })).status).toBe(400)
    await change(dee, { is_disabled: false })
    crew = { ...crew, dee: (dee = { ...dee, ...(await signedIn('dee')) }) }
  })

  it('[AP7] who is signed out everywhere signs in again', async () => {
    const before = await crew.api.signedIn('cy')
    expect((await ada.delete(`/admin/people/${cy.id}/sessions`)).status).toBe(204)
    expect((await crew.api.ask('GET', '/users/me', { token: before.token })).status).toBe(401)
    expect((await cy.get('/users/me')).status).toBe(401)
    cy = { ...cy, ...(await signedIn('cy')) }
    expect((await cy.get('/users/me')).status).toBe(200)
  })

  it('[AP8] a password mail goes to the person, and its link to nobody else', async () => {
    const before = crew.api.mails().length
    const { status, json } = await ada.post(`/admin/people/${bo.id}/password-reset`)
    const mail = crew.api.mails().at(-1)
    expect([status, crew.api.mails().length, mail?.to]).toEqual([200, before + 1, 'bo@example.org'])
    expect(JSON.stringify(json)).not.toContain(mail?.token)
    expect(crew.api.logged()).not.toContain(mail?.token)
    const choose = { token: mail?.token, new_password: PASSWORD }
    expect((await crew.api.ask('POST', '/auth/reset-password', { body: choose })).status).toBe(200)
    bo = { ...bo, ...(await signedIn('bo')) }
  })

  it('[AP8] is a conflict without an address, and for who is switched off', async () => {
    await crew.api.browser().signUp('mute')
    const mute = (await people()).find(({ username }) => username === 'mute') as Member
    expect(await personOf(mute)).toMatchObject({ has_email: false })
    expect((await ada.post(`/admin/people/${mute.id}/password-reset`)).status).toBe(409)
    await change(dee, { is_disabled: true })
    expect((await ada.post(`/admin/people/${dee.id}/password-reset`)).status).toBe(409)
    await change(dee, { is_disabled: false })
    dee = { ...dee, ...(await signedIn('dee')) }
  })

  async function signedIn(username: string): Promise<Member> {
    const { token } = await crew.api.signedIn(username)
    const as = (method: string) => (path: string, body?: unknown) => crew.api.ask(method, path, { token, body })
    const doors = { get: as('GET'), post: as('POST'), put: as('PUT'), patch: as('PATCH'), delete: as('DELETE') }
    return { ...doors, token, username } as Member
  }
})

describe('channels', () => {
  it('[AP3] those that anyone may find are told, private ones are not', async () => {
    const secret = await aGroup(crew, 'Secret')
    const open = await crew.found(bo, { type: 'group', title: 'Open', is_public: true, handle: 'open' })
    const listed = adminChannel
      .strict()
      .array()
      .parse((await ada.get('/admin/channels')).json)
    expect(listed.map(({ title }) => title).sort()).toEqual(['Open', 'general'])
    expect(listed.find(({ id }) => id === open.id)).toMatchObject({
      kind: 'group',
      members_count: 1,
      is_default: false,
    })
    expect(listed.find(({ title }) => title === 'general')).toMatchObject({ is_default: true })
    const theirs = await crew.found(bo, { type: 'group', title: 'Theirs' })
    for (const { id } of [secret, theirs]) expect((await ada.delete(`/admin/channels/${id}`)).status).toBe(404)
  })

  it('[AP9] a public one is deleted, a group is its owners’, the default one nobody’s', async () => {
    const device = await aDevice(crew.api.url, bo.token)
    const id = '01JB2ZZZZZZZZZZZZZZZZZZZZZ'
    await device.open(`channel/${id}`)
    const founding = [
      ['meta', 'kind', 'public'],
      ['meta', 'title', 'gossip'],
      ['meta', 'createdBy', bo.id],
      ['members', String(bo.id), { role: 'owner', by: bo.id }],
    ] as const
    expect(await device.write(`channel/${id}`, founding)).toBe('ok')
    const listed = async () =>
      (await ada.get('/admin/channels')).json as { id: number; channel_id: string; kind: string }[]
    const gossip = (await listed()).find(({ channel_id }) => channel_id === id)
    expect((await cy.delete(`/admin/channels/${gossip?.id}`)).status).toBe(403)
    expect((await ada.delete(`/admin/channels/${gossip?.id}`)).status).toBe(204)
    expect((await ada.delete(`/admin/channels/${gossip?.id}`)).status).toBe(404)
    expect(await device.open(`channel/${id}`)).toBe(false)
    for (const { id, kind } of await listed()) {
      expect([kind, (await ada.delete(`/admin/channels/${id}`)).status]).toEqual([kind, 403])
    }
    device.close()
  })
})

describe('settings', () => {
  const file = () => join(crew.api.folder, 'settings.json')

  it('[AP11] are read, changed, and count at once', async () => {
    const before = adminSettings.strict().parse((await ada.get('/admin/settings')).json)
    expect(before).toMatchObject({ sign_up: 'open', max_login_attempts: 5, lockout_duration_minutes: 15 })
    expect(before.limits.max_upload_bytes).toBe(52_428_800)
    writeFileSync(file(), JSON.stringify({ ...readSettingsFile(crew.api.folder), own_note: 'kept' }))
    const changed = await ada.patch('/admin/settings', { sign_up: 'closed' })
    expect([changed.status, changed.json]).toMatchObject([200, { sign_up: 'closed', max_login_attempts: 5 }])
    expect(readSettingsFile(crew.api.folder)).toMatchObject({
      sign_up: 'closed',
      own_note: 'kept',
      volume_messages: 1024,
    })
    await expect(crew.api.person('late')).rejects.toThrow('403')
    await ada.patch('/admin/settings', { sign_up: 'open', max_login_attempts: 7 })
    expect((await ada.get('/admin/settings')).json).toMatchObject({ sign_up: 'open', max_login_attempts: 7 })
  })

  it('[AP11] a file that is broken is not overwritten', async () => {
    const sound = readFileSync(file(), 'utf8')
    writeFileSync(file(), '{ "sign_up": ')
    expect((await ada.patch('/admin/settings', { sign_up: 'closed' })).status).toBe(503)
    expect(readFileSync(file(), 'utf8')).toBe('{ "sign_up": ')
    writeFileSync(file(), sound)
  })

  it.each([
    { sign_up: 'maybe' },
    { max_login_attempts: 0 },
    { max_login_attempts: 1.5 },
    { lockout_duration_minutes: -1 },
    { lockout_duration_minutes: 1e9 },
    { require_verified_email: 'no' },
  ])('refuses %j with 422 and changes nothing', async (body) => {
    const before = readFileSync(file(), 'utf8')
    expect((await ada.patch('/admin/settings', body)).status).toBe(422)
    expect(readFileSync(file(), 'utf8')).toBe(before)
  })

  it('what is the operator’s is not written', async () => {
    await ada.patch('/admin/settings', { volume_messages: 17, default_channels: ['mine'], __proto__: { sign_up: 'x' } })
    expect(readSettingsFile(crew.api.folder)).toMatchObject({ volume_messages: 1024, default_channels: ['general'] })
  })
})
