/** Checks a password and starts a session (docs/behaviour.md, AU11-AU14). Never tells which part was wrong, not even by time. */
import { ErrorCode } from '../../schema/errors.ts'
import type { Account } from './account-store.ts'
import type { AccountDeps, Caller, SignedIn } from './deps.ts'
import { addressKey } from './rate-limits.ts'

export interface SignInInput {
  /** A username or an e-mail. */
  readonly login: string
  readonly password: string
  readonly caller: Caller
  /** How long a failed attempt takes in all; minimost's delay is 3,000. */
  readonly failureMs: number
}

export type SignInRefusal =
  | { readonly ok: false; readonly code: typeof ErrorCode.Auth }
  | { readonly ok: false; readonly code: typeof ErrorCode.Rate; readonly retryAfterSeconds: number }

export async function signIn(deps: AccountDeps, input: SignInInput): Promise<SignedIn | SignInRefusal> {
  const startedAtMs = deps.now()
  const retryAfterSeconds = await deps.limits.login.take(addressKey(input.caller.address))
  if (retryAfterSeconds !== null) return { ok: false, code: ErrorCode.Rate, retryAfterSeconds }

  const found = deps.accounts.findByLogin(input.login)
  const matches = await deps.passwords.verify(found?.passwordHash ?? null, input.password)
  // Read again: while this password was checked, other attempts may have locked the account.
  const account = found && deps.accounts.find(found.userId)
  if (account && matches && !isLocked(account, deps.now())) return startSession(deps, account, input.caller)

  if (account) countFailure(deps, account)
  deps.log.warn({ address: input.caller.address }, 'sign-in failed')
  // Up to one moment, not for a while: else the answer would come later by what the check took.
  await deps.wait(Math.max(0, startedAtMs + input.failureMs - deps.now()))
  return { ok: false, code: ErrorCode.Auth }
}

function startSession(deps: AccountDeps, account: Account, caller: Caller): SignedIn {
  if (account.failedLogins > 0 || account.lockedUntilMs !== null) deps.accounts.setFailures(account.userId, 0, null)
  const token = deps.sessions.start(account.userId, caller)
  return { ok: true, token, userId: account.userId, username: account.username, admin: account.admin }
}

/** Attempts on a locked account do not count: else anyone could keep it locked for ever. */
function countFailure(deps: AccountDeps, account: Account): void {
  if (isLocked(account, deps.now())) return
  const { maxLoginAttempts, lockoutDurationMinutes } = deps.settings()
  const failures = account.failedLogins + 1
  if (failures < maxLoginAttempts) deps.accounts.setFailures(account.userId, failures, null)
  else deps.accounts.setFailures(account.userId, 0, deps.now() + lockoutDurationMinutes * 60_000)
}

function isLocked(account: Account, nowMs: number): boolean {
  return account.lockedUntilMs !== null && account.lockedUntilMs > nowMs
}
