/** Where each new item belongs: its register, and whether it goes on from what stands there or beside it (docs/behaviour.md, IN6, IN7). */
import * as Y from 'yjs'
import type { Id, ItemStruct } from './decode-update.ts'
import { findNew, Gap, invalid, isKnownId, registerOf, spend, type NewItem, type Register, type Work } from './work.ts'

/** IN7: finds each new item's register in an order in which Yjs could integrate them; what cannot be is a gap. */
export function placeItems(work: Work): void {
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
