/** `/api/v1/users` over HTTP (seed 001, 3.2 and 6). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ownUserRead, userRead, userSearchRead } from '../../../sync-server/dialects/benya/schemas/users.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { photo } from '../../sync-server/support/hostile-pictures.ts'
import { anApi, type AnApi, type Person } from '../support/an-api.ts'

let api: AnApi
let ada: Person, bo: Person, cy: Person
const [adaId, boId, cyId] = [1, 2, 3]

beforeAll(async () => {
  api = await anApi()
  ada = await api.person('ada')
  bo = await api.person('bo')
  cy = await api.person('cy')
}, 60_000)
afterAll(async () => {
  await api.stop()
  removeFolders()
})

const as = (who: Person) => (method: string, path: string, body?: unknown) => {
  return api.ask(method, path, { token: who.token, body })
}
const names = (list: { username: string }[]) => list.map(({ username }) => username)

describe('every route', () => {
  it.each([
    ['GET', '/users/me'],
    ['GET', '/users/search?query=bo'],
    ['PUT', '/users/profile'],
    ['GET', '/users/blocked'],
    ['GET', '/users/contacts'],
    ['POST', '/users/contacts/by-email'],
    ['POST', `/users/${boId}/contacts`],
    ['DELETE', `/users/${boId}/contacts`],
    ['POST', `/users/${boId}/block`],
    ['DELETE', `/users/${boId}/block`],
    ['GET', `/users/${boId}`],
  ])('%s %s is 401 without a token', async (method, path) => {
    const { status, json } = await api.ask(method, path)
    expect([status, json]).toEqual([401, { detail: 'not signed in' }])
  })

  it.each(
    ['99', '0', '-1', '1.5', 'x', '1e3', '%00', '99999999999999999999'].flatMap((id) => [
      ['GET', `/users/${id}`],
      ['POST', `/users/${id}/contacts`],
      ['DELETE', `/users/${id}/contacts`],
      ['POST', `/users/${id}/block`],
      ['DELETE', `/users/${id}/block`],
    ]),
  )('%s %s is 404', async (method, path) => {
    const { status, json } = await as(ada)(method, path)
    expect([status, typeof json.detail]).toEqual([404, 'string'])
  })
})

describe('oneself and others', () => {
  it('GET /users/me has every field', async () => {
    const { status, json } = await as(ada)('GET', '/users/me')
    expect(status).toBe(200)
    expect(ownUserRead.strict().parse(json)).toEqual({
      ...{ id: adaId, name: 'ada', username: 'ada', email: 'ada@example.org', avatar_url: null, bio: null },
      ...{ email_verified: false, allow_private_messages: true, twofa_enabled: false, is_online: false },
      ...{ privacy_avatar: 'everyone', privacy_last_seen: 'everyone', privacy_group_invites: 'everyone' },
      last_seen_at: new Date(api.clock.nowMs).toISOString(),
      ...{ created_at: json.created_at, updated_at: json.updated_at },
    })
  })

  it('GET /users/{id} has every field, and nothing of whom the other shows what', async () => {
    const { status, json } = await as(ada)('GET', `/users/${boId}`)
    expect(status).toBe(200)
    expect(userRead.strict().parse(json)).toMatchObject({ id: boId, username: 'bo', email: 'bo@example.org' })
  })

  it('of oneself it is allowed too', async () => {
    expect((await as(ada)('GET', `/users/${adaId}`)).json).toMatchObject({ id: adaId, username: 'ada' })
  })
})

describe('GET /users/search', () => {
  const search = async (query: string) => as(ada)('GET', `/users/search?${query}`)

  it('[US7] finds by name, by username and by whole e-mail', async () => {
    for (const query of ['query=BO', 'query=%40bo', 'query=bo%40example.org']) {
      const { status, json } = await search(query)
      expect([status, names(json)]).toEqual([200, ['bo']])
      expect(userSearchRead.strict().array().parse(json)).toHaveLength(1)
    }
  })

  it.each(['query=b', 'query=%40b', 'query=', '', 'query=example.org', 'query=ada'])(
    '[US7] %j: nobody',
    async (query) => {
      const { status, json } = await search(query)
      expect([status, json]).toEqual([200, []])
    },
  )

  it.each(['limit=0', 'limit=x', 'limit=-1', 'limit=1.5', 'query=a&query=b'])('%j is 422', async (query) => {
    const { status, json } = await search(query)
    const field = query.split('=')[0]
    expect([status, json.errors[0].loc]).toEqual([422, ['query', field]])
  })

  it('takes a limit over 100 as 100', async () => {
    expect((await search('query=bo&limit=100000')).status).toBe(200)
  })
})

describe('PUT /users/profile', () => {
  const put = (body: unknown) => as(cy)('PUT', '/users/profile', body)
  const me = async () => (await as(cy)('GET', '/users/me')).json

  it('[US12] changes what is named, in one go', async () => {
    const change = {
      ...{ name: ' Cy Young ', username: 'cyclone', bio: 'throws', avatar_url: 'https://example.org/cy.png' },
      ...{ allow_private_messages: false, privacy_avatar: 'contacts' },
      ...{ privacy_last_seen: 'nobody', privacy_group_invites: 'contacts' },
    }
    const { status, json } = await put(change)
    expect([status, json]).toMatchObject([200, { ...change, name: 'Cy Young', id: cyId }])
    expect(await me()).toEqual(json)
    const seen = (await as(ada)('GET', `/users/${cyId}`)).json
    expect(seen).toMatchObject({ name: 'Cy Young', username: 'cyclone', bio: 'throws', avatar_url: null })
  })

  it('[US15] changes nothing when nothing is named', async () => {
    const before = await me()
    const { status, json } = await put({ unknown: true })
    expect([status, json]).toEqual([200, before])
  })

  it('takes back what is nullable', async () => {
    const { json } = await put({ bio: null, avatar_url: null })
    expect([json.bio, json.avatar_url]).toEqual([null, null])
    await put({ bio: 'x', avatar_url: 'https://example.org/cy.png' })
    expect((await put({ bio: '', avatar_url: '' })).json).toMatchObject({ bio: null, avatar_url: null })
  })

  /** As the reference's clients set a picture: an upload first, then its address. */
  async function uploaded(who: Person, bytes: Buffer, file_type = 'image/jpeg'): Promise<string> {
    const asked = { file_name: 'me.jpg', file_type, file_size: bytes.length }
    const { json } = await as(who)('POST', '/media/upload-url', asked)
    await fetch(json.upload_url, { method: 'PUT', headers: json.required_headers, body: new Uint8Array(bytes) })
    return json.file_url
  }

  it('[US16] an upload becomes the avatar, at an address that everyone may open', async () => {
    const { status, json } = await put({ avatar_url: await uploaded(cy, await photo()) })
    expect([status, json.avatar_url.startsWith(`${api.url}/avatars/`)]).toEqual([200, true])
    const picture = await fetch(json.avatar_url)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect((await put({ avatar_url: json.avatar_url })).json.avatar_url).toBe(json.avatar_url)
    expect((await as(cy)('GET', '/auth/me')).json.avatar_url).toBe(json.avatar_url)
  })

  it('[US16] 422 for another person’s upload, one that has not come, and what is no picture', async () => {
    const before = await me()
    const { json: awaited } = await as(cy)('POST', '/media/upload-url', {
      ...{ file_name: 'me.jpg', file_type: 'image/jpeg', file_size: 10 },
    })
    for (const avatar_url of [
      await uploaded(ada, await photo()),
      awaited.file_url,
      await uploaded(cy, Buffer.from('only words'), 'text/plain'),
    ]) {
      const { status, json } = await put({ avatar_url, bio: 'changed' })
      expect([status, json.errors[0].loc]).toEqual([422, ['body', 'avatar_url']])
    }
    expect(await me()).toEqual(before)
  })

  it.each(['ada', 'ADA'])('[US13] 409 for a taken username %j, and nothing else changed', async (username) => {
    const before = await me()
    const { status, json } = await put({ username, name: 'Other', bio: 'other', privacy_avatar: 'nobody' })
    expect([status, json.errors[0].loc]).toEqual([409, ['body', 'username']])
    expect(await me()).toEqual(before)
  })

  it.each([
    ['name', 5],
    ['name', ''],
    ['name', '  '],
    ['name', null],
    ['name', 'x'.repeat(129)],
    ['username', 'Everyone'],
    ['username', 'a b'],
    ['username', ''],
    ['username', 'x'.repeat(33)],
    ['username', 7],
    ['bio', 'x'.repeat(1001)],
    ['bio', []],
    ['avatar_url', 'javascript:alert(1)'],
    ['avatar_url', 'logout'],
    ['avatar_url', '/logout'],
    ['avatar_url', 3],
    ['avatar_url', `https://example.org/${'x'.repeat(600)}`],
    ['avatar_url', '/avatars/0123456789abcdef0123456789abcdef.png'],
    ['allow_private_messages', 'yes'],
    ['allow_private_messages', 1],
    ['privacy_avatar', 'friends'],
    ['privacy_last_seen', true],
    ['privacy_group_invites', ''],
  ])('422 for %s = %j, and nothing else changed', async (field, value) => {
    const before = await me()
    const { status, json } = await put({ bio: 'changed', [field]: value })
    expect([status, json.errors[0].loc]).toEqual([422, ['body', field]])
    expect(json.detail).toContain(field)
    expect(await me()).toEqual(before)
  })

  it('[US14] 422 for another address of this server', async () => {
    const { status, json } = await put({ avatar_url: `${api.url}/logout` })
    expect([status, json.errors[0].loc]).toEqual([422, ['body', 'avatar_url']])
  })

  it.each(['null', '[]', '"text"', '5', '{', ''])('422 for the body %j', async (body) => {
    const { status } = await put(body)
    // Without a body nothing is named.
    expect(status).toBe(body === '' ? 200 : 422)
  })

  it('413 for a body over the limit', async () => {
    expect((await put({ bio: 'x'.repeat(200_000) })).status).toBe(413)
  })
})

describe('contacts and blocks', () => {
  const call = (method: string, path: string, body?: unknown) => as(bo)(method, path, body)

  it('[US10] are added, listed and removed', async () => {
    for (const [list, path] of [
      ['/users/contacts', `/users/${adaId}/contacts`],
      ['/users/blocked', `/users/${adaId}/block`],
    ] as const) {
      for (let time = 0; time < 2; time++) expect(await call('POST', path)).toMatchObject({ status: 204, json: null })
      const { status, json } = await call('GET', list)
      expect([status, names(userSearchRead.strict().array().parse(json))]).toEqual([200, ['ada']])
      for (let time = 0; time < 2; time++) expect((await call('DELETE', path)).status).toBe(204)
      expect((await call('GET', list)).json).toEqual([])
    }
  })

  it.each(['contacts', 'block'])('[CA4] oneself: 422 (%s)', async (what) => {
    expect((await call('POST', `/users/${boId}/${what}`)).status).toBe(422)
    expect((await call('DELETE', `/users/${boId}/${what}`)).status).toBe(422)
  })

  it('[US11] by e-mail, answered alike when nobody has it', async () => {
    const byEmail = (email: unknown) => call('POST', '/users/contacts/by-email', { email })
    expect(await byEmail(' ADA@example.org ')).toMatchObject({ status: 204, json: null })
    expect(await byEmail('nobody@example.org')).toMatchObject({ status: 204, json: null })
    expect(names((await call('GET', '/users/contacts')).json)).toEqual(['ada'])
    expect((await byEmail('bo@example.org')).status).toBe(422)
    for (const wrong of ['ada', '', 5, null, undefined, ['ada@example.org'], `${'x'.repeat(300)}@example.org`]) {
      const { status, json } = await byEmail(wrong)
      expect([status, json.errors[0].loc]).toEqual([422, ['body', 'email']])
    }
  })
})
