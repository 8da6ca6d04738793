/** Puts what `recover.ts` finds into the outbox and aside (docs/behaviour.md, RS20-RS26). Durable before the old replica goes. */
import type * as Y from 'yjs'
import { accountDocument, parseDocumentName, volumeDocument } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { ReadValue } from '../../schema/registers/account.ts'
import type { Registers } from '../../schema/views.ts'
import type { Core } from './core.ts'
import { isDeletion, isSameRegister, type Intent, type Queue, type Wanted } from './intent.ts'
import { enqueue } from './queue.ts'
import { compareReplica } from './recover.ts'

/** A replica that is replaced: the document's name, and what it held. */
export interface OldReplica extends Registers {
  readonly name: string
}

export interface Recovery {
  compare(held: OldReplica, server: Y.Doc, isRestored: boolean): Promise<readonly number[]>
  /** All documents are here: read marks are looked up again by their message. */
  finish(): Promise<void>
}

export function createRecovery(core: Core): Recovery {
  let reads: { readonly channelId: ChannelId; readonly messageId: string }[] = []

  async function compare(held: OldReplica, server: Y.Doc, isRestored: boolean): Promise<readonly number[]> {
    const found = compareReplica(held.name, held, server, core.userId, isRestored)
    reads.push(...found.reads)
    if (found.aside.length > 0) await core.env.store.keepAside(found.aside)
    const queue = await core.outbox.change((now) =>
      recovered(rooted(now, held, server), found.wanted, core.clock.now()),
    )
    const isFound = (intent: Intent) => found.wanted.some((want) => isSameRegister(want, intent))
    return queue.intents.filter(isFound).map((intent) => intent.n)
  }

  async function finish(): Promise<void> {
    const due = reads
    reads = []
    const account = accountDocument(core.userId)
    const wanted: Wanted[] = []
    for (const { channelId, messageId } of due) {
      // Newest first, so that the usual mark is found in the first one.
      for (const volume of core.replicas.volumesOf(channelId)) {
        if (core.index.find(channelId, messageId)) break
        await core.replicas.use(volumeDocument(channelId, volume), () => undefined)
      }
      const place = core.index.find(channelId, messageId)
      const base = await core.replicas.use(account, (held) => held?.get('read', channelId) ?? null)
      if (!place || place.seq <= ((base as ReadValue | null)?.seq ?? 0)) continue
      wanted.push({ doc: account, root: 'read', key: channelId, value: { seq: place.seq, messageId }, base })
    }
    if (wanted.length > 0) await core.outbox.change((queue) => recovered(queue, wanted, core.clock.now()))
  }

  return { compare, finish }
}

/** What waits in the outbox for a register is newer than what the replica held of it. */
function recovered(queue: Queue, wanted: readonly Wanted[], at: number): Queue {
  const missing = wanted.filter((want) => !queue.intents.some((intent) => isSameRegister(intent, want)))
  return enqueue(queue, missing, at)
}

/** Edits of messages that the server no longer has are new messages again. */
function rooted(queue: Queue, held: OldReplica, server: Y.Doc): Queue {
  const ref = parseDocumentName(held.name)
  if (ref?.kind !== 'volume') return queue
  const isLost = (i: Intent) =>
    i.root === 'messages' &&
    i.doc === `channel/${ref.channelId}` &&
    held.get('messages', i.key) !== undefined &&
    !server.getMap('messages').has(i.key) &&
    !isDeletion(i.root, i.value)
  const asNew = (i: Intent): Intent => ({ ...i, base: null, volume: undefined })
  return { ...queue, intents: queue.intents.map((i) => (isLost(i) ? asNew(i) : i)) }
}
