/** `/api/v1/auth` over HTTP, route by route as seed 001 names them (docs/behaviour.md, AU35-AU60). */
import { decodeJwt } from 'jose'
import { URI, type TOTP } from 'otpauth'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { removeFolders, type AServerOptions } from '../../sync-server/support/a-server.ts'
import { anApi, PASSWORD, type AnApi, type Answer } from '../support/an-api.ts'

let server: AnApi | null = null
const start = async (options?: AServerOptions) => (server = await anApi(options))
afterEach(() => server?.stop())
afterAll(removeFolders)

const registration = { email: 'ada@example.org', name: 'Ada Love', username: 'ada', password: PASSWORD }
const MINUTE_MS = 60_000

/** A refusal of section 1: `{detail}`, and nothing of ours in it. */
function expectRefusal({ status, json }: Answer, expected: number, words = ''): void {
  expect([status, typeof json?.detail]).toEqual([expected, 'string'])
  expect(json.detail).toContain(words)
}

const ROUTES: readonly { method: string; path: string; body?: object }[] = [
  { method: 'GET', path: '/auth/me' },
  { method: 'GET', path: '/auth/sessions' },
  { method: 'DELETE', path: '/auth/sessions' },
  { method: 'DELETE', path: '/auth/sessions/x' },
  { method: 'POST', path: '/auth/logout' },
  { method: 'POST', path: '/auth/2fa/setup' },
  { method: 'POST', path: '/auth/2fa/enable', body: { code: '123456' } },
  { method: 'POST', path: '/auth/2fa/disable', body: { code: '123456' } },
  { method: 'POST', path: '/auth/change-password', body: { current_password: 'x', new_password: 'y' } },
  { method: 'POST', path: '/auth/change-email', body: { email: 'a@example.org', password: 'x' } },
  { method: 'POST', path: '/auth/delete-account', body: { password: 'x' } },
]

describe('who may ask', () => {
  it.each(ROUTES)('[AU42] $method $path is 401 without a token, and with one that is none', async (route) => {
    const { method, path, body } = route
    const { ask } = await start()
    const ada = await server!.person('ada')
    for (const token of [undefined, 'nonsense', ada.refresh, `${ada.token}x`, 'a.b.c']) {
      const answer = await ask(method, path, { body, token })
      expectRefusal(answer, 401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  it('[AU42] a token that is not good is not made up for by a good cookie', async () => {
    const { ask, browser, person } = await start()
    await person('ada')
    const page = browser()
    await page.signIn('ada', PASSWORD)
    expect((await ask('GET', '/auth/me', { headers: { cookie: page.cookie } })).status).toBe(200)
    expectRefusal(await ask('GET', '/auth/me', { token: 'x', headers: { cookie: page.cookie } }), 401)
  })

  it('[AU19] with a cookie a change needs a page of ours, with a token it needs none', async () => {
    const { ask, browser, person, url } = await start()
    const { token } = await person('ada')
    const page = browser()
    await page.signIn('ada', PASSWORD)
    const from = (origin: string) => ({ cookie: page.cookie, origin })
    expectRefusal(await ask('POST', '/auth/2fa/setup', { headers: from('http://evil.example') }), 403)
    expectRefusal(
      await ask('POST', '/auth/2fa/setup', {
        headers: { ...from('http://evil.example'), authorization: 'Basic eDp4' },
      }),
      403,
    )
    expect((await ask('POST', '/auth/2fa/setup', { headers: from(url) })).status).toBe(200)
    expect((await ask('POST', '/auth/2fa/setup', { token, headers: { origin: 'http://evil.example' } })).status).toBe(
      200,
    )
  })

  it('is 404 in the same words for a path that is not there', async () => {
    const { ask } = await start()
    expectRefusal(await ask('GET', '/nothing'), 404)
    expectRefusal(await ask('PATCH', '/auth/me'), 404)
    expect((await ask('GET', '/%zz')).status).toBeLessThan(500)
  })
})

describe('POST /auth/register', () => {
  it('[AU36] makes an account, and mails a link', async () => {
    const { ask, mails, signedIn } = await start()
    const { status, json } = await ask('POST', '/auth/register', { body: registration })
    expect([status, json]).toEqual([201, { message: expect.any(String) }])
    expect(mails()).toMatchObject([{ to: 'ada@example.org' }])
    const { token } = await signedIn('ada')
    const me = await ask('GET', '/auth/me', { token })
    expect([me.status, me.json]).toEqual([
      200,
      {
        id: 1,
        email: 'ada@example.org',
        name: 'Ada Love',
        username: 'ada',
        bio: null,
        avatar_url: null,
        email_verified: false,
        twofa_enabled: false,
        created_at: '2027-01-15T08:00:00.000Z',
        updated_at: '2027-01-15T08:00:00.000Z',
      },
    ])
    expect(me.headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    ['email', 'ada', 'AU35'],
    ['email', 7, 'AU35'],
    ['username', 'a b', 'AU1'],
    ['username', 'System', 'AU2'],
    ['username', undefined, 'AU1'],
    ['password', 'seven77', 'AU5'],
    ['password', null, 'AU5'],
    ['name', 'x'.repeat(129), 'AU35'],
  ])('is 422 and names %s when it is %j [%s]', async (field, value, _rule) => {
    const { ask } = await start()
    const answer = await ask('POST', '/auth/register', { body: { ...registration, [field]: value } })
    expectRefusal(answer, 422, `${field}: `)
    expect(answer.json.errors[0].loc).toEqual(['body', field])
  })

  it('[AU5] a password of eight characters will do', async () => {
    const { ask } = await start()
    expect((await ask('POST', '/auth/register', { body: { ...registration, password: 'eight888' } })).status).toBe(201)
  })

  it('[AU3] [AU35] is 409 for a name or an address that is taken, whatever the case', async () => {
    const { ask, person } = await start()
    await person('ada')
    const taken = await ask('POST', '/auth/register', {
      body: { ...registration, username: 'ADA', email: 'b@example.org' },
    })
    expectRefusal(taken, 409, 'username')
    const used = await ask('POST', '/auth/register', {
      body: { ...registration, username: 'bo', email: 'ADA@example.org' },
    })
    expectRefusal(used, 409, 'email')
  })

  it('[AU33] bodies: malformed, deep, of another type and too large ones are 422 or 413, never a 5xx', async () => {
    const { ask } = await start()
    const json = { 'content-type': 'application/json' }
    const send = (body: string, headers: Record<string, string> = json) =>
      ask('POST', '/auth/register', { body, headers })
    for (const body of ['{', '[]', 'null', '"x"', '{"__proto__": 1}', '['.repeat(8000), '{"a":'.repeat(3000)]) {
      expectRefusal(await send(body), 422)
    }
    expectRefusal(await send('email=a', { 'content-type': 'application/x-www-form-urlencoded' }), 422)
    expectRefusal(await send('{}', { ...json, 'content-encoding': 'gzip' }), 422)
    expectRefusal(await send('{}', { 'content-type': 'application/json; charset=klingon' }), 422)
    expectRefusal(await send(''), 422, 'email')
    expectRefusal(await ask('POST', '/auth/register'), 422, 'email')
    expectRefusal(await send(JSON.stringify({ ...registration, name: 'x'.repeat(20_000) })), 413)
  })
})

describe('POST /auth/login', () => {
  it('[AU41] answers with tokens, and sets the cookie session too', async () => {
    const { ask, person } = await start()
    await person('ada')
    const body = { email: 'ada@example.org', password: PASSWORD }
    const { status, json, headers } = await ask('POST', '/auth/login', { body })
    expect([status, json]).toEqual([
      200,
      { access_token: expect.any(String), refresh_token: expect.any(String), token_type: 'bearer', expires_in: 900 },
    ])
    const cookie = headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ')
    const [byToken, byCookie] = [{ token: json.access_token }, { headers: { cookie } }]
    for (const asked of [byToken, byCookie]) expect((await ask('GET', '/auth/me', asked)).status).toBe(200)
    const list = (await ask('GET', '/auth/sessions', byCookie)).json
    const one = list.find((each: { is_current: boolean }) => each.is_current)
    expect(decodeJwt(json.access_token)).toMatchObject({
      sub: '1',
      sid: one.jti,
      typ: 'access',
      jti: expect.any(String),
    })
  })

  it('[AU16] a page that signs in again ends the session of its cookie; a program keeps the one it has tokens of', async () => {
    const { ask, person, url } = await start()
    const ada = await person('ada')
    const body = { email: 'ada', password: PASSWORD }
    const cookieOf = ({ headers }: Answer) =>
      headers
        .getSetCookie()
        .map((line) => line.split(';')[0])
        .join('; ')
    const first = cookieOf(await ask('POST', '/auth/login', { body, headers: { origin: url } }))
    const second = cookieOf(await ask('POST', '/auth/login', { body, headers: { origin: url, cookie: first } }))
    const third = cookieOf(await ask('POST', '/auth/login', { body, headers: { cookie: second } }))
    const statuses = []
    for (const cookie of [first, second, third])
      statuses.push((await ask('GET', '/auth/me', { headers: { cookie } })).status)
    expect(statuses).toEqual([401, 200, 200])
    expect((await ask('GET', '/auth/me', { token: ada.token })).status).toBe(200)
  })

  it('[AU37] takes a username where an e-mail is asked, and accounts of every door', async () => {
    const { ask, browser, person } = await start()
    await person('ada')
    expect((await ask('POST', '/auth/login', { body: { email: 'ADA', password: PASSWORD } })).status).toBe(200)
    await browser().signUp('bo')
    const { json } = await ask('POST', '/auth/login', { body: { email: 'bo', password: 'Correct-horse-1' } })
    expect((await ask('GET', '/auth/me', { token: json.access_token })).json).toMatchObject({
      username: 'bo',
      email: null,
    })
    expect((await browser().signIn('ada@example.org', PASSWORD)).status).toBe(302)
  })

  it('[AU12] is 401 for a wrong password as for an unknown account, after the same time', async () => {
    const { ask, person, waits } = await start()
    await person('ada')
    const wrong = await ask('POST', '/auth/login', { body: { email: 'ada@example.org', password: 'wrong horse' } })
    const unknown = await ask('POST', '/auth/login', { body: { email: 'bo@example.org', password: 'wrong horse' } })
    expectRefusal(wrong, 401)
    expect(unknown).toMatchObject({ status: 401, json: wrong.json })
    expect(waits).toEqual([250, 250])
  })

  it('[AU13] the lock counts whatever the door', async () => {
    const { ask, browser, person, clock } = await start()
    await person('ada')
    const login = (password: string) => ask('POST', '/auth/login', { body: { email: 'ada', password } })
    for (let i = 0; i < 3; i++) await browser().signIn('ada', 'Wrong-horse-1')
    for (let i = 0; i < 2; i++) await login('wrong horse')
    expectRefusal(await login(PASSWORD), 401)
    clock.advance(15 * MINUTE_MS)
    expect((await login(PASSWORD)).status).toBe(200)
  })

  it('[AU20] over the limit it is 429 with the reference text and Retry-After', async () => {
    const { ask } = await start({ env: { LOGIN_RATE_LIMIT_PER_MINUTE: '1' } })
    const login = () => ask('POST', '/auth/login', { body: { email: 'ada', password: 'x' } })
    expect((await login()).status).toBe(401)
    const { status, json, headers } = await login()
    const seconds = Number(headers.get('retry-after'))
    expect([status, json]).toEqual([429, { detail: `Rate limit exceeded. Retry in ${seconds} seconds.` }])
    expect(seconds).toBeGreaterThan(0)
    expect(seconds).toBeLessThanOrEqual(60)
  })

  it('[AU39] an address that is not confirmed blocks sign-in only where the setting says so', async () => {
    const { ask, person, mails, settings, folder } = await start()
    await person('ada')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(`${folder}/settings.json`, '{"require_verified_email": true}')
    settings.reload()
    const login = (password = PASSWORD) => ask('POST', '/auth/login', { body: { email: 'ada', password } })
    expectRefusal(await login(), 403, 'Confirm')
    expectRefusal(await login('wrong horse'), 401)
    await ask('POST', '/auth/verify-email', { body: { token: mails()[0]?.token } })
    expect((await login()).status).toBe(200)
  })
})

describe('POST /auth/refresh', () => {
  it('[AU43] gives the next pair, the same one again until it is used, and then ends the session', async () => {
    const { ask, person } = await start()
    const ada = await person('ada')
    const refresh = (refresh_token: string) => ask('POST', '/auth/refresh', { body: { refresh_token } })
    const first = await refresh(ada.refresh)
    expect([first.status, first.json.token_type]).toEqual([200, 'bearer'])
    const again = await refresh(ada.refresh)
    expect(again.json.refresh_token).toBe(first.json.refresh_token)
    for (const { json } of [first, again]) {
      expect((await ask('GET', '/auth/me', { token: json.access_token })).status).toBe(200)
    }
    const next = await refresh(first.json.refresh_token)
    expect(next.status).toBe(200)
    expectRefusal(await refresh(ada.refresh), 401)
    for (const { json } of [first, again, next]) {
      expectRefusal(await ask('GET', '/auth/me', { token: json.access_token }), 401)
    }
    expectRefusal(await refresh(next.json.refresh_token), 401)
  })

  it('[AU42] an access token is no refresh token', async () => {
    const { ask, person } = await start()
    const ada = await person('ada')
    expectRefusal(await ask('POST', '/auth/refresh', { body: { refresh_token: ada.token } }), 401)
    expectRefusal(await ask('POST', '/auth/refresh', { body: { refresh_token: 5 } }), 422, 'refresh_token')
  })

  it('[AU41] an access token is over after 15 minutes, a refreshed one is good', async () => {
    const { ask, person, clock } = await start()
    const ada = await person('ada')
    clock.advance(15 * MINUTE_MS - 1)
    expect((await ask('GET', '/auth/me', { token: ada.token })).status).toBe(200)
    clock.advance(1)
    expectRefusal(await ask('GET', '/auth/me', { token: ada.token }), 401)
    const { json } = await ask('POST', '/auth/refresh', { body: { refresh_token: ada.refresh } })
    expect((await ask('GET', '/auth/me', { token: json.access_token })).status).toBe(200)
  })

  it('[AU20] is limited for each address', async () => {
    const { ask } = await start({ env: { REFRESH_RATE_LIMIT_PER_MINUTE: '1' } })
    const refresh = () => ask('POST', '/auth/refresh', { body: { refresh_token: 'x' } })
    expect([(await refresh()).status, (await refresh()).status]).toEqual([401, 429])
  })
})

describe('mails', () => {
  it('[AU46] a link confirms the address, once and for 24 hours', async () => {
    const { ask, person, mails, clock } = await start()
    const ada = await person('ada')
    const verify = (token: unknown) => ask('POST', '/auth/verify-email', { body: { token } })
    expectRefusal(await verify('nonsense'), 400, 'token')
    expectRefusal(await verify(7), 422, 'token')
    clock.advance(24 * 60 * MINUTE_MS)
    expectRefusal(await verify(mails()[0]?.token), 400)
    const resent = await ask('POST', '/auth/resend-verification', { body: { email: ada.email } })
    expect([resent.status, Object.keys(resent.json)]).toEqual([200, ['message']])
    const token = mails()[1]?.token
    clock.advance(24 * 60 * MINUTE_MS - 1)
    expect((await verify(token)).status).toBe(200)
    expectRefusal(await verify(token), 400)
    const { token: access } = await server!.signedIn('ada')
    expect((await ask('GET', '/auth/me', { token: access })).json.email_verified).toBe(true)
  })

  it('[AU47] a reset link changes the password once, within an hour, and ends every session and the lock', async () => {
    const { ask, person, mails, clock } = await start()
    const ada = await person('ada')
    const asked = await ask('POST', '/auth/request-password-reset', { body: { email: 'ADA@example.org' } })
    expect([asked.status, Object.keys(asked.json)]).toEqual([200, ['message']])
    const reset = (token: unknown, new_password: unknown = 'another horse') =>
      ask('POST', '/auth/reset-password', { body: { token, new_password } })
    const [, mail] = mails()
    expect(mail).toMatchObject({ to: 'ada@example.org', subject: 'Choose a new password' })
    expectRefusal(await reset(mail?.token, 'short'), 422, 'new_password')
    expectRefusal(await reset('nonsense'), 400, 'token')
    expectRefusal(await reset(mails()[0]?.token), 400)
    for (let i = 0; i < 5; i++) await ask('POST', '/auth/login', { body: { email: 'ada', password: 'wrong' } })
    clock.advance(60 * MINUTE_MS - 1)
    expect((await reset(mail?.token)).status).toBe(200)
    expectRefusal(await reset(mail?.token), 400)
    expectRefusal(await ask('POST', '/auth/refresh', { body: { refresh_token: ada.refresh } }), 401)
    const login = (password: string) => ask('POST', '/auth/login', { body: { email: 'ada', password } })
    expect([(await login(PASSWORD)).status, (await login('another horse')).status]).toEqual([401, 200])
  })

  it('[AU47] a reset link is over after an hour', async () => {
    const { ask, person, mails, clock } = await start()
    const ada = await person('ada')
    await ask('POST', '/auth/request-password-reset', { body: { email: ada.email } })
    clock.advance(60 * MINUTE_MS)
    const body = { token: mails()[1]?.token, new_password: 'another horse' }
    expectRefusal(await ask('POST', '/auth/reset-password', { body }), 400)
  })

  it('[AU48] neither answer nor time tells whether an address has an account, or is confirmed', async () => {
    const { ask, person, mails, waits } = await start()
    const ada = await person('ada')
    await person('bo')
    await ask('POST', '/auth/verify-email', { body: { token: mails()[1]?.token } })
    waits.length = 0
    for (const path of ['/auth/resend-verification', '/auth/request-password-reset']) {
      const answers = []
      for (const email of [ada.email, 'bo@example.org', 'nobody@example.org']) {
        answers.push(await ask('POST', path, { body: { email } }))
      }
      expect(new Set(answers.map(({ status, json }) => JSON.stringify([status, json]))).size).toBe(1)
      expectRefusal(await ask('POST', path, { body: { email: 'no address' } }), 422, 'email')
    }
    expect(waits).toEqual(Array(6).fill(300))
  })

  it('[AU49] these mails are limited for each address that asks', async () => {
    const { ask } = await start({ env: { RESET_RATE_LIMIT_PER_MINUTE: '2' } })
    const body = { email: 'ada@example.org' }
    expect((await ask('POST', '/auth/resend-verification', { body })).status).toBe(200)
    expect((await ask('POST', '/auth/request-password-reset', { body })).status).toBe(200)
    const refused = await ask('POST', '/auth/request-password-reset', { body })
    expectRefusal(refused, 429, 'Rate limit exceeded. Retry in ')
    expect(refused.headers.has('retry-after')).toBe(true)
  })
})

describe('sessions', () => {
  it('[AU40] lists all, by cookie or token, with device, address and times', async () => {
    const { ask, person, browser, clock } = await start()
    await person('ada')
    clock.advance(1000)
    await browser().signIn('ada', PASSWORD, { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' })
    const phone = await server!.signedIn('ada', { 'x-device-name': "Ada's phone" })
    const { status, json } = await ask('GET', '/auth/sessions', { token: phone.token })
    expect([status, json.length]).toEqual([200, 3])
    expect(json.map((one: { device_name: string }) => one.device_name)).toEqual(
      expect.arrayContaining(["Ada's phone", 'Firefox, Linux']),
    )
    expect(json.filter((one: { is_current: boolean }) => one.is_current)).toEqual([
      {
        jti: expect.stringMatching(/^[0-9a-f]{64}$/),
        device_name: "Ada's phone",
        ip_address: '127.0.0.1',
        created_at: '2027-01-15T08:00:01.000Z',
        last_seen_at: '2027-01-15T08:00:01.000Z',
        is_current: true,
      },
    ])
  })

  it('[AU40] ends one of its own, and nobody else ends it', async () => {
    const { ask, person } = await start()
    const [ada, bo] = [await person('ada'), await person('bo')]
    const laptop = await server!.signedIn('ada')
    const list = (token: string) => ask('GET', '/auth/sessions', { token })
    const own = (await list(laptop.token)).json.find((one: { is_current: boolean }) => one.is_current)
    expectRefusal(await ask('DELETE', `/auth/sessions/${own.jti}`, { token: bo.token }), 404)
    expectRefusal(await ask('DELETE', '/auth/sessions/nonsense', { token: ada.token }), 404)
    const ended = await ask('DELETE', `/auth/sessions/${own.jti}`, { token: ada.token })
    expect([ended.status, ended.json]).toEqual([204, null])
    expectRefusal(await list(laptop.token), 401)
    expectRefusal(await ask('POST', '/auth/refresh', { body: { refresh_token: laptop.refresh } }), 401)
    expectRefusal(await ask('DELETE', `/auth/sessions/${own.jti}`, { token: ada.token }), 404)
  })

  it('[AU40] ends all others, cookies and tokens alike', async () => {
    const { ask, person, browser } = await start()
    const ada = await person('ada')
    const phone = await server!.signedIn('ada')
    const page = browser()
    await page.signIn('ada', PASSWORD)
    expect((await ask('DELETE', '/auth/sessions', { token: ada.token })).status).toBe(204)
    expect((await ask('GET', '/auth/sessions', { token: ada.token })).json).toHaveLength(1)
    expectRefusal(await ask('GET', '/auth/me', { token: phone.token }), 401)
    expect((await page.get('/session')).status).toBe(401)
  })

  it('[AU16] signing out ends the session by its token too', async () => {
    const { ask, person } = await start()
    const ada = await person('ada')
    expect((await ask('POST', '/auth/logout', { token: ada.token })).status).toBe(204)
    expectRefusal(await ask('GET', '/auth/me', { token: ada.token }), 401)
  })
})

describe('two-step sign-in', () => {
  const STEP_MS = 30_000

  async function withSecond() {
    const api = await start()
    const ada = await api.person('ada')
    const setup = await api.ask('POST', '/auth/2fa/setup', { token: ada.token })
    const totp = URI.parse(setup.json.otpauth_url) as TOTP
    const code = (steps = 0) => totp.generate({ timestamp: api.clock.nowMs + steps * STEP_MS })
    const post = (path: string, body: object) => api.ask('POST', path, { token: ada.token, body })
    const enabled = await post('/auth/2fa/enable', { code: code() })
    const login = (otp_code?: string) =>
      api.ask('POST', '/auth/login', { body: { email: 'ada', password: PASSWORD, otp_code } })
    return { ...api, ada, setup, totp, code, post, enabled, login }
  }

  it('[AU54] setup gives a secret and its address: SHA-1, 6 digits, 30 s', async () => {
    const { setup, totp } = await withSecond()
    expect([setup.status, Object.keys(setup.json).sort()]).toEqual([200, ['otpauth_url', 'secret']])
    expect(setup.json.secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(totp).toMatchObject({ issuer: 'Cairn', label: 'ada', algorithm: 'SHA1', digits: 6, period: 30 })
    expect(totp.secret.base32).toBe(setup.json.secret)
  })

  it('[AU54] a wrong code is 400, a malformed one 422, and changes nothing', async () => {
    const { ask, person } = await start()
    const { token } = await person('ada')
    const enable = (body: object) => ask('POST', '/auth/2fa/enable', { token, body })
    expectRefusal(await enable({ code: '123456' }), 400)
    await ask('POST', '/auth/2fa/setup', { token })
    expectRefusal(await enable({ code: 'abcdef' }), 400, 'code')
    expectRefusal(await enable({}), 422, 'code')
    expect((await ask('GET', '/auth/me', { token })).json.twofa_enabled).toBe(false)
    expectRefusal(await ask('POST', '/auth/2fa/disable', { token, body: { code: '123456' } }), 409)
  })

  it('[AU54] once on, it is not set up again', async () => {
    const { ada, ask, post, enabled } = await withSecond()
    expect([enabled.status, enabled.json.recovery_codes.length]).toEqual([200, 10])
    expect((await ask('GET', '/auth/me', { token: ada.token })).json.twofa_enabled).toBe(true)
    expectRefusal(await ask('POST', '/auth/2fa/setup', { token: ada.token }), 409)
    expectRefusal(await post('/auth/2fa/enable', { code: '123456' }), 409)
  })

  it('[AU38] sign-in without the code is 401 and says so; with it 200', async () => {
    const { login, code, clock } = await withSecond()
    clock.advance(STEP_MS)
    expectRefusal(await login(), 401, 'code')
    expectRefusal(await login('000000'), 401, 'code')
    expect((await login(code())).status).toBe(200)
  })

  it('[AU55] a step is used once, also the one that switched it on; one step either way is taken', async () => {
    const { login, code, clock } = await withSecond()
    expectRefusal(await login(code()), 401)
    expect((await login(code(1))).status).toBe(200)
    expectRefusal(await login(code(1)), 401)
    clock.advance(3 * STEP_MS)
    expectRefusal(await login(code(2)), 401)
    expectRefusal(await login(code(-2)), 401)
    expect((await login(code(-1))).status).toBe(200)
    expect((await login(code())).status).toBe(200)
  })

  it('[AU38] wrong codes lock the account, missing ones do not', async () => {
    const { login, code, clock } = await withSecond()
    clock.advance(STEP_MS)
    for (let i = 0; i < 6; i++) await login()
    expect((await login(code())).status).toBe(200)
    clock.advance(STEP_MS)
    for (let i = 0; i < 5; i++) await login('000000')
    expectRefusal(await login(code()), 401, 'Wrong')
  })

  it('[AU38] every door asks for it: the form too', async () => {
    const { browser, code, clock } = await withSecond()
    clock.advance(STEP_MS)
    expect((await browser().signIn('ada', PASSWORD)).status).toBe(200)
    const form = { username: 'ada', password: PASSWORD, otp_code: code() }
    expect((await browser().post('/login', form)).status).toBe(302)
  })

  it('[AU56] a recovery code signs in once in place of a code', async () => {
    const { login, enabled } = await withSecond()
    const [one, two] = enabled.json.recovery_codes
    expect(one).toMatch(/^([a-z2-7]{4}-){3}[a-z2-7]{4}$/)
    expect((await login(one)).status).toBe(200)
    expectRefusal(await login(one), 401)
    expect((await login(two.toUpperCase().replaceAll('-', ' '))).status).toBe(200)
  })

  it('[AU57] a code switches it off, and sign-in asks no more', async () => {
    const { login, post, code, clock, ada, ask } = await withSecond()
    expectRefusal(await post('/auth/2fa/disable', { code: '000000' }), 400)
    clock.advance(STEP_MS)
    expect((await post('/auth/2fa/disable', { code: code() })).status).toBe(200)
    expect((await ask('GET', '/auth/me', { token: ada.token })).json.twofa_enabled).toBe(false)
    expect((await login()).status).toBe(200)
  })

  it('[AU57] codes cannot be tried without end', async () => {
    const { ask, person } = await start({ env: { LOGIN_RATE_LIMIT_PER_MINUTE: '3' } })
    const { token } = await person('ada')
    await ask('POST', '/auth/2fa/setup', { token })
    const enable = () => ask('POST', '/auth/2fa/enable', { token, body: { code: '000000' } })
    for (let i = 0; i < 3; i++) expectRefusal(await enable(), 400)
    expectRefusal(await enable(), 429)
  })
})

describe('the account itself', () => {
  it('[AU58] the password is changed with the present one, and ends the other sessions', async () => {
    const { ask, person } = await start()
    const ada = await person('ada')
    const phone = await server!.signedIn('ada')
    const change = (current_password: string, new_password: string) =>
      ask('POST', '/auth/change-password', { token: ada.token, body: { current_password, new_password } })
    expectRefusal(await change('wrong horse', 'another horse'), 403, 'current_password')
    expectRefusal(await change(PASSWORD, 'short'), 422, 'new_password')
    expect((await change(PASSWORD, 'another horse')).status).toBe(200)
    expect((await ask('GET', '/auth/me', { token: ada.token })).status).toBe(200)
    expectRefusal(await ask('GET', '/auth/me', { token: phone.token }), 401)
    const login = (password: string) => ask('POST', '/auth/login', { body: { email: 'ada', password } })
    expect([(await login(PASSWORD)).status, (await login('another horse')).status]).toEqual([401, 200])
  })

  it('[AU53] an account without an e-mail gets one, once its link was opened', async () => {
    const { ask, browser, mails } = await start()
    const page = browser()
    await page.signUp('bo')
    const change = (email: string, password = 'Correct-horse-1') =>
      ask('POST', '/auth/change-email', { headers: { cookie: page.cookie }, body: { email, password } })
    const me = async () => (await ask('GET', '/auth/me', { headers: { cookie: page.cookie } })).json
    expectRefusal(await change('bo@example.org', 'wrong'), 403, 'password')
    expect((await change('bo@example.org')).status).toBe(200)
    expect(await me()).toMatchObject({ email: null, email_verified: false })
    expect((await ask('POST', '/auth/verify-email', { body: { token: mails()[0]?.token } })).status).toBe(200)
    expect(await me()).toMatchObject({ email: 'bo@example.org', email_verified: true })
    await change('bo2@example.org')
    await change('bo3@example.org')
    expectRefusal(await ask('POST', '/auth/verify-email', { body: { token: mails()[1]?.token } }), 400)
    expect((await ask('POST', '/auth/verify-email', { body: { token: mails()[2]?.token } })).status).toBe(200)
    expect((await me()).email).toBe('bo3@example.org')
  })

  it('[AU53] to an address that another account has, nothing is sent, and the answer is the same', async () => {
    const { ask, person, mails } = await start()
    const [ada] = [await person('ada'), await person('bo')]
    const change = (email: string) =>
      ask('POST', '/auth/change-email', { token: ada.token, body: { email, password: PASSWORD } })
    const [free, taken] = [await change('free@example.org'), await change('bo@example.org')]
    expect([taken.status, taken.json]).toEqual([free.status, free.json])
    expect(mails().map(({ to }) => to)).toEqual(['ada@example.org', 'bo@example.org', 'free@example.org'])
  })

  it('[AU53] two who wait for one address: the second to open the link is told that it is taken', async () => {
    const { ask, person, mails } = await start()
    const people = [await person('ada'), await person('bo')]
    for (const { token } of people) {
      await ask('POST', '/auth/change-email', { token, body: { email: 'both@example.org', password: PASSWORD } })
    }
    const links = mails().flatMap(({ to, token }) => (to === 'both@example.org' ? [token] : []))
    expect((await ask('POST', '/auth/verify-email', { body: { token: links[1] } })).status).toBe(200)
    expectRefusal(await ask('POST', '/auth/verify-email', { body: { token: links[0] } }), 409)
  })

  it('[AU60] deleting it frees name and e-mail, ends its sessions, and shows it by deleteduser', async () => {
    const { ask, person } = await start()
    const [ada, bo] = [await person('ada'), await person('bo')]
    const remove = (password: string) => ask('POST', '/auth/delete-account', { token: ada.token, body: { password } })
    expectRefusal(await remove('wrong horse'), 403, 'password')
    expect((await remove(PASSWORD)).status).toBe(204)
    expectRefusal(await ask('GET', '/auth/me', { token: ada.token }), 401)
    expectRefusal(await ask('POST', '/auth/refresh', { body: { refresh_token: ada.refresh } }), 401)
    expectRefusal(await ask('POST', '/auth/login', { body: { email: 'ada', password: PASSWORD } }), 401)
    const again = await person('ada')
    expect((await ask('GET', '/auth/me', { token: again.token })).json.id).toBe(3)
    expect((await ask('GET', '/auth/me', { token: bo.token })).status).toBe(200)
  })
})
