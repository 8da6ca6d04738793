/** Switches the second factor on and off (docs/behaviour.md, AU54, AU57, AU102). The session is proof enough to prepare it, a code to change it. */
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { Account } from './account-store.ts'
import { accountOf } from './account-of.ts'
import type { AccountDeps } from './deps.ts'
import type { Session } from './session-store.ts'

type Who = Pick<Session, 'userId'>

/** @throws CairnError `conflict` when it is on already */
export function prepareTwoFactor(deps: AccountDeps, who: Who): { secret: string; otpauthUrl: string } {
  const account = requireOff(deps, who)
  return deps.secondFactors.prepare(account.userId, account.username)
}

/**
 * @returns recovery codes, to be shown once
 * @throws CairnError `conflict` when it is on already, `invalid` for a wrong code, `rate` after many
 */
export async function enableTwoFactor(deps: AccountDeps, who: Who, code: string): Promise<string[]> {
  const { userId } = requireOff(deps, who)
  if (!deps.secondFactors.isPrepared(userId))
    throw new CairnError(ErrorCode.Invalid, 'Two-step sign-in is not set up yet')
  await useCode(deps, who, code)
  return deps.secondFactors.switchOn(userId)
}

/** A recovery code does too. @throws CairnError `conflict` when it is off, `invalid` for a wrong code, `rate` after many */
export async function disableTwoFactor(deps: AccountDeps, who: Who, code: string): Promise<void> {
  const { userId, secondFactor } = accountOf(deps, who)
  if (!secondFactor) throw new CairnError(ErrorCode.Conflict, 'Two-step sign-in is off')
  await useCode(deps, who, code)
  deps.secondFactors.remove(userId)
  deps.trustedDevices.endAll(userId)
}

function requireOff(deps: AccountDeps, who: Who): Account {
  const account = accountOf(deps, who)
  if (account.secondFactor) throw new CairnError(ErrorCode.Conflict, 'Two-step sign-in is on already')
  return account
}

/** Six digits could be guessed by trying: these count like sign-ins, for the account. */
async function useCode(deps: AccountDeps, { userId }: Who, code: string): Promise<void> {
  const retryAfterSeconds = await deps.limits.login.take(`code ${userId}`)
  if (retryAfterSeconds !== null)
    throw new CairnError(ErrorCode.Rate, 'too many codes in a minute', { retryAfterSeconds })
  if (!deps.secondFactors.use(userId, code))
    throw new CairnError(ErrorCode.Invalid, 'The code is wrong', { field: 'code' })
}
