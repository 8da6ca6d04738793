/** What sign-in and sign-up refuse, in the words of `/api/v1`. */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { SignInRefusal } from '../../accounts/sign-in.ts'
import type { SignUpFault, SignUpRefusal } from '../../accounts/sign-up.ts'
import { BenyaError } from './errors.ts'

const SIGN_IN = {
  credentials: 'Wrong e-mail or password.',
  code: 'A two-step code is needed: send a valid otp_code, or a recovery code in its place.',
  unverified: 'Confirm your e-mail address first.',
  disabled: 'This account is switched off. Ask the administrator.',
} as const satisfies Record<Exclude<SignInRefusal['reason'], 'rate'>, string>

const SIGN_UP: Record<SignUpFault | 'taken' | 'email_taken', readonly [field: string, text: string]> = {
  username_invalid: ['username', 'has 1 to 32 letters, digits, hyphens or underscores'],
  username_reserved: ['username', 'is reserved'],
  password_short: ['password', 'needs 8 characters or more'],
  password_weak: ['password', 'is too simple'],
  email_invalid: ['email', 'is no e-mail address'],
  name_long: ['name', 'is too long'],
  taken: ['username', 'is taken'],
  email_taken: ['email', 'is taken'],
}

export function signInError(refusal: SignInRefusal): CairnError {
  if (refusal.reason !== 'rate') return new CairnError(refusal.code, SIGN_IN[refusal.reason])
  return new CairnError(ErrorCode.Rate, 'too many sign-ins', { retryAfterSeconds: refusal.retryAfterSeconds })
}

export function signUpError(refusal: SignUpRefusal): CairnError {
  if (refusal.reason === 'closed') return new CairnError(refusal.code, 'Sign-up is closed here.')
  if (refusal.reason === 'rate') {
    return new CairnError(refusal.code, 'too many sign-ups', { retryAfterSeconds: refusal.retryAfterSeconds })
  }
  const [field, text] = SIGN_UP[refusal.reason]
  return new CairnError(refusal.code, text, { field })
}

/** A token or code that is well-formed and not good is 400, where other invalid input is 422. */
export async function orBadRequest<T>(field: 'token' | 'code', work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const isIt = error instanceof CairnError && error.code === ErrorCode.Invalid
    if (!isIt || (error.field !== undefined && error.field !== field)) throw error
    throw new BenyaError(400, error.field === undefined ? error.message : `${field}: ${error.message}`)
  }
}
