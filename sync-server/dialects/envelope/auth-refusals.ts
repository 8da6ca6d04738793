/** What sign-in and sign-up refuse, in this dialect's words. */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { SignInRefusal } from '../../accounts/sign-in.ts'
import type { SignUpRefusal } from '../../accounts/sign-up.ts'

const SIGN_IN = {
  credentials: 'Wrong login or password.',
  code: 'A two-step code is needed: send a valid otp_code, or a recovery code in its place.',
  unverified: 'Confirm your e-mail address first.',
  disabled: 'This account is switched off. Ask the administrator.',
} as const satisfies Record<Exclude<SignInRefusal['reason'], 'rate'>, string>

const SIGN_UP = {
  username_invalid: 'login and username have 1 to 32 letters, digits, hyphens or underscores',
  username_reserved: 'this login or username is reserved',
  password_short: 'password: needs 8 characters or more',
  password_weak: 'password: is too simple',
  email_invalid: 'email: is no e-mail address',
  name_long: 'nickname: is too long',
  taken: 'this login or username is taken',
  email_taken: 'email: is taken',
  closed: 'Sign-up is closed here.',
} as const satisfies Record<Exclude<SignUpRefusal['reason'], 'rate'>, string>

export function signInError(refusal: SignInRefusal): CairnError {
  if (refusal.reason !== 'rate') return new CairnError(refusal.code, SIGN_IN[refusal.reason])
  return new CairnError(ErrorCode.Rate, 'too many sign-ins', { retryAfterSeconds: refusal.retryAfterSeconds })
}

export function signUpError(refusal: SignUpRefusal): CairnError {
  if (refusal.reason !== 'rate') return new CairnError(refusal.code, SIGN_UP[refusal.reason])
  return new CairnError(ErrorCode.Rate, 'too many sign-ups', { retryAfterSeconds: refusal.retryAfterSeconds })
}
