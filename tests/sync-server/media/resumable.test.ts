import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { join } from 'node:path'
import { Metadata } from '@tus/server'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { UserId } from '../../../schema/ids.ts'
import { finishUpload } from '../../../sync-server/media/finish-upload.ts'
import { purgeMedia } from '../../../sync-server/media/purge-media.ts'
import { ada, aMedia, bo, serveMedia, type AMedia, type MediaServer } from '../support/a-media.ts'
import { removeFolders } from '../support/a-server.ts'
import { photo } from '../support/hostile-pictures.ts'

const DAY = 24 * 3_600_000
const text = Buffer.from('Rope, water, stove.\n')

let media: AMedia
let server: MediaServer
beforeEach(async () => {
  media = aMedia()
  server = await serveMedia(media)
})
afterEach(() => server.stop())
afterAll(removeFolders)

interface Told {
  readonly id?: string
  readonly filename?: string
  readonly filetype?: string
  readonly bytes?: number
  readonly user?: UserId
}

const begin = ({
  id = randomUUID(),
  filename = 'a.txt',
  filetype = 'text/plain',
  bytes = text.length,
  user = ada,
}: Told) =>
  server.request('/uploads', {
    ...{ method: 'POST', user },
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Length': String(bytes),
      'Upload-Metadata': Metadata.stringify({ id, filename, filetype }),
    },
  })

const more = (id: string, offset: number, body: Uint8Array, user = ada) =>
  server.request(`/uploads/${id}`, {
    ...{ method: 'PATCH', user, body: new Uint8Array(body) },
    headers: {
      'Tus-Resumable': '1.0.0',
      'Upload-Offset': String(offset),
      'Content-Type': 'application/offset+octet-stream',
    },
  })

const look = (id: string, user = ada) =>
  server.request(`/uploads/${id}`, { method: 'HEAD', user, headers: { 'Tus-Resumable': '1.0.0' } })

const finish = (id: string, user = ada) => server.request(`/uploads/${id}/finish`, { method: 'POST', user })

async function begun(told: Told = {}): Promise<string> {
  const id = told.id ?? randomUUID()
  expect((await begin({ ...told, id })).status).toBe(201)
  return id
}

const partial = () => readdirSync(join(media.folder, 'partial'))

describe('telling of a file', () => {
  it('[UQ1] answers with its address, and waits for its bytes', async () => {
    const id = randomUUID()
    const reply = await begin({ id, filename: '../../rope\u202egnp.txt' })
    expect([reply.status, reply.headers.get('Location')]).toEqual([201, `/uploads/${id}`])
    expect(media.files.find(id)).toMatchObject({
      state: 'awaiting',
      owner: ada,
      name: 'ropegnp.txt',
      declaredBytes: 20,
    })
  })

  it('[UQ1] more than the limit is refused, the limit itself is not', async () => {
    expect((await begin({ bytes: media.maxUploadBytes + 1 })).status).toBe(413)
    expect((await begin({ bytes: 0 })).status).toBe(400)
    expect((await begin({ bytes: media.maxUploadBytes })).status).toBe(201)
  })

  it.each(['not-an-id', '00000000-0000-0000-0000-000000000000', '../../../../etc/passwd', ''])(
    '[UQ1] the id is a random one: %s is refused',
    async (id) => {
      expect((await begin({ id })).status).toBe(400)
      expect(partial()).toEqual([])
    },
  )

  it('[UQ2] told again, it is the same upload, and what came stays', async () => {
    const id = await begun()
    await more(id, 0, text.subarray(0, 7))
    expect((await begin({ id })).status).toBe(201)
    expect((await look(id)).headers.get('Upload-Offset')).toBe('7')
  })

  it('[UQ2] an id that is another upload’s is refused', async () => {
    const id = await begun()
    for (const other of [{ user: bo }, { bytes: 21 }, { filetype: 'image/png' }])
      expect((await begin({ ...other, id })).status).toBe(409)
  })

  it('[UQ4] nobody but its owner reaches it, and a stranger nothing at all', async () => {
    const id = await begun()
    expect((await more(id, 0, text, bo)).status).toBe(404)
    expect((await look(id, bo)).status).toBe(404)
    expect((await finish(id, bo)).status).toBe(404)
    const nobody = 0 as UserId
    const statuses = [begin({ user: nobody }), more(id, 0, text, nobody), look(id, nobody), finish(id, nobody)]
    expect((await Promise.all(statuses)).map(({ status }) => status)).toEqual([401, 401, 401, 401])
    expect(await media.partial.bytesOf(id)).toBe(0)
  })
})

describe('what is taken', () => {
  it('[UQ1] is told to whoever asks', async () => {
    const reply = await server.request('/uploads', { method: 'OPTIONS' })
    expect([reply.status, reply.headers.get('Tus-Max-Size')]).toEqual([204, String(media.maxUploadBytes)])
    expect(reply.headers.get('Access-Control-Allow-Origin')).toBeNull()
  })
})

describe('its bytes', () => {
  it('[UQ3] come piece by piece, and the answer says how many are there', async () => {
    const id = await begun()
    expect((await more(id, 0, text.subarray(0, 7))).headers.get('Upload-Offset')).toBe('7')
    expect((await more(id, 7, text.subarray(7))).headers.get('Upload-Offset')).toBe('20')
    const file = await (await finish(id)).json()
    expect(file).toEqual({ id, name: 'a.txt', type: 'text/plain', bytes: 20 })
  })

  it('[UQ3] at another place than where it stands they are refused, and more than declared too', async () => {
    const id = await begun()
    await more(id, 0, text.subarray(0, 7))
    expect((await more(id, 0, text.subarray(0, 7))).status).toBe(409)
    expect((await more(id, 8, text.subarray(8))).status).toBe(409)
    expect((await more(id, 7, text)).status).toBe(413)
    expect(await media.partial.bytesOf(id)).toBe(7)
  })

  it('[UQ5] what came before a cut stays, and it goes on from there', async () => {
    const id = await begun()
    await cutAfter(id, text.subarray(0, 12))
    await expect.poll(() => media.partial.bytesOf(id)).toBe(12)
    expect((await look(id)).headers.get('Upload-Offset')).toBe('12')
    await more(id, 12, text.subarray(12))
    expect((await finish(id)).status).toBe(200)
  })

  it('[UQ5] what came outlives a restart', async () => {
    const id = await begun()
    await more(id, 0, text.subarray(0, 12))
    const again = aMedia({ dataFolder: media.folder, now: () => media.clock.nowMs })
    expect(await again.partial.bytesOf(id)).toBe(12)
  })

  it('[UQ5] one who comes again is not kept waiting by a connection that died', async () => {
    const id = await begun()
    const dead = open(id, text.length)
    dead.write(text.subarray(0, 5))
    await expect.poll(() => media.partial.bytesOf(id)).toBe(5)
    expect((await look(id)).headers.get('Upload-Offset')).toBe('5')
    dead.destroy()
  })

  /** A request that says it brings `length` bytes. */
  function open(id: string, length: number) {
    const headers = {
      'x-test-user': String(ada),
      'Tus-Resumable': '1.0.0',
      'Upload-Offset': '0',
      'Content-Type': 'application/offset+octet-stream',
      'Content-Length': String(length),
    }
    const sent = httpRequest(`${server.url}/uploads/${id}`, { method: 'PATCH', headers })
    sent.on('error', () => {})
    return sent
  }

  async function cutAfter(id: string, bytes: Uint8Array): Promise<void> {
    const sent = open(id, text.length)
    sent.write(bytes)
    await expect.poll(() => media.partial.bytesOf(id)).toBe(bytes.length)
    sent.destroy()
  }
})

describe('the file that becomes of them', () => {
  it('[UQ6] is cleaned and measured like any other’s, and is served', async () => {
    const taken = await photo()
    const id = await begun({ filename: 'ridge.jpg', filetype: 'image/jpeg', bytes: taken.length })
    await more(id, 0, taken)
    const file = (await (await finish(id)).json()) as { bytes: number }
    expect(file).toMatchObject({ id, type: 'image/jpeg', width: expect.any(Number), placeholder: expect.any(String) })
    expect(media.files.find(id)).toMatchObject({ state: 'ready', bytes: file.bytes })
    expect((await server.request(`/files/${id}`, { user: ada })).headers.get('Content-Length')).toBe(String(file.bytes))
    expect(partial()).toEqual([])
  })

  it('[UQ6] does not come of fewer bytes than declared', async () => {
    const id = await begun()
    await more(id, 0, text.subarray(0, 19))
    expect((await finish(id)).status).toBe(409)
    expect((await look(id)).headers.get('Upload-Offset')).toBe('19')
  })

  it('[UQ7] asked for again it is the same, also by two at once', async () => {
    const id = await begun()
    await more(id, 0, text)
    const statuses = (await Promise.all([finish(id), finish(id)])).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, 409])
    expect((await finish(id)).status).toBe(200)
    expect((await look(id)).headers.get('Upload-Offset')).toBe('20')
    expect((await more(id, 20, new Uint8Array())).status).not.toBe(500)
    expect(media.filesOnDisk()).toEqual([id])
  })

  it('[UQ8] bytes that are not what was declared are refused and gone; it may be tried again', async () => {
    const id = await begun({ filename: 'a.png', filetype: 'image/png' })
    await more(id, 0, text)
    const refusal = await finish(id)
    expect([refusal.status, ((await refusal.json()) as { code: string }).code]).toEqual([415, 'type'])
    expect((await look(id)).headers.get('Upload-Offset')).toBe('0')
    expect([partial(), media.filesOnDisk()]).toEqual([[], []])
  })

  it('[UQ8] while the storage is away the bytes are kept', async () => {
    const id = await begun()
    await more(id, 0, text)
    const keep = () => Promise.reject(new Error('disk'))
    await expect(finishUpload({ ...media, store: { ...media.store, keep } }, ada, id)).rejects.toThrow('disk')
    expect((await finish(id)).status).toBe(200)
  })
})

describe('what nobody finishes', () => {
  it('[UQ9] is let go of a day after its last bytes came', async () => {
    const id = await begun()
    media.clock.advance(DAY - 1)
    await more(id, 0, text.subarray(0, 5))
    media.clock.advance(DAY)
    await purgeMedia(media)
    expect((await look(id)).status).toBe(200)
    media.clock.advance(1)
    await purgeMedia(media)
    expect((await look(id)).status).toBe(404)
    expect(partial()).toEqual([])
    expect((await begin({ id })).status).toBe(201)
  })
})
