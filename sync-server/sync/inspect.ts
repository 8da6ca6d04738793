/**
 * Resolves an update into the register writes it would make, before any of it is merged (docs/behaviour.md, IN1-IN9).
 * Decoding never changes the document; loops are bounded by the update's bytes and the document's items.
 * Source: yjs update format V1.
 */
import * as Y from 'yjs'
import type { Json } from '../../schema/json.ts'
import type { Entry } from '../../schema/rules/decision.ts'
import { collectNew } from './inspection/collect-new.ts'
import { ABSENT, decodeUpdate, Malformed, type DeleteRange } from './inspection/decode-update.ts'
import { placeItems } from './inspection/place-items.ts'
import { firstFrom, Gap, invalid, registerOf, type NewItem, type Register, type Work } from './inspection/work.ts'

export type Inspection =
  /** `clients`: authors of new structs; `entries` in the order in which Yjs would integrate them. */
  | { readonly kind: 'entries'; readonly entries: readonly Entry[]; readonly clients: ReadonlySet<number> }
  /** Something before it is missing: to be answered with a sync step 1. `clients` as above. */
  | { readonly kind: 'gap'; readonly clients: ReadonlySet<number> }
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'too_large'; readonly reason: string }

/** @param doc the document as accepted so far; `rootOf` tells the name of each of its root maps */
export function inspect(doc: Y.Doc, rootOf: ReadonlyMap<unknown, string>, update: Uint8Array): Inspection {
  const clients = new Set<number>()
  const work: Work = { doc, rootOf, clients, fresh: new Map(), registers: new Map(), steps: 0 }
  try {
    const { groups, deletes } = decodeUpdate(update)
    collectNew(work, groups)
    placeItems(work)
    applyDeletes(work, deletes)
    return { kind: 'entries', entries: toEntries(work.registers), clients }
  } catch (thrown) {
    if (thrown instanceof Gap) return { kind: 'gap', clients }
    if (thrown instanceof Malformed) return { kind: thrown.code, reason: thrown.reason }
    throw thrown
  }
}

/** IN8: cuts each delete range along the items there are; only a register's live last item is a removal. */
function applyDeletes(work: Work, deletes: ReadonlyMap<number, readonly DeleteRange[]>): void {
  for (const [client, ranges] of deletes) {
    const known = Y.getState(work.doc.store, client)
    const added = work.fresh.get(client)
    const lastAdded = added?.[added.length - 1]
    const end = lastAdded ? lastAdded.clock + lastAdded.length : known
    for (const range of ranges) {
      const rangeEnd = range.clock + range.length
      if (rangeEnd > end) throw new Gap()
      if (range.clock < known) markKnown(work, client, range.clock, Math.min(rangeEnd, known))
      for (let i = added ? firstFrom(added, range.clock) : 0; added && i < added.length; i++) {
        const item = added[i] as NewItem
        if (item.clock >= rangeEnd) break
        item.content = ABSENT
      }
    }
  }
}

function markKnown(work: Work, client: number, from: number, to: number): void {
  const structs = work.doc.store.clients.get(client) as (Y.Item | Y.GC)[]
  for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
    const struct = structs[i] as Y.Item | Y.GC
    if (struct.id.clock >= to) return
    if (struct.deleted || !(struct instanceof Y.Item)) continue
    const root = work.rootOf.get(struct.parent)
    if (root === undefined || struct.parentSub === null) throw invalid('IN6: a delete outside the registers')
    registerOf(work, root, struct.parentSub).deletesLive = true
  }
}

/** IN9: one entry for each register's net effect; a replaced item is no removal. What never was and is not is judged too. */
function toEntries(registers: Map<string, Register>): Entry[] {
  const entries: Entry[] = []
  for (const { root, key, item, chains, deletesLive } of registers.values()) {
    const before = item && !item.deleted ? (item.content.getContent()[item.length - 1] as Json) : undefined
    if (deletesLive && !chains.some((chain) => chain.causal))
      entries.push({ root, key, before, value: undefined, causal: true })
    for (const chain of chains) {
      const value = chain.last.content === ABSENT ? undefined : chain.last.content
      const erased = value === undefined && before === undefined ? { erased: true } : {}
      entries.push({ root, key, before, value, causal: chain.causal, ...erased })
    }
  }
  return entries
}
