import Database from 'better-sqlite3'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aCrew, aGroup, type ACrew, type FoundChat } from '../support/a-crew.ts'
import { anExport, type AnExport } from '../support/an-export.ts'

let crew: ACrew
let exported: AnExport
let chat: FoundChat
let token: string

beforeAll(async () => {
  crew = await aCrew()
  exported = anExport(crew)
  chat = await aGroup(crew)
  token = await exported.token(crew.ada)
  await crew.ada.post('/messages', { chat_id: chat.id, text: 'Hello' })
})
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

const path = () => `/channels/${chat.id}?format=json`
const tagOf = async (of: string, by = token) => (await exported.read(of, by)).headers.get('etag') ?? ''
const again = async (of: string, tag: string, by = token) => exported.read(of, by, { 'if-none-match': tag })

it('[EX15] what its reader has is not read again: a database without messages answers 304', async () => {
  const tags = [await tagOf(path()), await tagOf('/channels')] as const
  const db = new Database(join(crew.api.folder, 'cairn.sqlite'))
  db.exec('ALTER TABLE messages RENAME TO not_to_be_read')
  try {
    const known = await again(path(), tags[0])
    expect([known.status, known.text, known.headers.get('etag')]).toEqual([304, '', tags[0]])
    expect((await again('/channels', tags[1])).status).toBe(304)
    expect((await exported.read(path(), token)).status).toBe(500)
  } finally {
    db.exec('ALTER TABLE not_to_be_read RENAME TO messages')
    db.close()
  }
})

it('[EX15] it is another one after whatever changes the answer', async () => {
  const seen = new Set<string>()
  const changed = async (how: () => Promise<unknown>) => {
    await how()
    const tag = await tagOf(path())
    expect(seen.has(tag)).toBe(false)
    seen.add(tag)
    expect((await again(path(), tag)).status).toBe(304)
  }
  const { ada, bo } = crew
  const { json } = await ada.post('/messages', { chat_id: chat.id, text: 'A second' })
  await changed(() => Promise.resolve())
  await changed(() => ada.put(`/messages/${json.id}`, { text: 'The second' }))
  await changed(() => bo.post(`/messages/${json.id}/reactions/toggle`, { emoji: '👍' }))
  await changed(() => ada.patch(`${chat.path}/title`, { title: 'Another' }))
  await changed(() => bo.put('/users/profile', { name: 'Bo Bo' }))
  await changed(() => ada.delete(`/messages/${json.id}?for_all=true`))
  await changed(() => ada.post(`${chat.path}/clear`))
})

it('[EX15] and another one for each format, cursor, scope and person', async () => {
  const scoped = await exported.token(crew.ada, { name: 'one', channels: [String(chat.id)] })
  const hers = await exported.token(crew.bo)
  const tags = [
    await tagOf(path()),
    await tagOf(`/channels/${chat.id}?format=csv`),
    await tagOf(`${path()}&limit=1`),
    await tagOf(`${path()}&since=now`),
    await tagOf(path(), scoped),
    await tagOf(path(), hers),
  ]
  expect(new Set(tags).size).toBe(tags.length)
  expect((await again(path(), tags[0] ?? '', hers)).status).toBe(200)
})
