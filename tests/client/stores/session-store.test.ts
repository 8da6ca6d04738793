import { describe, expect, it } from 'vitest'
import { SessionStore } from '../../../client/stores/session-store.ts'
import { aBox } from './support.ts'

type Answer = { status: number; body?: unknown } | 'down'

function aServer(answers: Record<string, Answer>) {
  const asked: { path: string; init?: RequestInit }[] = []
  const fetch = async (path: string, init?: RequestInit): Promise<Response> => {
    asked.push({ path, init })
    const answer = answers[path] ?? 'down'
    if (answer === 'down') throw new TypeError('network')
    return new Response(JSON.stringify(answer.body ?? null), { status: answer.status })
  }
  return { fetch, asked, answers }
}

const ADA = { userId: 7, username: 'ada' }

async function signedIn(box = aBox()) {
  const server = aServer({ '/session': { status: 200, body: ADA } })
  const session = new SessionStore(server.fetch, box)
  await session.open()
  return { server, session, box }
}

describe('who is signed in', () => {
  it('is asked of the server, and remembered for the next start', async () => {
    const { session, box } = await signedIn()
    expect(session.view).toEqual({ state: 'signed-in', identity: ADA, isEnded: false })
    const next = new SessionStore(aServer({}).fetch, box)
    expect(next.view).toMatchObject({ state: 'signed-in', identity: ADA })
  })

  it('the app opens with the server down', async () => {
    const { box } = await signedIn()
    const next = new SessionStore(aServer({}).fetch, box)
    await next.open()
    expect(next.view).toEqual({ state: 'signed-in', identity: ADA, isEnded: false })
  })

  it('an ended session ends sending, not local work', async () => {
    const { box } = await signedIn()
    const next = new SessionStore(aServer({ '/session': { status: 401 } }).fetch, box)
    await next.open()
    expect(next.view).toEqual({ state: 'signed-in', identity: ADA, isEnded: true })
  })

  it('a first start without a session, or without the server, asks to sign in', async () => {
    for (const answers of [{ '/session': { status: 401 } }, {}] as Record<string, Answer>[]) {
      const session = new SessionStore(aServer(answers).fetch, aBox())
      expect(session.view).toEqual({ state: 'opening' })
      await session.open()
      expect(session.view).toEqual({ state: 'signed-out' })
    }
  })

  it('damaged memory is no identity', () => {
    for (const text of ['{', '7', '{"userId":-1,"username":"x"}', '{"userId":"7","username":"x"}']) {
      const box = aBox()
      box.setItem('cairn.identity', text)
      expect(new SessionStore(aServer({}).fetch, box).view).toEqual({ state: 'opening' })
    }
  })
})

describe('signing in', () => {
  it('posts the form and asks for JSON', async () => {
    const server = aServer({ '/login': { status: 200, body: ADA } })
    const session = new SessionStore(server.fetch, aBox())
    expect(await session.signIn('ada', 'secret')).toBeNull()
    const { init } = server.asked[0]!
    expect(init).toMatchObject({ method: 'POST', headers: { Accept: 'application/json' } })
    expect((init?.body as URLSearchParams).toString()).toBe('username=ada&password=secret')
    expect(session.view).toMatchObject({ state: 'signed-in', identity: ADA })
  })

  it.each([
    [{ status: 401, body: { code: 'auth', message: 'x' } }, 'auth'],
    [{ status: 429, body: { code: 'rate', message: 'x' } }, 'rate'],
    [{ status: 403, body: { code: 'forbidden', message: 'x' } }, 'forbidden'],
    [{ status: 502, body: null }, 'offline'],
    [{ status: 500, body: { code: 'internal' } }, 'failed'],
    ['down', 'offline'],
  ] as [Answer, string][])('tells why not: %j', async (answer, code) => {
    const session = new SessionStore(aServer({ '/login': answer, '/session': { status: 401 } }).fetch, aBox())
    await session.open()
    expect(await session.signIn('ada', 'no')).toMatchObject({ code })
    expect(session.view).toEqual({ state: 'signed-out' })
  })

  it('again as somebody else is refused while this device holds what the first has not sent', async () => {
    const { session, server } = await signedIn()
    server.answers['/login'] = { status: 200, body: { userId: 8, username: 'bo' } }
    server.answers['/logout'] = { status: 200 }
    session.ended()
    expect(await session.signIn('bo', 'x')).toEqual({ code: 'other-account', message: 'ada' })
    expect(session.view).toMatchObject({ identity: ADA, isEnded: true })
    expect(server.asked.at(-1)?.path).toBe('/logout')
  })

  it('[UI137] the device hears of each answer that the person is signed in, also where it is no news here', async () => {
    const { server, box } = await signedIn()
    const told: number[] = []
    const session = new SessionStore(server.fetch, box, (userId) => void told.push(userId))
    expect(told).toEqual([])
    await session.open()
    expect(told).toEqual([7])
    session.ended()
    server.answers['/session'] = { status: 401 }
    await session.open()
    expect(told).toEqual([7])
    server.answers['/login'] = { status: 200, body: ADA }
    await session.signIn('ada', 'secret')
    expect(told).toEqual([7, 7])
  })

  it('signing out forgets who was here, also with the server down', async () => {
    const { session, box } = await signedIn()
    await session.signOut()
    expect(session.view).toEqual({ state: 'signed-out' })
    expect(box.getItem('cairn.identity')).toBeNull()
  })

  it('[OS25] signed out with the server down, the cookie that is left signs nobody in again', async () => {
    const { session, box, server } = await signedIn()
    server.answers['/logout'] = 'down'
    await session.signOut()
    const next = new SessionStore(server.fetch, box)
    await next.open()
    expect(next.view).toEqual({ state: 'signed-out' })
    server.answers['/logout'] = { status: 200 }
    server.answers['/session'] = { status: 401 }
    const later = new SessionStore(server.fetch, box)
    await later.open()
    expect(server.asked.slice(-2).map(({ path }) => path)).toEqual(['/logout', '/session'])
    expect(later.view).toEqual({ state: 'signed-out' })
  })

  it('[OS25] who signs in after that stays signed in', async () => {
    const { session, box, server } = await signedIn()
    await session.signOut()
    server.answers['/login'] = { status: 200, body: ADA }
    await session.signIn('ada', 'secret')
    const next = new SessionStore(server.fetch, box)
    await next.open()
    expect(next.view).toMatchObject({ state: 'signed-in', identity: ADA })
  })

  it('[OS21] nobody is signed in any more while the device is being left', async () => {
    const { session, box } = await signedIn()
    let seen: string | null = 'not asked'
    await session.signOut(async () => void (seen = box.getItem('cairn.identity')))
    expect(seen).toBeNull()
  })

  it('[OS24] another tab that signs out ends this one', async () => {
    const { session } = await signedIn()
    session.left()
    expect(session.view).toEqual({ state: 'signed-out' })
  })
})

describe('signing in with more than a password', () => {
  it('[UI30] a code is asked for only where it is on, and goes with the same name and password', async () => {
    const server = aServer({ '/login': { status: 401, body: { code: 'auth', reason: 'code', message: 'A code' } } })
    const session = new SessionStore(server.fetch, aBox())
    expect(await session.signIn('ada@example.org', 'Secret-12')).toMatchObject({ code: 'code' })
    server.answers['/login'] = { status: 200, body: ADA }
    expect(await session.signIn('ada@example.org', 'Secret-12', '123456')).toBe(null)
    const sent = server.asked.map(({ init }) => (init?.body as URLSearchParams).toString())
    expect(sent).toEqual([
      'username=ada%40example.org&password=Secret-12',
      'username=ada%40example.org&password=Secret-12&otp_code=123456',
    ])
  })

  it('an account with an e-mail is registered, then signed in', async () => {
    const server = aServer({
      '/api/v1/auth/register': { status: 201, body: { message: 'ok' } },
      '/login': { status: 200, body: ADA },
    })
    const session = new SessionStore(server.fetch, aBox())
    expect(await session.signUp('ada', 'Secret-12', 'ada@example.org')).toBe(null)
    expect(server.asked.map(({ path }) => path)).toEqual(['/api/v1/auth/register', '/login'])
    expect(session.view).toMatchObject({ state: 'signed-in', identity: ADA })
  })

  it('what stands against it is told in the codes of the form', async () => {
    const cases: [number, string, string][] = [
      [409, 'username: is taken', 'conflict'],
      [409, 'email: is taken', 'email-taken'],
      [403, 'Sign-up is closed here.', 'forbidden'],
      [422, 'email: is no e-mail address', 'invalid'],
      [429, 'Rate limit exceeded.', 'rate'],
      [502, '', 'offline'],
    ]
    for (const [status, detail, code] of cases) {
      const server = aServer({ '/api/v1/auth/register': { status, body: { detail } } })
      expect(await new SessionStore(server.fetch, aBox()).signUp('ada', 'Secret-12', 'a@b.example')).toMatchObject({
        code,
      })
    }
  })

  it('a new username is known as soon as the server says it', async () => {
    const { server, session } = await signedIn()
    server.answers['/session'] = { status: 200, body: { ...ADA, username: 'countess' } }
    await session.open()
    expect(session.view).toMatchObject({ identity: { userId: 7, username: 'countess' } })
  })
})
