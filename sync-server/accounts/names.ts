/** Which usernames and passwords a new account may have (docs/behaviour.md, AU1, AU2, AU5). Sign-in never asks these. */
import { isName } from '../../schema/ids.ts'

const RESERVED = new Set(['minimost', 'everyone', 'deleteduser', 'system'])
export const MIN_PASSWORD_CHARS = 8

export type UsernameFault = 'username_invalid' | 'username_reserved'
export type PasswordFault = 'password_short' | 'password_weak'
/** `strong`: also an uppercase letter, a digit and a special character, as minimost asks; `length`: 8 characters or more. */
export type PasswordRule = 'strong' | 'length'

export function judgeUsername(username: string): UsernameFault | null {
  if (!isName(username)) return 'username_invalid'
  return RESERVED.has(username.toLowerCase()) ? 'username_reserved' : null
}

/** Letters and digits of every script count; a special character is anything that is neither, nor white space. */
export function judgePassword(password: string, rule: PasswordRule): PasswordFault | null {
  if ([...password].length < MIN_PASSWORD_CHARS) return 'password_short'
  if (rule === 'length') return null
  const isStrong = /\p{Lu}/u.test(password) && /\p{Nd}/u.test(password) && /[^\p{L}\p{M}\p{N}\s]/u.test(password)
  return isStrong ? null : 'password_weak'
}
