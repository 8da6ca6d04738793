/** The cookie that all cookie dialects share (AU11, AU17, AU18): signed, HttpOnly, SameSite=Lax, Secure behind TLS. */
import { SESSION_MS } from '../accounts/session-store.ts'
import type { RequestCookies } from './state.ts'

const NAME = 'session'

export interface SessionCookie {
  /** The token, or null when there is none or its signature is not ours. */
  read(cookies: RequestCookies): string | null
  write(cookies: RequestCookies, token: string): void
  clear(cookies: RequestCookies): void
}

/** @param publicUrl  the address people use; https makes the cookie Secure */
export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:')
  const options = { httpOnly: true, sameSite: 'lax', secure, signed: true, overwrite: true, path: '/' } as const
  const set = (cookies: RequestCookies, token: string | null, maxAge: number) => {
    // TLS may end at a proxy that tells nothing about it: PUBLIC_URL decides, not the last hop.
    cookies.secure = secure
    cookies.set(NAME, token, { ...options, maxAge })
  }
  return {
    read: (cookies) => cookies.get(NAME, { signed: true }) || null,
    write: (cookies, token) => set(cookies, token, SESSION_MS),
    clear: (cookies) => set(cookies, null, 0),
  }
}
