/** Files that are not what they say, through every door that takes files: refused, or harmless when they come out again. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import {
  HTML,
  photo,
  pngOf,
  pngWithTextBomb,
  SCRIPT,
  SECRET,
  SVG,
  withTail,
} from '../../sync-server/support/hostile-pictures.ts'
import { aCrew, type ACrew } from '../support/a-crew.ts'

const MANY = '1000000'
const UNLIMITED = {
  ...{ GENERAL_RATE_LIMIT_PER_MINUTE: MANY, UPLOAD_RATE_LIMIT_PER_MINUTE: MANY, MESSAGE_RATE_LIMIT_PER_MINUTE: MANY },
  LOG_LEVEL: 'warn',
}

let crew: ACrew
let general = 0
let hostile: Record<string, File> = {}

beforeAll(async () => {
  crew = await aCrew({ env: UNLIMITED })
  general = ((await crew.ada.get('/chats?query=general')).json as { id: number }[])[0]!.id
  hostile = await hostileFiles()
}, 60_000)
afterAll(async () => {
  await crew.api.stop()
  removeFolders()
})

async function hostileFiles(): Promise<Record<string, File>> {
  const taken = await photo()
  const file = (bytes: Uint8Array, name: string, type: string) => new File([new Uint8Array(bytes)], name, { type })
  return {
    'markup named as a picture': file(HTML, 'a.png', 'image/png'),
    'a drawing with a script named as a picture': file(SVG, 'a.png', 'image/png'),
    'a photo with markup behind its end': file(withTail(taken), 'a.jpg', 'image/jpeg'),
    'a photo that tells where it was taken': file(taken, 'a.jpg', 'image/jpeg'),
    'a photo that ends early': file(taken.subarray(0, taken.length / 2), 'a.jpg', 'image/jpeg'),
    'a picture of 3,600 megapixels': file(pngOf(60_000, 60_000), 'a.png', 'image/png'),
    'a text that unpacks to 64 MB': file(pngWithTextBomb(), 'a.png', 'image/png'),
    'nothing at all': file(new Uint8Array(), 'a.png', 'image/png'),
  }
}

interface Outcome {
  readonly status: number
  /** Where it is served; null when it was refused or skipped. */
  readonly path: string | null
}

/** Each door, and where what it took is served. */
const DOORS: Readonly<Record<string, (file: File) => Promise<Outcome>>> = {
  async 'minimost /send'(file) {
    const status = await post('/send/general', { files: file })
    const messages = (await get('/messages/general')) as { filename: string | null }[]
    return { status, path: status < 300 ? `/files/${messages.at(-1)?.filename}` : null }
  },
  async 'minimost /avatar'(file) {
    const status = await post('/avatar', { avatar: file })
    return { status, path: status < 300 ? '/avatar/ada' : null }
  },
  async 'chattrix /api/upload'(file) {
    const { status, json } = await postFor('/api/upload', { file, conversation_id: String(general) })
    return { status, path: status < 300 ? (json as { file: { url: string } }).file.url : null }
  },
  async 'chattrix avatar'(file) {
    const { status, json } = await postFor('/api/user/upload-avatar', { file })
    return { status, path: status < 300 ? (json as { profile_pic_url: string }).profile_pic_url : null }
  },
  async 'envelope avatar'(file) {
    const status = await post('/users/avatar', { avatar: file })
    return { status, path: status < 300 ? ((await get('/users/me')) as { avatar: string }).avatar : null }
  },
  async 'envelope /media'(file) {
    const { status, json } = await postFor('/media', { file, chat_id: String(general) })
    return { status, path: status < 300 ? `/media/${(json as { file_id: string }).file_id}` : null }
  },
}

const headers = () => ({ authorization: `Bearer ${crew.ada.token}` })

async function postFor(
  path: string,
  fields: Record<string, string | File>,
): Promise<{ status: number; json: unknown }> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  const answer = await fetch(crew.api.url + path, { method: 'POST', headers: headers(), body })
  const text = await answer.text()
  const isJson = answer.headers.get('content-type')?.includes('json') === true
  return { status: answer.status, json: isJson && text !== '' ? JSON.parse(text) : null }
}

const post = async (path: string, fields: Record<string, string | File>) => (await postFor(path, fields)).status

async function get(path: string): Promise<unknown> {
  return (await fetch(crew.api.url + path, { headers: headers() })).json()
}

describe.each(Object.keys(DOORS))('%s', (door) => {
  it('[UP29] refuses what is not what it says, or serves it so that nothing runs and nothing is told', async () => {
    for (const [what, file] of Object.entries(hostile)) {
      const { status, path } = await (DOORS[door] as (file: File) => Promise<Outcome>)(file)
      expect([what, status < 500]).toEqual([what, true])
      if (path === null) continue
      const served = await fetch(new URL(path, crew.api.url), { headers: headers() })
      const bytes = Buffer.from(await served.arrayBuffer())
      const type = served.headers.get('content-type') ?? ''
      const isShown = !/^attachment/.test(served.headers.get('content-disposition') ?? '')
      expect([what, served.status, served.headers.get('x-content-type-options')]).toEqual([what, 200, 'nosniff'])
      if (door === 'envelope /media') {
        // Encrypted by its sender, for all that the server knows: as it came, and never shown.
        expect([what, isShown, bytes.equals(Buffer.from(await file.arrayBuffer()))]).toEqual([what, false, true])
        continue
      }
      if (!isShown) continue
      expect([what, type]).toEqual([what, expect.stringMatching(/^image\/(png|jpeg|webp|gif)$/)])
      expect([what, bytes.includes(SCRIPT), bytes.includes(SECRET)]).toEqual([what, false, false])
      const { exif, width = 0, height = 0 } = await sharp(bytes).metadata()
      expect([what, exif, width * height < 100_000_000]).toEqual([what, undefined, true])
    }
    expect(crew.api.logged()).not.toContain('"level":50')
  })
})
