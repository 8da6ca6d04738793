/** Everything of seed 002: the tables of routes, by subject. What is listed here is mounted, and described at /docs. */
import Router from '@koa/router'
import { CairnError, ErrorCode } from '../../../schema/errors.ts'
import type { RouteGroup } from '../../http/openapi.ts'
import { mountRoutes, type Route, type RouteStyle } from '../../http/route.ts'
import type { CairnContext, CairnMiddleware, SessionState } from '../../http/state.ts'
import { authRoutes, type AuthDeps } from './auth-routes.ts'
import { conversationRoutes, type ConversationDeps } from './conversation-routes.ts'
import { countedAccounts, countRequest, type CountDeps } from './count-requests.ts'
import { answerError, errorBody } from './errors.ts'
import { messageRoutes } from './message-routes.ts'
import { pushRoutes, type PushRouteDeps } from './push-routes.ts'
import type { SendDeps } from './send-message.ts'
import { staticRoutes, type StaticDeps } from './static-routes.ts'
import { uploadRoutes } from './upload-routes.ts'
import { userRoutes, type UserDeps } from './user-routes.ts'

export type ChattrixDeps = AuthDeps & UserDeps & ConversationDeps & SendDeps & StaticDeps & PushRouteDeps

export const chattrixTables: Readonly<Record<string, readonly Route<ChattrixDeps>[]>> = {
  auth: [...authRoutes(''), ...authRoutes('/api')],
  users: userRoutes,
  conversations: conversationRoutes,
  messages: messageRoutes,
  files: [...uploadRoutes, ...staticRoutes],
  push: pushRoutes,
}

export const chattrixGroups: readonly RouteGroup[] = Object.entries(chattrixTables).map(([tag, routes]) => {
  return { tag: `chattrix: ${tag}`, prefix: '', routes, error: errorBody }
})

/** @param counts  comes beside: only requests of this dialect are counted */
export function chattrixRoutes(deps: ChattrixDeps, counts: Omit<CountDeps, 'limits' | 'now'>): CairnMiddleware {
  const { account } = deps
  const fail = answerError(account.log)
  const style: RouteStyle = { answerError: fail }
  const router = new Router<SessionState>()
  const own = { ...deps, account: countedAccounts(account) }
  for (const routes of Object.values(chattrixTables)) mountRoutes(router, own, routes, style)
  router.get('/chat', (ctx) => ctx.redirect('/'))
  // Nothing else is there: without this the web app's files would be asked.
  for (const prefix of ['/api', '/static']) {
    router.all(`${prefix}/{*rest}`, (ctx) => fail(ctx, new CairnError(ErrorCode.NotFound, 'Not found')))
  }
  const routes = router.routes()
  const count: CountDeps = { ...counts, limits: account.limits, now: account.now }

  return async (ctx, next) => {
    if (!isOwn(ctx)) return void (await next())
    const answer = async () => void (await routes(ctx as Parameters<typeof routes>[0], next))
    if (!isCounted(ctx)) return answer()
    try {
      await countRequest(count, ctx, answer)
    } catch (error) {
      if (!(error instanceof CairnError && error.code === ErrorCode.Rate)) throw error
      fail(ctx, error)
    }
  }
}

/** A form at /login is another dialect's, and so is whatever else is asked of these paths (DIALECTS.md, 3). */
function isOwn(ctx: CairnContext): boolean {
  const { path, method } = ctx
  if (path.startsWith('/api/') || path.startsWith('/static/')) return true
  if (path === '/chat') return method === 'GET' || method === 'HEAD'
  if (method !== 'POST') return false
  if (path === '/login') return /^application\/([\w.+-]+\+)?json\b/i.test(ctx.get('content-type'))
  return path === '/register' || path === '/logout'
}

function isCounted({ path }: CairnContext): boolean {
  return !path.startsWith('/static/') && path !== '/chat'
}
