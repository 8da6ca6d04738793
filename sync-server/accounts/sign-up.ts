/** Makes an account and signs it in (docs/behaviour.md, AU1-AU10). */
import { ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import type { AccountDeps, Caller, SignedIn } from './deps.ts'
import { judgePassword, judgeUsername, type PasswordFault, type PasswordRule, type UsernameFault } from './names.ts'
import { addressKey } from './rate-limits.ts'

export interface SignUpInput {
  readonly username: string
  readonly password: string
  readonly passwordRule: PasswordRule
  readonly email: string | null
  readonly caller: Caller
}

export type SignUpRefusal =
  | { readonly ok: false; readonly code: typeof ErrorCode.Invalid; readonly reason: UsernameFault | PasswordFault }
  | { readonly ok: false; readonly code: typeof ErrorCode.Conflict; readonly reason: 'taken' }
  | { readonly ok: false; readonly code: typeof ErrorCode.Forbidden; readonly reason: 'closed' }
  | {
      readonly ok: false
      readonly code: typeof ErrorCode.Rate
      readonly reason: 'rate'
      readonly retryAfterSeconds: number
    }

const CLOSED = { ok: false, code: ErrorCode.Forbidden, reason: 'closed' } as const
const TAKEN = { ok: false, code: ErrorCode.Conflict, reason: 'taken' } as const

/** Throws only what `runInCommit` throws: then neither the account nor its entry in the directory is kept. */
export async function signUp(deps: AccountDeps, input: SignUpInput): Promise<SignedIn | SignUpRefusal> {
  if (!isSignUpOpen(deps)) return CLOSED
  const fault = judgeUsername(input.username) ?? judgePassword(input.password, input.passwordRule)
  if (fault) return { ok: false, code: ErrorCode.Invalid, reason: fault }
  const retryAfterSeconds = await deps.limits.register.take(addressKey(input.caller.address))
  if (retryAfterSeconds !== null) return { ok: false, code: ErrorCode.Rate, reason: 'rate', retryAfterSeconds }

  const passwordHash = await deps.passwords.hash(input.password)
  const made = await createAccount(deps, input, passwordHash)
  if (!made.ok) return made
  const token = deps.sessions.start(made.userId, input.caller)
  return { ...made, token }
}

/** Whether anyone may sign up now: the very first account can always be made, since someone has to be there. */
export function isSignUpOpen(deps: Pick<AccountDeps, 'accounts' | 'settings'>): boolean {
  return deps.settings().signUp === 'open' || deps.accounts.count() === 0
}

type Made = { readonly ok: true; readonly userId: UserId; readonly username: string; readonly admin: boolean }

/** All questions are asked again inside the commit: while the password was hashed, another may have been first. */
function createAccount(deps: AccountDeps, input: SignUpInput, passwordHash: string): Promise<Made | SignUpRefusal> {
  const { username, email } = input
  return deps.runInCommit<Made | SignUpRefusal>((tx) => {
    if (!isSignUpOpen(deps)) return CLOSED
    const admin = deps.accounts.count() === 0
    const userId = deps.accounts.insert({ username, passwordHash, email, admin, createdAtMs: deps.now() })
    if (userId === null) return TAKEN
    tx.announceUser({ userId, username, admin })
    return { ok: true, userId, username, admin }
  })
}
