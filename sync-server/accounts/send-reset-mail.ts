/** An administrator has somebody mailed a link to choose a new password by (docs/behaviour.md, AP8). Nobody but they see it. */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { requireAdministrator } from '../access/administer.ts'
import { passwordResetMail } from '../mail/mail.ts'
import { requireAccount } from './change-account.ts'
import type { AccountDeps } from './deps.ts'

/** @throws CairnError forbidden, not_found; conflict: no address, or switched off; rate; unavailable: no mail can be sent */
export async function sendResetMail(deps: AccountDeps, actor: UserId, userId: UserId): Promise<void> {
  requireAdministrator(deps.world(), actor)
  const retryAfterSeconds = await deps.limits.reset.take(`by ${actor}`)
  if (retryAfterSeconds !== null) throw new CairnError(ErrorCode.Rate, 'too many mails', { retryAfterSeconds })
  await deps.mail.check()
  await deps.runInCommit((tx) => {
    const { email, username, disabled } = requireAccount(deps, tx, actor, userId)
    if (email === null) throw new CairnError(ErrorCode.Conflict, 'AP8: this account has no e-mail address')
    if (disabled) throw new CairnError(ErrorCode.Conflict, 'AP8: this account is switched off')
    const token = deps.mailTokens.issue('reset', userId, email)
    deps.mail.put(passwordResetMail({ to: email, username, publicUrl: deps.publicUrl, token }))
  })
  await deps.mail.handOver()
}
