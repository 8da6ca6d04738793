import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnApi } from '../support/an-api.ts'
import { aBrowser, aChattrixApi, aPerson, PASSWORD, type ChattrixClient } from '../support/a-chattrix-client.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'

let api: AnApi
let ada: ChattrixClient

beforeAll(async () => {
  api = await aChattrixApi()
  ada = await aPerson(api.url, 'ada')
})
afterAll(async () => {
  await api.stop()
  removeFolders()
})

const account = (username: string, more = {}) => {
  return { username, email: `${username}@example.org`, password: PASSWORD, ...more }
}

describe('signing up', () => {
  it('[CX1] makes an account, and does not sign in', async () => {
    const browser = aBrowser(api.url)
    const { status, json } = await browser.post('/api/register', account('bo', { display_name: 'Bo Berg' }))
    expect(status).toBe(201)
    expect(json).toEqual({
      success: true,
      message: 'User registered successfully',
      user: {
        id: expect.any(Number),
        username: 'bo',
        email: 'bo@example.org',
        display_name: 'Bo Berg',
        profile_pic: 'default.jpg',
        created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
    })
    expect(browser.cookies.size).toBe(0)
  })

  it('[CX1] of a taken username or e-mail is 400 and names it', async () => {
    const browser = aBrowser(api.url)
    const taken = await browser.post('/register', account('ADA', { email: 'other@example.org' }))
    expect(taken.status).toBe(400)
    expect(taken.json).toEqual({
      success: false,
      message: 'Username already exists',
      errors: { username: ["Username 'ADA' is already taken"] },
      code: 'CONFLICT',
    })
    const email = await browser.post('/register', account('cy', { email: 'ADA@example.org' }))
    expect([email.status, Object.keys(email.json.errors)]).toEqual([400, ['email']])
  })

  it.each([
    ['username', { username: 'a b' }],
    ['username', { username: 'System' }],
    ['username', { username: 7 }],
    ['email', { email: 'no address' }],
    ['email', { email: undefined }],
    ['password', { password: 'short' }],
    ['display_name', { display_name: 'x'.repeat(129) }],
    ['username', { username: 'nul\u0000' }],
  ])('[CX2] with a bad %s is 400 and names it: %j', async (field, wrong) => {
    const { status, json } = await aBrowser(api.url).post('/register', { ...account('dee'), ...wrong })
    expect([status, json.success, json.code, Object.keys(json.errors)]).toEqual([
      400,
      false,
      'VALIDATION_ERROR',
      [field],
    ])
  })

  it.each([['{'], ['[]'], ['null'], ['"x"'], ['['.repeat(5_000)], ['\u0000']])(
    '[CX2] with a body of %j is 400',
    async (body) => {
      const { status, json } = await aBrowser(api.url).post('/register', body)
      expect([status, json.code]).toEqual([400, 'VALIDATION_ERROR'])
    },
  )

  it('[CX2] with a body that is too large is 413', async () => {
    const { status, json } = await aBrowser(api.url).post('/register', account('x'.repeat(20_000)))
    expect([status, json.code]).toEqual([413, 'PAYLOAD_TOO_LARGE'])
  })
})

describe('signing in', () => {
  it('[CX1] starts a session, at both paths, by username or e-mail', async () => {
    for (const [path, username] of [
      ['/login', 'Ada'],
      ['/api/login', 'ada@example.org'],
    ] as const) {
      const browser = aBrowser(api.url)
      const { status, json } = await browser.post(path, { username, password: PASSWORD, remember_me: false })
      expect(status).toBe(200)
      expect(json).toEqual({
        success: true,
        message: 'Login successful',
        user: { id: ada.id, username: 'ada', display_name: 'ada', profile_pic: 'default.jpg' },
        redirect_url: '/chat',
      })
      expect([...browser.cookies.keys()].sort()).toEqual(['session', 'session.sig'])
      expect((await browser.get('/api/user/profile')).status).toBe(200)
      const chat = await browser.bytes('/chat')
      expect([chat.status, chat.headers.get('location')]).toEqual([302, '/'])
    }
  })

  it('[CX1] leaves forms to minimost', async () => {
    const body = new URLSearchParams({ username: 'ada', password: 'wrong' })
    const answer = await fetch(`${api.url}/login`, { method: 'POST', body, redirect: 'manual' })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
  })

  it('[CX2] fails alike for a wrong password and a wrong name', async () => {
    const wrong = await aBrowser(api.url).post('/login', { username: 'ada', password: 'wrong' })
    const nobody = await aBrowser(api.url).post('/login', { username: 'nobody', password: 'wrong' })
    expect(wrong.json).toEqual({
      success: false,
      message: 'Invalid username or password',
      code: 'UNAUTHENTICATED',
    })
    expect([wrong.status, nobody.status, nobody.json]).toEqual([401, 401, wrong.json])
  })

  it('[CX5] a copy of the cookie is worth nothing after signing out', async () => {
    const browser = aBrowser(api.url)
    await browser.post('/login', { username: 'ada', password: PASSWORD })
    const copy = browser.cookieHeader()
    expect((await browser.post('/logout')).json).toEqual({ success: true, message: 'Logged out successfully' })
    expect(browser.cookies.size).toBe(0)
    const { status, json } = await aBrowser(api.url).get('/api/user/profile', { cookie: copy })
    expect([status, json]).toEqual([401, { success: false, message: 'not signed in', code: 'UNAUTHENTICATED' }])
    expect((await browser.post('/api/logout')).status).toBe(401)
  })
})

describe('being remembered', () => {
  const remembered = async () => {
    const browser = aBrowser(api.url)
    await browser.post('/login', { username: 'ada', password: PASSWORD, remember_me: true })
    return browser
  }
  const forget = (browser: ChattrixClient) => {
    browser.cookies.delete('session')
    browser.cookies.delete('session.sig')
  }

  it('[CX3] sets a cookie of 30 days that no script reads', async () => {
    const body = JSON.stringify({ username: 'ada', password: PASSWORD, remember_me: true })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${api.url}/login`, { method: 'POST', body, headers })
    const line = answer.headers.getSetCookie().find((one) => one.startsWith('remember_token='))
    expect(line).toMatch(/; httponly/i)
    expect(line).toMatch(/samesite=lax/i)
    const expires = Date.parse(/expires=([^;]+)/i.exec(line ?? '')?.[1] ?? '')
    expect(Math.round((expires - Date.now()) / 86_400_000)).toBe(30)
  })

  it('[CX3] gives a session where there is none any more, at every door', async () => {
    const browser = await remembered()
    forget(browser)
    const before = browser.cookies.get('remember_token')
    expect((await browser.get('/session')).json.username).toBe('ada')
    expect(browser.cookies.has('session')).toBe(true)
    expect(browser.cookies.get('remember_token')).not.toBe(before)
    expect((await browser.get('/api/user/profile')).status).toBe(200)
  })

  it('[CX4] outlives a lost reply, and two requests at once', async () => {
    const browser = await remembered()
    forget(browser)
    const sent = { cookie: browser.cookieHeader() }
    const answers = await Promise.all([1, 2].map(() => aBrowser(api.url).get('/api/user/profile', sent)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(answers[0]?.headers.getSetCookie()).toEqual(answers[1]?.headers.getSetCookie())
    expect((await browser.get('/api/user/profile')).status).toBe(200)
    expect((await browser.get('/api/user/profile')).status).toBe(200)
  })

  it('[CX5] ends at signing out', async () => {
    const browser = await remembered()
    const copy = `remember_token=${browser.cookies.get('remember_token')}`
    await browser.post('/logout')
    expect(browser.cookies.size).toBe(0)
    expect((await aBrowser(api.url).get('/api/user/profile', { cookie: copy })).status).toBe(401)
  })

  it('[CX3] a token nobody was given is taken away', async () => {
    const browser = aBrowser(api.url)
    browser.cookies.set('remember_token', 'made-up')
    expect((await browser.get('/api/user/profile')).status).toBe(401)
    expect(browser.cookies.size).toBe(0)
  })
})
