/** What one inspection of an update gathers, and what bounds it (docs/behaviour.md, IN4, IN6). */
import { getState, type Doc, type Item, type Map as YMap } from 'yjs'
import type { Json } from '../../../schema/json.ts'
import { type ABSENT, Malformed, type Id, type ItemStruct } from './decode-update.ts'

/** Items that Yjs may have to pass to find the places of an update's stale writes. */
const MAX_STALE_STEPS = 100_000

export type Content = Json | typeof ABSENT

export interface NewItem {
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

export interface Chain {
  readonly causal: boolean
  last: NewItem
}

export interface Register {
  readonly root: string
  readonly key: string
  /** The document's last item of the register, live or deleted. */
  readonly item: Item | null
  readonly chains: Chain[]
  deletesLive: boolean
}

/** One inspection: what it reads, and what it gathers. */
export interface Work {
  readonly doc: Doc
  readonly rootOf: ReadonlyMap<unknown, string>
  readonly clients: Set<number>
  readonly fresh: Map<number, NewItem[]>
  readonly registers: Map<string, Register>
  steps: number
}

export class Gap extends Error {}

export const invalid = (reason: string) => new Malformed('invalid', reason)
export const tooLarge = (reason: string) => new Malformed('too_large', reason)

export function isKnownId({ doc }: Work, { client, clock }: Id): boolean {
  return clock < getState(doc.store, client)
}

/** Bounds the time of what grows faster than the update, here and in Yjs. */
export function spend(work: Work, steps: number): void {
  work.steps += steps
  if (work.steps > MAX_STALE_STEPS) throw tooLarge('IN4: too many stale writes')
}

export function rootMap({ doc, rootOf }: Work, root: string): YMap<unknown> {
  const map = doc.share.get(root)
  if (!map || !rootOf.has(map)) throw invalid('IN6: unknown root')
  return map as unknown as YMap<unknown>
}

export function registerOf(work: Work, root: string, key: string): Register {
  const map = rootMap(work, root)
  const name = `${root}\n${key}`
  let register = work.registers.get(name)
  if (!register) {
    register = { root, key, item: map._map.get(key) ?? null, chains: [], deletesLive: false }
    work.registers.set(name, register)
  }
  return register
}

/** Index of the first item that ends after `clock`. */
export function firstFrom(items: readonly NewItem[], clock: number): number {
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

export function findNew(items: readonly NewItem[], clock: number): NewItem | undefined {
  const item = items[firstFrom(items, clock)]
  return item && item.clock <= clock ? item : undefined
}
