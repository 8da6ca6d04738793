import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { aServer, GOOD_PASSWORD, removeFolders, type AServer, type AServerOptions } from '../support/a-server.ts'

let server: AServer | null = null
const start = async (options?: AServerOptions) => (server = await aServer(options))
afterEach(() => server?.stop())
afterAll(removeFolders)

const ticketOf = async (response: Response) => ((await response.json()) as { ticket: string }).ticket

describe('Origin', () => {
  it('[AU19] a change comes from a page at PUBLIC_URL, at the own Host, or from no page', async () => {
    const { browser, url } = await start({ env: { PUBLIC_URL: 'http://chat.example.org' } })
    await browser().signUp('ada')
    for (const origin of ['http://chat.example.org', url]) {
      expect((await browser().signIn('ada', GOOD_PASSWORD, { origin })).status).toBe(302)
    }
    expect((await browser().signIn('ada')).status).toBe(302)
  })

  it('[AU19] a change from another page is 403, also from one that hides its name', async () => {
    const { browser, url } = await start()
    await browser().signUp('ada')
    for (const origin of ['http://evil.example', 'null', url.replace(/\d+$/, '1'), `${url}.evil.example`]) {
      expect([origin, (await browser().signIn('ada', GOOD_PASSWORD, { origin })).status]).toEqual([origin, 403])
    }
  })

  it('[AU19] behind TLS a page of the same name without TLS is another page', async () => {
    const { browser, url } = await start({ env: { PUBLIC_URL: 'https://chat.example.org' } })
    expect((await browser().signUp('ada', GOOD_PASSWORD, { origin: url })).status).toBe(403)
    expect((await browser().signUp('ada', GOOD_PASSWORD, { origin: 'https://chat.example.org' })).status).toBe(302)
  })

  it('[AU19] reading needs no Origin', async () => {
    const { browser } = await start()
    expect((await browser().get('/login', { origin: 'http://evil.example' })).status).toBe(200)
  })
})

describe('sockets', () => {
  it('[AU23] a signed-in page opens a socket as its user', async () => {
    const { browser, socket, sync, url, clock } = await start()
    const ada = browser()
    await ada.signUp('ada')
    expect(await socket('/sync', { cookie: ada.cookie, origin: url })).toBe(1000)
    expect(await socket('/sync/channel/general', { cookie: ada.cookie, origin: url })).toBe(1000)
    const expiresAtMs = clock.nowMs + 30 * 24 * 60 * 60_000
    expect(sync.identities[0]).toMatchObject({ userId: 1, kind: 'cookie', expiresAtMs })
  })

  it('[AU23] another page, or a cookie without a page, is 403; another path is 404', async () => {
    const { browser, socket, sync } = await start()
    const ada = browser()
    await ada.signUp('ada')
    expect(await socket('/sync', { cookie: ada.cookie, origin: 'http://evil.example' })).toBe(403)
    expect(await socket('/sync?token=x', { origin: 'http://evil.example' })).toBe(403)
    expect(await socket('/sync', { cookie: ada.cookie })).toBe(403)
    expect(await socket('/synchronise')).toBe(404)
    expect(sync.identities).toEqual([])
  })

  it('[AU23] without a session the socket is opened and closed with 4401', async () => {
    const { browser, socket, url } = await start()
    const ada = browser()
    await ada.signUp('ada')
    await ada.get('/logout')
    expect(await socket('/sync')).toBe(4401)
    expect(await socket('/sync', { authorization: 'Bearer nonsense' })).toBe(4401)
    expect(await socket('/sync', { cookie: 'session=x; session.sig=y', origin: url })).toBe(4401)
  })

  it('[AU22] a ticket opens one socket, without cookie or Origin', async () => {
    const { browser, socket, sync } = await start()
    const ada = browser()
    await ada.signUp('ada')
    const ticket = await ticketOf(await ada.post('/session/ticket', {}))
    expect(await socket(`/sync/directory?token=${ticket}`)).toBe(1000)
    expect(await socket(`/sync/directory?token=${ticket}`)).toBe(4401)
    expect(sync.identities[0]).toMatchObject({ userId: 1, kind: 'ticket' })
  })

  it('[AU22] a ticket is good for 30 s and dies with its session', async () => {
    const { browser, socket, clock } = await start()
    const ada = browser()
    await ada.signUp('ada')
    const first = await ticketOf(await ada.post('/session/ticket', {}))
    const second = await ticketOf(await ada.post('/session/ticket', {}))
    clock.advance(29_999)
    expect(await socket(`/sync?token=${first}`)).toBe(1000)
    clock.advance(1)
    expect(await socket(`/sync?token=${second}`)).toBe(4401)
    const third = await ticketOf(await ada.post('/session/ticket', {}))
    await ada.get('/logout')
    expect(await socket(`/sync?token=${third}`)).toBe(4401)
  })

  it('[AU22] without a session there is no ticket', async () => {
    const { browser } = await start()
    expect((await browser().post('/session/ticket', {})).status).toBe(401)
  })
})
