/** What sign-in and sign-up refuse, in seed 002's words: a field at fault is 400, a taken name too. */
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { SignInRefusal } from '../../accounts/sign-in.ts'
import type { SignUpFault, SignUpRefusal } from '../../accounts/sign-up.ts'
import { ChattrixError } from './errors.ts'

const SIGN_IN = {
  credentials: 'Invalid username or password',
  code: 'A two-step code is needed: send a valid otp_code, or a recovery code in its place',
  unverified: 'Confirm your e-mail address first',
  disabled: 'This account is switched off',
} as const satisfies Record<Exclude<SignInRefusal['reason'], 'rate'>, string>

const FAULTS = {
  username_invalid: ['username', 'Username must have 1 to 32 letters, digits, hyphens or underscores'],
  username_reserved: ['username', 'Username is reserved'],
  password_short: ['password', 'Password must have 8 characters or more'],
  password_weak: ['password', 'Password is too simple'],
  email_invalid: ['email', 'Email must be a valid address'],
  name_long: ['display_name', 'Display name is too long'],
} as const satisfies Record<SignUpFault, readonly [field: string, text: string]>

export function signInError(refusal: SignInRefusal): CairnError {
  if (refusal.reason !== 'rate') return new CairnError(refusal.code, SIGN_IN[refusal.reason])
  return new CairnError(ErrorCode.Rate, 'too many sign-ins', { retryAfterSeconds: refusal.retryAfterSeconds })
}

/** @param username  as it was asked for */
export function signUpError(refusal: SignUpRefusal, username: string): Error {
  switch (refusal.reason) {
    case 'closed':
      return new CairnError(refusal.code, 'Sign-up is closed here')
    case 'rate':
      return new CairnError(ErrorCode.Rate, 'too many sign-ups', { retryAfterSeconds: refusal.retryAfterSeconds })
    case 'taken': {
      const fields = { username: [`Username '${username}' is already taken`] }
      return new ChattrixError(400, 'CONFLICT', 'Username already exists', fields)
    }
    case 'email_taken':
      return new ChattrixError(400, 'CONFLICT', 'Email already exists', { email: ['Email is already taken'] })
    default: {
      const [field, text] = FAULTS[refusal.reason]
      return new ChattrixError(400, 'VALIDATION_ERROR', text, { [field]: [text] })
    }
  }
}
