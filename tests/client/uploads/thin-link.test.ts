/** The browser's way of sending a file, against the real server, over a link that is thin and cut again and again. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type * as Tus from 'tus-js-client'
import { afterAll, afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { FileValue } from '../../../schema/registers/messages.ts'
import type { Failure } from '../../../client/uploads/transport.ts'
import { tusTransport } from '../../../client/uploads/tus-transport.ts'
import { ada, aMedia, serveMedia, type AMedia, type MediaServer } from '../../sync-server/support/a-media.ts'
import { removeFolders } from '../../sync-server/support/a-server.ts'
import { thinLink, type ThinLink } from '../../support/thin-link.ts'

const FILE_BYTES = 5_000_000
/** 50 kbit/s. */
const BYTES_PER_MS = 50 / 8
/** Every 15 seconds. */
const CUT_BYTES = 15_000 * BYTES_PER_MS
const MOST_SENT_TWICE = 0.05

/** What a page has of itself: its own address, and its cookie. */
const page = vi.hoisted(() => ({ url: '', headers: {} }))
vi.mock('tus-js-client', async (original) => {
  const library = await original<typeof Tus>()
  class Upload extends library.Upload {
    constructor(file: Blob & { readonly buffer?: Buffer }, options: Tus.UploadOptions) {
      const uploadUrl = options.uploadUrl ? page.url + options.uploadUrl : null
      super(file.buffer ?? file, { ...options, uploadUrl, endpoint: `${page.url}${options.endpoint}`, ...page })
    }
  }
  return { ...library, Upload }
})

let media: AMedia
let server: MediaServer
let link: ThinLink
beforeEach(async () => {
  media = aMedia()
  server = await serveMedia(media)
  link = await thinLink(Number(new URL(server.url).port))
  Object.assign(page, { url: link.url, headers: { 'x-test-user': String(ada) } })
  const { fetch } = globalThis
  vi.stubGlobal('fetch', (path: string, init?: RequestInit) =>
    fetch(server.url + path, { ...init, headers: page.headers }),
  )
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await link.close()
  await server.stop()
})
afterAll(removeFolders)

it('[UQ23] 5 MB at 50 kbit/s, cut every 15 s, arrive with at most a twentieth sent twice', async () => {
  const buffer = randomBytes(FILE_BYTES)
  const blob = Object.assign(new Blob([buffer]), { buffer })
  const file = { id: randomUUID(), name: 'valve.bin', type: 'application/octet-stream', blob }
  const transport = tusTransport(() => link.sentBytes / BYTES_PER_MS)
  const send = (begun: boolean) =>
    new Promise<Failure | null>((resolve) => {
      transport.send(
        { ...file, begun },
        { progress: () => {}, confirmed: () => {}, done: () => resolve(null), failed: resolve },
      )
    })

  let failure: Failure | null
  do {
    const isFirst = link.cuts === 0
    await link.mend(CUT_BYTES)
    failure = await send(!isFirst)
    expect(failure === null || failure.kind).toSatisfy((kind) => kind === true || kind === 'again')
  } while (failure)

  const made = (await transport.finish(file.id)) as FileValue
  expect(made).toMatchObject({ id: file.id, bytes: FILE_BYTES })
  expect(hashesIn(join(media.folder, 'files'))).toEqual([sha256(buffer)])
  const twice = link.sentBytes - FILE_BYTES
  console.log(`${link.cuts} cuts; sent twice or beside the file: ${twice} of ${FILE_BYTES} bytes`)
  expect(link.cuts).toBeGreaterThan(50)
  expect(twice).toBeLessThanOrEqual(FILE_BYTES * MOST_SENT_TWICE)
})

function hashesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile())
    .map((name) => sha256(readFileSync(name)))
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
