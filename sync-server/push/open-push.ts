/**
 * Web push, put together (docs/behaviour.md, PU1-PU12): subscriptions, what wakes them, what is closed again, and the way
 * out.
 */
import { createHmac } from 'node:crypto'
import type { Dispatcher } from 'undici'
import { accountDocument } from '../../schema/documents.ts'
import type { ChannelId, UserId } from '../../schema/ids.ts'
import type { AppPush, BadgeCount } from '../../schema/protocol/push.ts'
import type { ReadValue } from '../../schema/registers/account.ts'
import type { ReactionKey } from '../../schema/registers/reactions.ts'
import { channelOf } from '../../schema/rules/channel.ts'
import type { SessionStore } from '../accounts/session-store.ts'
import type { CommandDeps } from '../commands/deps.ts'
import type { LiveEvent } from '../live/live-events.ts'
import type { Log } from '../log.ts'
import { countBadge } from '../queries/count-badge.ts'
import { PushSubscriptions, type PushSubscription } from '../storage/push-subscriptions.ts'
import type { Database } from '../storage/database.ts'
import { pushDispatcher } from './push-address.ts'
import { noticeFor, reactionNoticeFor } from './push-notices.ts'
import { openPushQueue } from './send-push.ts'
import { ShownNotices } from './shown-notices.ts'
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
  /** Whether a device of the person has the channel before their eyes now. */
  readonly isReading: (userId: UserId, channelId: ChannelId) => boolean
  /** Of the data folder. */
  readonly key: string
  readonly publicUrl: string
  readonly wait: (ms: number) => Promise<void>
  readonly log: Log
  /** The way out; the public internet only when left out. */
  readonly dispatcher?: Dispatcher
}

export function openPush(deps: PushDeps): Push {
  const { domain, log } = deps
  const subscriptions = new PushSubscriptions(deps.db)
  const vapid = openVapid(deps.key, deps.publicUrl)
  const gone = (endpoint: string) => subscriptions.remove(endpoint)
  const dispatcher = deps.dispatcher ?? pushDispatcher()
  const queue = openPushQueue({ vapid, dispatcher, gone, log, wait: deps.wait })
  const shown = new ShownNotices()
  deps.sessions.onEnded((sessionId) => subscriptions.endSession(sessionId))
  const endLive = domain.onLive((events) => {
    for (const event of events) {
      if (event.kind === 'message-posted') wake(event)
      if (event.kind === 'reactions-changed') wakeAuthor(event)
      if (event.kind === 'read-moved') close(event)
    }
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
      if (userId === message.by || channel.role(userId) === 'none' || deps.isReading(userId, channelId)) continue
      const woken = noticeFor(domain, userId, message)
      if (!woken) continue
      const { seq } = message
      const job = {
        urgency: woken.isUrgent ? ('high' as const) : ('normal' as const),
        isOver: () => readSeq(userId, channelId) >= seq,
      }
      const browsers = subscriptions.of(userId, domain.now())
      // Counted over all chats of the person: once, however many browsers they have.
      const badge = browsers.some(({ isApp }) => isApp) ? badgeOf(userId) : null
      for (const browser of browsers) {
        const { isApp } = browser
        if (isApp) shown.noted(userId, channelId, seq)
        const payload = JSON.stringify(isApp ? { ...woken.app, badge } : woken.notice)
        void queue.send(browser, { ...job, payload, ...(isApp ? { topic: topicOf(userId, channelId) } : {}) })
      }
    }
  }

  /** NF46: our own web app alone knows of reactions. Under a topic of their own, so that they displace no message. */
  function wakeAuthor({ channelId, messageId, given }: Extract<LiveEvent, { kind: 'reactions-changed' }>): void {
    const message = given.length > 0 ? domain.messages.find(channelId, messageId) : null
    if (!message || deps.isReading(message.by, channelId)) return
    const browsers = subscriptions.of(message.by, domain.now()).filter(({ isApp }) => isApp)
    if (browsers.length === 0) return
    for (const reaction of given) {
      const notice = reactionNoticeFor(domain, message, reaction)
      if (!notice) continue
      const payload = JSON.stringify({ ...notice, badge: badgeOf(message.by) })
      const isOver = () => !isGiven(channelId, reaction)
      const topic = topicOf(message.by, channelId, 'reactions')
      for (const browser of browsers) void queue.send(browser, { payload, urgency: 'normal', topic, isOver })
    }
  }

  function isGiven(channelId: ChannelId, { messageId, name, userId }: ReactionKey): boolean {
    return domain.messages.reactions(channelId, messageId).some((one) => one.name === name && one.userId === userId)
  }

  /** PU11: what was shown elsewhere goes when it was read. */
  function close({ userId, channelId, seq }: Extract<LiveEvent, { kind: 'read-moved' | 'delivered-moved' }>): void {
    if (!shown.read(userId, channelId, seq)) return
    const read: AppPush = { t: 'read', user: userId, chat: channelId, seq, badge: badgeOf(userId) }
    const payload = JSON.stringify(read)
    for (const subscription of subscriptions.of(userId, domain.now())) {
      if (!subscription.isApp || !mayBeSilent(subscription)) continue
      void queue.send(subscription, { payload, urgency: 'normal', topic: topicOf(userId, channelId) })
    }
  }

  function badgeOf(userId: UserId): BadgeCount {
    return { count: countBadge(domain, userId), at: domain.now() }
  }

  function readSeq(userId: UserId, channelId: ChannelId): number {
    const read = domain.world().registers(accountDocument(userId)).get('read', channelId) as ReadValue | undefined
    return read?.seq ?? 0
  }

  /** PU10: a newer one of a chat takes the place of one that was not fetched yet. The service learns no name of a chat. */
  function topicOf(userId: UserId, channelId: ChannelId, of: 'topic' | 'reactions' = 'topic'): string {
    return createHmac('sha256', deps.key).update(`${of}/${userId}/${channelId}`).digest('base64url').slice(0, 32)
  }
}

/** Apple ends a subscription whose pushes show nothing. */
function mayBeSilent({ endpoint }: PushSubscription): boolean {
  return !new URL(endpoint).hostname.endsWith('.push.apple.com')
}
