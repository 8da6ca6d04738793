/** Looks at what is to be sent to one document, beside what the document holds: what goes, and what is decided without sending. */
import type { UserId } from '../../schema/ids.ts'
import type { Json } from '../../schema/json.ts'
import type { HeldDocument } from './held-document.ts'
import type { Intent } from './intent.ts'
import { overruled, refused, type Decided } from './queue.ts'
import { settleIntent } from './settle-intent.ts'

/** A register's value as it is sent. */
export interface Write {
  readonly n: number
  readonly rev: number
  readonly root: string
  readonly key: string
  readonly value: Json | null
}

export interface Settled {
  /** By number. */
  readonly decided: ReadonlyMap<number, Decided>
  readonly writes: readonly Write[]
}

/**
 * @param held       null when the server does not have the document yet
 * @param isDurable  whether what `held` holds is on disk: else what it already has is looked at again later
 * @param nowMs      corrected clock
 */
export function settleWrites(
  intents: readonly Intent[],
  held: Pick<HeldDocument, 'get'> | null,
  isDurable: boolean,
  userId: UserId,
  nowMs: number,
): Settled {
  const decided = new Map<number, Decided>()
  const writes: Write[] = []
  for (const intent of intents) {
    const stands = held?.get(intent.root, intent.key) ?? null
    const settled = settleIntent(intent, stands, userId, nowMs)
    const { n, rev, root, key } = intent
    if (settled.kind === 'send') writes.push({ n, rev, root, key, value: settled.value })
    else if (settled.kind === 'stale') {
      const entry = { code: 'stale', reason: 'ST4: changed meanwhile', detail: settled.stands } as const
      decided.set(n, { rev, becomes: [refused(intent, entry)] })
    } else if (isDurable) decided.set(n, { rev, becomes: settled.kind === 'done' ? [] : overruled(intent) })
  }
  return { decided, writes }
}
