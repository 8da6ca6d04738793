/** Addresses that work without a session for a while (docs/behaviour.md, UP2, UP16): what they open is signed into them. */
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface SignedLinks {
  /**
   * @param what  what the address opens, for whom; never a secret
   * @returns the query string to put behind the path
   */
  sign(what: string, expiresAtMs: number): string
  /** Whether the query holds a signature of ours for `what` that has not expired. */
  verify(what: string, query: LinkQuery): boolean
}

/** A request's query, as it came. */
export type LinkQuery = Readonly<Record<string, string | string[] | undefined>>

/** @param keys  of secrets.json, newest first: that one signs, the older ones still verify */
export function signLinks(keys: readonly string[], now: () => number): SignedLinks {
  const mac = (key: string, what: string, expires: number) =>
    createHmac('sha256', key).update(`${what}\n${expires}`).digest()

  return {
    sign(what, expiresAtMs) {
      const expires = Math.floor(expiresAtMs / 1000)
      const [newest] = keys
      if (!newest) throw new Error('there is no key to sign with')
      return `expires=${expires}&signature=${mac(newest, what, expires).toString('base64url')}`
    },
    verify(what, { expires, signature }) {
      if (typeof expires !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(expires)) return false
      if (Number(expires) * 1000 <= now()) return false
      const given = Buffer.from(signature, 'base64url')
      return keys.some((key) => {
        const expected = mac(key, what, Number(expires))
        return given.length === expected.length && timingSafeEqual(given, expected)
      })
    },
  }
}
