/** What a page from here may do (docs/behaviour.md, AU25): only our own scripts, styles and connections. */
import type { IncomingMessage } from 'node:http'
import helmet from 'koa-helmet'
import type Koa from 'koa'

const HOST = /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i

/** @param uploadOrigin  of a bucket that the web app sends files to; null = this server takes them */
export function securityHeaders(publicUrl: string, uploadOrigin: string | null = null): Koa.Middleware {
  const isHttps = publicUrl.startsWith('https:')
  const publicHost = new URL(publicUrl).host
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Older WebKit does not count sockets as 'self', so they are named: the public host and the one asked for.
        connectSrc: [
          "'self'",
          ...(uploadOrigin ? [uploadOrigin] : []),
          ...sockets(publicHost),
          (req) => sockets(ownHost(req, publicHost)).join(' '),
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

function sockets(host: string): string[] {
  return [`ws://${host}`, `wss://${host}`]
}

/** The header is the sender's to write: what is no host name must not become a part of the policy. */
function ownHost(request: IncomingMessage, fallback: string): string {
  const { host } = request.headers
  return host !== undefined && HOST.test(host) ? host : fallback
}
