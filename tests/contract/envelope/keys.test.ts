/** What others hear of the keys of somebody who encrypts: over the wire, over this dialect, and after a restart. */
import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DATABASE_FILE } from '../../../sync-server/storage/database.ts'
import { newFolder, removeFolders } from '../../sync-server/support/a-server.ts'
import { aDevice } from '../support/a-device.ts'
import { anApi, PASSWORD } from '../support/an-api.ts'
import { anEnvelope, KEYS, type AnEnvelope, type EnvelopePerson } from '../support/an-envelope-client.ts'
import { anEnvelopeSocket } from '../support/an-envelope-socket.ts'

const print = (key: string) => createHash('sha256').update(key).digest('hex')
const FIRST = { print: print(KEYS.pubk), version: 1 }

const folder = newFolder()
let crew: AnEnvelope
let ada: EnvelopePerson
let bo: EnvelopePerson
beforeAll(async () => {
  crew = await anEnvelope({ folder })
  ;({ ada, bo } = crew)
})
afterAll(removeFolders)

const replace = (by: EnvelopePerson, pubk: string, password = PASSWORD) =>
  by.put('/users/me/keys', { ...KEYS, pubk, password })
const keyOf = async (seenBy: EnvelopePerson, userId: number) => {
  const device = await aDevice(crew.api.url, seenBy.token)
  device.close()
  return device.replica('directory').getMap('keys').get(String(userId))
}
const unread = async (person: EnvelopePerson, chat: number) =>
  (await person.get('/chats')).json.find(({ id }: { id: number }) => id === chat).unread_count as number

it('[EN21] whoever registers with keys is known by their fingerprint; who has none is not', async () => {
  expect(await keyOf(bo, ada.id)).toEqual(FIRST)
  const fay = await crew.api.person('fay')
  const { json } = await crew.ask('GET', '/users/me', { token: fay.token })
  expect(await keyOf(bo, json.id)).toBeUndefined()
})

it('[EN22] [EN23] a new key is told in the encrypted chat and is not unread; a wrong password changes nothing', async () => {
  const chat = await crew.found(ada, 'private', [bo])
  const socket = await anEnvelopeSocket(crew.api.url, ada.token)
  await socket.ask({ type: 'send_message', chat_id: chat, message: 'x', envelopes: { 1: 'y' } })
  socket.close()
  const messages = async () => (await bo.get(`/chats/${chat}/messages`)).json as { message: string }[]
  const before = await unread(bo, chat)

  expect((await replace(ada, 'another', 'wrong horse')).status).toBe(403)
  expect(await keyOf(bo, ada.id)).toEqual(FIRST)
  expect(await messages()).toHaveLength(1)

  expect((await replace(ada, 'another')).json).toEqual({ key_version: 2 })
  expect(await keyOf(bo, ada.id)).toEqual({ print: print('another'), version: 2 })
  const device = await aDevice(crew.api.url, bo.token)
  device.close()
  const [dm] = device.documents().filter((name) => /^channel\/dm-.*\/0$/.test(name))
  const said = [
    ...device
      .replica(dm ?? '')
      .getMap<{ event?: object }>('messages')
      .values(),
  ]
  expect(said.map(({ event }) => event).filter((event) => event)).toEqual([{ kind: 'key', user: ada.id }])
  expect(await unread(bo, chat)).toBe(before)
})

it('[EN24] keys from before the directory told of them are there after a start', async () => {
  const gil = await crew.api.person('gil')
  await crew.stop()
  const db = new Database(join(folder, DATABASE_FILE))
  const { id } = db.prepare('SELECT id FROM accounts WHERE username = ?').get('gil') as { id: number }
  db.prepare(`INSERT INTO account_keys (user_id, pkebymk, pkebyrk, pubk, salt) VALUES (?, '', '', 'old', '')`).run(id)
  db.close()
  const again = await anApi({ folder })
  const device = await aDevice(again.url, gil.token)
  device.close()
  expect(device.replica('directory').getMap('keys').get(String(id))).toEqual({ print: print('old'), version: 1 })
  await again.stop()
})
