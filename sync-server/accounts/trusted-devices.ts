/**
 * Browsers that a person trusts: signing in there needs the password alone for 30 days (docs/behaviour.md, AU100-AU102). 256
 * random bits in a cookie, only their SHA-256 in the database. Signing out leaves it; being signed out from elsewhere ends it.
 */
import type { UserId } from '../../schema/ids.ts'
import type { Database } from '../storage/database.ts'
import { hashToken } from './session-store.ts'

/** From the code that was given; use does not prolong it. */
export const TRUSTED_MS = 30 * 24 * 60 * 60_000

export interface TrustedDevices {
  /** @returns the cookie's value, which is kept nowhere else */
  trust(userId: UserId, sessionId: string): string
  /** Whether the account trusts the browser that holds the token. */
  isTrusted(userId: UserId, token: string): boolean
  /** The browser has another session now. */
  move(token: string, sessionId: string): void
  /** Ends the trust in the browser of a session. */
  end(sessionId: string): void
  endAll(userId: UserId): void
  purge(): void
}

export function openTrustedDevices(deps: {
  db: Database
  now: () => number
  randomBytes: (size: number) => Buffer
}): TrustedDevices {
  const { db, now } = deps
  const insert = db.prepare('INSERT INTO trusted_devices (hash, user_id, session_id, created_at) VALUES (?, ?, ?, ?)')
  const find = db.prepare('SELECT 1 FROM trusted_devices WHERE hash = ? AND user_id = ? AND created_at > ?')
  const move = db.prepare('UPDATE trusted_devices SET session_id = ? WHERE hash = ?')
  const end = db.prepare('DELETE FROM trusted_devices WHERE session_id = ?')
  const endAll = db.prepare('DELETE FROM trusted_devices WHERE user_id = ?')
  const purge = db.prepare('DELETE FROM trusted_devices WHERE created_at <= ?')
  return {
    trust: (userId, sessionId) => {
      const token = deps.randomBytes(32).toString('base64url')
      insert.run(hashToken(token), userId, sessionId, now())
      return token
    },
    isTrusted: (userId, token) => find.get(hashToken(token), userId, now() - TRUSTED_MS) !== undefined,
    move: (token, sessionId) => void move.run(sessionId, hashToken(token)),
    end: (sessionId) => void end.run(sessionId),
    endAll: (userId) => void endAll.run(userId),
    purge: () => void purge.run(now() - TRUSTED_MS),
  }
}
