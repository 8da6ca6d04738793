/** Encrypts what the database keeps and the server reads again (AU26): AES-256-GCM under a key of the data folder. */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export interface Seal {
  /** @param place  what it belongs to, such as `totp/7`: moved elsewhere it cannot be opened */
  close(text: string, place: string): string
  /** Null when no key opens it. */
  open(sealed: string, place: string): string | null
}

/**
 * @param keys         newest first: the first seals, every one opens
 * @param randomBytes  cryptographically strong
 */
export function openSeal(keys: readonly string[], randomBytes: (size: number) => Buffer): Seal {
  const ciphers = keys.map((key) => Buffer.from(hkdfSync('sha256', key, '', 'cairn seal', 32)))
  const [newest] = ciphers
  if (!newest) throw new Error('there is no key to seal with')

  return {
    close: (text, place) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, newest, nonce).setAAD(Buffer.from(place))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url')
    },
    open: (sealed, place) => {
      const bytes = Buffer.from(sealed, 'base64url')
      for (const key of ciphers) {
        try {
          const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
            authTagLength: TAG_BYTES,
          })
          decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-TAG_BYTES))
          return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
        } catch {
          // Another key's, or damaged: the next one is tried.
        }
      }
      return null
    },
  }
}
