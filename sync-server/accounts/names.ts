/**
 * Which usernames, passwords, display names and e-mail addresses an account may have (docs/behaviour.md, AU1, AU2, AU5,
 * AU35). Sign-in never asks these.
 */
import { z } from 'zod'
import { isName } from '../../schema/ids.ts'
import { MAX_NAME_CHARS } from '../../schema/limits.ts'

const RESERVED = new Set(['minimost', 'everyone', 'deleteduser', 'system'])
export const MIN_PASSWORD_CHARS = 8
/** RFC 5321, 4.5.3.1.3, without the brackets. */
export const emailAddress = z.email().max(254)

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

export function judgeEmail(email: string): 'email_invalid' | null {
  return emailAddress.safeParse(email).success ? null : 'email_invalid'
}

/** What one is called by others; empty means the username. */
export function judgeDisplayName(name: string): 'name_long' | null {
  return name.length > MAX_NAME_CHARS ? 'name_long' : null
}
