import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownUser } from '../../../sync-server/dialects/envelope/schemas/users.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { photo } from '../../sync-server/support/hostile-pictures.ts'
import { PASSWORD, type Answer } from '../support/an-api.ts'
import { anEnvelope, KEYS, type AnEnvelope, type EnvelopePerson } from '../support/an-envelope-client.ts'
import { anEnvelopeSocket } from '../support/an-envelope-socket.ts'

let crew: AnEnvelope
let ada: EnvelopePerson
let bo: EnvelopePerson
beforeAll(async () => {
  crew = await anEnvelope()
  ;({ ada, bo } = crew)
})
afterAll(async () => {
  await crew.stop()
  removeFolders()
})

const status = async (asked: Promise<Answer>) => (await asked).status
const me = async (person: EnvelopePerson) => ownUser.parse((await person.get('/users/me')).json)
const login = (name: string) => crew.ask('POST', '/auth/login', { body: { login: name, password: PASSWORD } })

it('tells oneself everything, others what anyone may know', async () => {
  expect(await me(ada)).toMatchObject({ id: ada.id, login: 'ada', username: 'ada', nickname: 'ada', ...KEYS })
  const { json } = await ada.get('/users/search?q=BO')
  expect(json).toEqual([{ id: bo.id, username: 'bo', nickname: 'bo', avatar: null }])
  expect((await ada.get('/users/search?q=b')).json).toEqual([])
  expect((await ada.get('/users/search')).json).toEqual([])
  expect(await status(ada.get('/users/search?q=bo&limit=0'))).toBe(400)
})

it('[EN3] gives the public key of who has one; another is set with the password, and has the next version', async () => {
  const path = `/users/${bo.id}/public-key`
  const expected = { user_id: bo.id, public_key: KEYS.pubk, signature: null, signed_at: null, identity_key: null }
  expect((await ada.get(path)).json).toEqual({ ...expected, key_version: 1 })
  const next = { ...KEYS, pubk: 'another', identity_key: 'i', signature: 'g', signed_at: '2026-03-08T10:00:00Z' }
  expect(await status(bo.put('/users/me/keys', { ...next, password: 'wrong horse' }))).toBe(403)
  expect(await status(bo.put('/users/me/keys', { ...next }))).toBe(400)
  expect((await bo.put('/users/me/keys', { ...next, password: PASSWORD })).json).toEqual({ key_version: 2 })
  expect((await ada.get(path)).json).toEqual({
    ...{ user_id: bo.id, public_key: 'another', signature: 'g', key_version: 2 },
    ...{ signed_at: next.signed_at, identity_key: 'i' },
  })
  const fay = await crew.api.person('fay')
  const { json } = await crew.ask('GET', '/users/me', { token: fay.token })
  expect([json.pubk, await status(ada.get(`/users/${json.id}/public-key`))]).toEqual([null, 404])
})

it('changes the username and the nickname, for every door', async () => {
  expect(await status(bo.patch('/users/username', { username: 'ADA' }))).toBe(409)
  expect(await status(bo.patch('/users/username', { username: 'a b' }))).toBe(400)
  expect(await status(bo.patch('/users/username', { username: 'everyone' }))).toBe(400)
  expect(await status(bo.patch('/users/username', {}))).toBe(400)
  expect(await status(bo.patch('/users/username', { username: 'bob' }))).toBe(204)
  expect(await status(bo.patch('/users/nickname', { nickname: ' Bobby ' }))).toBe(204)
  expect(await status(bo.patch('/users/nickname', { nickname: 'x'.repeat(129) }))).toBe(400)
  expect(await me(bo)).toMatchObject({ login: 'bob', username: 'bob', nickname: 'Bobby' })
  expect((await crew.api.ask('GET', '/auth/me', { token: bo.token })).json).toMatchObject({ name: 'Bobby' })
  expect([(await login('bo')).status, (await login('bob')).status]).toEqual([401, 200])
  await bo.patch('/users/nickname', { nickname: '' })
  expect((await me(bo)).nickname).toBe('bob')
})

it('[EN17] takes a picture as a form by PATCH and POST, and removes it', async () => {
  const picture = new FormData()
  picture.set('avatar', new Blob([new Uint8Array(await photo())], { type: 'image/jpeg' }), 'me.jpg')
  expect(await status(ada.send('PATCH', '/users/avatar', picture))).toBe(204)
  const { avatar } = await me(ada)
  expect(avatar).toMatch(/^\/avatars\//)
  const served = await crew.ask('GET', avatar ?? '')
  expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  expect(await status(ada.send('POST', '/users/avatar', picture))).toBe(204)
  expect((await me(ada)).avatar).not.toBe(avatar)
  const text = new FormData()
  text.set('avatar', new Blob(['no picture'], { type: 'image/png' }), 'me.png')
  expect(await status(ada.send('POST', '/users/avatar', text))).toBe(400)
  const large = new FormData()
  large.set('avatar', new Blob([new Uint8Array(5 * 1024 * 1024 + 1)], { type: 'image/png' }), 'me.png')
  expect(await status(ada.send('POST', '/users/avatar', large))).toBe(413)
  expect(await status(ada.post('/users/avatar', { remove: true }))).toBe(400)
  const remove = new FormData()
  remove.set('remove', '1')
  expect(await status(ada.send('PATCH', '/users/avatar', remove))).toBe(204)
  expect((await me(ada)).avatar).toBeNull()
})

it('[EN18] deletes an account: sessions and keys are gone, the names are free, the messages stay', async () => {
  const eve = await crew.register('eve', { login: 'eves-login', email: undefined })
  const chat = await crew.found(eve, 'group', [ada])
  await crew.api.ask('POST', '/messages', { token: eve.token, body: { chat_id: chat, text: 'I was here' } })
  const socket = await anEnvelopeSocket(crew.api.url, eve.token)
  expect(await status(eve.delete('/users/me'))).toBe(204)
  expect(await socket.closed()).toBe(4401)
  expect(await status(eve.get('/users/me'))).toBe(401)
  expect((await login('eves-login')).status).toBe(401)
  expect(await status(ada.get(`/users/${eve.id}/public-key`))).toBe(404)
  const { json } = await ada.get(`/chats/${chat}/messages`)
  expect(json).toMatchObject([{ sender_id: eve.id, message: 'I was here' }])
  const again = await crew.register('eve', { login: 'eves-login' })
  expect(again.id).not.toBe(eve.id)
})
