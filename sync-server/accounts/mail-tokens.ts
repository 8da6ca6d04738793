/** What a link in a mail carries (AU46): 192 random bits, kept as SHA-256, good once and for a while, for one address. */
import type { UserId } from '../../schema/ids.ts'
import type { Database } from '../storage/database.ts'
import { hashToken } from './session-store.ts'

export type MailPurpose = 'verify' | 'reset'

/** Short enough for the link to stay on one line of a mail, where longer ones are broken and escaped. */
const TOKEN_BYTES = 24
const HOUR_MS = 60 * 60_000
const LIFE_MS: Record<MailPurpose, number> = { verify: 24 * HOUR_MS, reset: HOUR_MS }

export interface MailTokens {
  /** @returns the token, which goes into the mail and is kept nowhere else */
  issue(purpose: MailPurpose, userId: UserId, email: string): string
  find(purpose: MailPurpose, token: string): { readonly userId: UserId; readonly email: string } | null
  /** Makes every token of that purpose worthless. */
  revoke(purpose: MailPurpose, userId: UserId): void
  purge(): void
}

interface Row {
  user_id: number
  email: string
}

export function openMailTokens(deps: {
  db: Database
  now: () => number
  randomBytes: (size: number) => Buffer
}): MailTokens {
  const { db, now } = deps
  const insert = db.prepare(
    'INSERT INTO mail_tokens (hash, user_id, purpose, email, expires_at) VALUES (?, ?, ?, ?, ?)',
  )
  const find = db.prepare<[string, string, number], Row>(
    'SELECT user_id, email FROM mail_tokens WHERE hash = ? AND purpose = ? AND expires_at > ?',
  )
  const revoke = db.prepare('DELETE FROM mail_tokens WHERE user_id = ? AND purpose = ?')
  const purge = db.prepare('DELETE FROM mail_tokens WHERE expires_at <= ?')
  return {
    issue: (purpose, userId, email) => {
      const token = deps.randomBytes(TOKEN_BYTES).toString('base64url')
      insert.run(hashToken(token), userId, purpose, email, now() + LIFE_MS[purpose])
      return token
    },
    find: (purpose, token) => {
      const row = find.get(hashToken(token), purpose, now())
      return row ? { userId: row.user_id as UserId, email: row.email } : null
    },
    revoke: (purpose, userId) => void revoke.run(userId, purpose),
    purge: () => void purge.run(now()),
  }
}
