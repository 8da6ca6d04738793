/** Pictures as people and attackers send them. Each is made here, so that nothing foreign lies in the repository. */
import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'

export const SECRET = 'secret-place-47.4979N'
export const SCRIPT = '<script>alert("polyglot")</script>'

/** Smooth, with a red left half and a blue right one, so that turning it is seen. */
export function picture(width = 320, height = 200): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="50%" height="100%" fill="#d33"/><rect x="50%" width="50%" height="100%" fill="#33d"/></svg>`
  return sharp(Buffer.from(svg)).flatten()
}

/** A JPEG as a phone takes it: turned by its orientation, with a position, a profile and a comment. */
export async function photo(orientation = 6): Promise<Buffer> {
  const plain = await picture()
    .withMetadata({ orientation })
    .withExifMerge({
      IFD0: { Copyright: SECRET, ImageDescription: SECRET },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '47/1 29/1 52/1', GPSLongitudeRef: 'E', GPSLongitude: '19/1 2/1 24/1' },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><note>${SECRET}</note></x:xmpmeta>`)
    .jpeg()
    .toBuffer()
  return withComment(plain)
}

/** A comment segment right behind the start of the image. */
function withComment(jpeg: Buffer): Buffer {
  const text = Buffer.from(SCRIPT)
  const head = Buffer.from([0xff, 0xfe, (text.length + 2) >> 8, (text.length + 2) & 255])
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)])
}

/** Whole, and a script or an archive to who reads on. */
export function withTail(file: Buffer): Buffer {
  return Buffer.concat([file, Buffer.from(SCRIPT), Buffer.from('PK\x03\x04payload')])
}

/** Says what it likes of its size; the pixels are a few bytes. */
export function pngOf(width: number, height: number, more: readonly (readonly [string, Buffer])[] = []): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const row = Buffer.alloc(1 + Math.min(width, 1000))
  const rows = Buffer.concat(Array.from({ length: Math.min(height, 1000) }, () => row))
  const parts = [['IHDR', header], ...more, ['IDAT', deflateSync(rows)], ['IEND', Buffer.alloc(0)]] as const
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, ...parts.map(([name, data]) => pngChunk(name, data))])
}

/** A text that takes 64 MB once it is unpacked. */
export function pngWithTextBomb(): Buffer {
  const packed = deflateSync(Buffer.alloc(64 * 1024 * 1024))
  return pngOf(10, 10, [['zTXt', Buffer.concat([Buffer.from('Comment\0\0'), packed])]])
}

function pngChunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const crc = Buffer.alloc(4)
  crc.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, crc])
}

function crc32(data: Buffer): number {
  let crc = ~0
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

/** Frames of one grey each, far enough apart to be told from each other. */
export function animation(frames: number, side: number): Promise<Buffer> {
  const pixels = Buffer.alloc(frames * side * side * 3)
  for (let frame = 0; frame < frames; frame++) {
    pixels.fill((frame * 101) % 251, frame * side * side * 3, (frame + 1) * side * side * 3)
  }
  const raw = { width: side, height: side * frames, channels: 3, pageHeight: side } as const
  return sharp(pixels, { raw })
    .gif({ effort: 1, delay: Array.from({ length: frames }, () => 100) })
    .toBuffer()
}

export const SVG = Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`)
export const HTML = Buffer.from(`<!doctype html><title>x</title>${SCRIPT}`)
