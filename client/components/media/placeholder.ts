/** The blurred place of a picture: its ThumbHash as an image, made once. */
import { thumbHashToDataURL } from 'thumbhash'

const made = new Map<string, string | null>()

/** @param hash  base64, as a message has it; @returns a `data:` address, or null when it is none */
export function placeholderUrl(hash: string): string | null {
  const known = made.get(hash)
  if (known !== undefined) return known
  const url = decode(hash)
  made.set(hash, url)
  return url
}

function decode(hash: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(hash), (char) => char.charCodeAt(0))
    // Shorter than its own head: a stranger wrote it.
    return bytes.length >= 5 ? thumbHashToDataURL(bytes) : null
  } catch {
    return null
  }
}
