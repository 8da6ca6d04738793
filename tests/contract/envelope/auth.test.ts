import { URI, type TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REMEMBERED_MS, SESSION_MS } from '../../../sync-server/accounts/session-store.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { anApi, PASSWORD } from '../support/an-api.ts'
import { anEnvelope, KEYS, type AnEnvelope, type EnvelopePerson } from '../support/an-envelope-client.ts'

let crew: AnEnvelope
let ada: EnvelopePerson
beforeAll(async () => {
  crew = await anEnvelope()
  ;({ ada } = crew)
})
afterAll(async () => {
  await crew.stop()
  removeFolders()
})

const login = (name: string, more: object = {}, headers = {}) =>
  crew.ask('POST', '/auth/login', { body: { login: name, password: PASSWORD, ...more }, headers })
const register = (body: object) =>
  crew.ask('POST', '/auth/register', {
    body: { login: 'eve', username: 'eve', password: PASSWORD, ...KEYS, ...body },
  })

describe('registering and signing in', () => {
  it('[EN1] both give the account with its keys, and the tokens', async () => {
    const made = await register({ login: 'eves-login', nickname: 'Eve', identity_key: 'i', signature: 'g' })
    const expected = {
      message: expect.any(String),
      user: { login: 'eves-login', username: 'eve', nickname: 'Eve', avatar: null, ...KEYS, identity_key: 'i' },
      token: made.json.access_token,
      refresh_token: expect.any(String),
      session_id: expect.stringMatching(/^[0-9a-f]{64}$/),
    }
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject(expected)
    const signedIn = await login('eves-login')
    expect(signedIn.status).toBe(200)
    expect(signedIn.json).toMatchObject({ ...expected, token: signedIn.json.access_token })
    expect(signedIn.json.session_id).not.toBe(made.json.session_id)
  })

  it('[EN2] by the login, by username, whatever the case, and through the other doors', async () => {
    expect((await login('EVES-LOGIN')).status).toBe(200)
    expect((await login('Eve')).json.user.login).toBe('eves-login')
    const body = { email: 'eve', password: PASSWORD }
    expect((await crew.api.ask('POST', '/auth/login', { body })).status).toBe(200)
    expect((await crew.api.browser().signIn('eve', PASSWORD)).status).toBe(302)
  })

  it('[EN2] who was made elsewhere signs in by username and e-mail, and has no keys', async () => {
    await crew.api.person('fay')
    for (const name of ['fay', 'fay@example.org']) {
      const { status, json } = await login(name)
      expect([status, json.user.login, json.user.pubk, json.user.key_version]).toEqual([200, 'fay', null, null])
    }
  })

  it.each([
    ['a taken username', { login: 'other', username: 'ADA' }, 409],
    ['a taken login', { login: 'Eves-Login', username: 'other' }, 409],
    ['a login that is another’s username', { login: 'Bo', username: 'other' }, 409],
    ['a username that is another’s login', { login: 'other', username: 'eves-login' }, 409],
    ['a reserved login', { login: 'System', username: 'other' }, 400],
    ['a login of other signs', { login: 'a b', username: 'other' }, 400],
    ['a short password', { login: 'other', username: 'other', password: 'short' }, 400],
    ['no key', { login: 'other', username: 'other', pubk: undefined }, 400],
    ['an empty key', { login: 'other', username: 'other', salt: '' }, 400],
    ['a key over 16 kB', { login: 'other', username: 'other', pubk: 'x'.repeat(16 * 1024 + 1) }, 400],
    ['a key that is no text', { login: 'other', username: 'other', pubk: { x: 1 } }, 400],
    ['a long nickname', { login: 'other', username: 'other', nickname: 'x'.repeat(129) }, 400],
  ])('refuses %s', async (_what, body, status) => {
    const answer = await register(body)
    expect([answer.status, typeof answer.json.error]).toEqual([status, 'string'])
  })

  it('[EN3] takes keys of up to 16 kB as they are', async () => {
    const pubk = '🗝\u0000"\\'.padEnd(16 * 1024, 'ü')
    const made = await register({ login: 'gil', username: 'gil', pubk, pkebymk: pubk, pkebyrk: pubk, salt: pubk })
    expect([made.status, made.json.user.pubk === pubk]).toEqual([201, true])
  })

  it('answers a wrong password and an unknown name alike', async () => {
    const wrong = await login('ada', { password: 'wrong horse' })
    const unknown = await login('nobody')
    expect([wrong.status, wrong.json]).toEqual([401, unknown.json])
    expect((await login('ada', { otp_code: 'not asked' })).status).toBe(200)
  })

  it('[AU38] asks for a code beside the password where the second factor is on', async () => {
    const gus = await crew.register('gus')
    const setup = await crew.api.ask('POST', '/auth/2fa/setup', { token: gus.token })
    const totp = URI.parse(setup.json.otpauth_url) as TOTP
    const code = () => totp.generate({ timestamp: crew.api.clock.nowMs })
    const enabled = await crew.api.ask('POST', '/auth/2fa/enable', { token: gus.token, body: { code: code() } })
    expect(enabled.status).toBe(200)
    crew.api.clock.advance(30_000)
    const without = await login('gus')
    expect([without.status, without.json.error]).toEqual([401, expect.stringContaining('code')])
    expect((await login('gus', { otp_code: '000000' })).status).toBe(401)
    expect((await login('gus', { otp_code: code() })).status).toBe(200)
  })

  it('[AU20] over the limit of a minute: 429 with Retry-After', async () => {
    const api = await anApi({ env: { LOGIN_RATE_LIMIT_PER_MINUTE: '1' } })
    const body = JSON.stringify({ login: 'nobody', password: PASSWORD })
    const headers = { 'content-type': 'application/json' }
    const ask = () => fetch(`${api.url}/auth/login`, { method: 'POST', headers, body })
    expect((await ask()).status).toBe(401)
    const refused = await ask()
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(await refused.json()).toMatchObject({ code: 'rate', error: expect.any(String) })
    await api.stop()
  })

  it('answers what cannot be read with 400, and too much with 413', async () => {
    const ask = (body: unknown, headers = {}) => crew.ask('POST', '/auth/login', { body, headers })
    expect((await ask('{')).status).toBe(400)
    expect((await ask({ login: 1, password: [] })).status).toBe(400)
    expect((await ask('[]')).status).toBe(400)
    expect((await ask('login=ada', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(400)
    expect((await ask({ login: 'x'.repeat(20_000), password: '' })).status).toBe(413)
  })
})

describe('sessions', () => {
  it('refreshes: the next pair, for the same session', async () => {
    const { status, json } = await crew.ask('POST', '/auth/refresh', { body: { refresh_token: ada.refresh } })
    expect([status, json.session_id, json.token]).toEqual([200, ada.session, json.access_token])
    expect(json.refresh_token).not.toBe(ada.refresh)
    const asAccess = await crew.ask('GET', '/users/me', { token: json.refresh_token })
    expect(asAccess.status).toBe(401)
    expect((await crew.ask('POST', '/auth/refresh', { body: { refresh_token: 'no' } })).status).toBe(401)
  })

  it('[EN4] are listed with device and version, and end one by one, with their tokens and at once', async () => {
    const headers = { 'x-device-name': 'Ada’s phone'.replace('’', "'"), 'x-app-version': '2.1.0' }
    const phone = crew.personOf(await login('ada', {}, headers))
    const { json } = await ada.get('/auth/sessions')
    expect(json.find(({ id }: { id: string }) => id === phone.session)).toEqual({
      ...{ id: phone.session, device_name: "Ada's phone", app_version: '2.1.0', is_current: false },
      ...{ ip_address: '127.0.0.1', login_at: expect.any(String), last_seen_at: expect.any(String) },
    })
    expect(json.find(({ id }: { id: string }) => id === ada.session)).toMatchObject({ is_current: true })
    expect((await phone.get('/users/me')).status).toBe(200)
    expect((await ada.delete(`/auth/sessions/${phone.session}`)).status).toBe(204)
    expect((await phone.get('/users/me')).status).toBe(401)
    expect((await crew.ask('POST', '/auth/refresh', { body: { refresh_token: phone.refresh } })).status).toBe(401)
    expect((await ada.delete(`/auth/sessions/${phone.session}`)).status).toBe(404)
  })

  it('[EN4] another’s is unknown, a malformed id is 400', async () => {
    expect((await ada.delete(`/auth/sessions/${crew.bo.session}`)).status).toBe(404)
    expect((await crew.bo.get('/users/me')).status).toBe(200)
    for (const id of ['x', 'A'.repeat(64), '0'.repeat(63), '%00'])
      expect([id, (await ada.delete(`/auth/sessions/${id}`)).status]).toEqual([id, 400])
  })

  it('[EN4] all others end together, and signing out ends this one', async () => {
    const one = crew.personOf(await login('cy'))
    const two = crew.personOf(await login('cy'))
    expect((await one.delete('/auth/sessions')).status).toBe(204)
    const still = await Promise.all([one, two, crew.cy].map(async (person) => (await person.get('/users/me')).status))
    expect(still).toEqual([200, 401, 401])
    expect((await one.post('/auth/logout')).status).toBe(204)
    expect((await one.get('/users/me')).status).toBe(401)
    expect((await one.post('/auth/logout')).status).toBe(401)
  })

  it('[EN4] remember_me lets one last 90 days without use instead of 30', async () => {
    const short = crew.personOf(await login('dee'))
    const long = crew.personOf(await login('dee', { remember_me: true }))
    const refresh = ({ refresh: token }: EnvelopePerson) =>
      crew.ask('POST', '/auth/refresh', { body: { refresh_token: token } })
    crew.api.clock.advance(SESSION_MS + 1)
    expect((await refresh(short)).status).toBe(401)
    const { status, json } = await refresh(long)
    expect(status).toBe(200)
    crew.api.clock.advance(REMEMBERED_MS - 1)
    const again = await crew.ask('POST', '/auth/refresh', { body: { refresh_token: json.refresh_token } })
    expect(again.status).toBe(200)
  })

  it('answers in its own form where nothing is', async () => {
    for (const path of ['/auth', '/auth/none', '/users/none/of/this', '/chats/1/none', '/media', '/media/1/2']) {
      const { status, json } = await crew.ask('GET', path)
      expect([path, status, typeof json.error]).toEqual([path, 404, 'string'])
    }
  })
})
