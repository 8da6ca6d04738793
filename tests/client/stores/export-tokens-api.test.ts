import { describe, expect, it } from 'vitest'
import { ExportTokensApi } from '../../../client/stores/export-tokens-api.ts'

const AT = '2026-03-03T09:00:00.000Z'
const KEPT = { id: 1, name: 'archive', channels: null, createdAt: AT, expiresAt: AT, lastUsedAt: null }

function api(status: number, body?: unknown) {
  const asked: { path: string; method: string | undefined; body: unknown }[] = []
  const tokens = new ExportTokensApi((path, init = {}) => {
    asked.push({ path, method: init.method, body: init.body })
    return Promise.resolve(new Response(body === undefined ? null : JSON.stringify(body), { status }))
  })
  return { tokens, asked }
}

describe('the account’s export tokens', () => {
  it('[EX14] are listed, made and revoked', async () => {
    expect(await api(200, [KEPT]).tokens.list()).toEqual({ ok: true, value: [KEPT] })
    const making = api(201, { ...KEPT, token: 'cairn_ro_x' })
    const given = { name: 'archive', channels: null, days: 90 }
    expect(await making.tokens.make(given)).toMatchObject({ ok: true, value: { token: 'cairn_ro_x' } })
    expect(making.asked).toEqual([{ path: '/session/export-tokens', method: 'POST', body: JSON.stringify(given) }])
    const revoking = api(204)
    expect((await revoking.tokens.revoke(1)).ok).toBe(true)
    expect(revoking.asked).toMatchObject([{ path: '/session/export-tokens/1', method: 'DELETE' }])
  })

  it('[UI31] every refusal has a code for the screen; what is no answer of the server is no connection', async () => {
    for (const [status, body, code, field] of [
      [400, { error: 'name: too long', field: 'name' }, 'invalid', 'name'],
      [401, { error: 'not signed in' }, 'auth', null],
      [409, { error: 'at most 20 tokens at a time' }, 'conflict', null],
      [429, { error: 'too many in a minute' }, 'rate', null],
      [500, { error: 'a defect' }, 'failed', null],
      [500, '<html>', 'offline', null],
      [200, { hello: 'hotel' }, 'offline', null],
    ] as const) {
      expect(await api(status, body).tokens.list()).toMatchObject({ ok: false, fault: { code, field } })
    }
    const down = new ExportTokensApi(() => Promise.reject(new TypeError('network')))
    expect(await down.list()).toMatchObject({ ok: false, fault: { code: 'offline' } })
  })
})
