/** What a page from here may do (docs/behaviour.md, AU25): only our own scripts, styles and connections. */
import type { IncomingMessage } from 'node:http'
import helmet from 'koa-helmet'
import type Koa from 'koa'

const HOST = /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i

/** Host headers are the senders' to write, so not all that were ever seen are remembered. */
const MOST_HOSTS = 32

/** @param uploadOrigin  of a bucket that the web app sends files to; null = this server takes them */
export function securityHeaders(publicUrl: string, uploadOrigin: string | null = null): Koa.Middleware {
  const publicHost = new URL(publicUrl).host
  const byHost = new Map<string, Koa.Middleware>()
  // The headers of a host are always the same: worded once, they cost each answer next to nothing.
  return async (ctx, next) => {
    const host = ownHost(ctx.req, publicHost)
    const known = byHost.get(host)
    if (known) return void (await known(ctx, next))
    const made = headersOf(publicUrl, [...new Set([publicHost, host])], uploadOrigin)
    if (byHost.size < MOST_HOSTS) byHost.set(host, made)
    await made(ctx, next)
  }
}

function headersOf(publicUrl: string, hosts: readonly string[], uploadOrigin: string | null): Koa.Middleware {
  const isHttps = publicUrl.startsWith('https:')
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Older WebKit does not count sockets as 'self', so they are named: the public host and the one asked for.
        connectSrc: [
          "'self'",
          ...(uploadOrigin ? [uploadOrigin] : []),
          ...hosts.flatMap((host) => [`ws://${host}`, `wss://${host}`]),
        ],
        imgSrc: ["'self'", 'data:', 'blob:'],
        mediaSrc: ["'self'", 'blob:'],
        workerSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Not `no-referrer`: under it browsers send `Origin: null` with our own sign-in form, which the Origin check refuses.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
    // The opener policy is ignored, with a warning, on plain http other than localhost.
    crossOriginOpenerPolicy: isHttps ? { policy: 'same-origin' } : false,
    originAgentCluster: false,
  })
}

/** The header is the sender's to write: what is no host name must not become a part of the policy. */
function ownHost(request: IncomingMessage, fallback: string): string {
  const { host } = request.headers
  return host !== undefined && HOST.test(host) ? host : fallback
}
