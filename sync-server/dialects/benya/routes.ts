/** Everything under `/api/v1`: the tables of routes, each with what it needs. */
import Router from '@koa/router'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import type { SessionState } from '../../http/state.ts'
import { authRoutes, type AuthDeps } from './auth-routes.ts'
import { PREFIX } from './errors.ts'
import { mountRoutes } from './route.ts'

/** `domain`: commands and queries over the documents. */
export type BenyaDeps = AuthDeps & { readonly domain: CommandDeps }

export function benyaRoutes(deps: BenyaDeps): Router<SessionState> {
  const router = new Router<SessionState>({ prefix: PREFIX })
  mountRoutes(router, deps, authRoutes)
  // Nothing else is there: without this the web app's files would be asked.
  router.all('/{*rest}', () => {
    throw new CairnError(ErrorCode.NotFound, 'Not found')
  })
  return router
}
