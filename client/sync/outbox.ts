/** The outbox in memory over the one on disk (docs/behaviour.md, OB1): a change is durable before anyone sees it. */
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { OutboxItem } from './device.ts'
import type { DeviceStore } from '../persistence/device-store.ts'
import { channelOfDocument, EMPTY_QUEUE, foundingOf, isActive, type Intent, type Queue } from './intent.ts'
import { isOrdered } from './route.ts'
import { inSendingOrder } from './send-first.ts'

export interface Outbox {
  queue(): Queue
  /** Applies a step of `queue.ts` durably, over all tabs. Rejects with `storage_failed`, and then changes nothing. */
  change(step: (queue: Queue) => Queue): Promise<Queue>
  /** Reads what other tabs wrote. */
  reload(): Promise<void>
  listen(listener: () => void): () => void
}

/**
 * @param changed  called after an own change, to tell the other tabs
 * @param failed   what memory holds could not be put back into a database that was taken away: the next change does it
 */
export function createOutbox(
  store: Pick<DeviceStore, 'changeQueue' | 'loadQueue' | 'onEnded'>,
  changed: () => void,
  failed: (cause: unknown) => void,
): Outbox {
  let queue = EMPTY_QUEUE
  const listeners = new Set<() => void>()

  function take(next: Queue): Queue {
    // Answers of the disk may come out of order; an older one is not shown over a newer.
    if (next.revision <= queue.revision) return next
    queue = next
    for (const listener of [...listeners]) listener()
    return next
  }

  async function change(step: (queue: Queue) => Queue): Promise<Queue> {
    // A disk never is behind what it answered, unless the browser took it away: then memory has what was saved.
    const next = take(await store.changeQueue((disk) => step(disk.revision < queue.revision ? queue : disk)))
    changed()
    return next
  }

  store.onEnded(() => {
    if (queue.intents.length > 0) change((same) => same).catch(failed)
  })
  return {
    queue: () => queue,
    change,
    async reload() {
      take(await store.loadQueue())
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What the screen shows of the queue, in the order of sending. @param inFlight numbers of the intents that wait for an answer */
export function outboxItems(queue: Queue, inFlight: ReadonlySet<number>, nowMs: number): OutboxItem[] {
  const isHeldBack = heldBack(queue.intents)
  /** By document: the first file that a message there waits for. */
  const files = new Map<string, string>()
  return inSendingOrder(queue.intents).map((intent) => {
    const { n, doc, root, key, value, at, code, reason, detail, againAt } = intent
    const isLimited = againAt !== undefined && againAt > nowMs
    const isOwn = isActive(intent) && intent.awaits !== undefined && !files.has(doc)
    if (isOwn) files.set(doc, awaitedName(intent))
    const behind = isActive(intent) && isOrdered(intent) ? files.get(doc) : undefined
    const state =
      intent.parked ??
      (inFlight.has(n)
        ? 'sending'
        : behind !== undefined || isHeldBack(intent)
          ? 'held'
          : isLimited
            ? 'rate-limited'
            : 'saved')
    const refusal = state === 'refused' ? { code, reason, detail } : { behind }
    return { n, doc, root, key, value, state, at, ...refusal, ...(state === 'rate-limited' ? { againAt } : {}) }
  })
}

function awaitedName({ value, awaits }: Intent): string {
  const { files = [] } = value as Partial<MessageValue>
  return files.find(({ id }) => awaits?.includes(id))?.name ?? ''
}

/** Whether an intent waits because the founding of its channel was refused. */
function heldBack(intents: readonly Intent[]): (intent: Intent) => boolean {
  const channels = new Map<string, boolean>()
  return (intent) => {
    const channelId = channelOfDocument(intent.doc)
    if (channelId === null || !isActive(intent)) return false
    let isRefused = channels.get(channelId)
    if (isRefused === undefined) {
      isRefused = foundingOf(intents, channelId)?.isRefused ?? false
      channels.set(channelId, isRefused)
    }
    return isRefused
  }
}
