/** A new password for who knows the present one (docs/behaviour.md, AU58). It ends all other sessions, export tokens and trust. */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { accountOf } from './account-of.ts'
import type { AccountDeps } from './deps.ts'
import { judgePassword, MIN_PASSWORD_CHARS } from './names.ts'
import type { Session } from './session-store.ts'

/** @throws CairnError `invalid`, `forbidden` for a wrong password, `rate` */
export async function changePassword(
  deps: AccountDeps,
  session: Session,
  input: { currentPassword: string; newPassword: string },
): Promise<void> {
  requireGoodPassword(input.newPassword)
  await checkPassword(deps, session, input.currentPassword, 'current_password')
  const passwordHash = await deps.passwords.hash(input.newPassword)
  const ended = await deps.runInCommit(() => {
    const { userId } = accountOf(deps, session)
    deps.accounts.setPassword(userId, passwordHash, deps.now())
    deps.mailTokens.revoke('reset', userId)
    deps.exportTokens.revokeAll(userId)
    deps.trustedDevices.endAll(userId)
    return deps.sessions.revokeAll(userId, session.sessionId)
  })
  deps.sessions.tellEnded(ended)
}

/** @throws CairnError `invalid`, naming `new_password` */
export function requireGoodPassword(newPassword: string): void {
  if (!judgePassword(newPassword, 'length')) return
  throw new CairnError(ErrorCode.Invalid, `needs ${MIN_PASSWORD_CHARS} characters or more`, { field: 'new_password' })
}

/**
 * Asks the signed-in person's password again, for what a borrowed device must not do.
 *
 * @param field  what the door calls the password
 * @throws CairnError `forbidden` when it is wrong, `rate` after many: counted like sign-ins, for the account
 */
export async function checkPassword(
  deps: AccountDeps,
  session: Session,
  password: string,
  field: string,
): Promise<void> {
  const retryAfterSeconds = await deps.limits.login.take(`password ${session.userId}`)
  if (retryAfterSeconds !== null) throw new CairnError(ErrorCode.Rate, 'too many attempts', { retryAfterSeconds })
  const { passwordHash } = accountOf(deps, session)
  if (await deps.passwords.verify(passwordHash, password)) return
  throw new CairnError(ErrorCode.Forbidden, 'is wrong', { field })
}
