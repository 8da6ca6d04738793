/** Makes an account, whatever the door (docs/behaviour.md, AU1-AU10, AU35, AU36). */
import { setProfile } from '../../schema/edits/set-profile.ts'
import { ErrorCode } from '../../schema/errors.ts'
import type { UserId } from '../../schema/ids.ts'
import { verificationMail } from '../mail/mail.ts'
import { published, type KeySet } from './account-keys.ts'
import type { AccountDeps, Caller, SignedIn } from './deps.ts'
import {
  judgeDisplayName,
  judgeEmail,
  judgePassword,
  judgeUsername,
  type PasswordFault,
  type PasswordRule,
  type UsernameFault,
} from './names.ts'
import { addressKey } from './rate-limits.ts'
import { hashToken } from './session-store.ts'

export interface SignUpInput {
  readonly username: string
  /** A name for signing in, where it is to be another than the username; {@link judgeUsername} holds for it too. */
  readonly login?: string
  readonly keys?: KeySet
  readonly password: string
  readonly passwordRule: PasswordRule
  /** A mail to it asks for confirmation. */
  readonly email: string | null
  /** What others see; the username when left out. */
  readonly name?: string
  readonly caller: Caller
}

export type SignUpFault = UsernameFault | PasswordFault | 'email_invalid' | 'name_long'

export type SignUpRefusal =
  | { readonly ok: false; readonly code: typeof ErrorCode.Invalid; readonly reason: SignUpFault }
  /** `taken`: the username, or the name for signing in. */
  | { readonly ok: false; readonly code: typeof ErrorCode.Conflict; readonly reason: 'taken' | 'email_taken' }
  | { readonly ok: false; readonly code: typeof ErrorCode.Forbidden; readonly reason: 'closed' }
  | {
      readonly ok: false
      readonly code: typeof ErrorCode.Rate
      readonly reason: 'rate'
      readonly retryAfterSeconds: number
    }

export interface SignedUp {
  readonly ok: true
  readonly userId: UserId
  readonly username: string
  readonly admin: boolean
}

const CLOSED = { ok: false, code: ErrorCode.Forbidden, reason: 'closed' } as const
const TAKEN = { ok: false, code: ErrorCode.Conflict, reason: 'taken' } as const
const EMAIL_TAKEN = { ok: false, code: ErrorCode.Conflict, reason: 'email_taken' } as const

/** Registers and signs in. Throws like {@link register}. */
export async function signUp(deps: AccountDeps, input: SignUpInput): Promise<SignedIn | SignUpRefusal> {
  const made = await register(deps, input)
  if (!made.ok) return made
  const token = deps.sessions.start(made.userId, input.caller)
  return { ...made, token, sessionId: hashToken(token) }
}

/**
 * Throws what `runInCommit` throws, and `unavailable` when the mail of confirmation could not be sent: then nothing is
 * kept, neither the account nor its entry in the directory nor the mail.
 */
export async function register(deps: AccountDeps, input: SignUpInput): Promise<SignedUp | SignUpRefusal> {
  if (!isSignUpOpen(deps)) return CLOSED
  const fault =
    judgeUsername(input.username) ??
    judgeUsername(input.login ?? input.username) ??
    judgePassword(input.password, input.passwordRule) ??
    (input.email === null ? null : judgeEmail(input.email)) ??
    judgeDisplayName(input.name ?? '')
  if (fault) return { ok: false, code: ErrorCode.Invalid, reason: fault }
  const retryAfterSeconds = await deps.limits.register.take(addressKey(input.caller.address))
  if (retryAfterSeconds !== null) return { ok: false, code: ErrorCode.Rate, reason: 'rate', retryAfterSeconds }

  if (input.email !== null) await deps.mail.check()
  const passwordHash = await deps.passwords.hash(input.password)
  const made = await createAccount(deps, input, passwordHash)
  if (made.ok && input.email !== null) await deps.mail.handOver()
  return made
}

/** Whether anyone may sign up now: the very first account can always be made, since someone has to be there. */
export function isSignUpOpen(deps: Pick<AccountDeps, 'accounts' | 'settings'>): boolean {
  return deps.settings().signUp === 'open' || deps.accounts.count() === 0
}

/** All questions are asked again inside the commit: while the password was hashed, another may have been first. */
function createAccount(deps: AccountDeps, input: SignUpInput, passwordHash: string): Promise<SignedUp | SignUpRefusal> {
  const { username, email } = input
  const login = input.login?.toLowerCase() === username.toLowerCase() ? undefined : input.login
  return deps.runInCommit<SignedUp | SignUpRefusal>((tx) => {
    if (!isSignUpOpen(deps)) return CLOSED
    const admin = deps.accounts.count() === 0
    const userId = deps.accounts.insert({ username, login, passwordHash, email, admin, createdAtMs: deps.now() })
    if (typeof userId === 'string') return userId === 'email' ? EMAIL_TAKEN : TAKEN
    if (input.keys) deps.keys.put(userId, input.keys)
    if (email !== null) {
      const token = deps.mailTokens.issue('verify', userId, email)
      deps.mail.put(verificationMail({ to: email, username, publicUrl: deps.publicUrl, token }))
    }
    tx.announceUser({ userId, username, admin })
    if (input.keys) tx.putKey(userId, published({ pubk: input.keys.pubk, version: 1 }))
    const name = input.name?.trim() ?? ''
    if (name !== '' && name !== username) tx.write({ userId }, setProfile(tx.world, userId, { name }))
    return { ok: true, userId, username, admin }
  })
}
