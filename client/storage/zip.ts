/** A ZIP archive of texts that are made one after the other (fflate). */
import { strToU8, Zip, ZipDeflate } from 'fflate'

export interface ZipEntry {
  /** With `/` for folders. */
  readonly path: string
  readonly text: string
}

/** @param at  of all entries */
export async function zip(entries: AsyncIterable<ZipEntry>, at: Date): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  const archive = new Zip((error, bytes) => {
    if (error) throw error
    parts.push(bytes)
  })
  for await (const { path, text } of entries) {
    const entry = new ZipDeflate(path)
    entry.mtime = at
    archive.add(entry)
    entry.push(strToU8(text), true)
  }
  archive.end()
  return new Blob(parts, { type: 'application/zip' })
}
