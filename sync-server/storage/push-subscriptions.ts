/**
 * Where browsers want to be woken (docs/behaviour.md, PU1-PU3): the address that their maker runs, and the keys that only
 * the browser can open. Each goes with the session it was made in. Times are milliseconds since 1970.
 */
import type { Database } from 'better-sqlite3'
import type { UserId } from '../../schema/ids.ts'

export const pushSubscriptionsTable = `
CREATE TABLE push_subscriptions (
  endpoint TEXT PRIMARY KEY,
  user_id INTEGER NOT NULL,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX push_subscriptions_by_user ON push_subscriptions (user_id, created_at);
CREATE INDEX push_subscriptions_by_session ON push_subscriptions (session_id);
`

/** Our own web app's get notices of another form. */
export const pushSubscriptionApp = `ALTER TABLE push_subscriptions ADD COLUMN app INTEGER NOT NULL DEFAULT 0;`

export interface PushSubscription {
  readonly endpoint: string
  readonly userId: UserId
  readonly sessionId: string
  /** base64url: the browser's public key, 65 bytes, and its secret, 16. */
  readonly p256dh: string
  readonly auth: string
  /** Whether our own web app made it. */
  readonly isApp: boolean
}

/** Of one person. */
const MAX_SUBSCRIPTIONS = 20

interface Row {
  endpoint: string
  user_id: number
  session_id: string
  p256dh: string
  auth: string
  app: number
}

export class PushSubscriptions {
  private readonly sql

  constructor(db: Database) {
    this.sql = {
      put: db.prepare(
        `INSERT INTO push_subscriptions (endpoint, user_id, session_id, p256dh, auth, created_at, app)
         VALUES (@endpoint, @userId, @sessionId, @p256dh, @auth, @nowMs, @app)
         ON CONFLICT (endpoint) DO UPDATE SET user_id = excluded.user_id, session_id = excluded.session_id,
           p256dh = excluded.p256dh, auth = excluded.auth, created_at = excluded.created_at, app = excluded.app`,
      ),
      bound: db.prepare(
        `DELETE FROM push_subscriptions WHERE user_id = @userId AND endpoint NOT IN (SELECT endpoint
         FROM push_subscriptions WHERE user_id = @userId ORDER BY created_at DESC, endpoint LIMIT @most)`,
      ),
      // A session that is over keeps its row for a while.
      of: db.prepare<[number, number], Row>(
        `SELECT p.endpoint, p.user_id, p.session_id, p.p256dh, p.auth, p.app FROM push_subscriptions p
         JOIN sessions s ON s.id = p.session_id WHERE p.user_id = ? AND s.revoked_at IS NULL AND s.expires_at > ?`,
      ),
      people: db.prepare<[], { user_id: number }>('SELECT DISTINCT user_id FROM push_subscriptions'),
      removeOwn: db.prepare('DELETE FROM push_subscriptions WHERE endpoint = ? AND user_id = ?'),
      remove: db.prepare('DELETE FROM push_subscriptions WHERE endpoint = ?'),
      endSession: db.prepare('DELETE FROM push_subscriptions WHERE session_id = ?'),
    }
  }

  /** A browser has one subscription, so its address is now whoever's is signed in there. The oldest above 20 go. */
  put(subscription: PushSubscription, nowMs: number): void {
    const { isApp, ...row } = subscription
    this.sql.put.run({ ...row, nowMs, app: isApp ? 1 : 0 })
    this.sql.bound.run({ userId: subscription.userId, most: MAX_SUBSCRIPTIONS })
  }

  /** Of sessions that are not over. */
  of(userId: UserId, nowMs: number): PushSubscription[] {
    return this.sql.of.all(userId, nowMs).map((row) => ({
      ...{ endpoint: row.endpoint, userId: row.user_id as UserId, sessionId: row.session_id },
      ...{ p256dh: row.p256dh, auth: row.auth, isApp: row.app === 1 },
    }))
  }

  /** Everyone who may be woken. */
  people(): UserId[] {
    return this.sql.people.all().map((row) => row.user_id as UserId)
  }

  removeOwn(endpoint: string, userId: UserId): void {
    this.sql.removeOwn.run(endpoint, userId)
  }

  /** Its maker says that it is no more. */
  remove(endpoint: string): void {
    this.sql.remove.run(endpoint)
  }

  endSession(sessionId: string): void {
    this.sql.endSession.run(sessionId)
  }
}
