/** What the server answers to a sign-in and a sign-up: who it is, or what was wrong. Pure. */
import type { UserId } from '../../schema/ids.ts'

export interface Identity {
  readonly userId: UserId
  readonly username: string
}

/** What a form shows. `offline`: no answer; the others as the server says, `invalid` with its own words. */
export interface SignInFault {
  readonly code:
    | 'offline'
    | 'auth'
    /** The password was right; the two-step code is missing, wrong or used. */
    | 'code'
    | 'conflict'
    /** Another account has the e-mail. */
    | 'email-taken'
    | 'forbidden'
    /** The e-mail has to be confirmed first. */
    | 'unverified'
    | 'rate'
    | 'invalid'
    | 'other-account'
    | 'failed'
  readonly message: string
}

/** @returns null when it tells of nobody: what is remembered, or what a server in between answers, may be anything */
export function identityOf(value: unknown): Identity | null {
  if (typeof value !== 'object' || value === null) return null
  const { userId, username } = value as Record<string, unknown>
  const isOne = typeof userId === 'number' && Number.isSafeInteger(userId) && userId > 0 && typeof username === 'string'
  return isOne ? { userId: userId as UserId, username } : null
}

/** null = it is no JSON */
export async function bodyOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json()
  } catch {
    return null
  }
}

/** What a sign-in was refused for. */
export function faultOf(status: number, reply: unknown): SignInFault {
  const { code, reason, message } = (typeof reply === 'object' && reply !== null ? reply : {}) as Record<
    string,
    unknown
  >
  const words = typeof message === 'string' ? message : ''
  if (reason === 'code' || reason === 'unverified') return { code: reason, message: words }
  switch (code) {
    case 'auth':
    case 'conflict':
    case 'forbidden':
    case 'rate':
    case 'invalid':
      return { code, message: words }
    default:
      // A gateway in between that answers for a server that is down.
      return status >= 502 && status <= 504 ? { code: 'offline', message: '' } : { code: 'failed', message: words }
  }
}

/** What `/api/v1/auth/register` refuses, in the codes of the form. */
export function registerFault(status: number, reply: unknown): SignInFault {
  const { detail } = (typeof reply === 'object' && reply !== null ? reply : {}) as Record<string, unknown>
  const message = typeof detail === 'string' ? detail : ''
  switch (status) {
    case 403:
      return { code: 'forbidden', message }
    case 409:
      return { code: message.startsWith('email') ? 'email-taken' : 'conflict', message }
    case 422:
      return { code: 'invalid', message }
    case 429:
      return { code: 'rate', message }
    case 503:
      return { code: 'failed', message }
    default:
      return faultOf(status, reply)
  }
}
