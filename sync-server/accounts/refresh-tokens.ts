/**
 * Refresh tokens (docs/behaviour.md, AU43-AU45): opaque, kept as SHA-256, rotated at each use; those of one session are a
 * family.
 *
 * On a bad network the answer to a refresh gets lost, and the client asks again with the token it still has. So a token's
 * successor is derived from it (HMAC): asking again gives the same one, and no secret has to be kept for that. It goes on
 * until the successor itself is presented here. From then on whoever presents the older token has a copy of it, and the
 * family ends. Only presenting the successor counts, not a request with the access token that came beside it: of two tabs
 * that refresh at once, one may be working already while the other's refresh is still under way.
 */
import { createHmac } from 'node:crypto'
import type { Database } from '../storage/database.ts'
import { hashToken, SESSION_MS, type SessionStore } from './session-store.ts'

export type Rotation =
  | { readonly ok: true; readonly sessionId: string; readonly token: string }
  | { readonly ok: false; readonly reason: 'unknown' }
  /** The session has been ended. */
  | { readonly ok: false; readonly reason: 'reused'; readonly sessionId: string }

export interface RefreshTokens {
  /** The first of a family. */
  start(sessionId: string): string
  rotate(token: string): Rotation
  /** Forgets tokens that cannot matter any more. */
  purge(): void
}

interface Row {
  session_id: string
  used_at: number | null
}

export function openRefreshTokens(deps: {
  db: Database
  /** Newest first: the first derives new successors, every one finds those that it derived. */
  keys: readonly string[]
  sessions: SessionStore
  now: () => number
  randomBytes: (size: number) => Buffer
}): RefreshTokens {
  const { db, sessions, now } = deps
  const insert = db.prepare('INSERT INTO refresh_tokens (hash, session_id, created_at) VALUES (?, ?, ?)')
  const find = db.prepare<[string], Row>('SELECT session_id, used_at FROM refresh_tokens WHERE hash = ?')
  const use = db.prepare('UPDATE refresh_tokens SET used_at = ? WHERE hash = ? AND used_at IS NULL')
  const purge = db.prepare('DELETE FROM refresh_tokens WHERE created_at < ? AND used_at < ?')
  const add = (token: string, sessionId: string) => {
    insert.run(hashToken(token), sessionId, now())
    return token
  }

  const rotate = (token: string): Rotation => {
    const row = find.get(hashToken(token))
    const session = row && sessions.find(row.session_id)
    if (!row || !session) return { ok: false, reason: 'unknown' }
    const { sessionId } = session
    use.run(now(), hashToken(token))
    const candidates = deps.keys.map((key) => createHmac('sha256', key).update(token).digest('base64url'))
    for (const successor of candidates) {
      const made = find.get(hashToken(successor))
      if (!made) continue
      if (made.used_at === null) return { ok: true, sessionId, token: successor }
      return { ok: false, reason: 'reused', sessionId }
    }
    return { ok: true, sessionId, token: add(candidates[0] as string, sessionId) }
  }
  const inTransaction = db.transaction(rotate)

  return {
    start: (sessionId) => add(deps.randomBytes(32).toString('base64url'), sessionId),
    rotate: (token) => {
      const rotation = inTransaction.immediate(token)
      if (!rotation.ok && rotation.reason === 'reused') sessions.end(rotation.sessionId)
      return rotation
    },
    purge: () => void purge.run(now() - SESSION_MS, now() - SESSION_MS),
  }
}
