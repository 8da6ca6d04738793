import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { UserId } from '../../../schema/ids.ts'
import { openAccessTokens } from '../../../sync-server/accounts/access-tokens.ts'
import type { Session, SessionStore } from '../../../sync-server/accounts/session-store.ts'
import { openSeal } from '../../../sync-server/seal.ts'
import { anApi, type AnApi } from '../../contract/support/an-api.ts'
import { aServer, removeFolders, type AServer } from '../support/a-server.ts'

const KEY = 'a key of the data folder, 32 characters'
const NOW_MS = 1_800_000_000_000
const MINUTE_MS = 60_000

const session = { sessionId: 'abc', userId: 7 as UserId, expiresAtMs: NOW_MS + 10 ** 9 } as Session

function someTokens(keys = [KEY]) {
  const world = { nowMs: NOW_MS, live: true }
  const sessions = { find: (id: string) => (id === 'abc' && world.live ? session : null) } as SessionStore
  return { world, tokens: openAccessTokens({ keys, sessions, now: () => world.nowMs, randomBytes }) }
}

const forged = (claims: object, key = KEY, alg = 'HS256') =>
  new SignJWT({ sid: 'abc', typ: 'access', sub: '7', exp: NOW_MS / 1000 + 60, ...claims })
    .setProtectedHeader({ alg })
    .sign(Buffer.from(key))

describe('access tokens', () => {
  it('[AU41] name the session for 15 minutes, and every one is another', async () => {
    const { tokens, world } = someTokens()
    const [one, two] = [await tokens.issue(session), await tokens.issue(session)]
    expect(one).not.toBe(two)
    expect(await tokens.find(one)).toEqual({ session, expiresAtMs: NOW_MS + 15 * MINUTE_MS })
    world.nowMs += 15 * MINUTE_MS - 1
    expect(await tokens.find(one)).not.toBeNull()
    world.nowMs += 1
    expect(await tokens.find(one)).toBeNull()
    expect(await tokens.find(two)).toBeNull()
  })

  it('[AU42] die with their session, at once', async () => {
    const { tokens, world } = someTokens()
    const token = await tokens.issue(session)
    expect(await tokens.find(token)).not.toBeNull()
    world.live = false
    expect(await tokens.find(token)).toBeNull()
  })

  it('[AU42] of another key, another kind, without signature or end are none', async () => {
    const { tokens } = someTokens()
    expect(await tokens.find(await forged({}))).not.toBeNull()
    for (const token of [
      await forged({}, 'a key of somebody else, 32 characters.'),
      await forged({}, KEY.repeat(2), 'HS512'),
      await forged({ typ: 'refresh' }),
      await forged({ typ: undefined }),
      await forged({ sid: undefined }),
      await forged({ sid: 7 }),
      await forged({ sub: '8' }),
      await forged({ exp: undefined }),
      await forged({ exp: NOW_MS / 1000 }),
      new UnsecuredJWT({ sid: 'abc', typ: 'access', sub: '7' }).setExpirationTime(NOW_MS).encode(),
      '',
      'a.b.c',
    ]) {
      expect([token, await tokens.find(token)]).toEqual([token, null])
    }
  })

  it('[AU61] of an older key are good until they are over', async () => {
    const token = await someTokens().tokens.issue(session)
    expect(await someTokens(['another key of the data folder, newer', KEY]).tokens.find(token)).not.toBeNull()
    expect(await someTokens(['another key of the data folder, newer']).tokens.find(token)).toBeNull()
  })
})

describe('sockets by access token', () => {
  let server: AServer | AnApi | null = null
  afterEach(() => server?.stop())
  afterAll(removeFolders)

  const tokenOf = async ({ url, browser }: AServer) => {
    await browser().signUp('ada')
    const body = JSON.stringify({ email: 'ada', password: 'Correct-horse-1' })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${url}/api/v1/auth/login`, { method: 'POST', body, headers })
    return (await answer.json()) as { access_token: string; refresh_token: string }
  }

  it('[AU42] one opens by header and by ?token=, and ends with its token', async () => {
    const api = (server = await aServer())
    const { access_token } = await tokenOf(api)
    expect(await api.socket('/sync', { authorization: `Bearer ${access_token}` })).toBe(1000)
    expect(await api.socket(`/sync/directory?token=${access_token}`)).toBe(1000)
    const expiresAtMs = api.clock.nowMs + 15 * MINUTE_MS
    for (const identity of api.sync.identities)
      expect(identity).toMatchObject({ userId: 1, kind: 'bearer', expiresAtMs })
    expect(api.sync.identities).toHaveLength(2)
    expect(api.logged()).not.toContain(access_token)
  })

  it('[AU42] a refresh token opens none, nor does one whose session ended', async () => {
    const api = (server = await aServer())
    const { access_token, refresh_token } = await tokenOf(api)
    expect(await api.socket(`/sync?token=${refresh_token}`)).toBe(4401)
    const authorization = `Bearer ${access_token}`
    await fetch(`${api.url}/api/v1/auth/logout`, { method: 'POST', headers: { authorization } })
    expect(await api.socket('/sync', { authorization })).toBe(4401)
  })

  it('[AU40] a session that is ended elsewhere closes its open sockets within a second', async () => {
    const api = await anApi()
    server = api
    const ada = await api.person('ada')
    const phone = await api.signedIn('ada')
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/sync`, {
      headers: { authorization: `Bearer ${phone.token}` },
    })
    const closed = once(socket, 'close')
    await once(socket, 'open')
    const startedMs = performance.now()
    expect((await api.ask('DELETE', '/auth/sessions', { token: ada.token })).status).toBe(204)
    const [code] = (await closed) as [number]
    expect(code).toBe(4401)
    expect(performance.now() - startedMs).toBeLessThan(1_000)
  })
})

describe('what is sealed', () => {
  it('[AU26] opens in its own place only, under the key that sealed it, and is another text each time', () => {
    const seal = openSeal([KEY], randomBytes)
    const [one, two] = [seal.close('secret', 'totp/7'), seal.close('secret', 'totp/7')]
    expect(one).not.toBe(two)
    expect(seal.open(one, 'totp/7')).toBe('secret')
    expect(seal.open(one, 'totp/8')).toBeNull()
    expect(seal.open(one.slice(0, -2) + 'AA', 'totp/7')).toBeNull()
    expect(seal.open('', 'totp/7')).toBeNull()
    expect(openSeal(['another key of the data folder, newer', KEY], randomBytes).open(one, 'totp/7')).toBe('secret')
    expect(openSeal(['another key of the data folder, newer'], randomBytes).open(one, 'totp/7')).toBeNull()
  })
})
