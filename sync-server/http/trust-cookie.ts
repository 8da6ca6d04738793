/** The cookie `trusted_device` (docs/behaviour.md, AU100): stands for the second step of one account in this browser. */
import { TRUSTED_MS } from '../accounts/trusted-devices.ts'
import type { RequestCookies } from './state.ts'

const NAME = 'trusted_device'

export interface TrustCookie {
  /** The token, or null when there is none or its signature is not ours. */
  read(cookies: RequestCookies): string | null
  write(cookies: RequestCookies, token: string): void
}

/** @param publicUrl  the address people use; https makes the cookie Secure */
export function trustCookie(publicUrl: string): TrustCookie {
  const secure = publicUrl.startsWith('https:')
  const options = { httpOnly: true, sameSite: 'lax', secure, signed: true, overwrite: true, path: '/' } as const
  return {
    read: (cookies) => cookies.get(NAME, { signed: true }) || null,
    write: (cookies, token) => {
      cookies.secure = secure
      cookies.set(NAME, token, { ...options, maxAge: TRUSTED_MS })
    },
  }
}
