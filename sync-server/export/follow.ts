/**
 * An export that does not end: what there is since a cursor, then everything that comes, as server-sent events whose id is
 * the cursor after them (docs/behaviour.md, EX18).
 */
import type { UserId } from '../../schema/ids.ts'
import type { Reading } from '../access/exported-channel.ts'
import type { LiveEvent } from '../live/live-events.ts'
import type { ChannelRecord } from './channel-record.ts'
import type { ExportDeps } from './deps.ts'
import { endCursor, planChannel } from './plan-channel.ts'
import { planList } from './plan-list.ts'
import { walkChannel } from './walk-channel.ts'
import type { Waker } from './waker.ts'

/** Silence after which a line is sent, so that nobody on the way takes the stream for dead. */
const HEARTBEAT_MS = 25_000
const RETRY_MS = 3_000
/** Reactions of one message are stamped at most once a second; by then the last one is. */
const SETTLE_MS = 1_500

/** What came since the last round; `since` is where the first begins. */
type Rounds = () => AsyncGenerator<string>

/** Ends when the waker does. */
export async function* follow(round: Rounds, waker: Waker): AsyncGenerator<string> {
  yield `retry: ${RETRY_MS}\n\n`
  for (;;) {
    yield* round()
    const woken = await waker.wait(HEARTBEAT_MS)
    if (woken === 'ended') return
    if (woken === 'time') yield ': still here\n\n'
  }
}

/** @throws CairnError as `planChannel`, in any round; RightEnded */
export function channelRounds(
  deps: ExportDeps,
  reading: Reading,
  id: string,
  since: string | undefined,
  mayGoOn: () => boolean,
): Rounds {
  let cursor = since
  let told = ''
  return async function* () {
    const plan = planChannel(deps, reading, id, { since: cursor })
    const about = aboutOf(plan.channel)
    if (about !== told) yield eventOf(plan.channel)
    told = about
    if (plan.isReset) yield eventOf({ record: 'reset' })
    for await (const piece of walkChannel(deps, reading, plan, mayGoOn)) {
      yield piece.map((one) => eventOf(one.record, one.cursor())).join('')
    }
    cursor = endCursor(plan)
  }
}

/** @throws CairnError invalid for what is no cursor */
export function listRounds(deps: ExportDeps, reading: Reading, since: string | undefined): Rounds {
  let cursor = since
  return async function* () {
    const plan = planList(deps, reading, cursor)
    if (plan.isReset) yield eventOf({ record: 'reset' })
    let waiting: { readonly record: string } | null = null
    for (const record of plan.records()) {
      if (waiting) yield eventOf(waiting)
      waiting = record
    }
    // The last one alone carries the cursor: who is cut off before it hears of all of them again.
    if (waiting) yield eventOf(waiting, plan.cursor)
    cursor = plan.cursor
  }
}

/** Wakes at what changes a channel's export, or with null the list's. */
export function wakeBy(waker: Waker, channelId: string | null, userId: UserId | null) {
  return (events: readonly LiveEvent[]): void => {
    for (const event of events) {
      if (!('channelId' in event) || (channelId !== null && event.channelId !== channelId)) continue
      if (event.kind === 'reactions-changed') waker.wake(SETTLE_MS)
      else if (event.kind === 'preference-changed' ? event.userId === userId : CHANGES.has(event.kind)) waker.wake()
    }
  }
}

const CHANGES: ReadonlySet<LiveEvent['kind']> = new Set([
  ...(['message-posted', 'message-edited', 'message-deleted', 'member-changed'] as const),
  ...(['channel-founded', 'channel-changed', 'channel-deleted'] as const),
])

function eventOf(record: { readonly record: string }, cursor?: string): string {
  const id = cursor === undefined ? '' : `id: ${cursor}\n`
  return `event: ${record.record}\n${id}data: ${JSON.stringify(record)}\n\n`
}

/** What is told anew when it changes: not that there are more messages. */
function aboutOf(channel: ChannelRecord): string {
  return JSON.stringify({ ...channel, seq: 0, lastAt: null })
}
