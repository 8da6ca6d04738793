/** `/api/v1/media` over HTTP, as seed 001 (3.5, 9) has it (docs/behaviour.md, UP). */
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { removeFolders, type AServerOptions } from '../../sync-server/support/a-server.ts'
import { HTML, photo, SECRET } from '../../sync-server/support/hostile-pictures.ts'
import { anApi, type AnApi, type Person } from '../support/an-api.ts'

let server: AnApi
let ada: Person
const start = async (options?: AServerOptions) => {
  server = await anApi(options)
  ada = await server.person('ada')
}
afterEach(() => server.stop())
afterAll(removeFolders)

const jpeg = { file_name: 'photo.jpg', file_type: 'image/jpeg', file_size: 10 }
const attachment = { message_id: 1, file_url: 'https://x/y', file_type: 'image/jpeg', file_size: 10 }
const ask = (path: string, body: unknown, token = ada.token) => server.ask('POST', `/media${path}`, { body, token })
const put = (url: string, bytes: Buffer, headers: Record<string, string>) =>
  fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytes) })

describe('POST /media/upload-url', () => {
  it('[UP1] answers every field of the reference, and the address takes the file', async () => {
    await start()
    const sent = await photo()
    const { status, json } = await ask('/upload-url', { ...jpeg, file_size: sent.length })
    expect([status, Object.keys(json).sort()]).toEqual([
      200,
      ['expires_in', 'file_url', 'object_key', 'required_headers', 'upload_url'],
    ])
    expect(json).toMatchObject({ expires_in: 900, required_headers: { 'Content-Type': 'image/jpeg' } })
    expect(json.object_key).toMatch(/^uploads\/[0-9a-f-]{36}\.jpg$/)
    expect((await put(json.upload_url, sent, json.required_headers)).status).toBe(200)

    const reply = await fetch(json.file_url)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(Buffer.from(await reply.arrayBuffer()).includes(SECRET)).toBe(false)
    expect((await put(json.upload_url, sent, json.required_headers)).status).toBe(409)
  })

  it('[UP5] what is no picture is refused where it is sent', async () => {
    await start()
    const { json } = await ask('/upload-url', { ...jpeg, file_size: HTML.length })
    expect((await put(json.upload_url, HTML, json.required_headers)).status).toBe(415)
    expect((await fetch(json.file_url)).status).toBe(404)
  })

  it('[UP1] types and sizes that are not allowed are 422, with the field named', async () => {
    await start({ env: { MAX_UPLOAD_SIZE_BYTES: '1000' } })
    const bodies = [
      [{ ...jpeg, file_type: 'image/svg+xml' }, 'file_type'],
      [{ ...jpeg, file_type: 'text/html' }, 'file_type'],
      [{ ...jpeg, file_size: 1_001 }, 'file_size'],
      [{ ...jpeg, file_size: 0 }, 'file_size'],
      [{ ...jpeg, file_size: '10' }, 'file_size'],
      [{ ...jpeg, file_size: 1.5 }, 'file_size'],
      [{ ...jpeg, file_name: '' }, 'file_name'],
      [{ file_name: 'x', file_size: 1 }, 'file_type'],
    ] as const
    for (const [body, field] of bodies) {
      const { status, json } = await ask('/upload-url', body)
      expect([status, json.errors[0].loc]).toEqual([422, ['body', field]])
    }
    expect((await ask('/upload-url', { ...jpeg, file_size: 1_000 })).status).toBe(200)
  })

  it('[UP1] every allowed type is', async () => {
    await start()
    for (const file_type of [
      ...['image/jpeg', 'image/png', 'image/webp', 'video/mp4', 'video/webm', 'audio/mpeg', 'audio/ogg', 'audio/webm'],
      ...['audio/wav', 'application/pdf', 'application/zip', 'text/plain'],
    ]) {
      expect((await ask('/upload-url', { ...jpeg, file_type })).status, file_type).toBe(200)
    }
  })

  it('[UP21] is 503 while the bucket is away', async () => {
    const s3 = { S3_ENDPOINT: 'http://127.0.0.1:1', S3_BUCKET: 'b', S3_ACCESS_KEY_ID: 'i', S3_SECRET_ACCESS_KEY: 's' }
    await start({ env: s3 })
    const { status, json } = await ask('/upload-url', jpeg)
    expect([status, typeof json.detail]).toEqual([503, 'string'])
  })
})

describe('attachments', () => {
  it('[CM11] [CQ11] what the sender attaches, the others find and open, until the message is deleted', async () => {
    await start()
    const bo = await server.person('bo')
    const by = (person: Person) => (method: string, path: string, body?: unknown) =>
      server.ask(method, path, { body, token: person.token })
    const posted = { chat_id: 1, type: 'image', text: 'the ridge' }
    const message = (await by(ada)('POST', '/messages', posted)).json
    const sent = await photo()
    const upload = (await ask('/upload-url', { ...jpeg, file_size: sent.length })).json
    const body = { ...attachment, message_id: message.id, file_url: upload.file_url, waveform_points: [4, 7] }
    expect((await ask('/attachments', body)).status).toBe(422)
    await put(upload.upload_url, sent, upload.required_headers)
    expect((await by(bo)('POST', '/media/attachments', body)).status).toBe(403)

    const { status, json } = await ask('/attachments', body)
    expect(status).toBe(200)
    expect(json).toMatchObject({ message_id: message.id, file_type: 'image/jpeg', waveform_points: [4, 7] })
    const [found] = (await by(bo)('GET', '/media/chats/1/attachments')).json
    expect(found).toEqual({
      ...{ id: json.id, message_id: message.id, sender_id: message.sender_id, message_type: 'image' },
      ...{ message_created_at: message.created_at, file_url: found.file_url },
      ...{ file_type: 'image/jpeg', file_size: json.file_size },
    })
    expect(found.file_url).not.toBe(json.file_url)
    expect((await (await fetch(found.file_url)).arrayBuffer()).byteLength).toBe(json.file_size)
    expect((await by(bo)('GET', '/messages/1')).json[0]).toMatchObject({ id: message.id, attachment_waveform: [4, 7] })

    expect((await by(ada)('DELETE', `/messages/${message.id}?for_all=true`)).status).toBe(204)
    expect((await by(bo)('GET', '/media/chats/1/attachments')).json).toEqual([])
    expect((await fetch(found.file_url)).status).toBe(404)
  })

  it('[CM8] [MS4] a forward carries the files, which stay when the original goes', async () => {
    await start()
    const bo = await server.person('bo')
    const by = (person: Person) => (method: string, path: string, body?: unknown) =>
      server.ask(method, path, { body, token: person.token })
    const message = (await by(ada)('POST', '/messages', { chat_id: 1, type: 'image' })).json
    const sent = await photo()
    const upload = (await ask('/upload-url', { ...jpeg, file_size: sent.length })).json
    await put(upload.upload_url, sent, upload.required_headers)
    const body = { ...attachment, message_id: message.id, file_url: upload.file_url }
    expect((await ask('/attachments', body)).status).toBe(200)

    const saved = (await by(bo)('GET', '/chats/saved')).json
    const forward = await by(bo)('POST', `/messages/${message.id}/forward`, { target_chat_id: saved.id })
    expect([forward.status, forward.json.type]).toEqual([201, 'image'])
    await by(ada)('DELETE', `/messages/${message.id}?for_all=true`)
    const [kept] = (await by(bo)('GET', `/media/chats/${saved.id}/attachments`)).json
    expect(kept).toMatchObject({ message_id: forward.json.id, sender_id: forward.json.sender_id })
    expect((await fetch(kept.file_url)).status).toBe(200)
  })

  it('[CM11] an unknown message is 404, a wrong body 422', async () => {
    await start()
    expect((await ask('/attachments', attachment)).status).toBe(404)
    for (const [field, value] of [
      ['message_id', 'x'],
      ['file_url', ''],
      ['file_type', 'text/html'],
      ['file_size', -1],
      ['waveform_points', ['loud']],
    ] as const) {
      const { status, json } = await ask('/attachments', { ...attachment, [field]: value })
      expect([status, json.errors[0].loc.slice(0, 2)]).toEqual([422, ['body', field]])
    }
  })

  it('[CQ11] of a chat without files there are none; of an unknown chat there is nothing to tell', async () => {
    await start()
    const get = (path: string) => server.ask('GET', `/media/chats/${path}`, { token: ada.token })
    expect(await get('1/attachments')).toMatchObject({ status: 200, json: [] })
    expect((await get('1/attachments?limit=0')).status).toBe(422)
    expect((await get('1/attachments?before_id=x')).status).toBe(422)
    for (const id of ['99', '0', '-1', 'x']) expect((await get(`${id}/attachments`)).status).toBe(404)
  })

  it('[AU42] all of it asks for a token', async () => {
    await start()
    expect((await ask('/upload-url', jpeg, 'none')).status).toBe(401)
    expect((await ask('/attachments', attachment, 'none')).status).toBe(401)
    expect((await server.ask('GET', '/media/chats/1/attachments')).status).toBe(401)
  })
})
