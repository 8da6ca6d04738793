/**
 * `/session/push` and `/session/answers`: the web app's service worker asks to be woken, and brings what was answered on a
 * notification (docs/behaviour.md, PU2, PU3, PU12, NF16).
 */
import Router from '@koa/router'
import { z } from 'zod'
import { CairnError, ErrorCode } from '../../schema/errors.ts'
import { isUlid, parseChannelId, type MessageId } from '../../schema/ids.ts'
import { MAX_TEXT_CHARS, MAX_URL_CHARS } from '../../schema/limits.ts'
import { answerNotice } from '../commands/answer-notice.ts'
import type { CommandDeps } from '../commands/deps.ts'
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
  readonly domain: CommandDeps
}

const messageId = z
  .string()
  .refine(isUlid, 'must be a ULID')
  .transform((id) => id as MessageId)

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
  route(
    {
      method: 'post',
      path: '/answers',
      summary: 'What was answered on a notification; the same one may come again',
      auth: true,
      body: z.object({
        id: messageId,
        user: z.int(),
        chat: z.string().transform((id, ctx) => {
          const channelId = parseChannelId(id)
          if (channelId) return channelId
          ctx.addIssue({ code: 'custom', message: 'must be the id of a chat' })
          return z.NEVER
        }),
        message: messageId,
        text: z.string().min(1).max(MAX_TEXT_CHARS).nullable(),
        quotes: z.boolean(),
      }),
      answers: { 204: null },
    },
    async ({ domain }, { session, body: { id, user, chat, message, text, quotes } }) => {
      // Somebody else is signed in there now: what was answered waits for its own person.
      if (user !== session.userId) throw new CairnError(ErrorCode.Forbidden, 'the answer is another person’s')
      await answerNotice(domain, session.userId, { channelId: chat, about: message, messageId: id, text, quotes })
    },
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
