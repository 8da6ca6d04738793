/** Signs a device out from another one (docs/behaviour.md, AU40, AU102): it is not trusted any more, either. */
import type { AccountDeps } from './deps.ts'

export function endSession(deps: Pick<AccountDeps, 'sessions' | 'trustedDevices'>, sessionId: string): void {
  deps.trustedDevices.end(sessionId)
  deps.sessions.end(sessionId)
}
