/** `/auth`, `/users/...`, `/chats`, `/media` (seed 004): the tables of routes, by subject. What is listed here is mounted, and described at /docs. */
import Router from '@koa/router'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import { KeptAnswers } from '../../http/kept-answers.ts'
import type { RouteGroup } from '../../http/openapi.ts'
import { mountRoutes, type Route, type RouteStyle } from '../../http/route.ts'
import type { SessionState } from '../../http/state.ts'
import { authRoutes } from './auth-routes.ts'
import { chatRoutes, type ChatDeps } from './chat-routes.ts'
import { answerError, errorBody } from './errors.ts'
import { mediaRoutes, type MediaRouteDeps } from './media-routes.ts'
import { memberRoutes } from './member-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { userRoutes, type UserDeps } from './user-routes.ts'

export type EnvelopeDeps = UserDeps & ChatDeps & MediaRouteDeps

export const envelopeTables: Readonly<Record<string, readonly Route<EnvelopeDeps>[]>> = {
  auth: [...authRoutes, ...sessionRoutes],
  users: userRoutes,
  chats: [...chatRoutes, ...memberRoutes, ...messageRoutes],
  media: mediaRoutes,
}

export const envelopeGroups: readonly RouteGroup[] = Object.entries(envelopeTables).map(([tag, routes]) => {
  return { tag: `envelope: ${tag}`, prefix: '', routes, error: errorBody }
})

/** What begins so is this dialect's; `/users` by itself is another's. */
const PREFIXES = ['/auth', '/users/', '/chats', '/media']

export function envelopeRoutes(deps: EnvelopeDeps): Router<SessionState> {
  const router = new Router<SessionState>()
  const style: RouteStyle = {
    badParams: ErrorCode.Invalid,
    answerError: answerError(deps.account.log),
    kept: new KeptAnswers(deps.domain.changes, deps.domain.now),
  }
  for (const routes of Object.values(envelopeTables)) mountRoutes(router, deps, routes, style)
  // Nothing else is there: without this the web app's files would be asked.
  for (const prefix of PREFIXES) {
    router.all(prefix.endsWith('/') ? `${prefix}{*rest}` : `${prefix}{/*rest}`, (ctx) =>
      style.answerError?.(ctx, new CairnError(ErrorCode.NotFound, 'Not found')),
    )
  }
  return router
}
