import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { thumbHashToApproximateAspectRatio } from 'thumbhash'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import { keepUpload } from '../../../sync-server/media/keep-upload.ts'
import { openPictures, PICTURE_LIMITS } from '../../../sync-server/media/pictures.ts'
import { ada, aMedia, type AMedia } from '../support/a-media.ts'
import { removeFolders } from '../support/a-server.ts'
import {
  animation,
  photo,
  picture,
  pngOf,
  pngWithTextBomb,
  SCRIPT,
  SECRET,
  withTail,
} from '../support/hostile-pictures.ts'

let media: AMedia
beforeEach(() => (media = aMedia()))
afterAll(removeFolders)

const upload = (bytes: Buffer, type: string) =>
  keepUpload(media, ada, { name: 'ridge', type, stream: Readable.from([bytes]) })
const kept = (key: string) => readFileSync(join(media.folder, 'files', key.slice(0, 2), key.slice(2, 4), key))

describe('cleaning', () => {
  it('[UP7] a photo loses position, comment, profile and what is behind its end', async () => {
    const sent = withTail(await photo())
    expect(sent.includes(SECRET) && sent.includes(SCRIPT)).toBe(true)
    const file = await upload(sent, 'image/jpeg')
    const served = kept(file.id)
    for (const trace of [SECRET, 'script', 'Exif', 'xmpmeta', 'PK\x03\x04']) expect(served.includes(trace)).toBe(false)
    const { exif, xmp, icc, iptc, orientation } = await sharp(served).metadata()
    expect({ exif, xmp, icc, iptc, orientation }).toEqual({})
  })

  it('[UP7] it is upright, and its size is that of what is served', async () => {
    const file = await upload(await photo(6), 'image/jpeg')
    expect(file).toMatchObject({
      type: 'image/jpeg',
      bytes: kept(file.id).length,
      picture: { width: 200, height: 320 },
    })
    const { data, info } = await sharp(kept(file.id)).raw().toBuffer({ resolveWithObject: true })
    expect(info).toMatchObject({ width: 200, height: 320 })
    // Turned clockwise, what was left is above.
    expect(data[info.channels * 100]).toBeGreaterThan(180)
    expect(data[data.length - info.channels * 100]).toBeLessThan(80)
  })

  it('[UP7] PNG, WebP and GIF are cleaned too and keep their kind', async () => {
    const tag = { IFD0: { Copyright: SECRET } }
    const pictures = [
      [await picture().png().withExif(tag).toBuffer(), 'image/png'],
      [await picture().png({ palette: true }).withExif(tag).toBuffer(), 'image/png'],
      [await picture().webp().withExif(tag).toBuffer(), 'image/webp'],
      [await animation(3, 40), 'image/gif'],
    ] as const
    for (const [bytes, type] of pictures) {
      const file = await upload(withTail(bytes), type)
      expect(file.type).toBe(type)
      const served = kept(file.id)
      expect([SECRET, SCRIPT, 'PK\x03\x04'].filter((trace) => served.includes(trace))).toEqual([])
    }
  })

  it('[UP7] the pixels of a PNG stay as they are, with a palette and without', async () => {
    for (const palette of [true, false]) {
      const sent = await picture().png({ palette }).toBuffer()
      const file = await upload(sent, 'image/png')
      const [before, after] = await Promise.all([sent, kept(file.id)].map((bytes) => sharp(bytes).raw().toBuffer()))
      expect(after?.equals(before as Buffer)).toBe(true)
    }
  })

  it('[UP7] what moves goes on moving', async () => {
    const gif = await upload(await animation(5, 40), 'image/gif')
    expect(await sharp(kept(gif.id)).metadata()).toMatchObject({ pages: 5, delay: [100, 100, 100, 100, 100] })
    expect(gif.picture).toMatchObject({ width: 40, height: 40 })
    const moving = await sharp(await animation(4, 40), { animated: true })
      .webp()
      .toBuffer()
    const webp = await upload(moving, 'image/webp')
    expect(await sharp(kept(webp.id)).metadata()).toMatchObject({ pages: 4 })
  })
})

describe('refusing', () => {
  it('[UP8] a picture that ends early is refused, and nothing is kept', async () => {
    const pictures = [
      [await photo(), 'image/jpeg'],
      [await picture().jpeg({ progressive: true }).toBuffer(), 'image/jpeg'],
      [await picture().png().toBuffer(), 'image/png'],
      [await picture().webp().toBuffer(), 'image/webp'],
      [await picture().gif().toBuffer(), 'image/gif'],
    ] as const
    for (const [bytes, type] of pictures) {
      for (const part of [0.3, 0.7, 0.95]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * part))
        await expect(upload(cut, type), `${type} ${part}`).rejects.toMatchObject({ code: ErrorCode.Type })
      }
    }
    expect(media.filesOnDisk()).toEqual([])
  })

  it('[UP9] a header that promises more pixels than allowed is refused before one is unpacked', async () => {
    const huge = [pngOf(60_000, 60_000), pngOf(16_384, 1), pngOf(1, 16_384), pngOf(8_193, 8_193)]
    for (const bytes of huge) {
      await expect(upload(bytes, 'image/png')).rejects.toMatchObject({ code: ErrorCode.TooLarge })
    }
    expect(PICTURE_LIMITS.pixels).toBe(8_192 * 8_192)
  })

  it('[UP9] both sides of the limit', async () => {
    const small = { ...media, pictures: openPictures({ ...PICTURE_LIMITS, pixels: 100 * 100 }) }
    const send = async (side: number) => {
      const bytes = await picture(100, side).png().toBuffer()
      return keepUpload(small, ada, { name: 'x', type: 'image/png', stream: Readable.from([bytes]) })
    }
    expect((await send(100)).picture).toMatchObject({ height: 100 })
    await expect(send(101)).rejects.toMatchObject({ code: ErrorCode.TooLarge })
  })

  it('[UP10] an animation has a limit of frames, and one of pixels in all of them', async () => {
    const strict = openPictures({ ...PICTURE_LIMITS, frames: 10, framedPixels: 16_000 })
    const small = { ...media, pictures: strict }
    const send = async (frames: number, side: number) => {
      const stream = Readable.from([await animation(frames, side)])
      return keepUpload(small, ada, { name: 'x', type: 'image/gif', stream })
    }
    expect((await send(10, 40)).picture).toMatchObject({ width: 40 })
    await expect(send(11, 20)).rejects.toMatchObject({ code: ErrorCode.TooLarge })
    await expect(send(10, 41)).rejects.toMatchObject({ code: ErrorCode.TooLarge })
  })

  it('[UP8] a text that unpacks to 64 MB never comes out again', async () => {
    const file = await upload(pngWithTextBomb(), 'image/png').catch(() => null)
    if (file) expect(kept(file.id).length).toBeLessThan(10_000)
  })
})

describe('the thumbnail', () => {
  it('[UP12] is a WebP of at most 480 pixels a side, and a placeholder tells its shape', async () => {
    const file = await upload(await picture(1_200, 800).jpeg().toBuffer(), 'image/jpeg')
    const thumb = kept(`${file.id}.thumb`)
    expect(await sharp(thumb).metadata()).toMatchObject({ format: 'webp', width: 480, height: 320 })
    expect(file.picture?.thumbBytes).toBe(thumb.length)
    const hash = Buffer.from(file.picture?.placeholder ?? '', 'base64')
    expect(thumbHashToApproximateAspectRatio(hash)).toBeCloseTo(1.5, 0)
    expect(file.picture?.placeholder.length).toBeLessThan(64)
  })

  it('[UP12] is not enlarged', async () => {
    const file = await upload(await picture(64, 32).png().toBuffer(), 'image/png')
    expect(await sharp(kept(`${file.id}.thumb`)).metadata()).toMatchObject({ width: 64, height: 32 })
  })
})
