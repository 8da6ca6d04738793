/**
 * Resolves an update into the register writes it would make, before any of it is merged (docs/behaviour.md, IN1-IN9).
 * Decoding never changes the document; loops are bounded by the update's bytes and the document's items.
 * Source: yjs update format V1.
 */
import * as Y from 'yjs'
import type { Json } from '../../schema/json.ts'
import type { Entry } from '../../schema/rules/decision.ts'

export type Inspection =
  /** `clients`: authors of new structs; `entries` in the order in which Yjs would integrate them. */
  | { readonly kind: 'entries'; readonly entries: readonly Entry[]; readonly clients: ReadonlySet<number> }
  /** Something before it is missing: to be answered with a sync step 1. `clients` as above. */
  | { readonly kind: 'gap'; readonly clients: ReadonlySet<number> }
  | { readonly kind: 'invalid'; readonly reason: string }
  | { readonly kind: 'too_large'; readonly reason: string }

/** New structs and delete ranges one update may carry; an honest update of a day offline has some hundreds. */
export const MAX_NEW_STRUCTS = 10_000
export const MAX_DELETE_RANGES = 50_000
export const MAX_NEW_CLIENTS = 256

const ABSENT = Symbol('absent')
type Content = Json | typeof ABSENT

interface NewItem {
  readonly client: number
  readonly clock: number
  readonly length: number
  readonly origin: Y.ID | null
  readonly parent: string | null
  readonly parentSub: string | null
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

class Refused extends Error {
  constructor(readonly outcome: Inspection) {
    super()
  }
}

const invalid = (reason: string) => new Refused({ kind: 'invalid', reason })

/** @param doc the document as accepted so far; `rootOf` tells the name of each of its root maps */
export function inspect(doc: Y.Doc, rootOf: ReadonlyMap<unknown, string>, update: Uint8Array): Inspection {
  const clients = new Set<number>()
  try {
    const decoded = decode(update)
    const fresh = collectNew(doc, decoded.structs, clients)
    const registers = new Map<string, Register>()
    integrate(doc, rootOf, fresh, registers, clients)
    applyDeletes(doc, rootOf, fresh, decoded.ds, registers, clients)
    return { kind: 'entries', entries: toEntries(registers), clients }
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.outcome
    throw thrown
  }
}

function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> {
  try {
    return Y.decodeUpdate(update)
  } catch {
    throw invalid('IN1: not an update')
  }
}

/** IN2-IN4: the new structs of each client, trimmed to what the document does not know, in clock order. */
function collectNew(
  doc: Y.Doc,
  structs: ReturnType<typeof Y.decodeUpdate>['structs'],
  clients: Set<number>,
): Map<number, NewItem[]> {
  const fresh = new Map<number, NewItem[]>()
  const ended = new Set<number>()
  let total = 0
  let previousClient = -1
  let previousEnd = 0
  for (const struct of structs) {
    const { client, clock } = struct.id
    const end = clock + struct.length
    if (struct.length <= 0 || !Number.isSafeInteger(end) || client > 0xffffffff) throw invalid('IN2: impossible struct')
    if (previousClient !== client) {
      if (ended.has(client)) throw invalid('IN2: a client twice')
      ended.add(client)
    } else if (clock !== previousEnd) throw invalid('IN2: clocks out of order')
    previousClient = client
    previousEnd = end
    const known = Y.getState(doc.store, client)
    if (end <= known) continue
    clients.add(client)
    if (struct instanceof Y.GC) throw invalid('IN3: GC struct')
    if (!(struct instanceof Y.Item)) throw new Refused({ kind: 'gap', clients })
    let items = fresh.get(client)
    if (!items) {
      if (clock > known) throw new Refused({ kind: 'gap', clients })
      if (fresh.size >= MAX_NEW_CLIENTS) throw new Refused({ kind: 'too_large', reason: 'IN4: too many clients' })
      fresh.set(client, (items = []))
    }
    if (++total > MAX_NEW_STRUCTS) throw new Refused({ kind: 'too_large', reason: 'IN4: too many structs' })
    items.push(toNewItem(struct, Math.max(0, known - clock)))
  }
  return fresh
}

/** @param offset how many of its clocks the document knows; only an erased run can be known in part */
function toNewItem(struct: Y.Item, offset: number): NewItem {
  const { client, clock } = struct.id
  const content: unknown = struct.content
  let value: Content
  if (content instanceof Y.ContentDeleted) value = ABSENT
  else if (content instanceof Y.ContentAny && content.arr.length === 1) value = content.arr[0] as Json
  else throw invalid('IN5: content that is no register value')
  if (value === undefined) throw invalid('IN5: content that is no register value')
  if (struct.rightOrigin !== null) throw invalid('IN6: a right origin')
  const parent = struct.parent as unknown
  if (struct.origin === null && (typeof parent !== 'string' || struct.parentSub === null))
    throw invalid('IN6: not a root’s register')
  return {
    client,
    clock: clock + offset,
    length: struct.length - offset,
    origin: offset > 0 ? Y.createID(client, clock + offset - 1) : struct.origin,
    parent: typeof parent === 'string' ? parent : null,
    parentSub: struct.parentSub,
    content: value,
    register: null,
  }
}

/** IN7: finds each new item's register in an order in which Yjs could integrate them; what cannot be is a gap. */
function integrate(
  doc: Y.Doc,
  rootOf: ReadonlyMap<unknown, string>,
  fresh: Map<number, NewItem[]>,
  registers: Map<string, Register>,
  clients: Set<number>,
): void {
  const next = new Map([...fresh.keys()].map((client) => [client, 0]))
  let remaining = 0
  for (const items of fresh.values()) remaining += items.length
  while (remaining > 0) {
    let progressed = false
    for (const [client, items] of fresh) {
      let index = next.get(client) as number
      for (let item = items[index]; item !== undefined; item = items[++index]) {
        if (!place(doc, rootOf, item, fresh, registers)) break
        progressed = true
        remaining--
      }
      next.set(client, index)
    }
    if (!progressed) throw new Refused({ kind: 'gap', clients })
  }
}

/** @returns false while the item's origin is not placed yet */
function place(
  doc: Y.Doc,
  rootOf: ReadonlyMap<unknown, string>,
  item: NewItem,
  fresh: Map<number, NewItem[]>,
  registers: Map<string, Register>,
): boolean {
  if (item.origin === null) {
    const register = registerOf(doc, registers, item.parent as string, item.parentSub as string)
    start(register, item, register.item === null && register.chains.length === 0)
    return true
  }
  const { client, clock } = item.origin
  if (clock >= Y.getState(doc.store, client)) {
    const origin = findNew(fresh.get(client) ?? [], clock)
    if (!origin?.register) return false
    extend(origin.register, origin, item, clock)
    return true
  }
  const origin = Y.getItem(doc.store, Y.createID(client, clock)) as Y.Item | Y.GC
  const root = origin instanceof Y.Item ? rootOf.get(origin.parent) : undefined
  const key = origin instanceof Y.Item ? origin.parentSub : null
  if (root === undefined || key === null) throw invalid('IN6: an origin that is no register')
  const register = registerOf(doc, registers, root, key)
  const isLast = register.item === origin && clock === origin.id.clock + origin.length - 1
  start(register, item, isLast && !register.chains.some((chain) => chain.causal))
  return true
}

function registerOf(doc: Y.Doc, registers: Map<string, Register>, root: string, key: string): Register {
  const name = `${root}\n${key}`
  let register = registers.get(name)
  if (!register) {
    const map = doc.share.get(root) as Y.Map<unknown> | undefined
    if (!(map instanceof Y.Map)) throw invalid('IN6: unknown root')
    register = { root, key, item: map._map.get(key) ?? null, chains: [], deletesLive: false }
    registers.set(name, register)
  }
  return register
}

function start(register: Register, item: NewItem, causal: boolean): void {
  item.register = register
  register.chains.push({ causal, last: item })
}

/** A new item after another new one: it goes on with that one's chain, or opens a group of stale writes beside it. */
function extend(register: Register, origin: NewItem, item: NewItem, clock: number): void {
  item.register = register
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
function applyDeletes(
  doc: Y.Doc,
  rootOf: ReadonlyMap<unknown, string>,
  fresh: Map<number, NewItem[]>,
  deletes: ReturnType<typeof Y.decodeUpdate>['ds'],
  registers: Map<string, Register>,
  clients: Set<number>,
): void {
  let ranges = 0
  for (const [client, list] of deletes.clients) {
    const known = Y.getState(doc.store, client)
    const added = fresh.get(client)
    const lastAdded = added?.[added.length - 1]
    const end = lastAdded ? lastAdded.clock + lastAdded.length : known
    for (const range of list) {
      if (++ranges > MAX_DELETE_RANGES) throw new Refused({ kind: 'too_large', reason: 'IN4: too many delete ranges' })
      const rangeEnd = range.clock + range.len
      if (range.len < 0 || !Number.isSafeInteger(rangeEnd)) throw invalid('IN2: impossible range')
      if (rangeEnd > end) throw new Refused({ kind: 'gap', clients })
      if (range.clock < known && range.len > 0)
        markKnown(doc, rootOf, client, range.clock, Math.min(rangeEnd, known), registers)
      for (let i = added ? firstFrom(added, range.clock) : 0; added && i < added.length; i++) {
        const item = added[i] as NewItem
        if (item.clock >= rangeEnd) break
        item.content = ABSENT
      }
    }
  }
}

function markKnown(
  doc: Y.Doc,
  rootOf: ReadonlyMap<unknown, string>,
  client: number,
  from: number,
  to: number,
  registers: Map<string, Register>,
): void {
  const structs = doc.store.clients.get(client) as (Y.Item | Y.GC)[]
  for (let i = Y.findIndexSS(structs, from); i < structs.length; i++) {
    const struct = structs[i] as Y.Item | Y.GC
    if (struct.id.clock >= to) return
    if (struct.deleted || !(struct instanceof Y.Item)) continue
    const root = rootOf.get(struct.parent)
    if (root === undefined || struct.parentSub === null) throw invalid('IN6: a delete outside the registers')
    registerOf(doc, registers, root, struct.parentSub).deletesLive = true
  }
}

/** IN9: one entry for each register's net effect; a replaced item is no removal, and what never was is nothing. */
function toEntries(registers: Map<string, Register>): Entry[] {
  const entries: Entry[] = []
  for (const { root, key, item, chains, deletesLive } of registers.values()) {
    const before = item && !item.deleted ? (item.content.getContent()[item.length - 1] as Json) : undefined
    if (deletesLive && !chains.some((chain) => chain.causal))
      entries.push({ root, key, before, value: undefined, causal: true })
    for (const chain of chains) {
      const value = chain.last.content === ABSENT ? undefined : chain.last.content
      if (value === undefined && before === undefined) continue
      entries.push({ root, key, before, value, causal: chain.causal })
    }
  }
  return entries
}
