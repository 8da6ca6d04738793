/** `/docs`: the API as a page, and `/docs/openapi.json` (docs/behaviour.md, OA3). All of it is served from here: it works offline. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import Router from '@koa/router'
import sirv from 'sirv'
import { openApi, type RouteGroup } from './openapi.ts'
import type { SocketSpec } from './route-spec.ts'
import type { SessionState } from './state.ts'

const ASSETS = '/docs/assets'

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Cairn: the API</title>
    <link rel="stylesheet" href="${ASSETS}/swagger-ui.css" />
  </head>
  <body>
    <main id="api"></main>
    <script src="${ASSETS}/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`

/** The page's own script: the policy allows none in the page. */
const start = `SwaggerUIBundle({ url: '/docs/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null })
`

export interface DocsOptions {
  readonly groups: readonly RouteGroup[]
  readonly sockets: readonly SocketSpec[]
  readonly version: string
  readonly publicUrl: string
}

export function docsRoutes({ groups, sockets, version, publicUrl }: DocsOptions): Router<SessionState> {
  const router = new Router<SessionState>()
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  const assets = sirv(folder, { etag: true, dev: false, maxAge: 3_600 })
  const description = JSON.stringify(openApi(groups, version, publicUrl, sockets))

  router.get('/docs', (ctx) => {
    ctx.type = 'html'
    ctx.body = page
  })
  router.get('/docs/start.js', (ctx) => {
    ctx.type = 'js'
    ctx.body = start
  })
  router.get('/docs/openapi.json', (ctx) => {
    ctx.type = 'json'
    ctx.body = description
  })
  router.get('/docs/assets/{*file}', async (ctx, next) => {
    const { req, res } = ctx
    req.url = ctx.path.slice(ASSETS.length)
    const found = await new Promise<boolean>((resolve) => {
      res.once('close', () => resolve(true))
      ctx.respond = false
      assets(req, res, () => resolve(false))
    })
    if (found) return
    ctx.respond = true
    await next()
  })
  return router
}
