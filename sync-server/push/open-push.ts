/** Web push, put together (docs/behaviour.md, PU1-PU8): subscriptions, what wakes them, and the way out. */
import type { Dispatcher } from 'undici'
import type { UserId } from '../../schema/ids.ts'
import { channelOf } from '../../schema/rules/channel.ts'
import type { SessionStore } from '../accounts/session-store.ts'
import type { CommandDeps } from '../commands/deps.ts'
import type { LiveEvent } from '../live/live-events.ts'
import type { Log } from '../log.ts'
import { PushSubscriptions, type PushSubscription } from '../storage/push-subscriptions.ts'
import type { Database } from '../storage/database.ts'
import { pushDispatcher } from './push-address.ts'
import { noticeFor } from './push-notices.ts'
import { openPushQueue } from './send-push.ts'
import { openVapid } from './vapid.ts'

export interface Push {
  readonly publicKey: string
  subscribe(subscription: PushSubscription): void
  /** Only one's own; nothing happens where there is none. */
  unsubscribe(userId: UserId, endpoint: string): void
  stop(): Promise<void>
}

export interface PushDeps {
  readonly db: Database
  readonly domain: CommandDeps
  readonly sessions: Pick<SessionStore, 'onEnded'>
  /** Of the data folder. */
  readonly key: string
  readonly publicUrl: string
  readonly log: Log
  /** The way out; the public internet only when left out. */
  readonly dispatcher?: Dispatcher
}

export function openPush(deps: PushDeps): Push {
  const { domain, log } = deps
  const subscriptions = new PushSubscriptions(deps.db)
  const vapid = openVapid(deps.key, deps.publicUrl)
  const gone = (endpoint: string) => subscriptions.remove(endpoint)
  const queue = openPushQueue({ vapid, dispatcher: deps.dispatcher ?? pushDispatcher(), gone, log })
  deps.sessions.onEnded((sessionId) => subscriptions.endSession(sessionId))
  const endLive = domain.onLive((events) => {
    for (const event of events) if (event.kind === 'message-posted') wake(event)
  })

  return {
    publicKey: vapid.publicKey,
    subscribe: (subscription) => subscriptions.put(subscription, domain.now()),
    unsubscribe: (userId, endpoint) => subscriptions.removeOwn(endpoint, userId),
    async stop() {
      endLive()
      await queue.stop()
    },
  }

  function wake({ channelId, messageId }: Extract<LiveEvent, { messageId: unknown }>): void {
    const people = subscriptions.people()
    if (people.length === 0) return
    const message = domain.messages.find(channelId, messageId)
    const channel = channelOf(domain.world(), channelId)
    if (!message || !channel || message.type === 'system') return
    for (const userId of people) {
      if (userId === message.by || channel.role(userId) === 'none') continue
      const woken = noticeFor(domain, userId, message)
      if (!woken) continue
      const payload = JSON.stringify(woken.notice)
      for (const subscription of subscriptions.of(userId, domain.now())) {
        void queue.send(subscription, payload, woken.isUrgent ? 'high' : 'normal')
      }
    }
  }
}
