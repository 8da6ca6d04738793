/**
 * Resolves an update into the register writes it would make, before any of it is merged (docs/behaviour.md, IN1-IN9).
 * Decoding never changes the document; loops are bounded by the update's bytes and the document's items.
 * Source: yjs update format V1.
 */
import * as Y from 'yjs'
import type { Json } from '../../schema/json.ts'
import type { Entry } from '../../schema/rules/decision.ts'
import {
  ABSENT,
  decodeUpdate,
  Malformed,
  type DeleteRange,
  type Group,
  type Id,
  type ItemStruct,
} from './decode-update.ts'

export type Inspection =
  /** `clients`: authors of new structs; `entries` in the order in which Yjs would integrate them. */
  | { readonly kind: 'entries'; readonly entries: readonly Entry[]; readonly clients: ReadonlySet<number> }
  /** Something before it is missing: to be answered with a sync step 1. `clients` as above. */
  | { readonly kind: 'gap'; readonly clients: ReadonlySet<number> }
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'too_large'; readonly reason: string }

/** New structs one update may carry; an honest update of a day offline has some hundreds. */
export const MAX_NEW_STRUCTS = 10_000
export const MAX_NEW_CLIENTS = 256
/** Items that Yjs may have to pass to find the places of an update's stale writes. */
const MAX_STALE_STEPS = 100_000

type Content = Json | typeof ABSENT

interface NewItem {
  readonly client: number
  readonly clock: number
  readonly length: number
  readonly origin: Id | null
  /** Root and key when there is no origin. */
  readonly root: string
  readonly key: string
  /** What an item that is known in part names as its place: it has to be that of its known part. */
  readonly claimed: ItemStruct | null
  content: Content
  register: Register | null
}

interface Chain {
  readonly causal: boolean
  last: NewItem
}

interface Register {
  readonly root: string
  readonly key: string
  /** The document's last item of the register, live or deleted. */
  readonly item: Y.Item | null
  readonly chains: Chain[]
  deletesLive: boolean
}

/** One inspection: what it reads, and what it gathers. */
interface Work {
  readonly doc: Y.Doc
  readonly rootOf: ReadonlyMap<unknown, string>
  readonly clients: Set<number>
  readonly fresh: Map<number, NewItem[]>
  readonly registers: Map<string, Register>
  steps: number
}

class Gap extends Error {}

const invalid = (reason: string) => new Malformed('invalid', reason)
const tooLarge = (reason: string) => new Malformed('too_large', reason)

/** @param doc the document as accepted so far; `rootOf` tells the name of each of its root maps */
export function inspect(doc: Y.Doc, rootOf: ReadonlyMap<unknown, string>, update: Uint8Array): Inspection {
  const clients = new Set<number>()
  const work: Work = { doc, rootOf, clients, fresh: new Map(), registers: new Map(), steps: 0 }
  try {
    const { groups, deletes } = decodeUpdate(update)
    collectNew(work, groups)
    integrate(work)
    applyDeletes(work, deletes)
    return { kind: 'entries', entries: toEntries(work.registers), clients }
  } catch (thrown) {
    if (thrown instanceof Gap) return { kind: 'gap', clients }
    if (thrown instanceof Malformed) return { kind: thrown.code, reason: thrown.reason }
    throw thrown
  }
}

/** IN2-IN4: the new structs of each client, trimmed to what the document does not know, in clock order. */
function collectNew(work: Work, groups: readonly Group[]): void {
  let total = 0
  let hasGap = false
  for (const { client, clock: start, structs } of groups) {
    const known = Y.getState(work.doc.store, client)
    const items: NewItem[] = []
    let clock = start
    for (const struct of structs) {
      const end = clock + struct.length
      if (struct.kind === 'item') checkPlace(work, struct, clock < known)
      if (end > known) {
        work.clients.add(client)
        if (struct.kind === 'skip' || (items.length === 0 && clock > known)) hasGap = true
        else items.push(toNewItem(client, clock, struct, Math.max(0, known - clock)))
        if (++total > MAX_NEW_STRUCTS) throw tooLarge('IN4: too many structs')
      }
      clock = end
    }
    if (items.length > 0) work.fresh.set(client, items)
    if (work.clients.size > MAX_NEW_CLIENTS) throw tooLarge('IN4: too many clients')
  }
  if (hasGap) throw new Gap()
}

/** Yjs makes a root of every name that it reads, and looks every origin up, also for what it knows already. */
function checkPlace(work: Work, { origin, root }: ItemStruct, isKnown: boolean): void {
  if (!origin) rootMap(work, root)
  else if (isKnown && !isKnownId(work, origin)) throw invalid('IN6: an unknown origin')
}

function isKnownId({ doc }: Work, { client, clock }: Id): boolean {
  return clock < Y.getState(doc.store, client)
}

/** @param offset how many of its clocks the document knows; only an erased run can be known in part */
function toNewItem(client: number, clock: number, struct: ItemStruct, offset: number): NewItem {
  if (struct.value !== ABSENT && struct.length !== 1) throw invalid('IN5: content that is no register value')
  return {
    client,
    clock: clock + offset,
    length: struct.length - offset,
    origin: offset > 0 ? Y.createID(client, clock + offset - 1) : struct.origin,
    root: struct.root,
    key: struct.key,
    claimed: offset > 0 ? struct : null,
    content: struct.value as Content,
    register: null,
  }
}

/** IN7: finds each new item's register in an order in which Yjs could integrate them; what cannot be is a gap. */
function integrate(work: Work): void {
  const { fresh } = work
  const next = new Map([...fresh.keys()].map((client) => [client, 0]))
  let remaining = 0
  for (const items of fresh.values()) remaining += items.length
  while (remaining > 0) {
    let progressed = false
    for (const [client, items] of fresh) {
      let index = next.get(client) as number
      for (let item = items[index]; item !== undefined; item = items[++index]) {
        if (!place(work, item)) break
        progressed = true
        remaining--
      }
      next.set(client, index)
      spend(work, 1)
    }
    if (!progressed) throw new Gap()
  }
}

/** @returns false while the item's origin is not placed yet */
function place(work: Work, item: NewItem): boolean {
  if (item.origin === null) {
    const register = registerOf(work, item.root, item.key)
    const causal = register.item === null && register.chains.length === 0
    if (!causal) for (let left = register.item; left; left = left.left) spend(work, 1)
    start(work, register, item, causal)
    return true
  }
  const { client, clock } = item.origin
  if (!isKnownId(work, item.origin)) {
    const origin = findNew(work.fresh.get(client) ?? [], clock)
    if (!origin?.register) return false
    extend(work, origin.register, origin, item, clock)
    return true
  }
  const [origin, register] = knownRegister(work, item.origin)
  if (item.claimed) checkClaim(work, item.claimed, register)
  const isLast = register.item === origin && clock === origin.id.clock + origin.length - 1
  const causal = isLast && !register.chains.some((chain) => chain.causal)
  if (!causal) for (let right = origin.right; right; right = right.right) spend(work, 1)
  start(work, register, item, causal)
  return true
}

/** Yjs puts a cut item beside its known part, but files it under the place that it names: the two must be one. */
function checkClaim(work: Work, { origin, root, key }: ItemStruct, register: Register): void {
  if (register !== (origin ? knownRegister(work, origin)[1] : registerOf(work, root, key)))
    throw invalid('IN6: an origin of another register')
}

function knownRegister(work: Work, { client, clock }: Id): [Y.Item, Register] {
  const item = Y.getItem(work.doc.store, Y.createID(client, clock)) as Y.Item | Y.GC
  const root = item instanceof Y.Item ? work.rootOf.get(item.parent) : undefined
  const key = item instanceof Y.Item ? item.parentSub : null
  if (root === undefined || key === null) throw invalid('IN6: an origin that is no register')
  return [item as Y.Item, registerOf(work, root, key)]
}

/** Bounds the time of what grows faster than the update, here and in Yjs. */
function spend(work: Work, steps: number): void {
  work.steps += steps
  if (work.steps > MAX_STALE_STEPS) throw tooLarge('IN4: too many stale writes')
}

function rootMap({ doc, rootOf }: Work, root: string): Y.Map<unknown> {
  const map = doc.share.get(root)
  if (!map || !rootOf.has(map)) throw invalid('IN6: unknown root')
  return map as unknown as Y.Map<unknown>
}

function registerOf(work: Work, root: string, key: string): Register {
  const map = rootMap(work, root)
  const name = `${root}\n${key}`
  let register = work.registers.get(name)
  if (!register) {
    register = { root, key, item: map._map.get(key) ?? null, chains: [], deletesLive: false }
    work.registers.set(name, register)
  }
  return register
}

function start(work: Work, register: Register, item: NewItem, causal: boolean): void {
  item.register = register
  if (!causal) spend(work, register.chains.length)
  register.chains.push({ causal, last: item })
}

/** A new item after another new one: it goes on with that one's chain, or opens a group of stale writes beside it. */
function extend(work: Work, register: Register, origin: NewItem, item: NewItem, clock: number): void {
  item.register = register
  if (register.chains.length > 1) spend(work, register.chains.length)
  const chain = register.chains.find((c) => c.last === origin)
  if (chain && clock === origin.clock + origin.length - 1) chain.last = item
  else register.chains.push({ causal: false, last: item })
}

/** Index of the first item that ends after `clock`. */
function firstFrom(items: readonly NewItem[], clock: number): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    const item = items[middle] as NewItem
    if (item.clock + item.length <= clock) low = middle + 1
    else high = middle
  }
  return low
}

function findNew(items: readonly NewItem[], clock: number): NewItem | undefined {
  const item = items[firstFrom(items, clock)]
  return item && item.clock <= clock ? item : undefined
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
