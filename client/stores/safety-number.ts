/** The number that two people compare, to know that each has the other's key (docs/behaviour.md, UI112; docs/protocol.md). */

export interface Fingerprint {
  readonly userId: number
  /** Of the public key: SHA-256, 64 hexadecimal digits. */
  readonly print: string
}

const GROUPS = 12
const GROUP_BYTES = 5

/**
 * One SHA-512 over both fingerprints, the smaller userId's first; each group is five bytes of it, big-endian, modulo 100,000.
 *
 * @returns 12 groups of 5 digits, the same on both sides; rejects where the browser has no WebCrypto: without https
 */
export async function safetyNumber(one: Fingerprint, other: Fingerprint): Promise<readonly string[]> {
  const text = [one, other]
    .sort((a, b) => a.userId - b.userId)
    .map(({ print }) => print)
    .join('')
  const digest = new DataView(await crypto.subtle.digest('SHA-512', new TextEncoder().encode(text)))
  return Array.from({ length: GROUPS }, (_, group) => {
    const at = group * GROUP_BYTES
    const value = digest.getUint32(at) * 256 + digest.getUint8(at + 4)
    return String(value % 100_000).padStart(5, '0')
  })
}
