import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { minimostGroups, minimostTables } from '../../../sync-server/dialects/minimost/routes.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aMinimostCrew, type MinimostClient, type MinimostCrew } from '../support/a-minimost-client.ts'

let all: MinimostCrew
let ada: MinimostClient
let nobody: MinimostClient
beforeAll(async () => {
  all = await aMinimostCrew({ env: { LOG_LEVEL: 'warn' } })
  ;({ ada, nobody } = all)
}, 60_000)
afterAll(async () => {
  await all?.crew.api.stop()
  removeFolders()
})

const routes = Object.values(minimostTables).flat()
const VALUES: Record<string, string> = { channel: 'general', msg_id: '1', username: 'ada', channel_id: '1' }
const filled = (path: string, values = VALUES) => path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '1')
const ask = (client: MinimostClient, method: string, path: string) => {
  if (method === 'delete') return client.delete(path)
  return method === 'get' ? client.get(path) : client.post(path)
}

describe('who is not signed in', () => {
  it.each(routes.filter(({ auth }) => auth).map(({ method, path }) => [method, path]))(
    '[MM1] %s %s leads to the sign-in page',
    async (method, path) => {
      for (const values of [VALUES, { channel: 'private:999', msg_id: 'x', username: '@', channel_id: 'x' }]) {
        const { status, headers, text } = await ask(nobody, method, filled(path, values))
        expect([status, headers.get('location')]).toEqual([302, '/login'])
        expect(text).not.toContain('ada')
      }
    },
  )

  it('[MM1] so do the app and its old address, the page itself is open', async () => {
    expect((await nobody.get('/')).headers.get('location')).toBe('/login')
    expect((await nobody.get('/chat')).headers.get('location')).toBe('/')
    expect((await ada.get('/chat')).headers.get('location')).toBe('/')
    expect((await nobody.get('/login')).status).toBe(200)
    expect((await nobody.get('/logout')).headers.get('location')).toBe('/login')
  })

  it('[MM1] an ended session is nobody’s', async () => {
    const { token } = await all.crew.api.signedIn('ada')
    const cookieOf = (value: string) => ({ cookie: value })
    expect((await nobody.get('/users', cookieOf('session=made-up; session.sig=made-up'))).status).toBe(302)
    expect((await nobody.get('/users', { authorization: `Bearer ${token}` })).status).toBe(200)
  })
})

describe('requests from another page', () => {
  it('are 403, whatever the form', async () => {
    const answer = await fetch(`${all.crew.api.url}/send/general`, {
      method: 'POST',
      body: new URLSearchParams({ text: 'forged' }),
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.status).toBe(403)
  })
})

describe('whatever is sent', () => {
  const PATHS = [
    'general',
    '%00',
    '%',
    '%ff',
    '..',
    '..%2F..',
    'private:99999999999999999999',
    `dm:${'x'.repeat(5_000)}:y`,
    '0',
    '-1',
    '1e9',
    '%F0%9F%8F%94',
  ]
  const BODIES: readonly (readonly [type: string, body: string])[] = [
    ['application/json', '{'],
    ['application/json', 'null'],
    ['application/json', '"x"'],
    ['application/json', '[]'],
    [
      'application/json',
      '{"__proto__":{"state":"active"},"name":{"toString":1},"channel":[],"members":[[]],"username":{}}',
    ],
    ['application/json', '['.repeat(50_000)],
    ['application/json', JSON.stringify({ name: '\0', channel: 'dm:\0:\0', username: '\ud800', members: ['\0'] })],
    ['application/x-www-form-urlencoded', 'text=%00&reaction=%00&name_color=%00'],
    ['application/x-www-form-urlencoded', 'text[a]=x&text[b]=y&reaction[]=x&name_color[x][y]=1'],
    ['application/x-www-form-urlencoded', 'text=a&text=b&reaction=%ff&reply_to_id=99999999999999999999'],
    ['application/x-www-form-urlencoded', '&'.repeat(100_000)],
    ['multipart/form-data; boundary=b', '--b--\r\n'],
    [
      'multipart/form-data; boundary=b',
      '--b\r\nContent-Disposition: form-data; name="avatar"; filename="a.png"\r\n\r\nx\r\n--b--\r\n',
    ],
    ['application/octet-stream', 'x'.repeat(300_000)],
  ]

  it.each(routes.map(({ method, path }) => [method, path]))(
    '[MM24] %s %s is no 5xx, and a refusal says why',
    async (method, path) => {
      for (const value of PATHS) {
        const at = filled(path, { channel: value, msg_id: value, username: value, channel_id: value })
        const queries =
          method === 'get' ? ['', '?after=%00&q=%00', '?after[a]=1&q[]=2', `?q=${'a'.repeat(9_000)}`] : ['']
        for (const query of queries) {
          const { status, json } = await ask(ada, method, at + query)
          expect([at, status >= 500]).toEqual([at, false])
          if (status >= 400 && json)
            expect(typeof json.error === 'string' || typeof json.message === 'string').toBe(true)
        }
        if (!path.includes('{')) break
      }
      if (method !== 'post') return
      for (const [type, body] of BODIES) {
        const { status } = await ada.raw(filled(path), type, body)
        expect([type, body.slice(0, 60), status < 500]).toEqual([type, body.slice(0, 60), true])
      }
    },
  )

  it('[MM24] nothing of it was a defect', () => {
    expect(all.crew.api.logged()).not.toMatch(/"level":50/)
  })
})

describe('the description', () => {
  it('[OA2] has every route that is mounted', async () => {
    const { json } = await nobody.get('/docs/openapi.json')
    for (const { prefix, routes: described } of minimostGroups)
      for (const { method, path } of described) expect(json.paths[prefix + path]).toHaveProperty(method)
  })
})
