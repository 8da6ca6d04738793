import { Readable } from 'node:stream'
import { afterAll, expect, it } from 'vitest'
import { keepUpload } from '../../../sync-server/media/keep-upload.ts'
import { ada, aMedia } from '../support/a-media.ts'
import { removeFolders } from '../support/a-server.ts'
import { animation, photo, picture, pngOf, pngWithTextBomb, withTail } from '../support/hostile-pictures.ts'

const MB = 1024 * 1024
/** What the worst of them takes alone: a GIF of 32 megapixels. */
const MOST_GROWTH = 550 * MB

afterAll(removeFolders)

it('[UP11] twenty hostile pictures and a file of 100 MB at once: memory stays within that of one', async () => {
  const media = aMedia({ maxUploadBytes: 200 * MB })
  const wide = await picture(8_000, 8_000).jpeg({ quality: 40 }).toBuffer()
  const gif = await picture(5_700, 5_800).gif().toBuffer()
  const interlaced = await picture(7_000, 7_000).png({ progressive: true }).toBuffer()
  const hostile = [
    ...Array.from({ length: 4 }, () => wide),
    ...Array.from({ length: 3 }, () => interlaced),
    ...Array.from({ length: 3 }, () => wide.subarray(0, wide.length >> 1)),
    ...[gif, pngOf(60_000, 60_000), pngOf(16_000, 16_000), pngOf(8_000, 8_000), pngWithTextBomb(), pngWithTextBomb()],
    ...[await animation(200, 200), await animation(999, 20), withTail(await photo()), withTail(wide)],
  ]
  expect(hostile).toHaveLength(20)
  const before = process.memoryUsage().rss
  let most = before
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5)
  const send = (stream: Readable, type: string) =>
    keepUpload(media, ada, { name: 'x', type, stream }).then(
      () => 'kept',
      (error: { code: string }) => error.code,
    )
  const outcomes = await Promise.all([
    send(Readable.from(slowly(100 * MB)), 'application/x-anything'),
    ...hostile.map((bytes) => send(Readable.from([bytes]), 'application/octet-stream')),
  ])
  clearInterval(watching)
  expect(outcomes.filter((outcome) => !['kept', 'type', 'too_large'].includes(outcome))).toEqual([])
  expect(outcomes[0]).toBe('kept')
  expect((most - before) / MB).toBeLessThan(MOST_GROWTH / MB)
})

function* slowly(bytes: number): Generator<Buffer> {
  const chunk = Buffer.alloc(64 * 1024, 1)
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk
}
