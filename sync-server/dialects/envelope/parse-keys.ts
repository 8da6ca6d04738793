/** The key fields of a body as the account keeps them. */
import type { z } from 'zod'
import type { KeySet } from '../../accounts/account-keys.ts'
import type { keyFields } from './schemas/auth.ts'

type KeyFields = z.output<z.ZodObject<typeof keyFields>>

export function parseKeys({ pkebymk, pkebyrk, pubk, salt, ...signed }: KeyFields): KeySet {
  return {
    ...{ pkebymk, pkebyrk, pubk, salt },
    identityKey: signed.identity_key ?? null,
    signature: signed.signature ?? null,
    signedAt: signed.signed_at ?? null,
  }
}
