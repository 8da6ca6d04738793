/**
 * Sends one notice to one browser (docs/behaviour.md, PU4-PU9): encrypted for it (RFC 8291), signed with our key, through
 * the service that its maker runs. A few at once, each for a few seconds. A service that cannot just now is asked again,
 * later each time; what cannot be sent then is let go, and so is what was read meanwhile.
 */
import pLimit from 'p-limit'
import { request, type Dispatcher } from 'undici'
import webPush from 'web-push'
import type { Log } from '../log.ts'
import type { PushSubscription } from '../storage/push-subscriptions.ts'
import { isPushAddress } from './push-address.ts'
import type { Vapid } from './vapid.ts'

const AT_ONCE = 8
/** More than these are a flood that nobody reads. Those that wait for another try count. */
const MAX_WAITING = 5_000
const TIMEOUT_MS = 10_000
/** How long the service keeps it for a browser that is off. */
const TTL_SECONDS = 24 * 60 * 60
/** Before the second try, the third, and so on. */
export const AGAIN_AFTER_MS = [2_000, 10_000, 60_000, 5 * 60_000, 30 * 60_000] as const
/** A service may ask for more time, but not for ever. */
const MAX_AGAIN_MS = 60 * 60_000

export interface PushJob {
  /** JSON text of at most 3 kB. */
  readonly payload: string
  readonly urgency: 'normal' | 'high'
  /** At most 32 characters of base64url: what the service still keeps under the same one is replaced. */
  readonly topic?: string
  /** Whether it is no longer wanted; asked before each try. */
  readonly isOver?: () => boolean
}

export interface SendPushDeps {
  readonly vapid: Vapid
  readonly dispatcher: Dispatcher
  /** The service says that the subscription is no more. */
  readonly gone: (endpoint: string) => void
  readonly wait: (ms: number) => Promise<void>
  readonly log: Log
}

export interface PushQueue {
  /** @returns when it was sent, or let go. @throws never */
  send(subscription: PushSubscription, job: PushJob): Promise<void>
  /** Lets go of all that waits, and of what is on its way. */
  stop(): Promise<void>
}

/** null = done, else milliseconds that the service asks for; 0 = it did not say. */
type Outcome = number | null

export function openPushQueue(deps: SendPushDeps): PushQueue {
  const { log } = deps
  const inTurn = pLimit(AT_ONCE)
  const stopping = new AbortController()
  let waiting = 0

  return {
    async send(subscription, job) {
      if (stopping.signal.aborted) return
      if (inTurn.pendingCount + waiting >= MAX_WAITING) return log.warn('too many pushes wait; one is let go')
      for (const [tries, usualMs] of [...AGAIN_AFTER_MS, null].entries()) {
        if (stopping.signal.aborted || job.isOver?.() === true) return
        const askedMs = await inTurn(() => sendOne(deps, subscription, job, stopping.signal))
        if (askedMs === null || stopping.signal.aborted) return
        if (usualMs === null) return log.warn({ host: hostOf(subscription), tries: tries + 1 }, 'a push is let go')
        waiting++
        await deps.wait(Math.min(MAX_AGAIN_MS, Math.max(usualMs, askedMs)))
        waiting--
      }
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
  subscription: PushSubscription,
  { payload, urgency, topic }: PushJob,
  stopping: AbortSignal,
): Promise<Outcome> {
  const { endpoint, p256dh, auth } = subscription
  // What was public when it was subscribed with is asked again: rules may have changed since.
  if (!isPushAddress(endpoint)) return done(gone(endpoint))
  // The path of an endpoint is a secret: who has it can write to the browser.
  const host = hostOf(subscription)
  try {
    const { method, headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      ...{ vapidDetails: vapid, TTL: TTL_SECONDS, urgency, contentEncoding: 'aes128gcm' },
      ...(topic === undefined ? {} : { topic }),
    })
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(TIMEOUT_MS)])
    const answer = await request(endpoint, {
      ...{ method: method as 'POST', headers: headers as Record<string, string>, body, dispatcher, signal },
    })
    await answer.body.dump({ limit: 16 * 1024, signal })
    const { statusCode: status } = answer
    if (status === 404 || status === 410) return done(gone(endpoint))
    if (status < 300) return null
    log.warn({ host, status }, 'a push was refused')
    return status === 429 || status >= 500 ? secondsIn(answer.headers['retry-after']) * 1_000 : null
  } catch (error) {
    if (!stopping.aborted) log.warn({ host, reason: nameOf(error) }, 'a push was not sent')
    return 0
  }
}

function done(_: void): null {
  return null
}

function hostOf({ endpoint }: PushSubscription): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : ''
}

/** A date, which the header may be too, counts as nothing said. */
function secondsIn(header: string | string[] | undefined): number {
  return typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : 0
}

/** Never the message of an error: it may hold the address. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return (error as NodeJS.ErrnoException).code ?? error.name
}
