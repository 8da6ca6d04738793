/** Push notifications of the browser itself (seed 002, "Push Notifications"). */
import { routesOf } from '../../http/route.ts'
import type { Push } from '../../push/open-push.ts'
import { done } from './schemas/common.ts'
import { pushKey, subscribeRequest, unsubscribeRequest } from './schemas/push.ts'

export interface PushRouteDeps {
  readonly push: Push
}

const route = routesOf<PushRouteDeps>()

export const pushRoutes = [
  route(
    {
      method: 'get',
      path: '/api/vapid-public-key',
      summary: 'What a browser subscribes with',
      auth: true,
      answers: { 200: pushKey },
    },
    ({ push }) => ({ public_key: push.publicKey }),
  ),
  route(
    {
      method: 'post',
      path: '/api/subscribe',
      summary: 'Wake this browser for messages, as long as its session lasts',
      auth: true,
      body: subscribeRequest,
      answers: { 200: done },
    },
    ({ push }, { session: { userId, sessionId }, body: { subscription } }) => {
      push.subscribe({ userId, sessionId, endpoint: subscription.endpoint, ...subscription.keys, isApp: false })
      return { success: true as const, message: 'Subscription saved successfully' }
    },
  ),
  route(
    {
      method: 'delete',
      path: '/api/subscribe',
      summary: 'Wake it no more; also where it never was',
      auth: true,
      body: unsubscribeRequest,
      answers: { 200: done },
    },
    ({ push }, { session, body: { endpoint } }) => {
      push.unsubscribe(session.userId, endpoint)
      return { success: true as const, message: 'Unsubscribed successfully' }
    },
  ),
]
