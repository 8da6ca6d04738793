/** The cookie that all cookie dialects share (AU11, AU17, AU18): signed, HttpOnly, SameSite=Lax, Secure behind TLS. */
import { SESSION_MS } from '../accounts/session-store.ts'
import type { RequestCookies } from './state.ts'

const NAME = 'session'
/** About 200 bytes each. */
const MAX_VERIFIED = 10_000

export interface SessionCookie {
  /** The token, or null when there is none or its signature is not ours. */
  read(cookies: RequestCookies): string | null
  write(cookies: RequestCookies, token: string): void
  clear(cookies: RequestCookies): void
}

/** @param publicUrl  the address people use; https makes the cookie Secure */
export function sessionCookie(publicUrl: string): SessionCookie {
  const secure = publicUrl.startsWith('https:')
  const verified = new VerifiedCookies()
  const options = { httpOnly: true, sameSite: 'lax', secure, signed: true, overwrite: true, path: '/' } as const
  const set = (cookies: RequestCookies, token: string | null, maxAge: number) => {
    // TLS may end at a proxy that tells nothing about it: PUBLIC_URL decides, not the last hop.
    cookies.secure = secure
    cookies.set(NAME, token, { ...options, maxAge })
  }
  return {
    read: (cookies) => verified.read(cookies),
    write: (cookies, token) => set(cookies, token, SESSION_MS),
    clear: (cookies) => set(cookies, null, 0),
  }
}

/**
 * Cookies whose signature was found to be ours: a browser sends the same one with each request, and checking it again would
 * tell the same. What a session is worth is asked anew each time.
 */
class VerifiedCookies {
  private pairs = new Map<string, string>()

  read(cookies: RequestCookies): string | null {
    const token = cookies.get(NAME, { signed: false })
    const signature = cookies.get(`${NAME}.sig`, { signed: false })
    if (!token || !signature) return null
    if (this.pairs.get(token) === signature) return token
    // May set a renewed signature, where the key is an older one: then it is checked again next time.
    if (!cookies.get(NAME, { signed: true })) return null
    if (this.pairs.size >= MAX_VERIFIED) this.pairs = new Map()
    this.pairs.set(token, signature)
    return token
  }
}
