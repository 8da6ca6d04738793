/** The two tokens of a program's session (docs/behaviour.md, AU41-AU45): one for requests, one for the next pair. */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { ACCESS_MINUTES } from './access-tokens.ts'
import type { AccountDeps, Caller } from './deps.ts'
import { addressKey } from './rate-limits.ts'
import type { Session } from './session-store.ts'

export interface TokenPair {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresInSeconds: number
}

/** Begins a family of refresh tokens; called once for a session, right after its sign-in. */
export async function issueTokens(
  deps: AccountDeps,
  session: { readonly sessionId: string; readonly userId: UserId },
): Promise<TokenPair> {
  return pair(deps, session, deps.refresh.start(session.sessionId))
}

/** @throws CairnError `auth` when the token is unknown, used or its session over; `rate` */
export async function refreshTokens(
  deps: AccountDeps,
  input: { readonly refreshToken: string; readonly caller: Caller },
): Promise<TokenPair & { readonly session: Session }> {
  const retryAfterSeconds = await deps.limits.refresh.take(addressKey(input.caller.address))
  if (retryAfterSeconds !== null)
    throw new CairnError(ErrorCode.Rate, 'too many refreshes in a minute', { retryAfterSeconds })
  const rotation = deps.refresh.rotate(input.refreshToken)
  const session = rotation.ok ? deps.sessions.find(rotation.sessionId) : null
  if (!rotation.ok || !session) {
    if (!rotation.ok && rotation.reason === 'reused') {
      deps.log.warn({ address: input.caller.address }, 'a refresh token was used again; its session is ended')
    }
    throw new CairnError(ErrorCode.Auth, 'The refresh token is not valid')
  }
  const touched = deps.sessions.touch(session) ?? session
  return { ...(await pair(deps, session, rotation.token)), session: touched }
}

async function pair(
  deps: AccountDeps,
  session: { readonly sessionId: string; readonly userId: UserId },
  refreshToken: string,
): Promise<TokenPair> {
  return { accessToken: await deps.access.issue(session), refreshToken, expiresInSeconds: ACCESS_MINUTES * 60 }
}
