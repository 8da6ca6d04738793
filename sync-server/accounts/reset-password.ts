/** A new password for who forgot it, by a link in a mail (docs/behaviour.md, AU46-AU49). It ends every session and the export tokens. */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { passwordResetMail } from '../mail/mail.ts'
import { answerEvenly } from './answer-evenly.ts'
import { requireGoodPassword } from './change-password.ts'
import type { AccountDeps, Caller } from './deps.ts'

/** @throws CairnError `rate`, `unavailable`; whether anyone has the address is not told */
export function requestPasswordReset(deps: AccountDeps, input: { email: string; caller: Caller }): Promise<void> {
  return answerEvenly(deps, input.caller, async () => {
    const account = deps.accounts.findByLogin(input.email)
    if (!account?.email) return
    const { userId, username, email } = account
    await deps.runInCommit(() => {
      const token = deps.mailTokens.issue('reset', userId, email)
      deps.mail.put(passwordResetMail({ to: email, username, publicUrl: deps.publicUrl, token }))
    })
    await deps.mail.handOver()
  })
}

/** The second factor stays on. @throws CairnError `invalid`, naming `token` or `new_password` */
export async function resetPassword(deps: AccountDeps, input: { token: string; newPassword: string }): Promise<void> {
  requireGoodPassword(input.newPassword)
  requireToken(deps, input.token)
  const passwordHash = await deps.passwords.hash(input.newPassword)
  const ended = await deps.runInCommit(() => {
    // Asked again: the same link may have been used while the password was hashed.
    const { userId, email } = requireToken(deps, input.token)
    deps.accounts.setPassword(userId, passwordHash, deps.now())
    deps.accounts.setFailures(userId, 0, null)
    // Who read the mail has the address.
    if (deps.accounts.find(userId)?.email === email) deps.accounts.setEmail(userId, email, deps.now())
    deps.mailTokens.revoke('reset', userId)
    deps.exportTokens.revokeAll(userId)
    return deps.sessions.revokeAll(userId)
  })
  deps.sessions.tellEnded(ended)
}

function requireToken(deps: AccountDeps, token: string) {
  const found = deps.mailTokens.find('reset', token)
  if (found && deps.accounts.find(found.userId)) return found
  throw new CairnError(ErrorCode.Invalid, 'is not valid any more', { field: 'token' })
}
