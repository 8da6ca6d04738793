/** Checks a password and starts a session (docs/behaviour.md, AU11-AU14, AU37-AU39, AU100). Never tells which part was wrong, not even by time. */
import { ErrorCode } from '../../schema/errors.ts'
import type { Account } from './account-store.ts'
import type { AccountDeps, Caller, SignedIn } from './deps.ts'
import { noteNewDevice } from './new-device.ts'
import { addressKey } from './rate-limits.ts'
import { hashToken, REMEMBERED_MS } from './session-store.ts'

export interface SignInInput {
  /** A username, an e-mail, or the name that the account signs in with. */
  readonly login: string
  readonly password: string
  /** Asked only of accounts with the second factor on: six digits, or a recovery code. */
  readonly otpCode?: string | null
  /** Of a browser that needs no code; one that is no longer good counts as none. */
  readonly trustToken?: string | null
  /** The code is to do for this browser for a while. */
  readonly trustsDevice?: boolean
  /** The session outlasts {@link REMEMBERED_MS} without use. */
  readonly isRemembered?: boolean
  readonly caller: Caller
  /** How long a failed attempt takes in all, {@link EVEN_FAILURE_MS} at least; minimost's delay is 3,000. */
  readonly failureMs: number
}

/** Hides that a failure is counted, which is a disk flush, and that of an unknown account there is none. */
export const EVEN_FAILURE_MS = 250

export type SignInRefusal =
  | { readonly ok: false; readonly code: typeof ErrorCode.Auth; readonly reason: 'credentials' }
  /** The password was right; the code is missing, wrong or used. */
  | { readonly ok: false; readonly code: typeof ErrorCode.Auth; readonly reason: 'code' }
  /** All was right, and the settings ask for a verified e-mail. */
  | { readonly ok: false; readonly code: typeof ErrorCode.Forbidden; readonly reason: 'unverified' }
  /** All was right, and an administrator switched the account off. */
  | { readonly ok: false; readonly code: typeof ErrorCode.Forbidden; readonly reason: 'disabled' }
  | {
      readonly ok: false
      readonly code: typeof ErrorCode.Rate
      readonly reason: 'rate'
      readonly retryAfterSeconds: number
    }

const WRONG = { ok: false, code: ErrorCode.Auth, reason: 'credentials' } as const
const CODE_NEEDED = { ok: false, code: ErrorCode.Auth, reason: 'code' } as const
const UNVERIFIED = { ok: false, code: ErrorCode.Forbidden, reason: 'unverified' } as const
const DISABLED = { ok: false, code: ErrorCode.Forbidden, reason: 'disabled' } as const

/** `trustToken`: the cookie that stands for a code from now on, where one was asked for. */
type SignedInHere = SignedIn & { readonly trustToken: string | null }

export async function signIn(deps: AccountDeps, input: SignInInput): Promise<SignedInHere | SignInRefusal> {
  const startedAtMs = deps.now()
  const retryAfterSeconds = await deps.limits.login.take(addressKey(input.caller.address))
  if (retryAfterSeconds !== null) return { ok: false, code: ErrorCode.Rate, reason: 'rate', retryAfterSeconds }

  const found = deps.accounts.findByLogin(input.login) ?? deps.accounts.findByLoginName(input.login)
  const matches = await deps.passwords.verify(found?.passwordHash ?? null, input.password)
  // Read again: while this password was checked, other attempts may have locked the account.
  const account = found && deps.accounts.find(found.userId)
  const refusal = account && matches ? judge(deps, account, input) : WRONG
  if (account && !refusal) return startSession(deps, account, input)

  // A code that was not given is no guess: the person is asked for it now.
  const isGuess = refusal === WRONG || (refusal === CODE_NEEDED && input.otpCode)
  if (account && isGuess) countFailure(deps, account)
  deps.log.warn({ address: input.caller.address }, 'sign-in failed')
  // Up to one moment, not for a while: else the answer would come later by what the check took.
  const failureMs = Math.max(EVEN_FAILURE_MS, input.failureMs)
  await deps.wait(Math.max(0, startedAtMs + failureMs - deps.now()))
  return refusal ?? WRONG
}

/** What still stands against an account whose password was right. */
function judge(deps: AccountDeps, account: Account, input: SignInInput): SignInRefusal | null {
  if (isLocked(account, deps.now())) return WRONG
  if (account.secondFactor && !passesSecondStep(deps, account, input)) return CODE_NEEDED
  if (account.disabled) return DISABLED
  const mustVerify = deps.settings().requireVerifiedEmail && account.email !== null && !account.emailVerified
  return mustVerify ? UNVERIFIED : null
}

function passesSecondStep(deps: AccountDeps, { userId }: Account, { otpCode, trustToken }: SignInInput): boolean {
  if (otpCode) return deps.secondFactors.use(userId, otpCode)
  return trustToken ? deps.trustedDevices.isTrusted(userId, trustToken) : false
}

function startSession(deps: AccountDeps, account: Account, input: SignInInput): SignedInHere {
  const { caller, isRemembered } = input

  if (account.failedLogins > 0 || account.lockedUntilMs !== null) deps.accounts.setFailures(account.userId, 0, null)
  const { userId, username, admin } = account
  const token = deps.sessions.start(userId, caller, isRemembered ? { lifetimeMs: REMEMBERED_MS } : {})
  const sessionId = hashToken(token)
  noteNewDevice(deps, userId, sessionId, caller.device)
  return { ok: true, token, sessionId, userId, username, admin, trustToken: trust(deps, account, sessionId, input) }
}

/** @returns the token of a browser that is trusted from now on. Who came with one has it, and what it is good for. */
function trust(deps: AccountDeps, account: Account, sessionId: string, input: SignInInput): string | null {
  const { otpCode, trustToken, trustsDevice } = input
  if (!account.secondFactor) return null
  if (otpCode) return trustsDevice ? deps.trustedDevices.trust(account.userId, sessionId) : null
  if (trustToken) deps.trustedDevices.move(trustToken, sessionId)
  return null
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
