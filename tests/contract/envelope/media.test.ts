import { createHash, randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import type { Answer } from '../support/an-api.ts'
import { anEnvelope, type AnEnvelope, type EnvelopePerson } from '../support/an-envelope-client.ts'
import { anEnvelopeSocket } from '../support/an-envelope-socket.ts'

const MAX_BYTES = 50 * 1024 * 1024
const BOUNDARY = 'the-boundary-of-this-form'

let crew: AnEnvelope
let ada: EnvelopePerson
let bo: EnvelopePerson
let dee: EnvelopePerson
let chat: number
beforeAll(async () => {
  crew = await anEnvelope({ env: { MESSAGE_RATE_LIMIT_PER_MINUTE: '1000' } })
  ;({ ada, bo, dee } = crew)
})
beforeEach(async () => {
  chat = await crew.found(ada, 'group', [bo])
})
afterAll(async () => {
  await crew.stop()
  removeFolders()
})

const status = async (asked: Promise<Answer>) => (await asked).status
function form(bytes: Uint8Array, fields: Record<string, string>): FormData {
  const made = new FormData()
  for (const [name, value] of Object.entries(fields)) made.set(name, value)
  made.set('file', new Blob([bytes as Uint8Array<ArrayBuffer>]), 'blob')
  return made
}
const bring = (by: EnvelopePerson, bytes: Uint8Array, fields: Record<string, string> = {}) =>
  by.send('POST', '/media', form(bytes, { chat_id: String(chat), ...fields }))
const read = (by: EnvelopePerson, id: string, headers: Record<string, string> = {}) =>
  fetch(`${crew.api.url}/media/${id}`, { headers: { authorization: `Bearer ${by.token}`, ...headers } })
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

describe('media', () => {
  it('[EN19] any bytes come back exactly as they were, also those of a picture', async () => {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(5_000)])
    const kept = await bring(ada, png, { filename: 'a/b\\ü.png', mimetype: 'image/png; x=1' })
    expect([kept.status, kept.json]).toEqual([
      201,
      {
        file_id: expect.any(String),
        filename: expect.stringContaining('ü.png'),
        mimetype: 'image/png',
        size: png.length,
      },
    ])
    const answer = await read(bo, kept.json.file_id)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await bytesOf(answer)).equals(png)).toBe(true)
    const empty = await bring(ada, new Uint8Array())
    expect([empty.json.size, (await bytesOf(await read(bo, empty.json.file_id))).length]).toEqual([0, 0])
  })

  it('[EN19] in ranges too', async () => {
    const bytes = randomBytes(1_000)
    const { json } = await bring(ada, bytes)
    const part = await read(bo, json.file_id, { range: 'bytes=10-19' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 10-19/1000'])
    expect((await bytesOf(part)).equals(bytes.subarray(10, 20))).toBe(true)
    const end = await read(bo, json.file_id, { range: 'bytes=-5' })
    expect((await bytesOf(end)).equals(bytes.subarray(995))).toBe(true)
    expect((await read(bo, json.file_id, { range: 'bytes=1000-' })).status).toBe(416)
  })

  it('[EN19] only to members of the chat; a malformed id is 400', async () => {
    const { json } = await bring(bo, randomBytes(10))
    expect((await read(dee, json.file_id)).status).toBe(404)
    expect((await crew.ask('GET', `/media/${json.file_id}`)).status).toBe(401)
    expect(await status(ada.get('/media/00000000-0000-4000-8000-000000000000'))).toBe(404)
    for (const id of ['x', '1', '..%2f..%2fetc', '%00'])
      expect([id, await status(ada.get(`/media/${id}`))]).toEqual([id, 400])
    await ada.delete(`/chats/${chat}/members/${bo.id}`)
    expect((await read(bo, json.file_id)).status).toBe(404)
    expect((await read(ada, json.file_id)).status).toBe(200)
  })

  it('is refused without a file, without a chat, and in a chat that one does not write in', async () => {
    expect(await status(bring(dee, randomBytes(1)))).toBe(404)
    const channel = await crew.found(ada, 'channel', [bo])
    expect(await status(bring(bo, randomBytes(1), { chat_id: String(channel) }))).toBe(403)
    expect(await status(bring(ada, randomBytes(1), { chat_id: 'x' }))).toBe(400)
    const none = new FormData()
    none.set('chat_id', String(chat))
    expect(await status(ada.send('POST', '/media', none))).toBe(400)
    expect(await status(ada.post('/media', { chat_id: chat }))).toBe(400)
    const broken = { 'content-type': 'multipart/form-data; boundary=x' }
    expect(
      (await crew.ask('POST', '/media', { token: ada.token, body: '--x\r\nnothing', headers: broken })).status,
    ).toBe(400)
  })

  it('[EN20] an upload that metadata names is attached, so that other doors show it', async () => {
    const { json: file } = await bring(ada, Buffer.from('ciphertext'), { filename: 'plan.bin' })
    const others = (await bring(bo, Buffer.from('of bo'))).json
    const socket = await anEnvelopeSocket(crew.api.url, ada.token)
    const metadata = { files: [{ file_id: file.file_id, key: 'k' }, others.file_id, 7, null], nonce: 'n' }
    const sent = await socket.ask({ type: 'send_message', chat_id: chat, message: '', message_type: 'file', metadata })
    expect(sent).toMatchObject({ type: 'ok', message: { has_files: true, metadata, message_type: 'file' } })
    const listed = await crew.api.ask('GET', `/media/chats/${chat}/attachments`, { token: bo.token })
    expect(listed.json).toMatchObject([{ message_id: sent.message_id, file_size: 10 }])
    // What was sent on is read where it came to.
    const target = await crew.found(ada, 'private', [dee])
    expect((await read(dee, file.file_id)).status).toBe(404)
    const fields = { from_chat_id: chat, message_id: sent.message_id, to_chat_id: target }
    expect(await socket.ask({ type: 'forward_message', ...fields })).toMatchObject({ message: { has_files: true } })
    expect((await bytesOf(await read(dee, file.file_id))).toString()).toBe('ciphertext')
    socket.close()
  })

  it('[EN20] a file from another door is told by has_files and metadata', async () => {
    const body = { chat_id: chat, type: 'file' }
    const { json: message } = await crew.api.ask('POST', '/messages', { token: ada.token, body })
    const about = { file_name: 'notes.txt', file_type: 'text/plain', file_size: 5 }
    const { json: ticket } = await crew.api.ask('POST', '/media/upload-url', { token: ada.token, body: about })
    await fetch(ticket.upload_url, { method: 'PUT', headers: ticket.required_headers, body: 'notes' })
    const attach = { ...about, message_id: message.id, file_url: ticket.file_url }
    expect((await crew.api.ask('POST', '/media/attachments', { token: ada.token, body: attach })).status).toBe(200)
    const [seen] = (await bo.get(`/chats/${chat}/messages`)).json
    expect(seen).toMatchObject({
      has_files: true,
      metadata: { files: [{ filename: 'notes.txt', mimetype: 'text/plain', size: 5 }] },
    })
    const { file_id: id, url } = seen.metadata.files[0]
    expect(url).toBe(`/media/${id}`)
    expect((await bytesOf(await read(bo, id))).toString()).toBe('notes')
  })
})

describe('media of 50 MB', () => {
  /** Chunks made as they go out, so that the test itself holds none of it. */
  function upload(bytes: number): Promise<{ status: number; body: string; sha: string }> {
    const sha = createHash('sha256')
    const head = [
      ...[`--${BOUNDARY}`, 'Content-Disposition: form-data; name="chat_id"', '', String(chat)],
      ...[`--${BOUNDARY}`, 'Content-Disposition: form-data; name="file"; filename="f"', '', ''],
    ].join('\r\n')
    return new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${ada.token}`,
        'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
      }
      const sending = request(`${crew.api.url}/media`, { method: 'POST', headers }, (answer) => {
        let body = ''
        answer.setEncoding('utf8').on('data', (text: string) => (body += text))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, sha: sha.digest('hex') }))
      })
      sending.on('error', reject)
      sending.write(head)
      let left = bytes
      const chunk = randomBytes(256 * 1024)
      const more = (): void => {
        while (left > 0) {
          const part = chunk.subarray(0, Math.min(left, chunk.length))
          left -= part.length
          sha.update(part)
          if (!sending.write(part)) return void sending.once('drain', more)
        }
        sending.end(`\r\n--${BOUNDARY}--\r\n`)
      }
      more()
    })
  }

  it('[EN19] four at once go up and down in less memory than two would take, and one byte more is 413', async () => {
    await upload(1_000_000)
    const before = process.memoryUsage().rss
    let peak = before
    const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5)
    const kept = await Promise.all(Array.from({ length: 4 }, () => upload(MAX_BYTES)))
    const shas = kept.map(async ({ status, body }) => {
      const { file_id: id, size } = JSON.parse(body) as { file_id: string; size: number }
      expect([status, size]).toEqual([201, MAX_BYTES])
      const sha = createHash('sha256')
      const answer = await read(bo, id)
      for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) sha.update(part)
      return sha.digest('hex')
    })
    expect(await Promise.all(shas)).toEqual(kept.map(({ sha }) => sha))
    clearInterval(watching)
    expect((peak - before) / MAX_BYTES).toBeLessThan(2)
    const over = await upload(MAX_BYTES + 1)
    expect([over.status, (JSON.parse(over.body) as { code: string }).code]).toEqual([413, 'too_large'])
  })
})
