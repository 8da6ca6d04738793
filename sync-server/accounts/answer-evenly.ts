/** What depends on whether an address has an account answers after the same time, whether it has or not (AU48). */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { AccountDeps, Caller } from './deps.ts'
import { addressKey } from './rate-limits.ts'

/** Well above what a commit and a mail file take. */
export const EVEN_MS = 300

/**
 * Asks the limit of resets and whether mails can be sent, which is the same for everyone, then does what is to be done.
 *
 * @throws CairnError `rate`, `unavailable`
 */
export async function answerEvenly(deps: AccountDeps, caller: Caller, work: () => Promise<void>): Promise<void> {
  const retryAfterSeconds = await deps.limits.reset.take(addressKey(caller.address))
  if (retryAfterSeconds !== null)
    throw new CairnError(ErrorCode.Rate, 'too many mails in a minute', { retryAfterSeconds })
  await deps.mail.check()
  const untilMs = deps.now() + EVEN_MS
  await work()
  await deps.wait(Math.max(0, untilMs - deps.now()))
}
