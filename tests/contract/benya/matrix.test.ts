/** Who may do what over `/api/v1`: every route that is mounted x role x kind of chat, and the same over the socket. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { STATUS } from '../../../sync-server/dialects/benya/errors.ts'
import { benyaTables } from '../../../sync-server/dialects/benya/routes.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { expected, type Action, type Tried } from '../support/matrix-action.ts'
import { ACTIONS, WITHOUT_OBJECT } from '../support/matrix-actions.ts'
import { KINDS, matrixScene, ROLES_OF, type Kind, type MatrixScene, type Role } from '../support/matrix-scene.ts'

let scene: MatrixScene
beforeAll(async () => {
  scene = await matrixScene()
}, 120_000)
afterAll(async () => {
  await scene.stop()
  removeFolders()
})

const LONG = 'x'.repeat(1_001)
const ODD = { avatar: 'me' }

const routes = Object.values(benyaTables).flat()
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`
const titleOf = ({ operation, way }: Action) => (way ? `${operation}: ${way}` : operation)

async function tried(role: Role, kind: Kind): Promise<Tried> {
  const userId = role === 'nobody' ? 0 : scene.who(role).id
  return { scene, role, userId, place: await scene.place(kind) }
}

/** @returns the status; the chat is made anew for the next when this one changed it */
async function tryOverRest(action: Action, role: Role, kind: Kind): Promise<number> {
  const now = await tried(role, kind)
  const method = action.operation.split(' ')[0]?.toUpperCase() ?? ''
  const { status, json } = await scene.ask(role, method, action.path(now), action.body?.(now))
  if (status >= 400) expect(typeof json.detail).toBe('string')
  if (status < 300 && !action.keeps) scene.changed(kind)
  return status
}

/** @returns `ok` or the refusal's code */
async function tryOverSocket(action: Action, role: Exclude<Role, 'nobody'>, kind: Kind): Promise<string> {
  const now = await tried(role, kind)
  const { device } = scene.who(role)
  // Whoever may join reads the root; and its answer comes after everything that was sent before.
  await device.open(`channel/${now.place.channelId}`)
  const { doc, writes } = action.synced?.(now, device) ?? { doc: '', writes: [] }
  const answer = await device.write(doc, writes)
  if (answer === 'ok') scene.changed(kind)
  return answer
}

it('[RA1] every route that is mounted is in the matrix', () => {
  const acted = new Set(ACTIONS.map(({ operation }) => operation))
  const mounted = routes.map(nameOf)
  const missing = mounted.filter((name) => !acted.has(name) && !WITHOUT_OBJECT.some((form) => form.test(name)))
  expect(missing).toEqual([])
  expect([...acted].filter((name) => !mounted.includes(name))).toEqual([])
})

describe('nobody', () => {
  const closed = routes.filter(({ auth }) => auth).map((route) => [nameOf(route)] as const)

  it.each(closed)('[RA2] %s is 401 without a token and with none of ours, whatever else is sent', async (operation) => {
    const [method = '', path = ''] = operation.split(' ')
    const place = path.replace(/\{\w+\}/g, '1')
    for (const [token, body] of [
      [undefined, undefined],
      [undefined, '{'],
      ['garbage', undefined],
      ['a.b.c', '{}'],
    ] as const) {
      const sent = method === 'get' ? undefined : body
      const { status, json, headers } = await scene.api.ask(method.toUpperCase(), place, { token, body: sent })
      expect([status, typeof json.detail, headers.get('www-authenticate')]).toEqual([401, 'string', 'Bearer'])
    }
  })
})

describe.each(KINDS)('%s', (kind) => {
  it.each(ACTIONS.map((action) => [titleOf(action), action] as const))('[RA3] %s', async (_, action) => {
    const answers: Partial<Record<Role, number>> = {}
    const wanted: Partial<Record<Role, number>> = {}
    for (const role of ROLES_OF[kind]) {
      answers[role] = await tryOverRest(action, role, kind)
      wanted[role] = expected(action, role, kind)
    }
    expect(answers).toEqual(wanted)
  })

  const synced = ACTIONS.filter((action) => action.synced).map((action) => [titleOf(action), action] as const)

  it.each(synced)('[RA4] %s: the socket answers as REST', async (_, action) => {
    const overSocket: Partial<Record<Role, number | string>> = {}
    const overRest: Partial<Record<Role, number | string>> = {}
    for (const role of ROLES_OF[kind]) {
      if (role === 'nobody') continue
      const code = await tryOverSocket(action, role, kind)
      const status = await tryOverRest(action, role, kind)
      overRest[role] = status < 300 ? 'ok' : status
      // Who is outside is told so before anything else over REST; a document names what is wrong with the write.
      const isOutside = role === 'stranger' || role === 'removed'
      const same = isOutside ? status : STATUS[code as keyof typeof STATUS]
      overSocket[role] = code === 'ok' ? code : (same ?? code)
    }
    expect(overSocket).toEqual(overRest)
  })
})

describe('one’s own account', () => {
  const PRIVACY = { avatar: 'contacts', lastSeen: 'nobody' }

  it.each([
    ['a contact', 'POST', '/users/1/contacts', undefined, ['contacts', '1', 1], 'ok', 204],
    ['no contact', 'DELETE', '/users/1/contacts', undefined, ['contacts', '1', null], 'ok', 204],
    ['a block', 'POST', '/users/2/block', undefined, ['blocks', '2', 1], 'ok', 204],
    ['no block', 'DELETE', '/users/2/block', undefined, ['blocks', '2', null], 'ok', 204],
    ['a name', 'PUT', '/users/profile', { name: 'Mila' }, ['profile', 'name', 'Mila'], 'ok', 200],
    ['a bio', 'PUT', '/users/profile', { bio: 'climbs' }, ['profile', 'bio', 'climbs'], 'ok', 200],
    ['privacy', 'PUT', '/users/profile', { privacy_avatar: 'nobody' }, ['profile', 'privacy', PRIVACY], 'ok', 200],
    ['a long name', 'PUT', '/users/profile', { name: LONG }, ['profile', 'name', LONG], 'invalid', 422],
    ['a long bio', 'PUT', '/users/profile', { bio: LONG }, ['profile', 'bio', LONG], 'invalid', 422],
    ['no audience', 'PUT', '/users/profile', { privacy_avatar: 'me' }, ['profile', 'privacy', ODD], 'invalid', 422],
  ] as const)('[RA4] %s: the socket answers as REST', async (_, method, path, body, write, code, status) => {
    const { id, device } = scene.who('member')
    await device.open(`account/${id}`)
    expect(await device.write(`account/${id}`, [write])).toBe(code)
    expect((await scene.ask('member', method, path, body)).status).toBe(status)
  })

  it('[RA4] oneself is neither contact nor blocked, by no door', async () => {
    const { id, device } = scene.who('member')
    for (const [root, path] of [
      ['contacts', 'contacts'],
      ['blocks', 'block'],
    ] as const) {
      expect(await device.write(`account/${id}`, [[root, String(id), 1]])).toBe('invalid')
      expect((await scene.ask('member', 'POST', `/users/${id}/${path}`)).status).toBe(422)
    }
  })

  it('[RA4] another person’s account is closed', async () => {
    const { device } = scene.who('member')
    expect(await device.write('account/1', [['contacts', '2', 1]])).toBe('forbidden')
    expect(await device.open('account/1')).toBe(false)
  })
})
