import { TOTP } from 'otpauth'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TRUSTED_MS } from '../../../sync-server/accounts/trusted-devices.ts'
import { aServer, GOOD_PASSWORD, removeFolders, type AServer, type Browser } from '../support/a-server.ts'

let server: AServer
/** A signed-in browser that is not the trusted one. */
let ada: Browser
let totp: TOTP

beforeEach(async () => {
  server = await aServer()
  ada = server.browser()
  await ada.signUp('ada')
  const { secret } = (await (await api('POST', '/auth/2fa/setup')).json()) as { secret: string }
  totp = new TOTP({ secret })
  expect((await api('POST', '/auth/2fa/enable', { code: code() })).status).toBe(200)
})
afterEach(() => server.stop())
afterAll(removeFolders)

/** A new code each time: a step is used once. */
function code(): string {
  server.clock.advance(30_000)
  return totp.generate({ timestamp: server.clock.nowMs })
}

function api(method: string, path: string, body: object = {}): Promise<Response> {
  const headers = { 'content-type': 'application/json', cookie: ada.cookie, origin: server.url }
  const init = method === 'GET' ? { headers } : { method, headers, body: JSON.stringify(body) }
  return fetch(`${server.url}/api/v1${path}`, init)
}

/** Signs in with a code and trusts the browser. @returns what it keeps for the next time, and its session */
async function trusted(): Promise<{ trust: string; session: string }> {
  const browser = server.browser()
  await browser.post('/login', { username: 'ada', password: GOOD_PASSWORD, otp_code: code(), trust_device: 'on' })
  const cookies = browser.cookie.split('; ')
  const named = (name: string) => cookies.filter((cookie) => cookie.startsWith(name)).join('; ')
  return { trust: named('trusted_device'), session: named('session') }
}

/** 302: signed in. 200: the page again, which asks for a code or a password. */
async function signIn(trust: string, form: Record<string, string> = {}): Promise<number> {
  const browser = server.browser()
  return (await browser.post('/login', { username: 'ada', password: GOOD_PASSWORD, ...form }, { cookie: trust })).status
}

describe('a trusted browser', () => {
  it('[AU100] needs the password alone from then on, by a cookie that scripts and other sites cannot use', async () => {
    const form = { username: 'ada', password: GOOD_PASSWORD, trust_device: 'on' }
    const answer = await server.browser().post('/login', { ...form, otp_code: code() })
    const lines = answer.headers.getSetCookie().filter((line) => line.startsWith('trusted_device'))
    expect(lines).toHaveLength(2)
    for (const line of lines) expect(line).toMatch(/; expires=.*; samesite=lax; httponly/i)
    const { trust } = await trusted()
    expect(await signIn('')).toBe(200)
    expect(await signIn(trust)).toBe(302)
    expect(await signIn(trust, { password: 'Wrong-horse-1' })).toBe(200)
    expect(await signIn(trust, { otp_code: '000000' })).toBe(200)
  })

  it('[AU100] is trusted only where a code was given with the wish', async () => {
    const plain = await server.browser().post('/login', { username: 'ada', password: GOOD_PASSWORD, otp_code: code() })
    expect(plain.headers.getSetCookie().join()).not.toContain('trusted_device')
    const { trust } = await trusted()
    const again = await server
      .browser()
      .post('/login', { username: 'ada', password: GOOD_PASSWORD, trust_device: 'on' }, { cookie: trust })
    expect(again.status).toBe(302)
    expect(again.headers.getSetCookie().join()).not.toContain('trusted_device')
  })

  it('[AU100] five wrong passwords lock it out like any other', async () => {
    const { trust } = await trusted()
    for (let i = 0; i < 5; i++) await signIn(trust, { password: 'Wrong-horse-1' })
    expect(await signIn(trust)).toBe(200)
  })

  it('[AU101] is trusted for 30 days, whatever it is used', async () => {
    const { trust } = await trusted()
    server.clock.advance(TRUSTED_MS - 1)
    expect(await signIn(trust)).toBe(302)
    server.clock.advance(1)
    expect(await signIn(trust)).toBe(200)
  })

  it('[AU101] is trusted by one account, and by what we signed; asking for the code counts as no failure', async () => {
    const { trust } = await trusted()
    const forged = trust.replace(/^(trusted_device=)./, '$1!')
    for (let i = 0; i < 6; i++) expect(await signIn(forged)).toBe(200)
    expect(await signIn(trust)).toBe(302)

    // From here on it is bo whose settings are changed.
    ada = server.browser()
    await ada.signUp('bo')
    const { secret } = (await (await api('POST', '/auth/2fa/setup')).json()) as { secret: string }
    totp = new TOTP({ secret })
    await api('POST', '/auth/2fa/enable', { code: code() })
    expect(await signIn(trust, { username: 'bo' })).toBe(200)
  })

  it('[AU102] signing out leaves the trust', async () => {
    const { trust, session } = await trusted()
    await server.browser().get('/logout', { cookie: session })
    expect(await signIn(trust)).toBe(302)
  })

  it('[AU102] a new password ends it, here too', async () => {
    const { trust, session } = await trusted()
    ada.cookie = session
    const passwords = { current_password: GOOD_PASSWORD, new_password: 'Another-horse-2' }
    expect((await api('POST', '/auth/change-password', passwords)).status).toBe(200)
    expect(await signIn(trust, { password: 'Another-horse-2' })).toBe(200)
  })

  it('[AU102] switching the second step off ends it: switched on again, a code is asked for', async () => {
    const { trust } = await trusted()
    expect((await api('POST', '/auth/2fa/disable', { code: code() })).status).toBe(200)
    expect(await signIn(trust)).toBe(302)
    const { secret } = (await (await api('POST', '/auth/2fa/setup')).json()) as { secret: string }
    totp = new TOTP({ secret })
    await api('POST', '/auth/2fa/enable', { code: code() })
    expect(await signIn(trust)).toBe(200)
  })

  it('[AU102] one device signed out from another has to give a code again, also after it signed in by its trust', async () => {
    const { trust } = await trusted()
    expect(await signIn(trust)).toBe(302)
    const listed = (await (await api('GET', '/auth/sessions')).json()) as { jti: string; is_current: boolean }[]
    // Last used first: the trusted browser's second session.
    for (const { jti, is_current } of listed) if (!is_current) await api('DELETE', `/auth/sessions/${jti}`)
    expect(await signIn(trust)).toBe(200)
  })

  it('[AU102] signing out all others ends the trust in them, signed in or not, and leaves one’s own', async () => {
    const own = await trusted()
    const [there, left] = [await trusted(), await trusted()]
    await server.browser().get('/logout', { cookie: left.session })
    ada.cookie = own.session
    expect((await api('DELETE', '/auth/sessions')).status).toBe(204)
    expect([await signIn(there.trust), await signIn(left.trust), await signIn(own.trust)]).toEqual([200, 200, 302])
  })
})
