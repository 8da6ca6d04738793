import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import { avatarOf, MAX_AVATAR_BYTES, setAvatar, smallAvatar } from '../../../sync-server/media/avatar.ts'
import { ada, aMedia, ridge, serveMedia, type AMedia, type MediaServer } from '../support/a-media.ts'
import { removeFolders } from '../support/a-server.ts'
import { HTML, photo, picture, pngOf, SECRET } from '../support/hostile-pictures.ts'

let media: AMedia
let server: MediaServer
beforeEach(async () => {
  media = aMedia()
  server = await serveMedia(media)
})
afterEach(() => server.stop())
afterAll(removeFolders)

describe('avatars', () => {
  it('[UP22] a picture is kept as it was sent, but cleaned', async () => {
    const path = await setAvatar(media, { user: ada }, { source: await photo(), type: 'image/jpeg' })
    expect(path).toMatch(/^\/avatars\/[0-9a-f]{32}\.jpg$/)
    const name = path.replace('/avatars/', '')
    const bytes = readFileSync(join(media.folder, 'files', name.slice(0, 2), name.slice(2, 4), name))
    expect(bytes.includes(SECRET)).toBe(false)
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width: 200, height: 320 })
  })

  it('[UP23] beside it lies a square of at most 128 pixels', async () => {
    const source = await picture(640, 400).png().toBuffer()
    const path = await setAvatar(media, { user: ada }, { source, type: 'image/png' })
    const small = await server.request(smallAvatar(path))
    const bytes = Buffer.from(await small.arrayBuffer())
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 128, height: 128 })
  })

  it('[UP24] its address is enough to see it, and is kept for good', async () => {
    const source = await picture().png().toBuffer()
    const path = await setAvatar(media, { channel: ridge }, { source, type: 'image/png' })
    const reply = await server.request(path)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(reply.headers.get('cache-control')).toContain('immutable')
    expect(reply.headers.get('content-security-policy')).toContain('sandbox')
    expect((await server.request(path.replace(/\/\w{4}/, '/0000'))).status).toBe(404)
  })

  it('[UP22] each has one: a new one takes the place of the other, and nobody else’s', async () => {
    const source = await picture().png().toBuffer()
    const first = await setAvatar(media, { user: ada }, { source, type: 'image/png' })
    await setAvatar(media, { channel: ridge }, { source, type: 'image/png' })
    const second = await setAvatar(media, { user: ada }, { source, type: 'image/png' })
    expect(second).not.toBe(first)
    expect(`/avatars/${avatarOf(media, { user: ada })?.name}`).toBe(second)
  })

  it('[UP22] what is no picture, or too large, is refused, and the one before stays', async () => {
    const source = await picture().png().toBuffer()
    const first = await setAvatar(media, { user: ada }, { source, type: 'image/png' })
    const set = (bytes: Buffer, type: string) => setAvatar(media, { user: ada }, { source: bytes, type })
    await expect(set(HTML, 'image/png')).rejects.toMatchObject({ code: ErrorCode.Type })
    await expect(set(HTML, 'text/html')).rejects.toMatchObject({ code: ErrorCode.Type })
    await expect(set(pngOf(60_000, 60_000), 'image/png')).rejects.toMatchObject({ code: ErrorCode.TooLarge })
    const large = Buffer.alloc(MAX_AVATAR_BYTES + 1)
    await expect(set(large, 'image/png')).rejects.toMatchObject({ code: ErrorCode.TooLarge })
    expect(`/avatars/${avatarOf(media, { user: ada })?.name}`).toBe(first)
    expect(media.filesOnDisk()).toHaveLength(2)
  })
})
