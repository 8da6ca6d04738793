/** Everything under `/api/v1`: the tables of routes, by subject. What is listed here is mounted, and described at /docs. */
import Router from '@koa/router'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { CommandDeps } from '../../commands/deps.ts'
import type { RouteGroup } from '../../http/openapi.ts'
import type { SessionState } from '../../http/state.ts'
import { adminRoutes, type AdminDeps } from './admin-routes.ts'
import { authRoutes, type AuthDeps } from './auth-routes.ts'
import { chatPreferenceRoutes } from './chat-preference-routes.ts'
import { chatRoutes, type ChatDeps } from './chat-routes.ts'
import { PREFIX } from './errors.ts'
import { forwardRoutes } from './forward-routes.ts'
import { inviteRoutes } from './invite-routes.ts'
import { mediaRoutes, type MediaRouteDeps } from './media-routes.ts'
import { memberRoutes } from './member-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { KeptAnswers } from '../../http/kept-answers.ts'
import { mountRoutes, type Route } from '../../http/route.ts'
import { errorBody } from './schemas/common.ts'
import { notificationRoutes, searchRoutes } from './search-routes.ts'
import { twoFactorRoutes } from './two-factor-routes.ts'
import { userRoutes, type UserDeps } from './user-routes.ts'

/** `domain`: commands and queries over the documents. */
export type BenyaDeps = AdminDeps & AuthDeps & UserDeps & ChatDeps & MediaRouteDeps & { readonly domain: CommandDeps }

export const benyaTables: Readonly<Record<string, readonly Route<BenyaDeps>[]>> = {
  auth: [...authRoutes, ...twoFactorRoutes],
  users: userRoutes,
  chats: [...chatRoutes, ...chatPreferenceRoutes, ...memberRoutes, ...inviteRoutes],
  messages: [...messageRoutes, ...forwardRoutes],
  media: mediaRoutes,
  search: searchRoutes,
  notifications: notificationRoutes,
  admin: adminRoutes,
}

export const benyaGroups: readonly RouteGroup[] = Object.entries(benyaTables).map(([tag, routes]) => {
  return { tag, prefix: PREFIX, routes, error: errorBody }
})

export function benyaRoutes(deps: BenyaDeps): Router<SessionState> {
  const router = new Router<SessionState>({ prefix: PREFIX })
  const kept = new KeptAnswers(deps.domain.changes, deps.domain.now)
  for (const routes of Object.values(benyaTables)) mountRoutes(router, deps, routes, { kept })
  // Nothing else is there: without this the web app's files would be asked.
  router.all('/{*rest}', () => {
    throw new CairnError(ErrorCode.NotFound, 'Not found')
  })
  return router
}
