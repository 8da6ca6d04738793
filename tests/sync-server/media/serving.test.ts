import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import type { FileRecord, ReadyFile } from '../../../sync-server/media/file-table.ts'
import { fileName } from '../../../sync-server/media/file-name.ts'
import { fileIdOf, fileUrl } from '../../../sync-server/media/file-url.ts'
import { keepUpload } from '../../../sync-server/media/keep-upload.ts'
import { requestUpload } from '../../../sync-server/media/request-upload.ts'
import { ada, aMedia, bo, pathOf, ridge, serveMedia, type AMedia, type MediaServer } from '../support/a-media.ts'
import { removeFolders } from '../support/a-server.ts'
import { HTML, picture } from '../support/hostile-pictures.ts'

const text = Buffer.from('0123456789')
let media: AMedia
let server: MediaServer
beforeEach(async () => {
  media = aMedia()
  server = await serveMedia(media)
})
afterEach(() => server.stop())
afterAll(removeFolders)

const keep = (bytes: Buffer, type: string, name = 'notes') =>
  keepUpload(media, ada, { name, type, stream: Readable.from([bytes]) })
const get = (file: FileRecord, headers: Record<string, string> = {}, user = ada) =>
  server.request(`/files/${file.id}`, { headers, user })

describe('what is sent with a file', () => {
  it('[UP14] a picture is shown, under its type, and nothing in it may run', async () => {
    const file = await keep(await picture().png().toBuffer(), 'image/png', 'a b.png')
    const reply = await get(file)
    expect(reply.headers.get('content-type')).toBe('image/png')
    expect(reply.headers.get('content-disposition')).toBe('inline; filename="a b.png"')
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
    expect(reply.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(reply.headers.get('cache-control')).toBe('private, no-cache')
    expect(Number(reply.headers.get('content-length'))).toBe(file.bytes)
  })

  it('[UP14] markup, texts, documents and what nobody knows are saved, never shown', async () => {
    const files = [
      [await keep(HTML, 'text/html', 'x.html'), 'application/octet-stream'],
      [await keep(text, 'text/plain', 'x.txt'), 'text/plain; charset=utf-8'],
      [await keep(Buffer.from('%PDF-1.7\n'), 'application/pdf', 'x.pdf'), 'application/pdf'],
    ] as const
    for (const [file, type] of files) {
      const reply = await get(file)
      expect(reply.headers.get('content-type')).toBe(type)
      expect(reply.headers.get('content-disposition')).toMatch(/^attachment; filename="x\.\w+"$/)
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it('[UP14] one part of it is sent when one is asked for', async () => {
    const file = await keep(text, 'text/plain')
    const parts = [
      ['bytes=2-4', 206, '234', 'bytes 2-4/10'],
      ['bytes=7-', 206, '789', 'bytes 7-9/10'],
      ['bytes=-2', 206, '89', 'bytes 8-9/10'],
      ['bytes=5-999', 206, '56789', 'bytes 5-9/10'],
      ['bytes=10-', 416, 'Range Not Satisfiable', 'bytes */10'],
      ['bytes=0-1,4-5', 200, '0123456789', null],
      ['lines=1-2', 200, '0123456789', null],
      ['nonsense', 200, '0123456789', null],
    ] as const
    for (const [range, status, body, contentRange] of parts) {
      const reply = await get(file, { Range: range })
      expect([range, reply.status, await reply.text(), reply.headers.get('content-range')]).toEqual([
        ...[range, status, body, contentRange],
      ])
    }
  })

  it('[UP14] it is not sent again to who has it, and a part only of what they have', async () => {
    const file = await keep(text, 'text/plain')
    const etag = (await get(file)).headers.get('etag') ?? ''
    expect(etag).toMatch(/^".+"$/)
    // Node's fetch would else ask for a reload.
    const again = { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' }
    expect((await get(file, again)).status).toBe(304)
    expect((await get(file, { Range: 'bytes=0-1', 'If-Range': etag })).status).toBe(206)
    expect((await get(file, { Range: 'bytes=0-1', 'If-Range': '"other"' })).status).toBe(200)
  })

  it('[UP14] HEAD tells the size and sends nothing', async () => {
    const file = await keep(text, 'text/plain')
    const reply = await server.request(`/files/${file.id}`, { method: 'HEAD', user: ada })
    expect([reply.status, reply.headers.get('content-length'), await reply.text()]).toEqual([200, '10', ''])
  })

  it('[UP12] the thumbnail has an address of its own; what is no picture has none', async () => {
    const file = await keep(await picture().png().toBuffer(), 'image/png')
    const thumb = await server.request(`/files/${file.id}/thumb`, { user: ada })
    expect([thumb.status, thumb.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const note = await keep(text, 'text/plain')
    expect((await server.request(`/files/${note.id}/thumb`, { user: ada })).status).toBe(404)
  })

  it('[UP13] a name is only shown: it has no folders, no control characters, no turned writing', async () => {
    expect(fileName('../../etc/passwd')).toBe('passwd')
    expect(fileName('C:\\photos\\ridge.jpg')).toBe('ridge.jpg')
    expect(fileName('a\r\nSet-Cookie: x\u0000.png')).toBe('aSet-Cookie: x.png')
    expect(fileName('ridge\u202egpj.exe')).toBe('ridgegpj.exe')
    expect(fileName('half \ud83d a pair')).toBe('half  a pair')
    expect(fileName(' / ')).toBe('file')
    expect(fileName('x'.repeat(300))).toHaveLength(255)
    const file = await keep(text, 'text/plain', 'Zürich 山 "1".txt')
    expect((await get(file)).headers.get('content-disposition')).toContain("filename*=UTF-8''Z%C3%BCrich%20%E5%B1%B1")
  })
})

describe('who reads a file', () => {
  it('[UP15] its owner alone, until a message names it; then whoever reads the channel', async () => {
    const file = await keep(text, 'text/plain')
    expect((await get(file)).status).toBe(200)
    media.readers.add(`${bo} ${ridge}`)
    expect((await get(file, {}, bo)).status).toBe(404)
    media.nameInMessage(file.id, ridge)
    expect((await get(file, {}, bo)).status).toBe(200)
    media.readers.clear()
    expect((await get(file, {}, bo)).status).toBe(404)
  })

  it('[UP15] nobody without a session or a signed address', async () => {
    const file = await keep(text, 'text/plain')
    expect((await server.request(`/files/${file.id}`)).status).toBe(401)
    expect((await server.request(`/files/${file.id}?user=1&expires=9999999999&signature=x`)).status).toBe(401)
  })

  it('[UP15] not there, not there yet and no id are the same', async () => {
    const { file } = await requestUpload(media, ada, { name: 'x', type: 'text/plain', bytes: 3 })
    for (const id of [file.id, crypto.randomUUID(), 'x', '..%2f..%2fsettings.json', '%00', 'a'.repeat(2_000)]) {
      const reply = await server.request(`/files/${id}`, { user: ada })
      expect([reply.status, id]).toEqual([404, id])
    }
  })

  it('[UP16] a signed address needs no session and is for one person, as long as they may read', async () => {
    const file = await keep(text, 'text/plain')
    media.nameInMessage(file.id, ridge)
    media.readers.add(`${bo} ${ridge}`)
    const address = pathOf(await fileUrl(media, file, bo))
    expect((await server.request(address)).status).toBe(200)
    expect((await server.request(address.replace('user=2', 'user=1'))).status).toBe(401)
    media.readers.clear()
    expect((await server.request(address)).status).toBe(404)
  })

  it('[UP16] it holds for a day, and stays the same for an hour', async () => {
    const file = await keep(text, 'text/plain')
    const address = pathOf(await fileUrl(media, file, ada))
    media.clock.advance(59 * 60_000)
    expect(pathOf(await fileUrl(media, file, ada))).toBe(address)
    media.clock.advance(23 * 3_600_000)
    expect((await server.request(address)).status).toBe(200)
    media.clock.advance(2 * 3_600_000)
    expect((await server.request(address)).status).toBe(401)
  })

  it('[UP17] an address is read back to its file, and only one of ours is', async () => {
    const file: ReadyFile = await keep(text, 'text/plain')
    const url = await fileUrl(media, file, ada)
    for (const good of [
      url,
      `https://chat.example.org/files/${file.id}`,
      `https://chat.example.org/files/${file.id}.txt`,
    ])
      expect(fileIdOf(media, good)).toBe(file.id)
    for (const bad of [
      `https://evil.example/files/${file.id}`,
      `https://chat.example.org.evil.example/files/${file.id}`,
      `https://chat.example.org@evil.example/files/${file.id}`,
      `https://chat.example.org/other/${file.id}`,
      `https://chat.example.org/files/${file.id}/thumb`,
      `/files/${file.id}`,
      'nonsense',
      '',
    ]) {
      expect(fileIdOf(media, bad)).toBeNull()
    }
  })
})

describe('a file that comes with a form', () => {
  it('[UP18] is kept at once, within the limit of its door', async () => {
    const send = (bytes: Buffer, atMost: number) =>
      keepUpload(media, ada, { name: 'x', type: 'text/plain', stream: Readable.from([bytes]), atMost })
    expect(await send(text, 10)).toMatchObject({ state: 'ready', type: 'text/plain', bytes: 10 })
    await expect(send(text, 9)).rejects.toMatchObject({ code: ErrorCode.TooLarge })
    expect(media.filesOnDisk()).toHaveLength(1)
  })

  it('[UP19] what its sender encrypted is served byte by byte as it came, to the members of its channel', async () => {
    const looksLike = await picture()
      .withExif({ IFD0: { Copyright: 'inside' } })
      .jpeg()
      .toBuffer()
    const stream = Readable.from([looksLike])
    const file = await keepUpload(media, ada, { name: 'x', type: 'image/jpeg', stream, opaque: true, channel: ridge })
    expect(file).toMatchObject({ type: 'application/octet-stream', declaredType: 'image/jpeg', picture: null })
    media.readers.add(`${bo} ${ridge}`)
    const reply = await get(file, {}, bo)
    expect(reply.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(Buffer.from(await reply.arrayBuffer()).equals(looksLike)).toBe(true)
  })
})
