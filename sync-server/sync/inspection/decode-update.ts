/**
 * Reads an update strictly, before anything else looks at it (docs/behaviour.md, IN1-IN6): bounded, without making Yjs types,
 * and refusing what Yjs's own decoders pass over (a client named twice, bytes behind the end, empty or overlapping ranges).
 * Source: yjs update format V1; lib0 encoding.
 */
import * as decoding from 'lib0/decoding'
import { ErrorCode } from '../../../schema/errors.ts'

/** Structs and delete ranges that one update may carry, the known ones counted; honest structs take ten bytes or more. */
const MAX_STRUCTS = 100_000
const MAX_DELETE_RANGES = 50_000
/** Of one value; an honest one has at most some hundred. */
const MAX_VALUE_NODES = 10_000
const MAX_VALUE_DEPTH = 32

export const ABSENT = Symbol('absent')

export interface Id {
  readonly client: number
  readonly clock: number
}

export interface ItemStruct {
  readonly kind: 'item'
  readonly length: number
  readonly origin: Id | null
  /** Root and key when there is no origin. */
  readonly root: string
  readonly key: string
  /** The value, or ABSENT for erased content. Unchecked: the value schemas are asked later. */
  readonly value: unknown
}

export interface Group {
  readonly client: number
  readonly clock: number
  readonly structs: readonly (ItemStruct | { readonly kind: 'skip'; readonly length: number })[]
}

export interface DeleteRange {
  readonly clock: number
  readonly length: number
}

export interface DecodedUpdate {
  readonly groups: readonly Group[]
  /** By client; ranges in ascending order, none overlapping. */
  readonly deletes: ReadonlyMap<number, readonly DeleteRange[]>
}

/** Why an update is no update of registers; `reason` begins with the rule. */
export class Malformed extends Error {
  constructor(
    readonly code: 'invalid' | 'too_large',
    readonly reason: string,
  ) {
    super(reason)
  }
}

const invalid = (reason: string) => new Malformed(ErrorCode.Invalid, reason)
const tooLarge = (reason: string) => new Malformed(ErrorCode.TooLarge, reason)

/** @throws Malformed */
export function decodeUpdate(update: Uint8Array): DecodedUpdate {
  try {
    const decoder = decoding.createDecoder(update)
    const groups = readGroups(decoder)
    const deletes = readDeletes(decoder)
    if (decoding.hasContent(decoder)) throw invalid('IN1: bytes behind the end')
    return { groups, deletes }
  } catch (thrown) {
    if (thrown instanceof Malformed) throw thrown
    throw invalid('IN1: not an update')
  }
}

function readGroups(decoder: decoding.Decoder): Group[] {
  const groups: Group[] = []
  const seen = new Set<number>()
  let total = 0
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const count = decoding.readVarUint(decoder)
    const client = decoding.readVarUint(decoder)
    const start = decoding.readVarUint(decoder)
    if (client > 0xffffffff) throw invalid('IN2: impossible struct')
    // Yjs forgets the first of two groups of a client, also when the second one is empty.
    if (seen.has(client)) throw invalid('IN2: a client twice')
    seen.add(client)
    if (count === 0) throw invalid('IN2: a client without structs')
    const structs: Group['structs'][number][] = []
    let clock = start
    for (let i = 0; i < count; i++) {
      if (++total > MAX_STRUCTS) throw tooLarge('IN4: too many structs')
      const struct = readStruct(decoder)
      clock += struct.length
      if (struct.length <= 0 || !Number.isSafeInteger(clock)) throw invalid('IN2: impossible struct')
      structs.push(struct)
    }
    groups.push({ client, clock: start, structs })
  }
  return groups
}

function readStruct(decoder: decoding.Decoder): Group['structs'][number] {
  const info = decoding.readUint8(decoder)
  if (info === 10) return { kind: 'skip', length: decoding.readVarUint(decoder) }
  if ((info & 0b11111) === 0) throw invalid('IN3: GC struct')
  const origin = info & 0x80 ? readId(decoder) : null
  if (info & 0x40) throw invalid('IN6: a right origin')
  let [root, key] = ['', '']
  if (!origin) {
    if (decoding.readVarUint(decoder) !== 1 || !(info & 0x20)) throw invalid('IN6: not a root’s register')
    root = decoding.readVarString(decoder)
    key = decoding.readVarString(decoder)
  }
  const length = decoding.readVarUint(decoder)
  if ((info & 0b11111) === 1) return { kind: 'item', length, origin, root, key, value: ABSENT }
  if ((info & 0b11111) !== 8) throw invalid('IN5: content that is no register value')
  let value: unknown
  for (let i = 0; i < length; i++) {
    value = readValue(decoder, 0, { left: MAX_VALUE_NODES })
    if (value === undefined) throw invalid('IN5: content that is no register value')
  }
  return { kind: 'item', length, origin, root, key, value }
}

function readId(decoder: decoding.Decoder): Id {
  return { client: decoding.readVarUint(decoder), clock: decoding.readVarUint(decoder) }
}

/** As lib0's `readAny`, but bounded. A `__proto__` key would set a prototype, or vanish. */
function readValue(decoder: decoding.Decoder, depth: number, nodes: { left: number }): unknown {
  const tag = decoder.arr[decoder.pos]
  if (nodes.left-- <= 0) throw tooLarge('IN4: too large a value')
  if (tag !== 118 && tag !== 117) return decoding.readAny(decoder) as unknown
  if (depth >= MAX_VALUE_DEPTH) throw invalid('IN5: too deep a value')
  decoder.pos++
  const count = decoding.readVarUint(decoder)
  if (tag === 117) {
    const list: unknown[] = []
    for (let i = 0; i < count; i++) list.push(readValue(decoder, depth + 1, nodes))
    return list
  }
  const record: Record<string, unknown> = {}
  for (let i = 0; i < count; i++) {
    const key = decoding.readVarString(decoder)
    if (key === '__proto__') throw invalid('IN5: a __proto__ key')
    record[key] = readValue(decoder, depth + 1, nodes)
  }
  return record
}

function readDeletes(decoder: decoding.Decoder): Map<number, DeleteRange[]> {
  const deletes = new Map<number, DeleteRange[]>()
  let total = 0
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder)
    const count = decoding.readVarUint(decoder)
    if (deletes.has(client)) throw invalid('IN2: a client’s ranges twice')
    const ranges: DeleteRange[] = []
    let end = 0
    for (let i = 0; i < count; i++) {
      if (++total > MAX_DELETE_RANGES) throw tooLarge('IN4: too many delete ranges')
      const clock = decoding.readVarUint(decoder)
      const length = decoding.readVarUint(decoder)
      // Each overlap would walk the same items again, here and in Yjs; an empty range stays pending there for ever.
      if (length === 0 || clock < end || !Number.isSafeInteger(clock + length)) throw invalid('IN2: impossible range')
      end = clock + length
      ranges.push({ clock, length })
    }
    deletes.set(client, ranges)
  }
  return deletes
}
