/** Which web pages may act with a visitor's cookie (docs/behaviour.md, AU19; DESIGN.md, section 6). */
import type { IncomingHttpHeaders } from 'node:http'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import type { CairnMiddleware } from './state.ts'

const READING = new Set(['GET', 'HEAD', 'OPTIONS'])

export type OriginVerdict = 'absent' | 'good' | 'bad'

/**
 * An origin is good when it is PUBLIC_URL or names the request's own Host. `null`, as sandboxed pages send it, is bad.
 * Host is taken from the request itself: X-Forwarded-Host is for links, and a page could not set it anyway.
 */
export function judgeOrigin(headers: IncomingHttpHeaders, publicUrl: string): OriginVerdict {
  const { origin, host } = headers
  if (origin === undefined) return 'absent'
  if (origin === publicUrl) return 'good'
  if (!URL.canParse(origin)) return 'bad'
  const url = new URL(origin)
  // Behind TLS a page of the same name without TLS is somebody on the way.
  if (publicUrl.startsWith('https:') && url.protocol !== 'https:') return 'bad'
  return host !== undefined && url.host === host.toLowerCase() ? 'good' : 'bad'
}

/**
 * Refuses changes from other sites' pages with 403. A Bearer token needs no check: no browser adds it by itself, as it adds
 * cookies, and the name and password that a proxy in front may ask for.
 */
export function checkOrigin(publicUrl: string): CairnMiddleware {
  return async (ctx, next) => {
    const isChange = !READING.has(ctx.method) && !/^Bearer /i.test(ctx.get('authorization'))
    if (isChange && judgeOrigin(ctx.headers, publicUrl) === 'bad') {
      throw new CairnError(ErrorCode.Forbidden, 'AU19: this page may not act here')
    }
    await next()
  }
}
