import { describe, expect, it } from 'vitest'
import { AdminApi } from '../../../client/stores/admin-api.ts'
import { InvitesApi, isEndless } from '../../../client/stores/invites-api.ts'

const json = (body: unknown, status = 200) => Response.json(body, { status })
const person = (id: number) => ({
  ...{ id, username: `p${id}`, is_admin: false, is_disabled: false, has_email: true },
  ...{ sessions: 1, is_online: false, last_seen_at: null, twofa_enabled: false, created_at: '2026-01-01T00:00:00Z' },
})

describe('people of the workspace', () => {
  it('come page by page until there are no more', async () => {
    const asked: string[] = []
    const api = new AdminApi((path) => {
      asked.push(path)
      const after = Number(/after_id=(\d+)/.exec(path)?.[1])
      const count = after === 0 ? 500 : 3
      return Promise.resolve(json(Array.from({ length: count }, (_, i) => person(after + i + 1))))
    })
    const answer = await api.people()
    expect(answer.ok && answer.value.length).toBe(503)
    expect(asked).toEqual(['/api/v1/admin/people?after_id=0&limit=500', '/api/v1/admin/people?after_id=500&limit=500'])
  })

  it('a refusal in the middle is a refusal, and a page of somebody else’s is no answer', async () => {
    const refuse = new AdminApi(() => Promise.resolve(json({ detail: 'administrators only' }, 403)))
    expect(await refuse.people()).toMatchObject({ ok: false, fault: { code: 'failed' } })
    const hotel = new AdminApi(() => Promise.resolve(json({ welcome: 'to the hotel' })))
    expect(await hotel.people()).toMatchObject({ ok: false, fault: { code: 'offline' } })
  })
})

describe('invitation links', () => {
  it('are asked to end, or never to', async () => {
    const bodies: unknown[] = []
    const api = new InvitesApi((_, init) => {
      bodies.push(JSON.parse(init?.body as string))
      return Promise.resolve(json({ invite_url: 'https://cairn.example/#/join?token=a' }))
    })
    expect(await api.make(7, { endsIn: 3_600, uses: 5 })).toEqual({
      ok: true,
      value: 'https://cairn.example/#/join?token=a',
    })
    await api.make(7, { endsIn: null, uses: null })
    expect(bodies).toEqual([
      { expires_in: 3_600, max_uses: 5 },
      { never_expires: true, max_uses: null },
    ])
    const link = { invite_id: 'a', created_by: 1, max_uses: null, uses: 0 }
    expect(isEndless({ ...link, expires_at: '9999-12-31T00:00:00Z' })).toBe(true)
    expect(isEndless({ ...link, expires_at: '2026-12-31T00:00:00Z' })).toBe(false)
  })
})
