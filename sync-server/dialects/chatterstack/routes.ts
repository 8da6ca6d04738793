/** Everything under `/v1` (seed 003): the tables of routes, by subject. What is listed here is mounted, and described at /docs. */
import Router from '@koa/router'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { RouteGroup } from '../../http/openapi.ts'
import { mountRoutes, type Route, type RouteStyle } from '../../http/route.ts'
import type { SessionState } from '../../http/state.ts'
import { authRoutes, type AuthDeps } from './auth-routes.ts'
import { answerError, errorBody } from './errors.ts'
import { messageRoutes, type MessageDeps } from './message-routes.ts'
import { roomRoutes, type RoomDeps } from './room-routes.ts'
import { userRoutes, type UserDeps } from './user-routes.ts'

export type ChatterstackDeps = AuthDeps & UserDeps & RoomDeps & MessageDeps

const PREFIX = '/v1'

export const chatterstackTables: Readonly<Record<string, readonly Route<ChatterstackDeps>[]>> = {
  auth: authRoutes,
  users: userRoutes,
  rooms: roomRoutes,
  messages: messageRoutes,
}

export const chatterstackGroups: readonly RouteGroup[] = Object.entries(chatterstackTables).map(([tag, routes]) => {
  return { tag: `chatterstack: ${tag}`, prefix: PREFIX, routes, error: errorBody }
})

export function chatterstackRoutes(deps: ChatterstackDeps): Router<SessionState> {
  const router = new Router<SessionState>({ prefix: PREFIX })
  const style: RouteStyle = { answerError: answerError(deps.account.log) }
  for (const routes of Object.values(chatterstackTables)) mountRoutes(router, deps, routes, style)
  // Nothing else is there: without this the web app's files would be asked.
  router.all('{/*rest}', (ctx) => style.answerError?.(ctx, new CairnError(ErrorCode.NotFound, 'Not found')))
  return router
}
