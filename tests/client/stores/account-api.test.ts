import { describe, expect, it } from 'vitest'
import { AccountApi } from '../../../client/stores/account-api.ts'
import { AccountStore } from '../../../client/stores/account-store.ts'
import { aBox } from './support.ts'

type Given = { readonly status: number; readonly body?: unknown; readonly text?: string } | 'down'

function aServer(answers: Record<string, Given>) {
  const asked: { path: string; init: RequestInit }[] = []
  const api = new AccountApi((path, init = {}) => {
    asked.push({ path, init })
    const given = answers[path] ?? 'down'
    if (given === 'down') return Promise.reject(new TypeError('network'))
    const text = given.text ?? (given.body === undefined ? null : JSON.stringify(given.body))
    return Promise.resolve(new Response(text, { status: given.status }))
  })
  return { api, asked, answers }
}

const fault = (code: string, field: string | null = null) => ({
  ok: false,
  fault: expect.objectContaining({ code, field }),
})
const CHANGE = '/api/v1/auth/change-password'
const ADA = { username: 'ada', email: 'ada@example.org', email_verified: true, twofa_enabled: false, avatar_url: null }
const AT = '2026-03-03T09:00:00.000Z'
const device = (jti: string, isCurrent: boolean, lastSeen = AT) => ({
  ...{ jti, device_name: 'Firefox, Linux', ip_address: '127.0.0.1', created_at: AT },
  ...{ last_seen_at: lastSeen, is_current: isCurrent },
})

describe('what of the account only the server can do', () => {
  it('[UI31] every refusal has a code for the screen, with the field that it names', async () => {
    const cases: [number, unknown, ReturnType<typeof fault>][] = [
      [401, { detail: 'Not signed in' }, fault('auth')],
      [
        403,
        { detail: 'x', errors: [{ loc: ['body', 'current_password'], msg: 'is wrong' }] },
        fault('invalid', 'current_password'),
      ],
      [403, { detail: 'no' }, fault('failed')],
      [400, { detail: 'token: is not valid any more' }, fault('invalid', 'token')],
      [
        422,
        { detail: 'x', errors: [{ loc: ['body', 'new_password'], msg: 'short' }] },
        fault('invalid', 'new_password'),
      ],
      [409, { detail: 'x', errors: [{ loc: ['body', 'username'], msg: 'is taken' }] }, fault('conflict', 'username')],
      [429, { detail: 'Rate limit exceeded. Retry in 3 seconds.' }, fault('rate')],
      [503, { detail: 'mail' }, fault('unavailable')],
      [500, { detail: 'A defect of ours, it is logged.' }, fault('failed')],
    ]
    for (const [status, body, expected] of cases) {
      expect(await aServer({ [CHANGE]: { status, body } }).api.changePassword('a', 'b')).toEqual(expected)
    }
  })

  it('[UI31] no answer, a gateway, and the page of a network in between count as offline, whatever their status', async () => {
    const pages: Given[] = [
      'down',
      { status: 200, text: '<html>Welcome to the hotel</html>' },
      { status: 200, body: { welcome: true } },
      { status: 502, text: 'bad gateway' },
      { status: 403, text: '<html>blocked</html>' },
      { status: 401, body: ['not ours'] },
    ]
    for (const given of pages)
      expect(await aServer({ [CHANGE]: given }).api.changePassword('a', 'b')).toEqual(fault('offline'))
    // Where the server answers without a body, a page is none either.
    const path = '/api/v1/auth/sessions'
    expect(await aServer({ [path]: { status: 200, text: '<html>' } }).api.signOutOthers()).toEqual(fault('offline'))
    expect(await aServer({ [path]: { status: 204 } }).api.signOutOthers()).toEqual({ ok: true, value: null })
  })

  it('a secret goes in the body, never in the address', async () => {
    const { api, asked } = aServer({})
    await api.changePassword('old-Secret-1', 'new-Secret-1')
    await api.resetPassword('token-1', 'new-Secret-1')
    await api.deleteAccount('old-Secret-1')
    expect(asked.map(({ path }) => path).join()).not.toMatch(/Secret|token-1/)
    expect(asked[0]?.init.body).toBe('{"current_password":"old-Secret-1","new_password":"new-Secret-1"}')
  })
})

describe('the account as this device knows it', () => {
  const answers = () => ({
    '/api/v1/auth/me': { status: 200, body: ADA },
    '/api/v1/auth/sessions': {
      status: 200,
      body: [device('b', false), device('c', false, '2026-03-04T09:00:00.000Z'), device('a', true)],
    },
  })

  it('[UI32] devices are listed with this one first, then the last used; all is kept for later without a connection', async () => {
    const box = aBox()
    const server = aServer(answers())
    const store = new AccountStore(7, server.api, box, () => 1_000)
    expect(store.view.account).toBe(null)
    await store.refresh()
    expect(store.view.devices?.map(({ jti }) => jti)).toEqual(['a', 'c', 'b'])

    const later = new AccountStore(7, aServer({}).api, box)
    expect(later.view).toEqual(store.view)
    await later.refresh()
    expect(later.view).toMatchObject({ account: ADA, asOfMs: 1_000, fault: { code: 'offline' } })
    expect(new AccountStore(8, server.api, box).view.account).toBe(null)
  })

  it('[UI172] it is asked for once, where nothing was told yet', async () => {
    const box = aBox()
    const server = aServer(answers())
    await new AccountStore(7, server.api, box).askIfUnknown()
    expect(new AccountStore(7, server.api, box).view.account).toEqual(ADA)
    const asked = server.asked.length
    expect(asked).toBeGreaterThan(0)
    await new AccountStore(7, server.api, box).askIfUnknown()
    expect(server.asked.length).toBe(asked)
  })

  it('damaged memory is none', () => {
    for (const text of ['{', '7', '{"account":{},"devices":[],"asOfMs":1}', 'null']) {
      const box = aBox()
      box.setItem('cairn.account.7', text)
      expect(new AccountStore(7, aServer({}).api, box).view).toEqual({
        account: null,
        devices: null,
        asOfMs: null,
        fault: null,
      })
    }
  })
})
