import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { aServer, GOOD_PASSWORD, removeFolders, type AServer, type AServerOptions } from '../support/a-server.ts'

let server: AServer | null = null
const start = async (options?: AServerOptions) => (server = await aServer(options))
afterEach(() => server?.stop())
afterAll(removeFolders)

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

describe('sign-in', () => {
  it('[AU4] a name is found whatever the case and shown as registered', async () => {
    const { browser } = await start()
    await browser().signUp('Ada')
    const ada = browser()
    expect((await ada.signIn('aDA')).status).toBe(302)
    expect(await (await ada.get('/session')).json()).toMatchObject({ username: 'Ada' })
  })

  it('[AU11] the right password leads to / with a signed cookie that scripts and other sites cannot use', async () => {
    const { browser } = await start()
    await browser().signUp('ada')
    const answer = await browser().signIn('ada')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/'])
    const [session = '', signature = ''] = answer.headers.getSetCookie()
    expect(session).toMatch(/^session=[\w-]{43};/)
    expect(signature).toMatch(/^session\.sig=/)
    for (const line of [session, signature]) {
      expect(line).toMatch(/; httponly/i)
      expect(line).toMatch(/; samesite=lax/i)
      expect(line).not.toMatch(/secure/i)
    }
  })

  it('[AU12] a failed sign-in takes 3 s and shows the page again, the same for an unknown name', async () => {
    const { browser, waits } = await start()
    await browser().signUp('ada')
    const wrong = await browser().signIn('ada', 'Wrong-horse-1')
    const unknown = await browser().signIn('nobody', 'Wrong-horse-1')
    expect([wrong.status, unknown.status]).toEqual([200, 200])
    expect(await wrong.text()).toBe(await unknown.text())
    expect(waits).toEqual([3000, 3000])
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  it('[AU12] nothing typed comes back in the page', async () => {
    const { browser } = await start()
    const page = await (await browser().signIn('<script>alert(1)</script>', 'x')).text()
    expect(page).toContain('role="alert"')
    expect(page).not.toContain('alert(1)')
  })

  it('[AU13] after max_login_attempts failures in a row the right password is refused too, and takes as long', async () => {
    const { browser, waits } = await start()
    await browser().signUp('ada')
    for (let i = 0; i < 5; i++) await browser().signIn('ada', 'Wrong-horse-1')
    const answer = await browser().signIn('ada')
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('Wrong name or password')
    expect(waits).toEqual(Array(6).fill(3000))
  })

  it('[AU13] one failure fewer locks nothing, and a success starts the count again', async () => {
    const { browser } = await start()
    await browser().signUp('ada')
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 4; i++) await browser().signIn('ada', 'Wrong-horse-1')
      expect((await browser().signIn('ada')).status).toBe(302)
    }
  })

  it('[AU13] guesses sent all at once are counted like others', async () => {
    const { browser } = await start()
    await browser().signUp('ada')
    await Promise.all(Array.from({ length: 8 }, () => browser().signIn('ada', 'Wrong-horse-1')))
    expect((await browser().signIn('ada')).status).toBe(200)
  })

  it('[AU14] a lock ends after lockout_duration_minutes, and attempts during it do not prolong it', async () => {
    const { browser, clock } = await start()
    await browser().signUp('ada')
    for (let i = 0; i < 5; i++) await browser().signIn('ada', 'Wrong-horse-1')
    clock.advance(15 * MINUTE_MS - 1)
    expect((await browser().signIn('ada', 'Wrong-horse-1')).status).toBe(200)
    expect((await browser().signIn('ada')).status).toBe(200)
    clock.advance(1)
    expect((await browser().signIn('ada')).status).toBe(302)
  })

  it('[AU20] over the limit of a minute an address gets 429 and is told when to come again', async () => {
    const { browser } = await start({ env: { LOGIN_RATE_LIMIT_PER_MINUTE: '2' } })
    await browser().signUp('ada')
    for (let i = 0; i < 2; i++) expect((await browser().signIn('ada')).status).toBe(302)
    const answer = await browser().signIn('ada')
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60)
  })

  it('[AU20] sign-ups are limited likewise', async () => {
    const { browser } = await start({ env: { REGISTER_RATE_LIMIT_PER_MINUTE: '1' } })
    expect((await browser().signUp('ada')).status).toBe(302)
    expect((await browser().signUp('bo')).status).toBe(429)
  })

  it('[AU21] X-Forwarded-For is believed as far as TRUST_PROXY reaches, and no further', async () => {
    const limit = { LOGIN_RATE_LIMIT_PER_MINUTE: '1' }
    const direct = await start({ env: limit })
    const from = (address: string) => ({ 'x-forwarded-for': address })
    await direct.browser().signIn('ada', 'x', from('192.0.2.1'))
    expect((await direct.browser().signIn('ada', 'x', from('192.0.2.2'))).status).toBe(429)
    await direct.stop()

    const proxied = await start({ env: { ...limit, TRUST_PROXY: '1' } })
    await proxied.browser().signIn('ada', 'x', from('192.0.2.1'))
    expect((await proxied.browser().signIn('ada', 'x', from('192.0.2.2'))).status).toBe(200)
    expect((await proxied.browser().signIn('ada', 'x', from('198.51.100.7, 192.0.2.1'))).status).toBe(429)
  })

  it('[AU33] a form is read up to 16 kB, and JSON is not taken for a form', async () => {
    const { browser } = await start()
    expect((await browser().signIn('ada', 'x'.repeat(17_000))).status).toBe(413)
    const json = await browser().post('/login', {}, { 'content-type': 'application/json' })
    expect([json.status, json.headers.getSetCookie()]).toEqual([400, []])
    expect((await browser().post('/login', {}, { 'content-type': 'text/plain' })).status).toBe(415)
  })
})

describe('sessions', () => {
  it('[AU15] a session ends 30 days after its last use', async () => {
    const { browser, clock } = await start()
    const ada = browser()
    await ada.signUp('ada')
    clock.advance(30 * DAY_MS - 1)
    const used = await ada.get('/session')
    expect(used.status).toBe(200)
    expect(used.headers.getSetCookie()[0]).toMatch(/^session=/)
    clock.advance(30 * DAY_MS - 1)
    expect((await ada.get('/session')).status).toBe(200)
    clock.advance(30 * DAY_MS)
    expect((await ada.get('/session')).status).toBe(401)
  })

  it('[AU16] after sign-out a copy of the cookie is worth nothing, and its sockets end', async () => {
    const { browser, sync } = await start()
    const ada = browser()
    await ada.signUp('ada')
    const copy = browser()
    copy.cookie = ada.cookie
    const answer = await ada.get('/logout')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/login'])
    expect((await copy.get('/session')).status).toBe(401)
    expect(sync.ended).toHaveLength(1)
    expect(ada.cookie).toBe('')
  })

  it('[AU16] signing in again in one browser ends the session that its cookie named', async () => {
    const { browser, sync } = await start()
    const ada = browser()
    await ada.signUp('ada')
    await ada.signIn('ada')
    expect(sync.ended).toHaveLength(1)
    expect((await ada.get('/session')).status).toBe(200)
  })

  it('[AU16] sessions outlive a restart of the server', async () => {
    const first = await start()
    const ada = first.browser()
    await ada.signUp('ada')
    await first.stop()
    const second = await start({ folder: first.folder })
    const again = second.browser()
    again.cookie = ada.cookie
    expect((await again.get('/session')).status).toBe(200)
  })

  it('[AU17] a cookie with another signature is none', async () => {
    const { browser } = await start()
    const ada = browser()
    await ada.signUp('ada')
    ada.cookie = ada.cookie.replace(/session\.sig=.{6}/, 'session.sig=AAAAAA')
    expect((await ada.get('/session')).status).toBe(401)
    ada.cookie = ada.cookie.replace(/; session\.sig.*/, '')
    expect((await ada.get('/session')).status).toBe(401)
  })

  it('[AU18] the cookie is Secure when PUBLIC_URL is https', async () => {
    const { browser } = await start({ env: { PUBLIC_URL: 'https://chat.example.org' } })
    const answer = await browser().signUp('ada')
    expect(answer.headers.getSetCookie()[0]).toMatch(/; secure/i)
  })

  it('[AU32] the web app signs in by the same form, with codes', async () => {
    const { browser } = await start()
    await browser().signUp('ada')
    const json = { accept: 'application/json' }
    const good = await browser().signIn('ada', GOOD_PASSWORD, json)
    expect([good.status, await good.json()]).toEqual([200, { userId: 1, username: 'ada', admin: true }])
    const bad = await browser().signIn('ada', 'Wrong-horse-1', json)
    expect([bad.status, await bad.json()]).toMatchObject([401, { code: 'auth' }])
  })
})
