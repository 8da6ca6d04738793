import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { PASSWORD } from '../support/an-api.ts'
import { aCrew, aGroup, type ACrew, type FoundChat } from '../support/a-crew.ts'
import { anExport, type AnExport } from '../support/an-export.ts'

const DAY_MS = 24 * 60 * 60_000

let crew: ACrew
let exported: AnExport
let chat: FoundChat
let other: FoundChat

beforeAll(async () => {
  crew = await aCrew()
  exported = anExport(crew)
  chat = await aGroup(crew, 'Pumps')
  other = await aGroup(crew, 'Valves')
})
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

const statusOf = async (path: string, token?: string, headers?: Record<string, string>) =>
  (await exported.read(path, token, headers)).status

it('[EX10] only an export token opens it, or the web app’s session without an Authorization header', async () => {
  const token = await exported.token(crew.ada)
  expect(token).toMatch(/^cairn_ro_[\w-]{43}$/)
  expect(await statusOf('/channels', token)).toBe(200)
  const nobody = await exported.read('/channels')
  expect([nobody.status, nobody.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  expect(await statusOf('/channels', crew.ada.token)).toBe(401)
  expect(await statusOf('/channels', `${token.slice(0, -1)}!`)).toBe(401)

  const browser = crew.api.browser()
  await browser.signUp('eve')
  expect((await browser.get('/export/channels')).status).toBe(200)
  expect((await browser.get('/export/channels', { authorization: 'Bearer cairn_ro_wrong' })).status).toBe(401)
  expect((await browser.get('/export/channels', { authorization: `Basic ${token}` })).status).toBe(401)
})

it('[EX11] a token opens nothing else, and changes nothing', async () => {
  const token = await exported.token(crew.ada)
  const { url } = crew.api
  const doors = [
    ...['/session', '/session/export-tokens', '/api/v1/auth/me', '/api/v1/chats', '/api/v1/users/profile'],
    ...['/users/me', '/chats', '/channels'],
  ]
  for (const path of doors) {
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` }, redirect: 'manual' })
    expect([path, [401, 302, 404].includes(answer.status)]).toEqual([path, true])
  }
  expect(await crew.api.socket(`/sync?token=${token}`)).toBe(4401)
  expect(await crew.api.socket('/sync', { authorization: `Bearer ${token}` })).toBe(4401)
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const answer = await fetch(`${url}/export/channels/general`, {
      method,
      headers: { authorization: `Bearer ${token}` },
    })
    expect([404, 405]).toContain(answer.status)
  }
})

it('[EX12] a token names what it is for, and reads nothing beyond', async () => {
  const all = await exported.token(crew.ada)
  const [id, otherId] = [await exported.idOf(chat.id, all), await exported.idOf(other.id, all)]
  const one = await exported.token(crew.ada, { name: 'pumps', channels: [String(chat.id), id], days: 7 })
  expect(await statusOf(`/channels/${id}`, one)).toBe(200)
  expect(await statusOf(`/channels/${otherId}`, one)).toBe(404)
  expect(await statusOf('/channels/general', one)).toBe(404)
  const { channels } = (await exported.read('/channels', one)).json()
  expect(channels.map((channel: { id: string }) => channel.id)).toEqual([id])

  const [newest] = (await exported.tokens(crew.ada, 'GET')).json()
  expect(newest).toMatchObject({ name: 'pumps', channels: [id] })
  expect(Date.parse(newest.expiresAt) - Date.parse(newest.createdAt)).toBe(7 * DAY_MS)
  expect(JSON.stringify(newest)).not.toContain('cairn_ro_')
  const stranger = await exported.tokens(crew.dee, 'POST', '', { name: 'x', channels: [id] })
  expect([stranger.status, stranger.json().field]).toEqual([400, 'channels'])
})

it('[EX12] what does not fit is refused, with the field named', async () => {
  for (const [field, body] of [
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(65) }],
    ['name', {}],
    ['days', { name: 'x', days: 0 }],
    ['days', { name: 'x', days: 366 }],
    ['days', { name: 'x', days: 1.5 }],
    ['channels', { name: 'x', channels: [] }],
    ['channels', { name: 'x', channels: ['nowhere'] }],
    ['channels', { name: 'x', channels: 'general' }],
  ] as const) {
    const { status, text } = await exported.tokens(crew.bo, 'POST', '', body)
    expect([body, status, (JSON.parse(text) as { field: string }).field]).toEqual([body, 400, field])
  }
  expect((await exported.tokens(crew.bo, 'GET')).json()).toEqual([])
})

it('[EX12] it is kept hashed, and in no log', async () => {
  const token = await exported.token(crew.cy)
  expect(await statusOf('/channels', token)).toBe(200)
  const db = new Database(join(crew.api.folder, 'cairn.sqlite'), { readonly: true })
  const rows = JSON.stringify(db.prepare('SELECT * FROM export_tokens').all())
  db.close()
  expect(rows).not.toContain(token.slice('cairn_ro_'.length))
  expect(crew.api.logged()).not.toContain(token.slice('cairn_ro_'.length))
})

it('[EX14] its person alone sees and revokes it, and it is dead at once', async () => {
  const token = await exported.token(crew.bo, { name: 'mine' })
  await exported.read('/channels', token)
  const [kept] = (await exported.tokens(crew.bo, 'GET')).json()
  expect(kept.lastUsedAt).toBe(new Date(crew.api.clock.nowMs).toISOString())
  expect((await exported.tokens(crew.ada, 'DELETE', `/${kept.id}`)).status).toBe(404)
  expect(await statusOf('/channels', token)).toBe(200)
  expect((await exported.tokens(crew.bo, 'DELETE', `/${kept.id}`)).status).toBe(204)
  expect(await statusOf('/channels', token)).toBe(401)
  expect((await exported.tokens(crew.bo, 'DELETE', `/${kept.id}`)).status).toBe(404)
})

it('[EX14] a page from elsewhere makes no token with a visitor’s cookie', async () => {
  const browser = crew.api.browser()
  await browser.signUp('fay')
  const ask = (origin: string) =>
    fetch(`${crew.api.url}/session/export-tokens`, {
      method: 'POST',
      headers: { cookie: browser.cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'x' }),
    })
  expect((await ask('https://elsewhere.example')).status).toBe(403)
  expect((await ask(crew.api.url)).status).toBe(201)
})

it('[EX14] a new password ends the tokens, and so does the end of the account', async () => {
  const { token: access } = await crew.api.person('gus')
  const gus = { ...crew.ada, token: access }
  const first = await exported.token(gus)
  const passwords = { current_password: PASSWORD, new_password: 'Another-horse-2' }
  const changed = await crew.api.ask('POST', '/auth/change-password', { token: access, body: passwords })
  expect(changed.status).toBe(200)
  expect(await statusOf('/channels', first)).toBe(401)

  const second = await exported.token(gus)
  const body = { password: passwords.new_password }
  const ended = await crew.api.ask('POST', '/auth/delete-account', { token: access, body })
  expect(ended.status).toBeLessThan(300)
  expect(await statusOf('/channels', second)).toBe(401)
})

it('[EX12] it ends with its last day', async () => {
  const token = await exported.token(crew.dee, { name: 'short', days: 1 })
  crew.api.clock.advance(DAY_MS - 1)
  expect(await statusOf('/channels', token)).toBe(200)
  crew.api.clock.advance(1)
  expect(await statusOf('/channels', token)).toBe(401)
})

it('[EX2] who was removed reads nothing more, and a cursor gives no right', async () => {
  const { token: hers } = await crew.api.signedIn('bo')
  const { token: own } = await crew.api.signedIn('ada')
  const bo = { ...crew.bo, token: hers }
  const token = await exported.token(bo)
  const id = await exported.idOf(chat.id, token)
  const { cursor } = (await exported.read(`/channels/${id}?format=json`, token)).json()
  const list = (await exported.read('/channels?format=json', token)).json()
  const removed = await crew.api.ask('DELETE', `${chat.path}/members/${crew.bo.id}`, { token: own })
  expect(removed.status).toBeLessThan(300)
  expect(await statusOf(`/channels/${id}?since=${cursor}`, token)).toBe(404)
  const since = (await exported.read(`/channels?format=json&since=${list.cursor}`, token)).json()
  expect(since.channels).toEqual([{ record: 'gone', id }])
})
