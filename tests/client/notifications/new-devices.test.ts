import { afterEach, describe, expect, it } from 'vitest'
import { accountDocument } from '../../../schema/documents.ts'
import '../../../client/app/all-words.ts'
import { notices } from '../../../client/app/notices.ts'
import { aRidge, NOW } from '../../../client/fixtures/ridge.ts'
import { watchNewDevices } from '../../../client/notifications/new-devices.ts'
import { AccountApi } from '../../../client/stores/account-api.ts'
import { AccountStore } from '../../../client/stores/account-store.ts'
import { Stores } from '../../../client/stores/stores.ts'
import { aBox } from '../stores/support.ts'

const HERE = 'a'.repeat(64)
const THERE = 'b'.repeat(64)
const prefOf = (session: string) => `device.${session.slice(0, 40)}`

const soon = () => new Promise((resolve) => setImmediate(resolve))

function aScene() {
  const { device } = aRidge()
  const stores = new Stores(device, aBox())
  const sessions = new Set([HERE, THERE])
  const server = { isUp: true, ended: [] as string[] }
  const me = { username: 'you', email: null, email_verified: false, twofa_enabled: false, avatar_url: null }
  const row = (jti: string) => ({
    ...{ jti, device_name: 'x', ip_address: '10.0.0.1', created_at: '2026', last_seen_at: '2026' },
    is_current: jti === HERE,
  })
  const fetch = async (path: string, init: RequestInit = {}) => {
    if (!server.isUp) throw new TypeError('no server')
    if (init.method === 'DELETE') {
      server.ended.push(path.split('/').at(-1)!)
      return new Response(null, { status: 204 })
    }
    return Response.json(path.endsWith('/me') ? me : [...sessions].map(row))
  }
  const account = new AccountStore(1, new AccountApi(fetch), aBox())
  const note = (session: string, name = 'Firefox, Windows') =>
    void device.put(accountDocument(device.userId), 'prefs', prefOf(session), `${NOW} ${name}`)
  const watch = () => watchNewDevices(stores, account)
  const waiting = () => device.outbox().map(({ key, value }) => [key, value])
  return { device, sessions, server, note, watch, waiting }
}
const asked = () => notices.view.map(({ text }) => text)
const answer = (id: string) => notices.end(notices.view[0]!.id, id)

afterEach(() => {
  for (const { id } of notices.view) notices.end(id, 'over')
})

describe('[NF22] a new sign-in', () => {
  it('is asked about on the others, not on itself', async () => {
    const { note, watch } = aScene()
    note(HERE)
    note(THERE)
    watch()
    await expect.poll(asked).toEqual([expect.stringMatching(/Firefox, Windows, (14|02):02/)])
  })

  it('yes ends the question, in the account', async () => {
    const { note, watch, waiting, device } = aScene()
    watch()
    note(THERE)
    await expect.poll(() => asked().length).toBe(1)
    answer('yes')
    expect(waiting()).toEqual([[prefOf(THERE), null]])
    device.deliver()
    expect(asked()).toEqual([])
  })

  it('ends here, too, when it was answered elsewhere', async () => {
    const { note, watch, device } = aScene()
    note(THERE)
    watch()
    await expect.poll(() => asked().length).toBe(1)
    device.put(accountDocument(device.userId), 'prefs', prefOf(THERE), null)
    await expect.poll(asked).toEqual([])
  })

  it('is signed out there', async () => {
    const { note, watch, server, waiting } = aScene()
    note(THERE)
    watch()
    await expect.poll(() => asked().length).toBe(1)
    answer('sign-out')
    await expect.poll(waiting).toEqual([[prefOf(THERE), null]])
    expect(server.ended).toEqual([THERE])
  })

  it('is asked again when it could not be signed out', async () => {
    const { note, watch, server, waiting, device } = aScene()
    note(THERE)
    watch()
    await expect.poll(() => asked().length).toBe(1)
    server.isUp = false
    answer('sign-out')
    await expect.poll(() => asked().length).toBe(1)
    expect(waiting()).toEqual([])
    notices.end('settings', 'passed')
    server.isUp = true
    device.setSync({ state: 'live', sinceMs: NOW })
    await expect.poll(asked).toEqual([expect.stringContaining('Firefox')])
  })

  it('that ended meanwhile is no question', async () => {
    const { note, watch, sessions, waiting } = aScene()
    sessions.delete(THERE)
    note(THERE)
    watch()
    await expect.poll(waiting).toEqual([[prefOf(THERE), null]])
    expect(asked()).toEqual([])
  })

  it('waits for a connection', async () => {
    const { note, watch, device } = aScene()
    device.setSync({ state: 'offline', sinceMs: NOW, nextTryAtMs: null })
    note(THERE)
    watch()
    await soon()
    expect(asked()).toEqual([])
    device.setSync({ state: 'live', sinceMs: NOW })
    await expect.poll(() => asked().length).toBe(1)
  })
})
