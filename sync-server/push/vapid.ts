/** The server's name towards push services (RFC 8292): a key pair on P-256, the same for as long as the data folder lives. */
import { createECDH, createHash } from 'node:crypto'

export interface Vapid {
  /** 65 bytes uncompressed, base64url: what a browser subscribes with. */
  readonly publicKey: string
  /** 32 bytes, base64url. */
  readonly privateKey: string
  /** Whom a push service writes to when something is wrong. */
  readonly subject: string
}

/**
 * @param key  a secret of the data folder. A new one makes every subscription useless, so it is never rotated
 * @param publicUrl  the origin that people use
 */
export function openVapid(key: string, publicUrl: string): Vapid {
  const privateKey = createHash('sha256').update(`vapid/${key}`).digest()
  const curve = createECDH('prime256v1')
  // One hash of 2^32 lies outside of the curve's order, and is refused here.
  curve.setPrivateKey(privateKey)
  const { protocol, hostname } = new URL(publicUrl)
  return {
    publicKey: curve.getPublicKey().toString('base64url'),
    privateKey: privateKey.toString('base64url'),
    subject: protocol === 'https:' ? publicUrl : `mailto:no-reply@${hostname}`,
  }
}
