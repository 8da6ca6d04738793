/** Everything of minimost: the sign-in pages, and the tables of routes, by subject. What is listed here is mounted and described. */
import type Router from '@koa/router'
import { mountRoutes, type Route } from '../../http/route.ts'
import type { RouteGroup } from '../../http/openapi.ts'
import type { SessionState } from '../../http/state.ts'
import { channelRoutes, directRoutes, peopleRoutes } from './channel-routes.ts'
import type { MinimostDeps } from './deps.ts'
import { linkPreviewRoutes } from './link-preview-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { presenceRoutes } from './presence-routes.ts'
import { privateChannelRoutes } from './private-channel-routes.ts'
import { receiptRoutes } from './receipt-routes.ts'
import { minimostStyle } from './refusals.ts'
import { errorBody } from './schemas.ts'
import { sendRoutes } from './send-routes.ts'
import { avatarRoutes, settingsRoutes } from './settings-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'

export type { MinimostDeps }

export const minimostTables: Readonly<Record<string, readonly Route<MinimostDeps>[]>> = {
  'minimost: channels': channelRoutes,
  'minimost: messages': [...messageRoutes, ...sendRoutes],
  'minimost: people': [...peopleRoutes, ...presenceRoutes],
  'minimost: direct messages': directRoutes,
  'minimost: read receipts': receiptRoutes,
  'minimost: settings': [...settingsRoutes, ...avatarRoutes],
  'minimost: link previews': linkPreviewRoutes,
  'minimost: private channels': privateChannelRoutes,
}

export const minimostGroups: readonly RouteGroup[] = Object.entries(minimostTables).map(([tag, routes]) => {
  return { tag, prefix: '', routes, error: errorBody }
})

export function minimostRoutes(deps: MinimostDeps): Router<SessionState> {
  const router = signInRoutes(deps)
  const style = minimostStyle(deps.account.log)
  for (const routes of Object.values(minimostTables)) mountRoutes(router, deps, routes, style)
  return router
}
