/**
 * Who is signed in where (AU15, AU16, AU26, AU40): 256 random bits in the cookie, only their SHA-256 in the database. A
 * session is the same thing whether a cookie, access tokens or both speak for it.
 */
import { createHash } from 'node:crypto'
import type { UserId } from '../../schema/ids.ts'
import { countChanges } from '../storage/count-changes.ts'
import type { Database } from '../storage/database.ts'

/** A session ends this long after its last use. */
export const SESSION_MS = 30 * 24 * 60 * 60_000
/** The same, where a program asks to be remembered. */
export const REMEMBERED_MS = 90 * 24 * 60 * 60_000
/** Use is written down at most this often: each write is a disk flush. */
const TOUCH_MS = 60_000

export interface Session {
  /** SHA-256 of the token, hexadecimal: names the session everywhere, and opens nothing. */
  readonly sessionId: string
  readonly userId: UserId
  readonly username: string
  readonly admin: boolean
  readonly createdAtMs: number
  readonly lastSeenAtMs: number
  readonly expiresAtMs: number
  readonly device: string
  readonly address: string
  /** As the program said when it signed in. */
  readonly appVersion: string | null
  /** It ends this long after its last use. */
  readonly lifetimeMs: number
}

export interface NewSession {
  /** {@link SESSION_MS} when left out. */
  readonly lifetimeMs?: number
  /** One that nobody can guess and no session had; a new one when left out. */
  readonly token?: string
}

export interface SessionStore {
  /** @returns the token, which is kept nowhere else */
  start(userId: UserId, from: { device: string; address: string; appVersion?: string }, as?: NewSession): string
  findByToken(token: string): Session | null
  find(sessionId: string): Session | null
  /** An account's live sessions, last used first. */
  list(userId: UserId): Session[]
  /** Whether no session before it, in the last 30 days, had its device and address, and another one is live. */
  isNewPlace(sessionId: string): boolean
  /** Notes use. The session with its expiry moved on, so that the cookie's own should follow; null when noted lately. */
  touch(session: Session): Session | null
  end(sessionId: string): void
  /** Ends all of an account, but the one to keep, and the trust in every other browser, signed in or not (AU102). */
  endAll(userId: UserId, keep?: string): void
  /** The same inside of a commit: nobody is told before `tellEnded` is called with what it returns. */
  revokeAll(userId: UserId, keep?: string): string[]
  tellEnded(sessionIds: readonly string[]): void
  /** `listener` is told at once of every session that a person ended; expiry is in `expiresAtMs`. */
  onEnded(listener: (sessionId: string) => void): void
  /** Forgets sessions that ended or expired over 30 days ago. */
  purge(): void
}

interface Row {
  id: string
  user_id: number
  username: string
  admin: number
  created_at: number
  last_seen_at: number
  expires_at: number
  device: string
  address: string
  app_version: string | null
  lifetime_ms: number | null
}

const SELECT = `SELECT s.id, s.user_id, a.username, a.admin, s.created_at, s.last_seen_at, s.expires_at, s.device, s.address,
  s.app_version, s.lifetime_ms
  FROM sessions s JOIN accounts a ON a.id = s.user_id WHERE s.revoked_at IS NULL AND s.expires_at >`

/** @param deps.randomBytes  cryptographically strong */
export function openSessionStore(deps: {
  db: Database
  now: () => number
  randomBytes: (size: number) => Buffer
}): SessionStore {
  const { db, now } = deps
  const insert = db.prepare(
    `INSERT INTO sessions (id, user_id, created_at, last_seen_at, expires_at, device, address, app_version, lifetime_ms)
     VALUES (@id, @userId, @now, @now, @expiresAt, @device, @address, @appVersion, @lifetimeMs)`,
  )
  const byId = db.prepare<[number, string], Row>(`${SELECT} ? AND s.id = ?`)
  const byUser = db.prepare<[number, number], Row>(`${SELECT} ? AND s.user_id = ? ORDER BY s.last_seen_at DESC, s.id`)
  const touch = db.prepare<[number, number, string]>(
    'UPDATE sessions SET last_seen_at = ?, expires_at = ? WHERE id = ? AND revoked_at IS NULL',
  )
  const revoke = db.prepare<[number, string]>('UPDATE sessions SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL')
  const distrust = db.prepare<[number, string | null]>(
    'DELETE FROM trusted_devices WHERE user_id = ? AND session_id IS NOT ?',
  )
  const purge = db.prepare<[number, number]>('DELETE FROM sessions WHERE expires_at < ? OR revoked_at < ?')
  const isNewPlace = db.prepare<[{ id: string; now: number }], { is: number }>(
    `SELECT EXISTS (SELECT 1 FROM sessions o WHERE o.user_id = s.user_id AND o.id != s.id AND o.revoked_at IS NULL
         AND o.expires_at > @now)
       AND NOT EXISTS (SELECT 1 FROM sessions o WHERE o.user_id = s.user_id AND o.id != s.id AND o.device = s.device
         AND o.address = s.address) AS "is"
     FROM sessions s WHERE s.id = @id`,
  )
  const listeners = new Set<(sessionId: string) => void>()
  const changes = countChanges(db)
  // Every request asks for its session: what was found holds as long as nothing at all is stored.
  const found = { version: -1, sessions: new Map<string, Session>() }
  const find = (sessionId: string): Session | null => {
    const version = changes()
    if (found.version !== version) Object.assign(found, { version, sessions: new Map() })
    const known = found.sessions.get(sessionId)
    if (known && known.expiresAtMs > now()) return known
    const read = session(byId.get(now(), sessionId))
    if (read) found.sessions.set(sessionId, read)
    return read
  }
  const list = (userId: UserId) => byUser.all(now(), userId).map((row) => session(row) as Session)
  const tellEnded = (sessionIds: readonly string[]) => {
    for (const sessionId of sessionIds) for (const listener of listeners) listener(sessionId)
  }
  const revokeThese = (sessionIds: readonly string[]) =>
    sessionIds.filter((sessionId) => revoke.run(now(), sessionId).changes > 0)
  const revokeAll = (userId: UserId, keep?: string) => {
    distrust.run(userId, keep ?? null)
    return revokeThese(list(userId).flatMap(({ sessionId }) => (sessionId === keep ? [] : [sessionId])))
  }

  return {
    start: (userId, { device, address, appVersion = null }, as = {}) => {
      const { lifetimeMs = SESSION_MS, token = deps.randomBytes(32).toString('base64url') } = as
      const row = { device, address, appVersion, lifetimeMs }
      insert.run({ id: hashToken(token), userId, now: now(), expiresAt: now() + lifetimeMs, ...row })
      return token
    },
    findByToken: (token) => find(hashToken(token)),
    ...{ find, list, revokeAll, tellEnded },
    end: (sessionId) => tellEnded(revokeThese([sessionId])),
    endAll: (userId, keep) => tellEnded(revokeAll(userId, keep)),
    isNewPlace: (id) => isNewPlace.get({ id, now: now() })?.is === 1,
    touch: (session) => {
      const moved = { ...session, lastSeenAtMs: now(), expiresAtMs: now() + session.lifetimeMs }
      if (moved.lastSeenAtMs - session.lastSeenAtMs < TOUCH_MS) return null
      return touch.run(moved.lastSeenAtMs, moved.expiresAtMs, session.sessionId).changes > 0 ? moved : null
    },
    onEnded: (listener) => void listeners.add(listener),
    purge: () => void purge.run(now() - SESSION_MS, now() - SESSION_MS),
  }
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

function session(row: Row | undefined): Session | null {
  if (!row) return null
  return {
    sessionId: row.id,
    userId: row.user_id as UserId,
    username: row.username,
    admin: row.admin === 1,
    createdAtMs: row.created_at,
    lastSeenAtMs: row.last_seen_at,
    expiresAtMs: row.expires_at,
    device: row.device,
    address: row.address,
    appVersion: row.app_version,
    lifetimeMs: row.lifetime_ms ?? SESSION_MS,
  }
}
