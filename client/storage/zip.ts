/** A ZIP archive (PKWARE APPNOTE 6.3, no ZIP64) of files made in memory; deflated where the browser can. */

export interface ZipEntry {
  /** With `/` for folders; UTF-8. */
  readonly path: string
  readonly text: string
}

const VERSION = 20
/** Names are UTF-8. */
const FLAGS = 0x0800
const DEFLATED = 8
const STORED = 0
const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50

/** @param at  of all entries; ZIP keeps local time in steps of two seconds */
export async function zip(entries: AsyncIterable<ZipEntry>, at: Date): Promise<Blob> {
  const parts: BlobPart[] = []
  const central: Uint8Array<ArrayBuffer>[] = []
  let offset = 0
  for await (const { path, text } of entries) {
    const name = new TextEncoder().encode(path)
    const content = new TextEncoder().encode(text)
    const { method, bytes } = await packed(content)
    const about = [VERSION, FLAGS, method, timeOf(at), dateOf(at)]
    const sizes = [crc32(content), bytes.length, content.length]
    const local = record([LOCAL], about, sizes, [name.length, 0])
    parts.push(local, name, bytes)
    const tail = record([], [0, 0, 0], [0, offset], [])
    central.push(record([CENTRAL], [VERSION, ...about], sizes, [name.length, 0]), tail, name)
    offset += local.length + name.length + bytes.length
  }
  const size = central.reduce((sum, { length }) => sum + length, 0)
  const count = central.length / 3
  const end = record([END], [0, 0, count, count], [size, offset], [0])
  return new Blob([...parts, ...central, end], { type: 'application/zip' })
}

/** Little endian: words of 4, 2, 4 and 2 bytes. */
function record(
  magic: readonly number[],
  shorts: readonly number[],
  longs: readonly number[],
  lengths: readonly number[],
): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4 * (magic.length + longs.length) + 2 * (shorts.length + lengths.length)))
  let at = 0
  const put = (size: 2 | 4) => (value: number) => {
    if (size === 4) view.setUint32(at, value, true)
    else view.setUint16(at, value, true)
    at += size
  }
  magic.forEach(put(4))
  shorts.forEach(put(2))
  longs.forEach(put(4))
  lengths.forEach(put(2))
  return new Uint8Array(view.buffer)
}

async function packed(content: Uint8Array<ArrayBuffer>): Promise<{ method: number; bytes: Uint8Array<ArrayBuffer> }> {
  if (typeof CompressionStream === 'undefined') return { method: STORED, bytes: content }
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return { method: DEFLATED, bytes: new Uint8Array(await new Response(stream).arrayBuffer()) }
}

let table: Uint32Array | null = null

export function crc32(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
    return c
  })
  let crc = 0xffffffff
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] as number) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

function timeOf(at: Date): number {
  return (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1)
}

function dateOf(at: Date): number {
  return ((at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate()
}
