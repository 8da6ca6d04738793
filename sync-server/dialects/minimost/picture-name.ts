/** Which files minimost takes as pictures: by the ending of their name first, then by their bytes (MM9, MM20). */
import { extname } from 'node:path'

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.jpg', 'image/jpeg'],
  ['.jpeg', 'image/jpeg'],
  ['.png', 'image/png'],
  ['.gif', 'image/gif'],
  ['.webp', 'image/webp'],
])

/** The type that the name's ending declares; null = no picture's. */
export function pictureType(fileName: string): string | null {
  return TYPES.get(extname(fileName).toLowerCase()) ?? null
}
