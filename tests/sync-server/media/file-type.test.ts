import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { ErrorCode } from '../../../schema/errors.ts'
import { findFileType, UNKNOWN_TYPE } from '../../../sync-server/media/file-type.ts'
import { newFolder, removeFolders } from '../support/a-server.ts'
import { HTML, photo, picture, SVG } from '../support/hostile-pictures.ts'

afterAll(removeFolders)

const folder = newFolder()
const typeOf = (bytes: Buffer | string, declared: string) => {
  const path = join(folder, 'file')
  writeFileSync(path, bytes)
  return findFileType(path, declared)
}

const WEBM = Buffer.concat([
  Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
  Buffer.alloc(200),
])
const MP4 = Buffer.concat([
  Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f326d703431', 'hex'),
  Buffer.alloc(200),
])
const WAV = Buffer.concat([Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt ', 'latin1'), Buffer.alloc(200)])
const OGG = Buffer.concat([
  Buffer.from('OggS\0\x02'.padEnd(28, '\0'), 'latin1'),
  Buffer.from('OpusHead', 'latin1'),
  Buffer.alloc(200),
])
const MP3 = Buffer.concat([
  Buffer.from('ID3\x03\0\0\0\0\0\x0a', 'latin1'),
  Buffer.alloc(10),
  Buffer.from('fffb9064', 'hex'),
  Buffer.alloc(413),
])
const PDF = Buffer.from('%PDF-1.7\n%....\n')
const ZIP = Buffer.from('504b0506'.padEnd(44, '0'), 'hex')
const HEIC = Buffer.concat([Buffer.from('0000001866747970686569630000000068656963', 'hex'), Buffer.alloc(200)])

describe('the type of a file', () => {
  it('[UP5] is what its bytes are', async () => {
    expect(await typeOf(await picture().png().toBuffer(), 'image/png')).toBe('image/png')
    expect(await typeOf(await photo(), 'application/octet-stream')).toBe('image/jpeg')
    expect(await typeOf(PDF, 'application/pdf')).toBe('application/pdf')
    expect(await typeOf(ZIP, 'application/zip')).toBe('application/zip')
    expect(await typeOf(MP3, 'audio/mpeg')).toBe('audio/mpeg')
    expect(await typeOf(WAV, 'audio/wav')).toBe('audio/wav')
    expect(await typeOf(MP4, 'video/mp4')).toBe('video/mp4')
  })

  it('[UP5] a picture with the name of another kind of picture is what it is', async () => {
    expect(await typeOf(await picture().webp().toBuffer(), 'image/png')).toBe('image/webp')
  })

  it('[UP5] sound in a container of film keeps its name', async () => {
    expect(await typeOf(WEBM, 'audio/webm')).toBe('audio/webm')
    expect(await typeOf(WEBM, 'video/webm')).toBe('video/webm')
    expect(await typeOf(OGG, 'audio/ogg; codecs=opus')).toBe('audio/ogg')
  })

  it('[UP5] markup, text and archives named as pictures, sound, film or documents are refused', async () => {
    const lies = [
      [SVG, 'image/png'],
      [SVG, 'image/svg+xml'],
      [HTML, 'image/png'],
      [HTML, 'video/mp4'],
      [HTML, 'application/pdf'],
      [ZIP, 'image/jpeg'],
      [ZIP, 'audio/mpeg'],
      [PDF, 'application/zip'],
      [await picture().png().toBuffer(), 'video/mp4'],
      [await picture().png().toBuffer(), 'application/pdf'],
      [HEIC, 'image/heic'],
      ['', 'image/png'],
    ] as const
    for (const [bytes, declared] of lies) {
      await expect(typeOf(Buffer.from(bytes), declared), declared).rejects.toMatchObject({ code: ErrorCode.Type })
    }
  })

  it('[UP6] what nothing tells is unknown, whatever it is called', async () => {
    expect(await typeOf(HTML, 'text/html')).toBe(UNKNOWN_TYPE)
    expect(await typeOf(Buffer.from([1, 2, 3]), 'application/x-anything')).toBe(UNKNOWN_TYPE)
    expect(await typeOf(HEIC, 'application/octet-stream')).toBe(UNKNOWN_TYPE)
  })

  it('[UP6] a text has no zero bytes', async () => {
    expect(await typeOf('Rope, water, stove', 'text/plain')).toBe('text/plain')
    expect(await typeOf(Buffer.from('Rope\0water'), 'text/plain')).toBe(UNKNOWN_TYPE)
  })
})
