/** Ends a session (docs/behaviour.md, AU16): its cookie is worth nothing from now on, and its open sockets close at once. */
import type { AccountDeps } from './deps.ts'
import type { Session } from './session-store.ts'

export function signOut(deps: Pick<AccountDeps, 'sessions'>, session: Session): void {
  deps.sessions.end(session.sessionId)
}
