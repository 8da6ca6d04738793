/** What a new account's name and password must be, told before anything is sent; the server asks the same and decides. */
import { isName } from '../../../schema/ids.ts'

export function judgeUsername(username: string): boolean {
  return isName(username)
}

/** At least 8 characters with a capital letter, a digit and a sign. */
export function judgePassword(password: string): boolean {
  const isLong = [...password].length >= 8
  return isLong && /\p{Lu}/u.test(password) && /\p{Nd}/u.test(password) && /[^\p{L}\p{M}\p{N}\s]/u.test(password)
}
