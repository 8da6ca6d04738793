/**
 * Access tokens (docs/behaviour.md, AU41, AU42): a JWT of 15 minutes that names a session, HS256 under a key of the data
 * folder. The session's row is asked each time, so a token is dead the moment its session ends.
 */
import { jwtVerify, SignJWT } from 'jose'
import type { UserId } from '../../schema/ids.ts'
import type { Session, SessionStore } from './session-store.ts'

export const ACCESS_MINUTES = 15
const TYPE = 'access'
/** Verified ones are remembered, since a busy program shows the same one with every request. */
const MAX_REMEMBERED = 10_000

export interface AccessTokens {
  issue(session: { readonly sessionId: string; readonly userId: UserId }): Promise<string>
  /** Null when it is not ours, is over, is no access token, or its session has ended. */
  find(token: string): Promise<{ readonly session: Session; readonly expiresAtMs: number } | null>
}

interface Claims {
  readonly sessionId: string
  readonly userId: number
  readonly expiresAtMs: number
}

export function openAccessTokens(deps: {
  /** Newest first: the first signs, every one verifies. */
  keys: readonly string[]
  sessions: SessionStore
  now: () => number
  randomBytes: (size: number) => Buffer
}): AccessTokens {
  const keys = deps.keys.map((key) => Buffer.from(key))
  const remembered = new Map<string, Claims>()

  const verify = async (token: string): Promise<Claims | null> => {
    for (const key of keys) {
      try {
        const options = {
          algorithms: ['HS256'],
          currentDate: new Date(deps.now()),
          requiredClaims: ['exp', 'sub', 'sid'],
        }
        const { payload } = await jwtVerify(token, key, options)
        if (payload.typ !== TYPE || typeof payload.sid !== 'string') return null
        return { sessionId: payload.sid, userId: Number(payload.sub), expiresAtMs: Number(payload.exp) * 1000 }
      } catch {
        // Not ours by this key, or over: why is nobody's business.
      }
    }
    return null
  }
  const remember = (token: string, claims: Claims) => {
    const [oldest] = remembered.keys()
    if (remembered.size >= MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest)
    remembered.set(token, claims)
  }

  return {
    issue: ({ sessionId, userId }) => {
      const issuedAt = Math.floor(deps.now() / 1000)
      return new SignJWT({ sid: sessionId, typ: TYPE })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setSubject(String(userId))
        .setJti(deps.randomBytes(16).toString('base64url'))
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_MINUTES * 60)
        .sign(keys[0] as Buffer)
    },
    find: async (token) => {
      const known = remembered.get(token)
      const claims = known ?? (await verify(token))
      if (!claims) return null
      if (claims.expiresAtMs <= deps.now()) {
        remembered.delete(token)
        return null
      }
      if (!known) remember(token, claims)
      const session = deps.sessions.find(claims.sessionId)
      if (!session || session.userId !== claims.userId) return null
      return { session, expiresAtMs: Math.min(claims.expiresAtMs, session.expiresAtMs) }
    },
  }
}
