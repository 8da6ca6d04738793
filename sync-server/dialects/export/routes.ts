/** The export's door: everything under `/export`, and `/session/export-tokens` for the web app. */
import Router from '@koa/router'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { RouteGroup } from '../../http/openapi.ts'
import { mountRoutes, type Route } from '../../http/route.ts'
import type { SessionState } from '../../http/state.ts'
import { channelRoutes } from './channel-routes.ts'
import type { ExportRouteDeps } from './deps.ts'
import { answerError, PREFIX } from './errors.ts'
import { fileRoutes } from './file-routes.ts'
import { errorBody } from './schemas.ts'
import { tokenRoutes } from './token-routes.ts'

const TOKENS_PREFIX = '/session'

export const exportTables: Readonly<Record<string, readonly Route<ExportRouteDeps>[]>> = {
  export: [...channelRoutes, ...fileRoutes],
}

export const exportGroups: readonly RouteGroup[] = [
  { tag: 'export', prefix: PREFIX, routes: exportTables.export ?? [], error: errorBody },
  { tag: 'export tokens', prefix: TOKENS_PREFIX, routes: tokenRoutes, error: errorBody },
]

export function exportRoutes(deps: ExportRouteDeps): Router<SessionState> {
  const style = { answerError: answerError(deps.account.log) }
  const router = new Router<SessionState>()
  const exported = new Router<SessionState>({ prefix: PREFIX })
  const tokens = new Router<SessionState>({ prefix: TOKENS_PREFIX })
  for (const routes of Object.values(exportTables)) mountRoutes(exported, deps, routes, style)
  mountRoutes(tokens, deps, tokenRoutes, style)
  // Nothing else is there: without this the web app's files would be asked.
  exported.all(['/', '/{*rest}'], (ctx) => style.answerError(ctx, new CairnError(ErrorCode.NotFound, 'not found')))
  router.use(exported.routes(), tokens.routes())
  return router
}
