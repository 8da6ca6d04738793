/** Confirms that an address is its account's (docs/behaviour.md, AU46-AU49, AU53). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { verificationMail } from '../mail/mail.ts'
import { accountOf } from './account-of.ts'
import type { Account } from './account-store.ts'
import { answerEvenly } from './answer-evenly.ts'
import type { AccountDeps, Caller } from './deps.ts'
import { judgeEmail } from './names.ts'
import { checkPassword } from './change-password.ts'
import type { Session } from './session-store.ts'

/** Sends the mail again, to an address that is not confirmed yet; of all others nothing is told. */
export function resendVerification(deps: AccountDeps, input: { email: string; caller: Caller }): Promise<void> {
  return answerEvenly(deps, input.caller, async () => {
    const account = deps.accounts.findByLogin(input.email)
    if (account?.email && !account.emailVerified) await sendVerification(deps, account, account.email)
  })
}

/**
 * Gives an account another e-mail, or its first: the account has it once the mail's link was opened. Where another account
 * has the address already, nothing is sent, and the answer is the same.
 *
 * @throws CairnError `forbidden` for a wrong password, `invalid`, `rate`, `unavailable`
 */
export async function changeEmail(
  deps: AccountDeps,
  session: Session,
  input: { email: string; password: string; caller: Caller },
): Promise<void> {
  if (judgeEmail(input.email)) throw new CairnError(ErrorCode.Invalid, 'is no e-mail address', { field: 'email' })
  await checkPassword(deps, session, input.password, 'password')
  await answerEvenly(deps, input.caller, async () => {
    const account = accountOf(deps, session)
    const holder = deps.accounts.findByLogin(input.email)
    if (holder && holder.userId !== account.userId) return
    // Only the address that was asked for last can still be confirmed.
    deps.mailTokens.revoke('verify', account.userId)
    await sendVerification(deps, account, input.email)
  })
}

/** @throws CairnError `invalid` for a link that is unknown, used or over; `conflict` when another account has the address */
export async function verifyEmail(deps: AccountDeps, token: string): Promise<void> {
  await deps.runInCommit(() => {
    const found = deps.mailTokens.find('verify', token)
    const account = found && deps.accounts.find(found.userId)
    if (!found || !account) throw new CairnError(ErrorCode.Invalid, 'is not valid any more', { field: 'token' })
    if (!deps.accounts.setEmail(account.userId, found.email, deps.now())) {
      throw new CairnError(ErrorCode.Conflict, 'another account has this address', { field: 'email' })
    }
    deps.mailTokens.revoke('verify', account.userId)
    // A link that was sent to the address before must not open the account any more.
    if (account.email !== found.email) deps.mailTokens.revoke('reset', account.userId)
  })
}

async function sendVerification(deps: AccountDeps, { userId, username }: Account, email: string): Promise<void> {
  await deps.runInCommit(() => {
    const token = deps.mailTokens.issue('verify', userId, email)
    deps.mail.put(verificationMail({ to: email, username, publicUrl: deps.publicUrl, token }))
  })
  await deps.mail.handOver()
}
