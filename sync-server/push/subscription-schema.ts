/** A browser's subscription as it names itself (docs/behaviour.md, PU3). */
import { createECDH, ECDH } from 'node:crypto'
import { z } from 'zod'
import { MAX_URL_CHARS } from '../../schema/limits.ts'
import { isPushAddress } from './push-address.ts'

const SECRET_BYTES = 16

/** base64url as browsers write it; with the padding that some programs add. */
const base64 = z
  .string()
  .max(128)
  .regex(/^[\w+/-]+={0,2}$/, 'must be base64url')
  .transform((text) => Buffer.from(text, 'base64').toString('base64url'))

export const pushSubscription = z.object({
  endpoint: z.string().max(MAX_URL_CHARS).refine(isPushAddress, 'must be a public https address'),
  keys: z.object({
    p256dh: base64.refine(isPoint, 'must be a public key on P-256, uncompressed'),
    auth: base64.refine((text) => Buffer.from(text, 'base64url').length === SECRET_BYTES, 'must be 16 bytes'),
  }),
})

/** A message can be encrypted for it: a point off the curve would fail at each one. */
function isPoint(text: string): boolean {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== 65 || bytes[0] !== 4) return false
  try {
    ECDH.convertKey(bytes, 'prime256v1')
    const own = createECDH('prime256v1')
    own.generateKeys()
    return own.computeSecret(bytes).length === 32
  } catch {
    return false
  }
}
