/**
 * The keys of accounts that encrypt by themselves (docs/behaviour.md, EN3): a pair, its private half encrypted by the
 * person's own means. The server keeps the texts and reads nothing in them.
 */
import { createHash } from 'node:crypto'
import type { UserId } from '../../schema/ids.ts'
import type { DirectoryKey } from '../../schema/registers/directory.ts'
import type { Database } from '../storage/database.ts'

export const MAX_KEY_CHARS = 16 * 1024

export interface KeySet {
  /** The private key, encrypted by the master key. */
  readonly pkebymk: string
  /** The same, by the recovery key. */
  readonly pkebyrk: string
  /** The public key. */
  readonly pubk: string
  readonly salt: string
  readonly identityKey: string | null
  readonly signature: string | null
  readonly signedAt: string | null
}

export interface AccountKeySet extends KeySet {
  /** 1, and one more each time the keys are replaced. */
  readonly version: number
}

/** To be written inside of a commit. */
export interface AccountKeys {
  find(userId: UserId): AccountKeySet | null
  put(userId: UserId, keys: KeySet): void
  remove(userId: UserId): void
  /** Of all accounts that have keys, what everyone may know of them. */
  published(): readonly (readonly [UserId, DirectoryKey])[]
}

interface Row {
  pkebymk: string
  pkebyrk: string
  pubk: string
  salt: string
  identity_key: string | null
  signature: string | null
  signed_at: string | null
  key_version: number
}

/** EN21: the public key by its fingerprint, since its text is long and the server reads nothing in it. */
export function published({ pubk, version }: Pick<AccountKeySet, 'pubk' | 'version'>): DirectoryKey {
  return { print: createHash('sha256').update(pubk).digest('hex'), version }
}

export function openAccountKeys(db: Database): AccountKeys {
  const find = db.prepare<[number], Row>('SELECT * FROM account_keys WHERE user_id = ?')
  const all = db.prepare<[], { user_id: number; pubk: string; version: number }>(
    'SELECT user_id, pubk, key_version AS version FROM account_keys',
  )
  const put = db.prepare(
    `INSERT INTO account_keys (user_id, pkebymk, pkebyrk, pubk, salt, identity_key, signature, signed_at)
     VALUES (@userId, @pkebymk, @pkebyrk, @pubk, @salt, @identityKey, @signature, @signedAt)
     ON CONFLICT DO UPDATE SET pkebymk = excluded.pkebymk, pkebyrk = excluded.pkebyrk, pubk = excluded.pubk,
     salt = excluded.salt, identity_key = excluded.identity_key, signature = excluded.signature,
     signed_at = excluded.signed_at, key_version = key_version + 1`,
  )
  const remove = db.prepare('DELETE FROM account_keys WHERE user_id = ?')

  return {
    find: (userId) => {
      const row = find.get(userId)
      if (!row) return null
      const { pkebymk, pkebyrk, pubk, salt, signature } = row
      const { identity_key: identityKey, signed_at: signedAt, key_version: version } = row
      return { pkebymk, pkebyrk, pubk, salt, identityKey, signature, signedAt, version }
    },
    put: (userId, keys) => void put.run({ userId, ...keys }),
    remove: (userId) => void remove.run(userId),
    published: () => all.all().map((row) => [row.user_id as UserId, published(row)] as const),
  }
}
