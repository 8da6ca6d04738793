/**
 * What each document on this device holds, measured from its rows on the disk: bytes, messages, files, times. A document that
 * has not changed is read once. Nothing is loaded into the app for it, and nothing is fetched.
 */
import * as Y from 'yjs'
import { parseDocumentName } from '../../schema/documents.ts'
import type { ChannelId } from '../../schema/ids.ts'
import type { MessageValue } from '../../schema/registers/messages.ts'
import type { StampValue } from '../../schema/registers/stamps.ts'
import type { DocumentRecord } from '../persistence/device-store.ts'
import type { Core } from '../sync/core.ts'
import type { KeptVolume } from './leaving-volumes.ts'

export interface HeldDocumentFacts {
  readonly doc: string
  /** Of its rows on the disk; what the browser adds to them is not known. */
  readonly bytes: number
  /** null = the directory, the account, or a channel's root. */
  readonly volume: (KeptVolume & { readonly messages: number }) | null
}

type Ledger = Map<string, { readonly state: string; readonly facts: HeldDocumentFacts }>

const ledgers = new WeakMap<Core, Ledger>()

/** @param chats  only of these; left out: everything */
export async function heldDocuments(core: Core, chats?: ReadonlySet<ChannelId>): Promise<HeldDocumentFacts[]> {
  const found: HeldDocumentFacts[] = []
  for (const record of [...core.replicas.records.values()]) {
    const ref = parseDocumentName(record.doc)
    if (chats && !((ref?.kind === 'volume' || ref?.kind === 'channel') && chats.has(ref.channelId))) continue
    const facts = await factsOf(core, record)
    if (facts) found.push(facts)
  }
  return found
}

/** null = its database does not open now. */
async function factsOf(core: Core, record: DocumentRecord): Promise<HeldDocumentFacts | null> {
  let ledger = ledgers.get(core)
  if (!ledger) ledgers.set(core, (ledger = new Map() as Ledger))
  const state = `${record.generation} ${record.digest} ${record.position}`
  const known = ledger.get(record.doc)
  if (known?.state === state) return known.facts
  try {
    const facts = measure(record.doc, await core.env.store.readReplica(record.doc, record.generation))
    ledger.set(record.doc, { state, facts })
    return facts
  } catch (cause) {
    core.report(`measure ${record.doc}`, cause)
    return null
  }
}

function measure(doc: string, rows: readonly Uint8Array[]): HeldDocumentFacts {
  const bytes = rows.reduce((sum, row) => sum + row.byteLength, 0)
  const ref = parseDocumentName(doc)
  if (ref?.kind !== 'volume') return { doc, bytes, volume: null }
  const content = contentOf(rows)
  let [messages, fromMs, toMs] = [0, Infinity, -Infinity]
  for (const [id, stamp] of content.getMap<StampValue>('stamps')) {
    const message = content.getMap<MessageValue>('messages').get(id)
    fromMs = Math.min(fromMs, stamp.at)
    toMs = Math.max(toMs, stamp.at)
    if (message && message.deletedAt === undefined) messages++
  }
  content.destroy()
  const { channelId, volume } = ref
  const isEmpty = fromMs === Infinity
  const times = { fromMs: isEmpty ? null : fromMs, toMs: isEmpty ? null : toMs }
  return { doc, bytes, volume: { doc, channelId, volume, messages, ...times } }
}

/** A document as it is on the disk. To be destroyed after use. */
export function contentOf(rows: readonly Uint8Array[]): Y.Doc {
  const content = new Y.Doc()
  for (const row of rows) Y.applyUpdate(content, row)
  return content
}
