import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { photo } from '../../sync-server/support/hostile-pictures.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { aCrew, aGroup, type ACrew, type FoundChat } from '../support/a-crew.ts'
import { anExport, type AnExport } from '../support/an-export.ts'

const COMMAND = fileURLToPath(new URL('../../../sync-server/export-cli.ts', import.meta.url))

let crew: ACrew
let exported: AnExport
let chat: FoundChat
let messageNum: number

beforeAll(async () => {
  crew = await aCrew()
  exported = anExport(crew)
  chat = await aGroup(crew)
  const { ada } = crew
  const bytes = await photo()
  const about = { file_name: 'pump.jpg', file_type: 'image/jpeg', file_size: bytes.length }
  const upload = (await ada.post('/media/upload-url', about)).json
  await fetch(upload.upload_url, { method: 'PUT', headers: upload.required_headers, body: new Uint8Array(bytes) })
  const message = (await ada.post('/messages', { chat_id: chat.id, type: 'image', text: 'the pump' })).json
  messageNum = message.id
  const attachment = { ...about, message_id: message.id, file_url: upload.file_url, mime_type: 'image/jpeg' }
  expect((await ada.post('/media/attachments', attachment)).status).toBe(200)
})
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

const fileOf = async (token: string) => {
  const { messages } = (await exported.read(`/channels/${chat.id}?format=json`, token)).json()
  return messages.find(({ num }: { num: number }) => num === messageNum).files[0]
}

it('[EX20] the command copies media while the server runs, and its pages show them', () => {
  const out = join(crew.api.folder, 'out')
  const env = { ...process.env, CAIRN_DATA: crew.api.folder }
  const said = execFileSync(process.execPath, ['--import', 'tsx', COMMAND, '--out', out, '--user', 'bo'], { env })
  expect(said.toString()).toMatch(/messages of 2 channels/)
  const media = readdirSync(join(out, 'media')).sort()
  expect(media).toHaveLength(2)
  const channel = readdirSync(join(out, 'channels')).find((name) => name !== 'general') ?? ''
  const page = readFileSync(join(out, 'channels', channel, '1.html'), 'utf8')
  for (const name of media) expect(page).toContain(`../../media/${name}`)
})

it('[EX19] a file is served where an exported message names it, and the page holds its small picture', async () => {
  const token = await exported.token(crew.bo)
  const file = await fileOf(token)
  expect(file).toMatchObject({ name: 'pump.jpg', type: 'image/jpeg', width: expect.any(Number) as number })
  const path = (file.url as string).slice('/export'.length)
  const served = await exported.read(path, token)
  expect([served.status, served.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
  const page = (await exported.read(`/channels/${chat.id}?format=html`, token)).text
  expect(page).toMatch(/<img src="data:image\/webp;base64,[\w+/=]+" alt="pump.jpg" width="\d+" height="\d+"/)

  expect((await exported.read(path)).status).toBe(401)
  expect((await exported.read(path, await exported.token(crew.dee))).status).toBe(404)
  const elsewhere = await exported.token(crew.bo, { name: 'x', channels: ['general'] })
  expect((await exported.read(path, elsewhere)).status).toBe(404)
  await crew.ada.delete(`/messages/${messageNum}?for_all=true`)
  expect((await exported.read(path, token)).status).toBe(404)
  // Its owner has it still, but no message names it.
  expect((await exported.read(path, await exported.token(crew.ada))).status).toBe(404)
})
