/** `/session/push`: the web app's service worker asks to be woken (docs/behaviour.md, PU2, PU3, PU12). */
import Router from '@koa/router'
import { z } from 'zod'
import { MAX_URL_CHARS } from '../../schema/limits.ts'
import type { Log } from '../log.ts'
import type { Push } from '../push/open-push.ts'
import { pushSubscription } from '../push/subscription-schema.ts'
import type { RouteGroup } from './openapi.ts'
import { describeError, sendRefusal } from './refusal.ts'
import { mountRoutes, routesOf, type Route } from './route.ts'
import type { SessionState } from './state.ts'

const PREFIX = '/session'

interface AppPushDeps {
  readonly push: Push
}

const route = routesOf<AppPushDeps>()

const routes: readonly Route<AppPushDeps>[] = [
  route(
    {
      method: 'get',
      path: '/push',
      summary: 'What the web app’s service worker subscribes with',
      auth: true,
      answers: { 200: z.object({ publicKey: z.string() }) },
    },
    ({ push }) => ({ publicKey: push.publicKey }),
  ),
  route(
    {
      method: 'put',
      path: '/push',
      summary: 'Wake the web app’s service worker, as long as this session lasts',
      auth: true,
      body: pushSubscription,
      answers: { 204: null },
    },
    ({ push }, { session: { userId, sessionId }, body: { endpoint, keys } }) => {
      push.subscribe({ userId, sessionId, endpoint, ...keys, isApp: true })
    },
  ),
  route(
    {
      method: 'delete',
      path: '/push',
      summary: 'Wake it no more; also where it never was',
      auth: true,
      body: z.object({ endpoint: z.string().max(MAX_URL_CHARS) }),
      answers: { 204: null },
    },
    ({ push }, { session, body: { endpoint } }) => push.unsubscribe(session.userId, endpoint),
  ),
]

const errorBody = z.object({ code: z.string(), message: z.string() })

export const appPushGroup: RouteGroup = { tag: 'the web app', prefix: PREFIX, routes, error: errorBody }

export function appPushRoutes(deps: AppPushDeps & { readonly log: Log }): Router<SessionState> {
  const router = new Router<SessionState>({ prefix: PREFIX })
  mountRoutes(router, deps, routes, {
    answerError(ctx, error) {
      const refusal = describeError(error)
      sendRefusal(ctx, deps.log, error, refusal, { code: refusal.code, message: refusal.text })
    },
  })
  return router
}
