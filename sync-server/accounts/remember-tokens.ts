/**
 * Tokens that give a browser a new session when it has none any more (docs/behaviour.md, CX3-CX5): opaque, kept as SHA-256,
 * good for 30 days, rotated at each use, and worth nothing once their session was ended.
 *
 * As with refresh tokens, the answer to a use may get lost. So both what it gives, the new session's token and the next
 * remember token, are derived from the presented one (HMAC): presented again it gives the same two, until its successor is
 * presented. Whoever comes with it after that has a copy, and the session ends. Two requests of one browser at once are
 * answered alike, too.
 */
import { createHmac } from 'node:crypto'
import type { Database } from '../storage/database.ts'
import { hashToken, SESSION_MS, type Session, type SessionStore } from './session-store.ts'

export const REMEMBER_MS = 30 * 24 * 60 * 60_000

type From = Parameters<SessionStore['start']>[1]

export interface Remembered {
  readonly session: Session
  /** The session cookie's new value. */
  readonly sessionToken: string
  /** To be presented next time. */
  readonly rememberToken: string
}

export interface RememberTokens {
  /** The first of a family, for a session that has just been started. */
  issue(sessionId: string): string
  /** null: unknown, older than 30 days, its session ended, or used by another; then its session ends. */
  redeem(token: string, caller: From): Remembered | null
  purge(): void
}

interface Row {
  session_id: string
  created_at: number
  used_at: number | null
}

interface Redeemed {
  readonly remembered: Remembered | null
  /** The session before, or the one whose token was copied. */
  readonly ended: string[]
}

const NOTHING: Redeemed = { remembered: null, ended: [] }

export function openRememberTokens(deps: {
  db: Database
  /** Newest first: the first derives, every one finds what it derived. */
  keys: readonly string[]
  sessions: SessionStore
  now: () => number
  randomBytes: (size: number) => Buffer
}): RememberTokens {
  const { db, sessions, now } = deps
  const insert = db.prepare('INSERT INTO remember_tokens (hash, session_id, created_at) VALUES (?, ?, ?)')
  const find = db.prepare<[string], Row>('SELECT session_id, created_at, used_at FROM remember_tokens WHERE hash = ?')
  const use = db.prepare('UPDATE remember_tokens SET used_at = ? WHERE hash = ?')
  const move = db.prepare('UPDATE remember_tokens SET session_id = ? WHERE session_id = ?')
  const movePush = db.prepare('UPDATE push_subscriptions SET session_id = ? WHERE session_id = ?')
  const purge = db.prepare('DELETE FROM remember_tokens WHERE created_at < ?')
  const add = (token: string, sessionId: string) => {
    insert.run(hashToken(token), sessionId, now())
    return token
  }

  const redeem = (token: string, caller: From): Redeemed => {
    const row = find.get(hashToken(token))
    const session = row && row.created_at + REMEMBER_MS > now() ? sessions.find(row.session_id) : null
    if (!row || !session) return NOTHING
    for (const key of deps.keys) {
      const rememberToken = derive(key, 'remember', token)
      const made = find.get(hashToken(rememberToken))
      if (!made) continue
      if (made.used_at !== null) return { remembered: null, ended: [session.sessionId] }
      return { remembered: { session, sessionToken: derive(key, 'session', token), rememberToken }, ended: [] }
    }
    const [key = ''] = deps.keys
    const sessionToken = derive(key, 'session', token)
    sessions.start(session.userId, caller, { token: sessionToken })
    const started = sessions.findByToken(sessionToken)
    if (!started) return NOTHING
    move.run(started.sessionId, session.sessionId)
    // The same browser goes on being woken.
    movePush.run(started.sessionId, session.sessionId)
    use.run(now(), hashToken(token))
    const rememberToken = add(derive(key, 'remember', token), started.sessionId)
    // Its cookie is gone, so nobody could end it any more.
    return { remembered: { session: started, sessionToken, rememberToken }, ended: [session.sessionId] }
  }
  const inTransaction = db.transaction(redeem)

  return {
    issue: (sessionId) => add(deps.randomBytes(32).toString('base64url'), sessionId),
    redeem: (token, caller) => {
      const { remembered, ended } = inTransaction.immediate(token, caller)
      for (const sessionId of ended) sessions.end(sessionId)
      return remembered
    },
    purge: () => void purge.run(now() - Math.max(REMEMBER_MS, SESSION_MS)),
  }
}

/** What it is for is in it, so that no key ever makes the same text for another purpose. */
function derive(key: string, purpose: 'remember' | 'session', token: string): string {
  return createHmac('sha256', key).update(`${purpose}/${token}`).digest('base64url')
}
