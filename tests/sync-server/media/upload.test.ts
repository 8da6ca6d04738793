import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import { openIncoming } from '../../../sync-server/media/incoming.ts'
import { receiveUpload } from '../../../sync-server/media/receive-upload.ts'
import { requestUpload, type UploadTicket } from '../../../sync-server/media/request-upload.ts'
import { signLinks } from '../../../sync-server/media/signed-links.ts'
import { ada, aMedia, pathOf, serveMedia, type AMedia, type MediaServer } from '../support/a-media.ts'
import { removeFolders } from '../support/a-server.ts'

const text = Buffer.from('Rope, water, stove.\n')
const note = { name: 'packing.txt', type: 'text/plain', bytes: text.length }

let media: AMedia
let server: MediaServer
beforeEach(async () => {
  media = aMedia()
  server = await serveMedia(media)
})
afterEach(() => server.stop())
afterAll(removeFolders)

const put = (ticket: UploadTicket, body: BodyInit, type = 'text/plain') =>
  server.request(pathOf(ticket.uploadUrl), { method: 'PUT', headers: { 'Content-Type': type }, body })

/** Chunk by chunk, so that no Content-Length tells the size beforehand. */
const putChunks = (ticket: UploadTicket, chunks: Buffer[]) =>
  server.request(pathOf(ticket.uploadUrl), {
    ...{ method: 'PUT', headers: { 'Content-Type': 'text/plain' }, duplex: 'half' },
    body: Readable.toWeb(Readable.from(chunks)) as ReadableStream,
  })

describe('asking for an upload', () => {
  it('[UP1] tells where to send the file, for how long, and with which type', async () => {
    const ticket = await requestUpload(media, ada, note)
    expect(ticket).toMatchObject({ expiresInSeconds: 900, requiredHeaders: { 'Content-Type': 'text/plain' } })
    expect(ticket.objectKey).toBe(`uploads/${ticket.file.id}.txt`)
    expect(ticket.uploadUrl).toMatch(
      /^https:\/\/chat\.example\.org\/uploads\/[0-9a-f-]{36}\?expires=\d+&signature=[\w-]{43}$/,
    )
    expect(ticket.fileUrl).toMatch(/^https:\/\/chat\.example\.org\/files\/[0-9a-f-]{36}\?user=1&expires=\d+&signature=/)
  })

  it('[UP1] more than the limit is refused, the limit itself is not', async () => {
    const of = (bytes: number) => requestUpload(media, ada, { ...note, bytes })
    await expect(of(media.maxUploadBytes + 1)).rejects.toMatchObject({ code: ErrorCode.TooLarge })
    await expect(of(0)).rejects.toMatchObject({ code: ErrorCode.Invalid })
    expect((await of(media.maxUploadBytes)).file.state).toBe('awaiting')
  })

  it('[UP1] while the folder cannot be written nothing is promised', async () => {
    const away = { ...media, store: { ...media.store, check: () => Promise.reject(new Error('disk')) } }
    await expect(requestUpload(away, ada, note)).rejects.toThrow('disk')
  })
})

describe('the address', () => {
  it('[UP2] takes the bytes without a session', async () => {
    const ticket = await requestUpload(media, ada, note)
    const reply = await put(ticket, text)
    expect(reply.status).toBe(200)
    expect(await reply.json()).toEqual({
      id: ticket.file.id,
      name: 'packing.txt',
      type: 'text/plain',
      bytes: text.length,
    })
    const id = ticket.file.id
    expect(readFileSync(join(media.folder, 'files', id.slice(0, 2), id.slice(2, 4), id))).toEqual(text)
  })

  it('[UP2] is over after 15 minutes', async () => {
    const ticket = await requestUpload(media, ada, note)
    media.clock.advance(900_000)
    expect((await put(ticket, text)).status).toBe(403)
    media.clock.advance(-1_000)
    expect((await put(ticket, text)).status).toBe(200)
  })

  it('[UP2] is signed: another id, another time, another key or half a signature opens nothing', async () => {
    const [one, two] = [await requestUpload(media, ada, note), await requestUpload(media, ada, note)]
    const foreign = signLinks(['another key, which is long enough'], media.now)
    const { id } = one.file
    for (const uploadUrl of [
      one.uploadUrl.replace(id, two.file.id),
      one.uploadUrl.replace(/expires=\d/, 'expires=9'),
      one.uploadUrl.slice(0, -1),
      one.uploadUrl.replace(/signature=.*/, ''),
      `https://chat.example.org/uploads/${id}?${foreign.sign(`upload ${id}`, media.now() + 900_000)}`,
      `https://chat.example.org/uploads/${id}?${media.links.sign(`file ${id} 1`, media.now() + 900_000)}`,
    ]) {
      expect((await put({ ...one, uploadUrl }, text)).status, uploadUrl).toBe(403)
    }
  })

  it('[UP2] an older key still verifies', () => {
    const query = new URLSearchParams(signLinks(['old key'], media.now).sign('x', media.now() + 1_000))
    expect(signLinks(['new key', 'old key'], media.now).verify('x', Object.fromEntries(query))).toBe(true)
  })
})

describe('the bytes', () => {
  it('[UP3] too many or too few are refused, told beforehand or not, and nothing is left', async () => {
    const ticket = await requestUpload(media, ada, note)
    expect((await put(ticket, Buffer.concat([text, text]))).status).toBe(413)
    expect((await put(ticket, text.subarray(1))).status).toBe(400)
    expect((await putChunks(ticket, [text, text])).status).toBe(413)
    expect((await putChunks(ticket, [text.subarray(1)])).status).toBe(400)
    expect(media.filesOnDisk()).toEqual([])
    expect((await putChunks(ticket, [text.subarray(0, 5), text.subarray(5)])).status).toBe(200)
    expect(media.filesOnDisk()).toEqual([ticket.file.id])
  })

  it('[UP3] another type than declared is refused; case and parameters do not count', async () => {
    const ticket = await requestUpload(media, ada, note)
    expect((await put(ticket, text, 'image/png')).status).toBe(415)
    expect((await put(ticket, text, '')).status).toBe(415)
    expect((await put(ticket, text, 'Text/Plain; charset=utf-8')).status).toBe(200)
  })

  it('[UP3] an upload that is cut off leaves nothing and may be tried again', async () => {
    const ticket = await requestUpload(media, ada, note)
    const cut = new Readable({ read: () => undefined })
    cut.push(text.subarray(0, 5))
    cut.destroy(new Error('ECONNRESET'))
    const received = media.incoming.receive(cut, { exactly: text.length, atMost: 1_000 })
    await expect(received).rejects.toMatchObject({ code: ErrorCode.Invalid })
    expect(media.filesOnDisk()).toEqual([])
    expect((await put(ticket, text)).status).toBe(200)
  })

  it('[UP3] a folder that cannot be written is told as such', async () => {
    const incoming = openIncoming(join(media.folder, 'gone'))
    rmSync(join(media.folder, 'gone'), { recursive: true })
    const received = incoming.receive(Readable.from([text]), { exactly: null, atMost: 1_000 })
    await expect(received).rejects.toMatchObject({ code: ErrorCode.StorageFailed })
  })

  it('[UP4] the address works once', async () => {
    const ticket = await requestUpload(media, ada, note)
    await put(ticket, text)
    const again = await put(ticket, Buffer.from('Rope, water, STOVE.\n'))
    expect(again.status).toBe(409)
    expect(media.filesOnDisk()).toEqual([ticket.file.id])
  })

  it('[UP4] whoever comes again does not wait for a connection that hangs, and what hung changes nothing any more', async () => {
    const ticket = await requestUpload(media, ada, note)
    const hanging = new Readable({ read: () => undefined })
    hanging.push(text.subarray(0, 5))
    const body = { stream: hanging, type: 'text/plain', bytes: null }
    const query = Object.fromEntries(new URL(ticket.uploadUrl).searchParams)
    const first = receiveUpload(media, ticket.file.id, query, body)
    expect((await put(ticket, text)).status).toBe(200)
    hanging.push(Buffer.from('water, STOVE.\n\n'.padEnd(text.length - 5)))
    hanging.push(null)
    await expect(first).rejects.toMatchObject({ code: ErrorCode.Conflict })
    expect(await (await server.request(`/files/${ticket.file.id}`, { user: ada })).text()).toBe(text.toString())
    expect(media.filesOnDisk()).toEqual([ticket.file.id])
  })

  it('[UP4] of two at once one gets in', async () => {
    const ticket = await requestUpload(media, ada, note)
    const replies = await Promise.all([put(ticket, text), put(ticket, text)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('[UP20] what a stop cut off is gone at the next start', async () => {
    await media.incoming.receive(Readable.from([text]), { exactly: null, atMost: 1_000 })
    expect(media.filesOnDisk()).toHaveLength(1)
    expect(aMedia({ dataFolder: media.folder }).filesOnDisk()).toEqual([])
  })
})
