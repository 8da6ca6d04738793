/**
 * Sends one notice to one browser (docs/behaviour.md, PU4-PU7): encrypted for it (RFC 8291), signed with our key, through
 * the service that its maker runs. A few at once, each for a few seconds; what cannot be sent is let go.
 */
import pLimit from 'p-limit'
import { request, type Dispatcher } from 'undici'
import webPush from 'web-push'
import type { Log } from '../log.ts'
import type { PushSubscription } from '../storage/push-subscriptions.ts'
import { isPushAddress } from './push-address.ts'
import type { Vapid } from './vapid.ts'

const AT_ONCE = 8
/** More than these are a flood that nobody reads. */
const MAX_WAITING = 5_000
const TIMEOUT_MS = 10_000
/** How long the service keeps it for a browser that is off. */
const TTL_SECONDS = 24 * 60 * 60

export interface SendPushDeps {
  readonly vapid: Vapid
  readonly dispatcher: Dispatcher
  /** The service says that the subscription is no more. */
  readonly gone: (endpoint: string) => void
  readonly log: Log
}

export interface PushQueue {
  /** @param payload  JSON text of at most 3 kB. @returns when it was sent, or let go. @throws never */
  send(subscription: PushSubscription, payload: string, urgency: 'normal' | 'high'): Promise<void>
  /** Lets go of all that waits, and of what is on its way. */
  stop(): Promise<void>
}

export function openPushQueue(deps: SendPushDeps): PushQueue {
  const { log } = deps
  const inTurn = pLimit(AT_ONCE)
  const stopping = new AbortController()

  return {
    async send(subscription, payload, urgency) {
      if (stopping.signal.aborted) return
      if (inTurn.pendingCount >= MAX_WAITING) return log.warn('too many pushes wait; one is let go')
      await inTurn(() => sendOne(deps, subscription, payload, urgency, stopping.signal))
    },
    async stop() {
      stopping.abort()
      inTurn.clearQueue()
      await deps.dispatcher.destroy()
    },
  }
}

async function sendOne(
  { vapid, dispatcher, gone, log }: SendPushDeps,
  { endpoint, p256dh, auth }: PushSubscription,
  payload: string,
  urgency: 'normal' | 'high',
  stopping: AbortSignal,
): Promise<void> {
  // What was public when it was subscribed with is asked again: rules may have changed since.
  if (!isPushAddress(endpoint)) return gone(endpoint)
  // The path of an endpoint is a secret: who has it can write to the browser.
  const { host } = new URL(endpoint)
  try {
    const { method, headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      ...{ vapidDetails: vapid, TTL: TTL_SECONDS, urgency, contentEncoding: 'aes128gcm' },
    })
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(TIMEOUT_MS)])
    const answer = await request(endpoint, {
      ...{ method: method as 'POST', headers: headers as Record<string, string>, body, dispatcher, signal },
    })
    await answer.body.dump({ limit: 16 * 1024, signal })
    if (answer.statusCode === 404 || answer.statusCode === 410) gone(endpoint)
    else if (answer.statusCode >= 300) log.warn({ host, status: answer.statusCode }, 'a push was refused')
  } catch (error) {
    if (!stopping.aborted) log.warn({ host, reason: nameOf(error) }, 'a push was not sent')
  }
}

/** Never the message of an error: it may hold the address. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return (error as NodeJS.ErrnoException).code ?? error.name
}
