import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import { beginUpload } from '../../../sync-server/media/begin-upload.ts'
import { fileIdOf, fileUrl } from '../../../sync-server/media/file-url.ts'
import { finishUpload } from '../../../sync-server/media/finish-upload.ts'
import { keepUpload } from '../../../sync-server/media/keep-upload.ts'
import { requestUpload } from '../../../sync-server/media/request-upload.ts'
import { s3Store } from '../../../sync-server/media/s3-store.ts'
import { signS3Url } from '../../../sync-server/media/s3-sign.ts'
import { settleUpload } from '../../../sync-server/media/settle-upload.ts'
import { setAvatar } from '../../../sync-server/media/avatar.ts'
import { purgeMedia } from '../../../sync-server/media/purge-media.ts'
import { ada, aMedia, serveMedia, type AMedia } from '../support/a-media.ts'
import { removeFolders } from '../support/a-server.ts'
import { anS3, type AnS3 } from '../support/an-s3.ts'
import { HTML, photo, picture, SECRET } from '../support/hostile-pictures.ts'

let s3: AnS3
let media: AMedia
beforeEach(async () => {
  s3 = await anS3()
  // Signatures are held against the real time over there.
  media = aMedia({ s3: s3.config, now: Date.now })
})
afterEach(() => s3.stop())
afterAll(removeFolders)

const putTo = (url: string, bytes: Buffer, type: string) =>
  fetch(url, { method: 'PUT', headers: { 'Content-Type': type }, body: new Uint8Array(bytes) })

describe('signing', () => {
  it('[UP21] the example of the reference has the signature of the reference', async () => {
    const keys = {
      ...{ region: 'us-east-1', accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
      secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    }
    const url = 'https://examplebucket.s3.amazonaws.com/test.txt'
    const signed = await signS3Url(keys, { method: 'GET', url, seconds: 86_400 }, Date.UTC(2013, 4, 24))
    expect(new URL(signed).searchParams.get('X-Amz-Signature')).toBe(
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    )
  })

  it('[UP21] an upload is bound to its size and type', async () => {
    const { uploadUrl } = await requestUpload(media, ada, { name: 'x.png', type: 'image/png', bytes: 10 })
    const query = new URL(uploadUrl).searchParams
    expect(query.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host')
    expect(query.get('X-Amz-Expires')).toBe('900')
  })
})

describe('an upload that may be cut', () => {
  it('[UQ6] comes through the server, and the bucket keeps the cleaned one alone', async () => {
    const sent = await photo()
    const id = '0b1c2d3e-4f50-4a61-8b72-93a4b5c6d7e8'
    await beginUpload(media, ada, { id, name: 'ridge.jpg', type: 'image/jpeg', bytes: sent.length })
    await media.partial.append(id, Readable.from([sent]), 0)
    const file = await finishUpload(media, ada, id)
    expect(file).toMatchObject({ id, type: 'image/jpeg', picture: { width: 200, height: 320 } })
    const served = Buffer.from(await (await fetch(await fileUrl(media, file, ada))).arrayBuffer())
    expect([served.length, served.includes(SECRET)]).toEqual([file.bytes, false])
    expect(await media.partial.bytesOf(id)).toBe(0)
  })
})

describe('an upload to the bucket', () => {
  it('[UP21] goes there, is looked at when it is asked for, and what is served is another object', async () => {
    const sent = await photo()
    const ticket = await requestUpload(media, ada, { name: 'ridge.jpg', type: 'image/jpeg', bytes: sent.length })
    const { bucket, endpoint } = s3.config
    expect(ticket.fileUrl).toBe(`${endpoint}/${bucket}/uploads/${ticket.file.id}.jpg`)
    expect(fileIdOf(media, ticket.fileUrl)).toBe(ticket.file.id)
    expect((await putTo(ticket.uploadUrl, sent, 'image/jpeg')).status).toBe(200)

    const file = await settleUpload(media, ticket.file.id)
    expect(file).toMatchObject({ type: 'image/jpeg', picture: { width: 200, height: 320 } })
    const address = await fileUrl(media, file, ada)
    expect(address).toContain(`${endpoint}/${bucket}/files/${file.id}?`)
    expect(fileIdOf(media, address)).toBe(file.id)
    const reply = await fetch(address)
    expect(reply.headers.get('content-type')).toBe('image/jpeg')
    expect(reply.headers.get('content-disposition')).toBe("inline; filename*=UTF-8''ridge.jpg")
    const served = Buffer.from(await reply.arrayBuffer())
    expect([served.length, served.includes(SECRET)]).toEqual([file.bytes, false])
    expect((await sharp(served).metadata()).width).toBe(200)
    expect(media.filesOnDisk()).toEqual([])
    expect(await media.bucket?.fetchUpload(ticket.objectKey)).toBeNull()
  })

  it('[UP21] other bytes at the same address later change nothing', async () => {
    const sent = await photo()
    const ticket = await requestUpload(media, ada, { name: 'x.jpg', type: 'image/jpeg', bytes: sent.length })
    await putTo(ticket.uploadUrl, sent, 'image/jpeg')
    const file = await settleUpload(media, ticket.file.id)
    await putTo(ticket.uploadUrl, HTML, 'image/jpeg')
    expect(await settleUpload(media, ticket.file.id)).toEqual(file)
    expect((await (await fetch(await fileUrl(media, file, ada))).arrayBuffer()).byteLength).toBe(file.bytes)
  })

  it('[UP21] what has not come yet, or is not what was declared, is refused', async () => {
    const ask = (bytes: number) => requestUpload(media, ada, { name: 'x.png', type: 'image/png', bytes })
    const [absent, lie, longer] = [await ask(10), await ask(HTML.length), await ask(HTML.length - 1)]
    await expect(settleUpload(media, absent.file.id)).rejects.toMatchObject({ code: ErrorCode.Invalid })
    await putTo(lie.uploadUrl, HTML, 'image/png')
    await expect(settleUpload(media, lie.file.id)).rejects.toMatchObject({ code: ErrorCode.Type })
    await putTo(longer.uploadUrl, HTML, 'image/png')
    await expect(settleUpload(media, longer.file.id)).rejects.toMatchObject({ code: ErrorCode.TooLarge })
    await expect(settleUpload(media, crypto.randomUUID())).rejects.toMatchObject({ code: ErrorCode.NotFound })
  })

  it('[UP21] while the bucket is away nothing is promised', async () => {
    const away = aMedia({ s3: { ...s3.config, endpoint: 'http://127.0.0.1:1' }, now: Date.now })
    const asked = requestUpload(away, ada, { name: 'x.png', type: 'image/png', bytes: 10 })
    await expect(asked).rejects.toMatchObject({ code: ErrorCode.Unavailable })
    const stranger = s3Store({ ...s3.config, bucket: 'nobody-has-it' }, Date.now)
    await expect(stranger.check()).rejects.toMatchObject({ code: ErrorCode.Unavailable })
  })
})

describe('files kept in the bucket', () => {
  it('[UP21] are served through the server too, in parts as well', async () => {
    const stream = Readable.from([Buffer.from('0123456789')])
    const file = await keepUpload(media, ada, { name: 'x.txt', type: 'text/plain', stream })
    const server = await serveMedia(media)
    const whole = await server.request(`/files/${file.id}`, { user: ada })
    expect([await whole.text(), whole.headers.get('content-length')]).toEqual(['0123456789', '10'])
    const part = await server.request(`/files/${file.id}`, { user: ada, headers: { Range: 'bytes=2-4' } })
    expect([part.status, await part.text()]).toEqual([206, '234'])
    await server.stop()
  })

  it('[UP21] avatars and thumbnails lie there, and go from there', async () => {
    const source = await picture().png().toBuffer()
    const path = await setAvatar(media, { user: ada }, { source, type: 'image/png' })
    const file = await keepUpload(media, ada, { name: 'x', type: 'image/png', stream: Readable.from([source]) })
    const server = await serveMedia(media)
    expect((await server.request(path)).status).toBe(200)
    expect((await server.request(`/files/${file.id}/thumb`, { user: ada })).status).toBe(200)
    const later = { ...media, now: () => Date.now() + 8 * 24 * 3_600_000 }
    await purgeMedia(later)
    expect((await server.request(path)).status).toBe(200)
    await expect(media.store.open(file.id, null)).rejects.toMatchObject({ code: ErrorCode.Unavailable })
    await server.stop()
  })
})
