import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import Database from 'better-sqlite3'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aDevice } from '../support/a-device.ts'
import { anEnvelope, type AnEnvelope, type EnvelopePerson } from '../support/an-envelope-client.ts'
import { anEnvelopeSocket, type AnEnvelopeSocket, type Frame } from '../support/an-envelope-socket.ts'

/** What nobody but its readers may make out: words, a mention of bo, an address. */
const PAYLOAD = 'zebrafish @bo @everyone https://example.org/secret  \u0000\n"\\ü🗝'
const ENVELOPES = {
  '2': { key: 'wrapped zebrafish', n: [1, 2.5, null, true], ['__proto__']: { x: 1 } },
  '1': 'anything',
  'ünïcode 🗝': {},
}

let crew: AnEnvelope
let ada: EnvelopePerson
let bo: EnvelopePerson
let socket: AnEnvelopeSocket
let chat: number
beforeAll(async () => {
  crew = await anEnvelope()
  ;({ ada, bo } = crew)
  socket = await anEnvelopeSocket(crew.api.url, ada.token)
})
beforeEach(async () => {
  chat = await crew.found(ada, 'group', [bo])
})
afterAll(async () => {
  await crew.stop()
  removeFolders()
})

const sealed = (more: Frame = {}): Promise<Frame> =>
  socket.ask({ type: 'send_message', chat_id: chat, message: PAYLOAD, envelopes: ENVELOPES, ...more })
const rest = (by: EnvelopePerson, path: string) => crew.api.ask('GET', path, { token: by.token })

it('[EN8] comes back unchanged: in the ok, the frame, the list and the chat', async () => {
  const other = await anEnvelopeSocket(crew.api.url, bo.token)
  const metadata = { iv: 'x', list: [{ deep: [[1]] }] }
  const { message } = await sealed({ metadata })
  const expected = { message: PAYLOAD, envelopes: ENVELOPES, metadata, message_type: 'text' }
  expect(message).toMatchObject(expected)
  expect(JSON.stringify(message.envelopes)).toBe(JSON.stringify(ENVELOPES))
  expect((await other.hears({ type: 'message_new', message: { id: message.id } })).message).toEqual(message)
  expect((await bo.get(`/chats/${chat}/messages`)).json).toEqual([message])
  const { json } = await bo.get('/chats')
  expect(json.find(({ id }: { id: number }) => id === chat).last_message).toMatchObject(expected)
  other.close()
})

it('[EN8] of the type `encrypted` too, without envelopes; all else is a text for every door', async () => {
  const { message } = await socket.ask({
    ...{ type: 'send_message', chat_id: chat, message: 'zebrafish', message_type: 'encrypted' },
  })
  expect(message).toMatchObject({ message: 'zebrafish', message_type: 'encrypted', envelopes: null })
  await socket.ask({ type: 'send_message', chat_id: chat, message: 'in the open', envelopes: null })
  const { json } = await rest(bo, `/messages/${chat}`)
  expect(json.map(({ text }: { text: string }) => text)).toEqual(['in the open', 'Encrypted message'])
})

it('[EN9] other doors show "Encrypted message", and nothing of it is found, mentioned or previewed', async () => {
  const { message_id: id } = await sealed()
  await socket.ask({ type: 'edit_message', chat_id: chat, message_id: id, message: `${PAYLOAD} again @bo` })
  const listed = await rest(bo, `/messages/${chat}`)
  expect(listed.json).toMatchObject([{ id, text: 'Encrypted message' }])
  expect(JSON.stringify(listed.json)).not.toContain('zebrafish')
  expect((await rest(bo, '/search?query=zebrafish')).json).toMatchObject({ messages: [] })
  expect((await rest(bo, '/messages/search?query=zebrafish')).json).toEqual([])
  const seen = (await rest(bo, `/chats/${chat}`)).json
  expect(seen).toMatchObject({ unread_count: 1, unread_mentions_count: 0, last_message_text: 'Encrypted message' })
  expect(JSON.stringify(seen)).not.toContain('zebrafish')
  expect(JSON.stringify((await rest(bo, '/notifications')).json)).not.toContain('zebrafish')
})

it('[EN9] no row of the word index and of mentions knows of it', async () => {
  const { message_id: id } = await sealed()
  // A search has the index catch up first.
  await rest(bo, '/messages/search?query=zebrafish')
  const name = readdirSync(crew.api.folder).find((file) => file.endsWith('.db') || file.endsWith('.sqlite')) as string
  const db = new Database(join(crew.api.folder, name), { readonly: true })
  const one = db.prepare<[number], { channel: string; seq: number; text: string | null }>(
    'SELECT channel, seq, text FROM messages WHERE id = ?',
  )
  const row = one.get(id)
  expect(row?.text).toBeNull()
  const mentions = db.prepare('SELECT count(*) AS n FROM mentions WHERE channel = ? AND seq = ?')
  expect(mentions.get(row?.channel, row?.seq)).toEqual({ n: 0 })
  const words = db.prepare(`SELECT count(*) AS n FROM message_words WHERE message_words MATCH '"zebrafish"'`)
  expect(words.get()).toEqual({ n: 0 })
  db.close()
})

it('[EN9] a reply to it and its forward carry no excerpt of it', async () => {
  const { message_id: id } = await sealed()
  await socket.ask({ type: 'send_message', chat_id: chat, message: 'I see', reply_to_message_id: id })
  const target = await crew.found(ada, 'private', [bo])
  await socket.ask({ type: 'forward_message', from_chat_id: chat, message_id: id, to_chat_id: target })
  const { json } = await rest(bo, `/messages/${target}`)
  expect(json).toMatchObject([{ text: 'Encrypted message' }])
  const device = await aDevice(crew.api.url, bo.token)
  const excerpts = device.documents().flatMap((doc) =>
    [...device.replica(doc).getMap('messages').values()].flatMap((value) => {
      const { replyTo, forwardedFrom } = value as { replyTo?: Frame; forwardedFrom?: Frame }
      return [replyTo?.excerpt, forwardedFrom?.excerpt].filter((text) => text !== undefined) as string[]
    }),
  )
  expect(excerpts.filter((text) => text.includes('zebrafish'))).toEqual([])
  device.close()
})

it('[EN11] an edit brings the new payload, and envelopes where they are others', async () => {
  const { message_id: id } = await sealed({ metadata: { v: 1 } })
  const edit = { type: 'edit_message', chat_id: chat, message_id: id }
  const first = await socket.ask({ ...edit, message: 'second ciphertext' })
  expect(first.message).toMatchObject({ message: 'second ciphertext', envelopes: ENVELOPES, metadata: { v: 1 } })
  const second = await socket.ask({ ...edit, message: 'third', envelopes: ['new'], metadata: { v: 2 } })
  expect(second.message).toMatchObject({ message: 'third', envelopes: ['new'], metadata: { v: 2 } })
  expect(second.message.edited_at).not.toBeNull()
})

it('[EN11] no text becomes encrypted, and nothing encrypted a text', async () => {
  const plain = await socket.ask({ type: 'send_message', chat_id: chat, message: 'open' })
  const edit = { type: 'edit_message', chat_id: chat, message_id: plain.message_id, message: 'x', envelopes: {} }
  expect(await socket.ask(edit)).toMatchObject({ type: 'error', code: 'invalid' })
  const { message_id: id } = await sealed()
  const put = await crew.api.ask('PUT', `/messages/${id}`, { token: ada.token, body: { text: 'open' } })
  expect(put.status).toBe(422)
  const { json } = await bo.get(`/chats/${chat}/messages`)
  expect(json).toMatchObject([
    { message: 'open', envelopes: null },
    { message: PAYLOAD, envelopes: ENVELOPES },
  ])
})

it('[EN10] what devices left in the place of JSON is given as text, and harms no list', async () => {
  const device = await aDevice(crew.api.url, ada.token)
  const general = (await ada.get('/chats')).json.find(({ title }: { title: string }) => title === 'general')
  const deep = '['.repeat(8_000) + ']'.repeat(8_000)
  const message = { by: ada.id, sealed: { payload: 'p', envelopes: '{"half' }, metadata: deep }
  const id = '01KEZ000000000000000000001'
  expect(await device.write('channel/general/0', [['messages', id, message]])).toBe('ok')
  const { json, status } = await bo.get(`/chats/${general.id}/messages`)
  expect([status, json]).toMatchObject([200, [{ message: 'p', envelopes: '{"half', metadata: deep }]])
  device.close()
})

it('[EN8] half a character, and numbers and keys of any kind, harm nothing', async () => {
  const odd = '{"a":"\\ud800","":1,"toString":{"__proto__":null},"n":-0.5e-7}'
  const sent = `{"type":"send_message","chat_id":${chat},"message":"\\udfff","envelopes":${odd},"metadata":[${odd}]}`
  socket.say(sent)
  const { message } = await socket.hears({ type: 'message_new', chat_id: chat })
  expect([message.envelopes, message.metadata]).toEqual([JSON.parse(odd), [JSON.parse(odd)]])
  expect((await bo.get(`/chats/${chat}/messages`)).json[0].envelopes).toEqual(JSON.parse(odd))
})
