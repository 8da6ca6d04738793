/** What becomes of an update's intents when the server refuses it, code by code (docs/behaviour.md, OB29-OB35). */
import { ErrorCode } from '../../schema/errors.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { ReadValue } from '../../schema/registers/account.ts'
import type { RefusedEntry } from '../../schema/protocol/downstream.ts'
import type { Intent } from './intent.ts'
import type { MessagePlace } from './message-index.ts'
import type { Outbox } from './outbox.ts'
import { decide, refused, renameMessage, type Decided, type SentIntent } from './queue.ts'

/** How long to wait when the server does not say, or failed itself. */
const AGAIN_MS = 5_000
const SEALED_AGAIN_MS = 1_000

/** Of a refusal that names nothing at all: tried again, in a while. */
const NO_REASON: RefusedEntry = { root: '', key: '', code: ErrorCode.Internal, reason: '' }

export interface RefusalFacts {
  readonly nowMs: number
  /** Whether a newer volume than the one the update went to is known. */
  readonly knowsNewer: boolean
  newId(): string
  find(channelId: ChannelId, messageId: string): MessagePlace | null
}

/** Nothing of the update was stored: refused intents are decided by their code, all others wait to be sent again. */
export async function applyRefusal(
  outbox: Pick<Outbox, 'change'>,
  sent: readonly SentIntent[],
  entries: readonly RefusedEntry[],
  facts: RefusalFacts,
): Promise<{ readonly isSealed: boolean }> {
  const ids = new Map<string, string>()
  await outbox.change((queue) => {
    const revs = new Map(sent.map((s) => [s.n, s.rev]))
    const mine = queue.intents.filter((i) => revs.has(i.n))
    const entryOf = (i: Intent) => entries.find((e) => e.root === i.root && e.key === i.key)
    // An answer that names none of them would be given again for ever.
    const fallback = mine.some(entryOf) ? undefined : (entries[0] ?? NO_REASON)
    const decided = new Map<number, Decided>()
    const renamed: string[] = []
    for (const intent of mine) {
      const entry = entryOf(intent) ?? fallback
      const isCurrent = revs.get(intent.n) === intent.rev
      if (entry?.code === ErrorCode.Clock && intent.root === 'messages') renamed.push(intent.key)
      decided.set(intent.n, { rev: intent.rev, becomes: becomes({ ...intent, sent: false }, entry, isCurrent, facts) })
    }
    return renamed.reduce((now, from) => renameMessage(now, from, newIdFor(from)), decide(queue, decided))
  })
  return { isSealed: entries.some((entry) => entry.code === ErrorCode.Sealed) }

  function newIdFor(from: string): string {
    const id = ids.get(from) ?? facts.newId()
    ids.set(from, id)
    return id
  }
}

function becomes(
  intent: Intent,
  entry: RefusedEntry | undefined,
  isCurrent: boolean,
  facts: RefusalFacts,
): readonly Intent[] {
  if (entry === undefined) return [intent]
  switch (entry.code) {
    case ErrorCode.Sealed:
      // The newer volume is known as a rule, since its opening was told first; else the root is asked for, without haste.
      return [{ ...intent, volume: undefined, againAt: facts.knowsNewer ? undefined : facts.nowMs + SEALED_AGAIN_MS }]
    case ErrorCode.Auth:
      return [intent]
    case ErrorCode.Clock:
      return intent.root === 'messages' ? [intent] : [refused(intent, entry)]
    case ErrorCode.Known: {
      const volume = (entry.detail as { readonly volume?: number } | undefined)?.volume
      return [volume === undefined ? refused(intent, entry) : { ...intent, volume }]
    }
    case ErrorCode.Rate:
    case ErrorCode.StorageFailed:
    case ErrorCode.Internal: {
      const retryAfterMs = (entry.detail as { readonly retryAfterMs?: number } | undefined)?.retryAfterMs
      return [{ ...intent, againAt: facts.nowMs + (retryAfterMs ?? AGAIN_MS) }]
    }
    case ErrorCode.Stale:
      if (intent.root === 'read') return readAgain(intent, facts)
  }
  // Nobody wrote a read mark: where it cannot be kept, there is nothing to tell and nothing to try again.
  if (intent.root === 'read') return []
  return [isCurrent ? refused(intent, entry) : intent]
}

/** The message has another number since a restore: the mark is computed again, or given up with the message. */
function readAgain(intent: Intent, facts: RefusalFacts): readonly Intent[] {
  const { messageId, seq } = (intent.value ?? {}) as unknown as Partial<ReadValue>
  const place = messageId === undefined ? null : facts.find(intent.key as ChannelId, messageId)
  if (!place || place.seq === 0 || place.seq === seq) return []
  const value = { seq: place.seq, messageId } as unknown as Json
  return [{ ...intent, value, rev: intent.rev + 1 }]
}
