/** The built web app as static files (AU24). Its routes are in the hash, so `/` is the only page. */
import type { ServerResponse } from 'node:http'
import { existsSync } from 'node:fs'
import sirv from 'sirv'
import type { CairnMiddleware } from './state.ts'

const YEAR_SECONDS = 31_536_000

/**
 * Serves `folder`, with the .br and .gz copies made at build. `/` without a session goes to /login: a device that has the
 * service worker opens the app offline and never asks for it.
 *
 * @param folder  dist/client; while it is not there, `/` says so
 */
export function serveApp(folder: string): CairnMiddleware {
  // `dev` looks at the disk at each request: a rebuilt app is served without a restart, and a file that went away is a
  // 404 instead of a failing stream that ends the process.
  const serve = sirv(folder, { dev: true, etag: true, brotli: true, gzip: true, setHeaders })

  return async (ctx, next) => {
    if (ctx.method !== 'GET' && ctx.method !== 'HEAD') return void (await next())
    if (ctx.path === '/') {
      ctx.set('Cache-Control', 'no-cache')
      if (!ctx.state.session) return ctx.redirect('/login')
      if (!existsSync(folder)) return void (ctx.body = 'The web app is not built yet: npm run build')
    }
    // sirv takes ranges at their word; nothing of the app is fetched in parts.
    delete ctx.req.headers.range
    const found = await new Promise<boolean>((resolve) => {
      ctx.res.once('close', () => resolve(true))
      ctx.respond = false
      serve(ctx.req, ctx.res, () => resolve(false))
    })
    if (found) return
    ctx.respond = true
    await next()
  }
}

/** Names under /assets/ carry a hash of their content; everything else is asked for again each time. */
function setHeaders(response: ServerResponse, path: string): void {
  const forGood = path.startsWith('/assets/')
  response.setHeader('Cache-Control', forGood ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache')
}
