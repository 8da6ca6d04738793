/** What sign-in and sign-up refuse → status and sentence (seed 000: a failed form is its page again, 200). */
import type { SignInRefusal } from '../../accounts/sign-in.ts'
import type { SignUpRefusal } from '../../accounts/sign-up.ts'
import { STATUS_OF } from '../../http/errors.ts'

/** Every way the two forms fail; `confirm` is minimost's own. */
export type Fault = SignInRefusal['reason'] | SignUpRefusal['reason'] | 'confirm'

/** Fixed sentences: nothing that a person typed is ever put into a page. */
export const SENTENCES = {
  credentials: 'Wrong name or password. After several failed attempts an account is locked for a while.',
  code: 'This account also needs the six digits of its authenticator, or a recovery code.',
  unverified: 'Confirm your e-mail address first: a link was mailed to you.',
  disabled: 'This account is switched off. Ask whoever runs this server.',
  rate: 'Too many attempts from this network. Wait a minute, then try again.',
  username_invalid: 'A username has 1 to 32 letters (A to Z), digits, hyphens or underscores.',
  username_reserved: 'This username is reserved. Choose another.',
  password_short: 'The password needs at least 8 characters.',
  password_weak: 'The password needs an uppercase letter, a digit and a special character.',
  confirm: 'The two passwords differ. Type them again.',
  taken: 'This username is taken. Choose another.',
  email_invalid: 'This is no e-mail address.',
  email_taken: 'This e-mail address is taken.',
  name_long: 'The name is too long.',
  closed: 'Sign-up is closed here. Ask whoever runs this server for an account.',
} as const satisfies Record<Fault, string>

/** The status of the page. */
export const PAGE_STATUS = {
  credentials: 200,
  code: 200,
  unverified: 200,
  disabled: 200,
  rate: 429,
  username_invalid: 200,
  username_reserved: 200,
  password_short: 200,
  password_weak: 200,
  confirm: 200,
  taken: 200,
  email_invalid: 200,
  email_taken: 200,
  name_long: 200,
  closed: 403,
} as const satisfies Record<Fault, number>

/** The web app's status: the same refusal, as programs expect it. */
export function jsonStatus(code: SignInRefusal['code'] | SignUpRefusal['code']): number {
  return STATUS_OF[code]
}
